"""A report of an invented town, taken apart so that tests can put it together in every layout."""

from __future__ import annotations

from documents.places import Span
from documents.tables import Table, TableKind

TITLE = "云岭县白石镇人民政府2022年政府信息公开工作年度报告"
PREAMBLE = (
    "本报告根据《中华人民共和国政府信息公开条例》和《政府信息公开工作年度报告格式》要求编制。全"
    "文包括总体情况、"
    "主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议、行政诉讼情况、"
    "存在的主要问题"
    "及改进情况、其他需要报告的事项六个部分。本报告中所列数据的统计期限自2022年1月1日起至2022年1"
    "2月31日止。"
)
HEADINGS = (
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
)
INTRODUCTION = "2022年，我镇认真落实条例要求，各项工作有序推进。"
ELEMENTS = (
    "（一）主动公开。2022年，我镇通过县政府网站主动公开政府信息86条。",
    "（二）依申请公开。全年未收到政府信息公开申请。",
    "（三）政府信息管理。落实三级审核制度，规范发布流程。",
    "（四）平台建设。更新宣传栏12处，微信公众号推送46期。",
    "（五）监督保障。开展业务培训2次。",
)
PROBLEMS = (
    "存在的问题：一是公开内容不够全面；二是更新不够及时。下一步，我镇将加强培训，明确专人负责。"
)
OTHER = "本年度未收取信息处理费，无其他需要报告的事项。"
SIGNATURE = ("云岭县白石镇人民政府", "2023年1月12日")
PARAGRAPHS = (PREAMBLE, INTRODUCTION, *ELEMENTS, PROBLEMS, OTHER)


def list_body(headings: tuple[str, ...] = HEADINGS) -> list[str]:
    """The lines from the first heading to the last paragraph."""
    return [
        headings[0],
        INTRODUCTION,
        *ELEMENTS,
        *headings[1:5],
        PROBLEMS,
        headings[5],
        OTHER,
    ]


def list_lines(headings: tuple[str, ...] = HEADINGS) -> list[str]:
    """The whole report, a paragraph a line."""
    return [TITLE, PREAMBLE, *list_body(headings), *SIGNATURE]


def wrap(text: str, width: int, page: int = 12) -> str:
    """The text with its lines broken at a width, and a page number after each so many."""
    broken: list[str] = []
    for line in text.split("\n"):
        for start in range(0, len(line), width):
            broken.append(line[start : start + width])
            if len(broken) % page == 0:
                broken.append(f"-{len(broken) // page}-")
    return "\n".join(broken)


def make_table(text: str, said: str, kind: TableKind = "proactive") -> Table:
    """A table that stands where ``said`` stands in the text, its cells left out."""
    start = text.index(said)
    return Table(kind, "v2021", "body", (), Span(start, start + len(said)))
