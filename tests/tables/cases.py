"""Flattened tables written by hand: the ways of layouts.md, chapter 3, and the traps of
standard.md, chapter 9, each with what the report says.

The first table is mostly the one of 2021 with the figures ``FIRST``; requests are written by
``write_requests`` with one way of putting cells and rows together.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from documents.forms import load_form
from documents.tables import CellKey, FormVersion, TableKind

Figure = int | float | None
Figures = Mapping[CellKey, Figure]
FIRST: Final[tuple[Figure, ...]] = (0, 0, 0, 2, 1, 7, 35, 4, 0, 12.5)


def place(kind: TableKind, form: FormVersion, *figures: Figure) -> Figures:
    """The figures as cells of the form, in its order."""
    return dict(zip(load_form(form).table(kind).keys(), figures, strict=True))


def place_requests(form: FormVersion, rest: Figure = 0, **rows: tuple[Figure, ...]) -> Figures:
    """Rows by the last part of their id; all other cells are ``rest``."""
    keys = load_form(form).table("requests").keys()
    cells: dict[CellKey, Figure] = dict.fromkeys(keys, rest)
    for name, figures in rows.items():
        own = [key for key in keys if key.row.rpartition(".")[2] == name]
        cells.update(zip(own, figures, strict=True))
    return cells


@dataclass(frozen=True, slots=True)
class Case:
    """``says`` is what the report says. Where ``lost`` is true the text no longer tells all of it,
    so a reader may leave cells open but must not be sure of anything else."""

    name: str
    text: str
    form: FormVersion
    says: Mapping[TableKind, Figures] = field(default_factory=dict)
    lost: bool = False


_GROUP: Final = "三、本年度办理结果"
_REFUSED: Final = (
    "1.属于国家秘密",
    "2.其他法律行政法规禁止公开",
    "3.危及“三安全一稳定”",
    "4.保护第三方合法权益",
    "5.属于三类内部事务信息",
    "6.属于四类过程性信息",
    "7.属于行政执法案卷",
    "8.属于行政查询事项",
)
_UNABLE: Final = (
    "1.本机关不掌握相关政府信息",
    "2.没有现成信息需要另行制作",
    "3.补正后申请内容仍不明确",
)
_NOT_HANDLED: Final = (
    "1.信访举报投诉类申请",
    "2.重复申请",
    "3.要求提供公开出版物",
    "4.无正当理由大量反复申请",
    "5.要求行政机关确认或重新出具已获取信息",
)
_OTHER: Final = (
    "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
    "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
    "3.其他",
)
_NOTE: Final = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
_PARTIAL: Final = "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"
HEAD: Final = (
    (_NOTE, "", "", "申请人情况", "", "", "", "", "", ""),
    ("", "", "", "自然人", "法人或其他组织", "", "", "", "", "总计"),
    (
        *("", "", "", ""),
        *("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"),
        "",
    ),
)


def list_request_labels(form: FormVersion) -> list[tuple[str, str, str]]:
    """The three label cells of every data row as printed, empty where a merged cell goes on."""
    other = [("", "（六）其他处理", "")]
    if form == "v2021":
        other = [("", "（六）其他处理" if i == 0 else "", text) for i, text in enumerate(_OTHER)]
    return [
        ("一、本年新收政府信息公开申请数量", "", ""),
        ("二、上年结转政府信息公开申请数量", "", ""),
        (_GROUP, "（一）予以公开", ""),
        ("", _PARTIAL, ""),
        *(("", "（三）不予公开" if i == 0 else "", text) for i, text in enumerate(_REFUSED)),
        *(("", "（四）无法提供" if i == 0 else "", text) for i, text in enumerate(_UNABLE)),
        *(("", "（五）不予处理" if i == 0 else "", text) for i, text in enumerate(_NOT_HANDLED)),
        *other,
        ("", "（七）总计", ""),
        ("四、结转下年度继续办理", "", ""),
    ]


def write_requests(
    form: FormVersion,
    figures: Figures,
    write: Callable[[tuple[str, ...]], str],
    show: Callable[[Figure], str] = lambda figure: "" if figure is None else str(figure),
) -> str:
    """The requests table, each row written by ``write`` from its ten cells."""
    values = list(figures.values())
    rows = [
        (*labels, *map(show, values[7 * i : 7 * i + 7]))
        for i, labels in enumerate(list_request_labels(form))
    ]
    return "".join(map(write, (*HEAD, *rows)))


def write_tabs(row: tuple[str, ...]) -> str:
    return "\t".join(row) + "\n"


def write_pipes(row: tuple[str, ...]) -> str:
    return "| " + " | ".join(row) + " |\n"


def write_words(row: tuple[str, ...]) -> str:
    return " ".join(filter(None, row)) + "\n"


def write_cell_lines(row: tuple[str, ...]) -> str:
    return "".join(f"\t{cell}\n" for cell in row) + "\n"


def write_bare_lines(row: tuple[str, ...]) -> str:
    return "".join(f"{cell}\n\n" for cell in row if cell)


def write_run_on(row: tuple[str, ...]) -> str:
    return "".join(f"{cell} " for cell in row if cell)


FILLED: Final = place_requests(
    "v2021",
    new_received=(9, 2, 0, 0, 1, 0, 12),
    carried_in=(1, 0, 0, 0, 0, 0, 1),
    disclosed=(5, 1, 0, 0, 1, 0, 7),
    third_party=(1, 0, 0, 0, 0, 0, 1),
    not_held=(2, 1, 0, 0, 0, 0, 3),
    fee_unpaid=(1, 0, 0, 0, 0, 0, 1),
    total=(9, 2, 0, 0, 1, 0, 12),
    carried_out=(1, 0, 0, 0, 0, 0, 1),
)
FILLED_2019: Final = place_requests(
    "v2019",
    new_received=(3, 1, 0, 0, 0, 0, 4),
    carried_in=(0, 0, 0, 0, 0, 0, 0),
    partial=(2, 1, 0, 0, 0, 0, 3),
    other=(1, 0, 0, 0, 0, 0, 1),
    total=(3, 1, 0, 0, 0, 0, 4),
)
TOTALS_ONLY: Final = {
    key: value if key.column == "total" else None for key, value in FILLED.items()
}

_FIRST_2021: Final = place("proactive", "v2021", *FIRST)
_DISPUTES: Final = place("disputes", "v2021", 1, 0, 0, 1, 2, 0, 0, 0, 0, 0, 0, 1, 0, 0, 1)
_FIRST_2019: Final = place(
    *("proactive", "v2019"),
    *(0, 0, 0, 3, 3, 18),
    *(120, 15, 152790, 6, -4, 31),
    *(88, 0, 12, 2, 1, 0),
    *(5, -1),
    *(7, 59237.2449),
)

PIPES_WITHOUT_FIRST_COLUMN: Final = """\
第二十条第（一）项 | |||
信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |
规章 | 0 | 0 | 0 |
行政规范性文件 | 2 | 1 | 7 |
第二十条第（五）项 | |||
信息内容 | 本年处理决定数量 | ||
行政许可 | 35 | ||
第二十条第（六）项 | |||
信息内容 | 本年处理决定数量 | ||
行政处罚 | 4 | ||
行政强制 | 0 | ||
第二十条第（八）项 | |||
信息内容 | 本年收费金额（单位：万元） | ||
行政事业性收费 | 12.5 | ||
"""

PIPES_AT_BOTH_ENDS: Final = """\
| 第二十条第（一）项 | | | |
| --- | --- | --- | --- |
| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |
| 规章 | 0 | 0 | 0 |
| 行政规范性文件 | 2 | 1 | 7 |
| 第二十条第（五）项 | | | |
| 信息内容 | 本年处理决定数量 | | |
| 行政许可 | 35 | | |
| 第二十条第（六）项 | | | |
| 信息内容 | 本年处理决定数量 | | |
| 行政处罚 | 4 | | |
| 行政强制 | 0 | | |
| 第二十条第（八）项 | | | |
| 信息内容 | 本年收费金额（单位：万元） | | |
| 行政事业性收费 | 12.5 | | |
"""

ONE_CELL_A_LINE: Final = """\
第二十条第（一）项

信息内容

本年
制发件数

本年
废止件数

现行有效件数

规章

0

0

0

行政
规范性文件

2

1

7

第二十条第（五）项

信息内容

本年处理决定数量

行政许可

35

第二十条第（六）项

信息内容

本年处理决定数量

行政处罚

4

行政强制

0

第二十条第（八）项

信息内容

本年收费金额
（单位：万元）

行政事业性收费

12.5
"""

WITHOUT_REPEATED_LINES: Final = """\
第二十条第（一）项
信息内容
本年制发件数
本年废止件数
现行有效件数
规章
0
行政规范性文件
2
1
7
第二十条第（五）项
本年处理决定数量
行政许可
35
第二十条第（六）项
行政处罚
4
行政强制
第二十条第（八）项
本年收费金额（单位：万元）
行政事业性收费
12.5
"""

BLANKS_AND_SLASHES: Final = """\
第二十条第（一）项\t\t\t
信息内容\t本年制发件数\t本年废止件数\t现行有效件数
规章\t/\t／\t—
行政规范性文件\t&nbsp;\t \t7
第二十条第（五）项\t\t\t
信息内容\t本年处理决定数量\t\t
行政许可\t35\t\t
第二十条第（六）项\t\t\t
信息内容\t本年处理决定数量\t\t
行政处罚\t4\t\t
行政强制\t0\t\t
第二十条第（八）项\t\t\t
信息内容\t本年收费金额（单位：万元）\t\t
行政事业性收费\t12.5\t\t
"""

CELL_CONTENTS_OF_2019: Final = """\
第二十条第（一）项
信息内容\t本年新制作数量\t本年新公开数量\t对外公开总数量
规    章\t 0\t0 \t０
规范性文件\t3件\t３\t18
第二十条第（五）项
信息内容\t上一年项目数量\t本年增/减\t处理决定数量
行政许可\t120\t增15\t152,790
其他对外管理服务事项\t6\t减4\t31
第二十条第（六）项
信息内容\t上一年项目数量\t本年增/减\t处理决定数量
行政处罚\t88\t0\t12
行政强制\t2\t+1\t0
第二十条第（八）项
信息内容\t上一年项目数量\t本年增/减\t
行政事业性收费\t5\t-1\t
第二十条第（九）项
信息内容\t采购项目数量\t采购总金额\t
政府集中采购\t7\t59237.2449\t
"""

LABELS_OF_2019_AS_MET: Final = """\
第二十条(一)项
信息内容\t本年新\t本年新\t对外公开总数量
规章\t0\t0\t0
规范性文件\t3\t3\t18
第二十条(五)项
信息内容\t上年项目数量\t本年增减\t处理决定数量
行政许可\t120\t15\t152790
其他对外管理服务事项\t6\t-4\t31
第二十条(六)项
信息内容\t上年项目数量\t本年增减\t处理决定数量
行政处罚\t88\t0\t12
行政强制\t2\t1\t0
第二十条(八)项
信息内容\t上年项目数量\t本年增减
行政事业性收费\t5\t-1
第二十条(九)项
信息内容\t采购项目数量\t采购总金额
政府集中采购\t7\t59237.2449
"""

DISPUTES_IN_TABS: Final = """\
行政复议\t\t\t\t\t行政诉讼\t\t\t\t\t\t\t\t\t
结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t未经复议直接起诉\t\t\t\t\t复议后起诉\t\t\t\t
\t\t\t\t\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计
1\t0\t0\t1\t2\t0\t0\t0\t0\t0\t0\t1\t0\t0\t1
"""

DISPUTES_GLUED_TO_THEIR_HEADER: Final = (
    "行政复议 行政诉讼 结果维持 结果纠正 其他结果 尚未审结 总计 未经复议直接起诉 复议后起诉 "
    + "结果维持 结果纠正 其他结果 尚未审结 总计 " * 2
    + "1 0 0 1 2 0 0 0 0 0 0 1 0 0 1\n"
)

DISPUTES_ONE_CELL_A_LINE: Final = (
    "\t行政复议\n\t行政诉讼\n\n\t结果\n\n维持\n\t结果\n\n纠正\n\t其他\n\n结果\n\t尚未\n\n审结\n"
    "\t总计\n\t未经复议直接起诉\n\t复议后起诉\n\n\t\n\t\n\t\n\t\n\t\n"
    + "\t结果\n\n维持\n\t结果\n\n纠正\n\t其他\n\n结果\n\t尚未\n\n审结\n\t总计\n" * 2
    + "\n"
    + "".join(f"\t{figure}\n" for figure in (1, 0, 0, 1, 2, 0, 0, 0, 0, 0, 0, 1, 0, 0, 1))
    + "\n"
)


def _write_pipe_lines(row: tuple[str, ...]) -> str:
    return "".join(f"|\n  {cell}  \n" for cell in row) + "|\n\n"


def _write_padded(row: tuple[str, ...]) -> str:
    return "\t".join(f" {cell}" if cell.isdigit() else cell for cell in row) + "\n"


def _break_a_page(text: str) -> str:
    """Report 004: the page ends within （三）; the rows behind it lose the merged cells."""
    above, label, below = text.partition("\t\t4.保护第三方合法权益")
    return above + "\n- 3 -\n" + label.strip() + below


def _begin_with_a_line_break(text: str) -> str:
    """Report 003: a tab, then a line break, then the figure: a cell of 0 and no blank."""
    head, tail = text.split("一、本年新收", 1)
    return head + "一、本年新收" + tail.replace("\t12\n", "\t\n12\n", 1)


CASES: Final = (
    Case(
        "pipes-without-first-column",
        PIPES_WITHOUT_FIRST_COLUMN,
        "v2021",
        {"proactive": _FIRST_2021},
    ),
    Case("pipes-at-both-ends", PIPES_AT_BOTH_ENDS, "v2021", {"proactive": _FIRST_2021}),
    Case("one-cell-a-line", ONE_CELL_A_LINE, "v2021", {"proactive": _FIRST_2021}),
    Case(
        "without-repeated-lines",
        WITHOUT_REPEATED_LINES,
        "v2021",
        {"proactive": _FIRST_2021},
        lost=True,
    ),
    Case(
        "blanks-and-slashes",
        BLANKS_AND_SLASHES,
        "v2021",
        {"proactive": place("proactive", "v2021", *([None] * 5), 7, 35, 4, 0, 12.5)},
    ),
    Case("cell-contents", CELL_CONTENTS_OF_2019, "v2019", {"proactive": _FIRST_2019}),
    Case("labels-as-met", LABELS_OF_2019_AS_MET, "v2019", {"proactive": _FIRST_2019}),
    Case("disputes-tabs", DISPUTES_IN_TABS, "v2021", {"disputes": _DISPUTES}),
    Case("disputes-glued", DISPUTES_GLUED_TO_THEIR_HEADER, "v2021", {"disputes": _DISPUTES}),
    Case("disputes-cell-lines", DISPUTES_ONE_CELL_A_LINE, "v2021", {"disputes": _DISPUTES}),
    *(
        Case(
            f"requests-{name}",
            write_requests("v2021", FILLED, write),
            "v2021",
            {"requests": FILLED},
        )
        for name, write in (
            ("tabs", write_tabs),
            ("pipes", write_pipes),
            ("pipe-lines", _write_pipe_lines),
            ("words", write_words),
            ("cell-lines", write_cell_lines),
            ("bare-lines", write_bare_lines),
            ("run-on", write_run_on),
            ("padded", _write_padded),
        )
    ),
    *(
        Case(
            f"requests-2019-{name}",
            write_requests("v2019", FILLED_2019, write),
            "v2019",
            {"requests": FILLED_2019},
        )
        for name, write in (
            ("tabs", write_tabs),
            ("pipes", write_pipes),
            ("words", write_words),
            ("cell-lines", write_cell_lines),
        )
    ),
    Case(
        "requests-totals-only",
        write_requests("v2021", TOTALS_ONLY, write_tabs),
        "v2021",
        {"requests": TOTALS_ONLY},
    ),
    Case(
        "requests-blanks-lost",
        write_requests("v2021", TOTALS_ONLY, write_words),
        "v2021",
        {"requests": TOTALS_ONLY},
        lost=True,
    ),
    Case(
        "requests-page-break",
        _break_a_page(write_requests("v2021", FILLED, write_tabs)),
        "v2021",
        {"requests": FILLED},
    ),
    Case(
        "requests-line-break-in-cell",
        _begin_with_a_line_break(write_requests("v2021", FILLED, write_cell_lines)),
        "v2021",
        {"requests": FILLED},
    ),
    Case(
        "requests-full-width",
        write_requests(
            "v2021",
            FILLED,
            write_tabs,
            lambda f: str(f).translate({48 + d: 0xFF10 + d for d in range(10)}),
        ),
        "v2021",
        {"requests": FILLED},
    ),
    Case(
        "bookmark",
        PIPES_AT_BOTH_ENDS.replace("第（五）项", "第（五）项[bookmark: _GoBack]"),
        "v2021",
        {"proactive": _FIRST_2021},
    ),
    Case(
        "whole-report",
        f"二、主动公开政府信息情况\n{PIPES_AT_BOTH_ENDS}\n三、收到和处理政府信息公开申请情况\n"
        f"{write_requests('v2021', FILLED, write_pipes)}\n"
        f"四、政府信息公开行政复议、行政诉讼情况\n{DISPUTES_IN_TABS}\n"
        "五、存在的主要问题及改进情况\n一是自然人申请增多，总计12件；二是其他工作不足。\n",
        "v2021",
        {"proactive": _FIRST_2021, "requests": FILLED, "disputes": _DISPUTES},
    ),
)
