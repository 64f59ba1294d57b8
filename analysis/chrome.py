"""What a web page or a book's pages put around and between the lines of a report."""

from __future__ import annotations

import re

from documents.script import simplify

_PAGE_NUMBER = re.compile(
    r"[-—–－·.~\s]*\d{1,3}[-—–－·.~\s]*"
    r"|第\s?\d{1,3}\s?页(?:\s?[,，/]?\s?共\s?\d{1,3}\s?页)?"
    r"|\d{1,3}\s?/\s?\d{1,3}"
    r"|(?:Page|P)\s?[.\d]\s?\d{0,3}.{0,40}",
    re.IGNORECASE,
)
_EMPTY = re.compile(r"[\s|｜_=*·.•\-—–+:：>/＞»<\[\]【】()（）]+")
_NAMES = (
    "索引号|发文机关|发文机构|发文单位|发文字号|发文日期|发文时间|发布机构|发布机关"
    "|发布单位|发布部门|发布日期|发布时间|发布人|发表时间|主题分类|主题词|体裁分类"
    "|组配分类|信息分类|信息类别|分类|文号|公开方式|公开形式|公开范围|公开时限|公开日期"
    "|公开主体|公开类型|公开类别|公开属性|生成日期|生成时间|生效日期|生效时间|成文日期"
    "|失效日期|失效时间|废止日期|废止时间|有效性|时效性|时效|公文时效|信息名称|文件名称"
    "|名称|标题|关键词|关键字|内容概述|概述|摘要|来源|来自|信息来源|文章来源|稿源|作者"
    "|责任编辑|编辑|审核|审核人|初审|终审|责编|录入|日期|时间|更新时间|更新日期"
    "|访问量|访问次数|点击数|点击量|点击率|点击次数|点击|浏览次数|浏览量|浏览数|浏览|阅读次数|阅读量|阅读数"
    "|阅读|人气|字体|字号|字体大小|保护视力色|视力保护色|背景色|分享到|分享|打印"
    "|类型|中文名|外文名|语音播报|公报标题|总号|期号|登记号|备案登记号|年份|责任部门|所属机构|所属主题"
    "|信息标识|公开目录|制发机关|制作单位|信息提供|有效期|撰写时间|撰写日期|撰稿|撰稿人|供稿|发稿时间"
)
# a page sets its keys to one width: 文    号, 时 效 性
_KEYS = "|".join(
    r"\s{0,12}".join(name) for name in sorted(_NAMES.split("|"), key=len, reverse=True)
)
_KEYED = re.compile(rf"[|｜【\[\s]*(?:{_KEYS})[】\]\s]*(?:[:：|｜].{{0,80}}|[】\]].{{0,60}})?")
_TRAIL = re.compile(
    r"(?:您?(?:现在)?的?(?:所在)?(?:当前)?位置|当前位置|位置|导航)\s?(?:是)?[:：>].*"
    r"|(?:网站)?首页.{0,6}[/>＞»|›→\-].{0,120}|首页|.{0,40}[/>＞»›]\s?正文"
    r"|(?:[^\s。，>＞»›]{1,20}\s?[>＞»›]\s?){1,8}[^。，]{0,40}"
)
_WORD = (
    r"(?:我要|点[击此]|加入|一键|(?:手机)?扫码)?(?:打印|收藏|分享|转发|关闭|下载|保存|复制|评论|浏览)"
    r"(?:[本此该]?(?:页面?|文|站|窗口)|当前页面?|夹|网页|文章|文档|正文|全文|[到至])?"
    r"|(?:文章|页面|网页|[本全]文|本页)(?:打印|收藏|分享|转发|下载|纠错|复制|朗读)"
    r"|设为首页|听文章|语音朗读|查看原文|浏览字号|推荐给朋友|公共资源调用(?:站点)?"
    r"|点击(?:关闭|展开|收起|隐藏|查看|显示)(?:详细|全部|更多)?(?:目录|索引|属性)?信息"
    r"|返回(?:顶部|首页|列表)?|(?:登录|注册|个人中心)+|无障碍(?:浏览|阅读)?|网站无障碍|长者(?:模式|版)|繁体(?:版)?"
    r"|简体(?:版)?|繁|简|大|中|小|特大|默认|RSS|English|搜索|智能问答|扫一扫.{0,20}|分享到?.{0,20}|正文|附件下载|下载|微信|微博|网站地图"
    r"|政务公开|政府信息公开|政府信息公开年报|信息公开年报|信息公开年度报告|法定主动公开内容|政府信息公开指南|政府信息公开制度"
    r"|字体[:：]?.{0,12}|[Aa][+\-]|我要纠错|纠错|视力保护.{0,10}|目\s?录|关怀版|手机版|移动版|依申请公开入口"
    r"|选择(?:特殊符号|搜索类型)|请输入(?:搜索|关键[字词]|检索词).{0,6}|二维码|(?:正文|全文|链接)?复制(?:正文|全文|链接)?|政务(?:微信|微博|新媒体|APP)"
    r"|基本(?:介绍|信息)|移动(?:端应用|客户端)|客户端|公众号|导出(?:PDF|Word)?|朗读|听全文|引\s*言|前\s*言|导\s*[语言]|(?:阅读)?全文|图片|(?:信息公开)?元数据|给编辑写信|文档内容|(?:图解|视频|原文|相关)链接[:：]?.{0,20}"
)
_WORDS = re.compile(rf"[【\[(（]?(?:{_WORD})[】\])）]?", re.IGNORECASE)
_FILE = re.compile(
    r"(?:[^。；.]{0,80}\.(?:png|jpe?g|gif|bmp)){1,6}|[^。；]{0,80}\.(?:pdf|docx?|xlsx?|ofd|wps|zip|rar)(?:[(（\[]\s?[\d.]+\s?[KMB]{1,2}[)）\]])?",
    re.IGNORECASE,
)
# a place's name beside a time, what a library of documents says of itself, a site's licence
_LABEL = re.compile(
    r"[\u4e00-\u9fff/]{2,12}[\s-]{1,3}20\d\d-\d\d?-\d\d?\s\d\d?:\d\d(?::\d\d)?"
    r"|(?:联系|通讯|咨询)方式[:：]|[\u4e00-\u9fff]{4,24}(?:统计|情况|汇总|一览)表"
    r"|(?:仅展示|本文共|全文共|字数)[:：\d].{0,30}|.{0,90}由会员(?:分享|上传).{0,120}"
    r"|.{0,60}(?:公网安备|ICP[备证]|网站标识码|网站支持IPv6).{0,60}|您是.{0,6}第.{0,10}位?访[客问].{0,60}",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"[\u4e00-\u9fff]{2,12}[〔﹝［\[(（]20\d\d[〕﹞］\])）]\s?\d{1,4}\s?号")
_CAPTION = re.compile(r"[图表]\s?[\d一二三四五六七八九]{1,2}(?:-\d)?[:：.、\s][^。；，,]{2,40}")
_FOOTER = re.compile(
    r"(?:上|下)一(?:篇|条|页)|相关(?:链接|阅读|文章|信息|新闻|附件|解读|.{0,4}报告[:：])|友情链接|版权所有|[主承协]\s*办\s*(?:单\s*位)?\s*[:：]"
    r"|备\s*案\s*(?:号|序号)?\s*[:：].{0,4}ICP|技术支持|网站标识码|政府网站标识|.{0,4}公网安备|.{0,4}ICP[备证]|Copyright|©|关于我们|网站声明|联系我们|(?:网站|站点)地图|隐私"
    r"|扫一扫|分享到|【?打印|【?关闭|责任编辑|[（(]?责编|附件(?:下载|列表)|推荐阅读|热门|国务院部门网站|省级政府网站|【?返回|您是.{0,6}第.{0,10}位?访[客问]",
    re.IGNORECASE,
)
_FIELDS = re.compile(r"\s*[|｜]\s*")
_GAP = re.compile(r"[\s|｜/]+|(?<=[】\])）])(?=[【\[(（])")
_BARS = " |｜"
_BULLET = "•·●○▪■◆* \t|｜"
_KEY_COLON = re.compile(rf"(?:{_KEYS})\s?[:：]")
_KEY_FIRST = re.compile(rf"[\[【(（]?(?:{_KEYS})\s?[:：]")
_KEY_SPACED = re.compile(rf"(?:^|(?<=[\s|｜:：]))(?:{_KEYS})(?=[\s|｜:：]|$)")
_DATED_ROW = re.compile(
    rf"(?:(?:{_KEYS})\s?)?"
    r"20\d\d[-/年.]\d\d?[-/月.]\d\d?日?(?:\s?\d\d?:\d\d(?::\d\d)?)?"
    rf"(?:\s*(?:{_KEYS}).{{0,60}}|(?<=\d:\d\d)(?:[\s|｜].{{0,80}})?)"
)
_HEAD = re.compile(
    r"(?:发布|发表|成文|更新)?(?:时间|日期)[:：]\s?20\d\d[-/年.]\d\d?[-/月.]\d\d?日?(?:\s?\d\d?:\d\d(?::\d\d)?)?"
    r"(?:\s?(?:信息)?来源[:：]\s?[\u4e00-\u9fff]{2,24})?(?:\s?(?:浏览|点击|访问|阅读)[次量数]{1,2}[:：]\s?\d{0,8})?[\s|｜]+"
)
_PUNCTUATED = re.compile(r"[。；！？]")


def is_page_number(said: str) -> bool:
    """A number between lines (``-1-``, ``— 3 —``, ``Page 3 - …``, ``P. 3``, a lone ``3``)."""
    return len(said) <= 60 and bool(_PAGE_NUMBER.fullmatch(said))


def is_chrome(said: str) -> bool:
    """A line that belongs to the page: breadcrumb, key and value of the page's own data, buttons,
    rows of bars, names of files, captions."""
    if is_page_number(said) or _EMPTY.fullmatch(said):
        return True
    if len(said) > (200 if "|" not in said else 2000):
        return False
    if _PUNCTUATED.search(said) and "|" not in said and "会员" not in said:
        return False
    said = simplify(said).lstrip(_BULLET).rstrip(_BARS)
    return (
        any(pattern.fullmatch(said) for pattern in _WHOLE)
        or all(_WORDS.fullmatch(word) for word in _GAP.split(said) if word)
        or (
            ("|" in said or "｜" in said)
            and all(
                not field or _KEYED.fullmatch(field) or _WORDS.fullmatch(field)
                for field in _FIELDS.split(said)
            )
        )
        or _is_spaced_row(said)
    )


def is_head_chrome(said: str) -> bool:
    """A line that, above the first part, belongs to the page: a document's number alone."""
    return len(said) <= 40 and bool(_NUMBERED.fullmatch(simplify(said)))


def measure_head(said: str) -> int:
    """How many characters at the front of a line of prose are the page's (发布时间：… 来源：…)."""
    match = _HEAD.match(said)
    return match.end() if match else 0


def begins_footer(said: str) -> bool:
    """A line from which on, behind the last part, all belongs to the page."""
    return bool(_FOOTER.match(simplify(said[:40]).lstrip(" |［[•·")))


def _is_spaced_row(said: str) -> bool:
    """Several keys with their values in one line (发布时间：2023-01-16 来源：某镇 浏览次数：), also
    where no colon parts them (公开类别 主动公开 发布时间 2023-01-16)."""
    if "。" in said or len(said) > 200:
        return False
    if _KEY_FIRST.match(said) and len(_KEY_COLON.findall(said)) >= 2:
        return True
    first = _KEY_SPACED.match(said)
    if first and ("  " in first[0] or len(_KEY_SPACED.findall(said)) >= 2):
        return True
    return bool(_DATED_ROW.fullmatch(said))


_WHOLE = (_KEYED, _TRAIL, _WORDS, _FILE, _LABEL, _CAPTION)
