"""One report in every layout that a page, a book or a word processor gives it."""

from __future__ import annotations

from tests.analysis.samples import HEADINGS, PREAMBLE, SIGNATURE, TITLE, list_body, list_lines, wrap

STANDARD = "\n".join(list_lines())
HALF_WIDTH = str.maketrans("（），：；", "(),:;")
CHROME = (
    "网站首页 > 政务公开 > 政府信息公开年报 > 正文\n索引号：YL0001/2023-00012\n发文机构：云岭县"
    "白石镇\n"
    "主题分类：综合政务\n生成日期：2023-01-12\n文 号：\n访问量：\n字体：[]\n"
)
FOOTER = (
    "\n【打印】 【关闭】\n上一篇：白石镇2021年政府信息公开工作年度报告\n下一篇：无\n主办：云岭县"
    "人民政府办公室\n"
    "某公网安备 51000000000000号\n联系电话：0830-1234567"
)
PIPES = (
    "| 索引号 | YL0001 | 发文机构 | 白石镇 |\n| 主题分类 | 综合 | 生成日期 | 2023-01-12 |\n"
    + "|" * 300
)
BROKEN_TITLE = "云岭县白石镇人民政府\n2022年政府信息公开\n工作年度报告\n（2023年1月12日）"
NUMBERED_LIST = "本报告包括：" + "；".join(HEADINGS) + "。"


def number_with(*markers: str) -> str:
    return "\n".join(list_lines(tuple(m + h[2:] for m, h in zip(markers, HEADINGS, strict=True))))


# Every layout of the same report: all of them must give the same outline.
LAYOUTS = {
    "one paragraph a line": STANDARD,
    "blank lines between": STANDARD.replace("\n", "\n\n"),
    "windows line ends": STANDARD.replace("\n", "\r\n"),
    "old mac line ends": STANDARD.replace("\n", "\r"),
    "line separators": STANDARD.replace("\n", "\u2028"),
    "form feeds": STANDARD.replace("\n", "\n\f"),
    "ideographic indents": STANDARD.replace("\n", "\n\u3000\u3000"),
    "no-break spaces": STANDARD.replace("\n", "\n\u00a0\u00a0").replace("2022年", "2022\u00a0年"),
    "entities": STANDARD.replace("\n", "\n&nbsp;&nbsp;"),
    "zero width characters": "\ufeff" + STANDARD.replace("公开", "公\u200b开"),
    "direction marks": "\u200f\u202e" + STANDARD.replace("\n", "\u200e\n"),
    "bookmarks": STANDARD.replace("三、", "[bookmark: _GoBack]三、"),
    "on one line": "".join(list_lines()),
    "on one line with blanks": " ".join(list_lines()),
    "each part on one line": "\n".join(
        (
            TITLE,
            PREAMBLE,
            "".join(list_body()[:7]),
            *HEADINGS[1:4],
            "".join(list_body()[10:]),
            *SIGNATURE,
        )
    ),
    "wrapped at 28": wrap(STANDARD, 28),
    "wrapped at 22": wrap(STANDARD, 22),
    "wrapped at 35": wrap(STANDARD, 35, page=9),
    "page headers": wrap(STANDARD, 28).replace("-1-", "Page 1 - 年报").replace("-2-", "P. 2"),
    "page signs": wrap(STANDARD, 28).replace("-1-", "— 1 —").replace("-2-", "第 2 页 共 3 页"),
    "lone page numbers": wrap(STANDARD, 28).replace("-1-", "1").replace("-2-", " 2"),
    "page chrome": CHROME
    + TITLE
    + "\n发布时间：2023-01-12 09:30 来源：白石镇 浏览次数：\n"
    + STANDARD
    + FOOTER,
    "chrome as a pipe table": PIPES + "\n" + STANDARD + FOOTER,
    "chrome as keys and values": "索 引 号：\nYL0123\n名  称：\n" + TITLE + "\n" + STANDARD,
    "breadcrumb on the one line": "首页 > 政府信息公开 > 年报 " + " ".join(list_lines()),
    "title three times": f"{TITLE}\n{TITLE}\n" + STANDARD,
    "title over three lines": "\n".join([BROKEN_TITLE, *list_lines()[1:]]),
    "title in book marks": "\n".join([f"《{TITLE}》", *list_lines()[1:]]),
    "title with wide digits": STANDARD.replace("2022年政府", "２０２２年政府"),
    "half-width punctuation": STANDARD.translate(HALF_WIDTH),
    "arabic markers": number_with("1、", "2、", "3、", "4、", "5、", "6、"),
    "arabic markers with points": number_with("1. ", "2. ", "3. ", "4. ", "5. ", "6. "),
    "one arabic marker": number_with("1、 ", "二、", "三、", "四、", "五、", "六、"),
    "parts": number_with(*(f"第{n}部分 " for n in "一二三四五六")),
    "bracketed markers": number_with(*(f"（{n}）" for n in "一二三四五六")).replace(
        "（一）主", "1.主"
    ),
    "no markers": number_with("", "", "", "", "", ""),
    "lost numerals": number_with("、", "二、", "三、", "四、", "、", "六、"),
    "points for stops": number_with("一．", "二．", "三．", "四．", "五．", "六．"),
    "stray stop behind a heading": STANDARD.replace(HEADINGS[0], HEADINGS[0] + "、"),
    "numbered list of the parts": STANDARD.replace(PREAMBLE, PREAMBLE + NUMBERED_LIST),
    "table of contents": "\n".join([TITLE, "目录", *HEADINGS, *list_lines()[1:]]),
    "heading over two lines": STANDARD.replace("行政诉讼情况\n五", "行政诉\n讼情况\n五"),
    "traditional headings": STANDARD.replace("总体", "總體").replace("问题及", "問題及"),
    "pinyin of a mirror": STANDARD.replace("公开政府", "公開(kāi)政府"),
    "signature on one line": STANDARD.replace("\n2023年1月", "      2023年1月"),
    "signature in chinese numerals": STANDARD.replace("2023年1月12日", "二〇二三年一月十二日"),
    "files to download": STANDARD + "\n附件：1.白石镇公开目录.docx\n附件下载：年报.pdf",
}
