"""Is a text an annual report at all, or a notice, a 解读, a 制度, an index page that looks like one
(layouts.md chapter 2, page chrome)?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from analysis.chrome import is_chrome
from analysis.lines import Line, squeeze
from analysis.title import is_title_like
from documents.script import simplify

_OTHER_TITLE = re.compile(
    r"[^。]{0,80}(?:通知|通报|解读|图解|一图读懂|指南|目录|制度|办法|细则|规定|规范|方案|要点|公告|公示|函|请示|意见|讲话|考核(?:细则|结果)"
    r"|测评|评估报告|培训会|推进会|会议召开|任务分解表|责任清单|模板|范本|格式)(?:[（(][^（）()]{0,30}[）)])?"
)
_ARTICLE = re.compile(r"第[一二三四五六七八九十百]{1,5}条(?!\s?第)")
_PICTURED = re.compile(r"[【\[]?(?:一图|图解|图说|图读|解读|政策解读|H5|视频|动漫)")
_ADDRESSEE = re.compile(r"^[^。]{0,20}各[^。]{2,60}[:：]$")
_ORDER = re.compile(
    r"特此通知|现将有关(?:事项|要求|工作)通知|请(?:各|于|按|认真|严格|将|务必|你)[^。]{0,40}(?:前|报送|上报|编制|填报|公布)"
    r"|日前(?:将|报送|上报)[^。]{0,20}年度报告|报送(?:要求|时间|方式)|逾期(?:未|不)报"
)
_PERIOD = re.compile(r"统计(?:期限|时间|时限|数据|周期)|1月1日[起]?[至到\-—－~～].{0,8}12月31日")
_OWN = re.compile(
    r"本(?:年度)?报告|本年报|现将[^。]{0,40}(?:报告|公布|公开)如下|特向社会公布|编制(?:本|而成)"
)
_BODY: Final = r"(?:[市县区旗乡镇局办委厅院省州处]|街道|中心|机关|单位)"
_COUNTED: Final = r"[^。]{0,20}\d+\s?[条件篇次]"
_ACCOUNT = re.compile(
    rf"我{_BODY}|本{_BODY}|全{_BODY}|公开{_COUNTED}|发布{_COUNTED}"
    r"|未(?:收到|发生|接到)|领导小组|20\d\d年"
)
_NEWS = re.compile(r"近日[，,]|[日讯][，,]?记者|报告显示|会议(?:要求|强调|指出)")
_ELEMENTS = re.compile(
    r"[一二三四五\d][）)、.．]?(主动公开|依申请公开|政府信息管理|[^。]{0,6}平台建设|监督保障)"
)
_SUBJECT = re.compile(r"信息公开|政务公开|公开信息|公开政府")
_LEAST: Final = 4


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the outline found: is there a title, how many parts of the form, how many tables, and
    whether one of these is filled in."""

    titled: bool
    strong_parts: int
    tables: int
    filled: bool = False


def is_report(lines: Sequence[Line], evidence: Evidence) -> bool:
    """True where the text gives an account of a body's own year; ``lines`` are those of its body.

    A title, the form's parts, its tables and a period each speak for it; the title of another kind
    of document, addressees and orders speak against it and outweigh a form that is only attached.
    """
    prose = simplify(squeeze("\n".join(line.text for line in lines[:600]))[:40_000])
    subject = _count_up_to(2, _SUBJECT, prose)
    if not (subject or evidence.filled) or _is_index(lines):
        return False
    score = 3 * evidence.titled + min(evidence.strong_parts, 4) + 2 * min(evidence.tables, 2)
    # a single page of a report may be all that was photographed
    score += 2 * evidence.filled
    score += 2 * bool(_PERIOD.search(prose))
    score += 2 * (len(set(_ELEMENTS.findall(prose))) >= 3)
    if not score:
        return False
    score += bool(_OWN.search(prose))
    score += _count_up_to(3, _ACCOUNT, prose) if subject >= 2 else 0
    score -= _count_against(lines, prose, evidence)
    return score >= _LEAST


def _count_against(lines: Sequence[Line], prose: str, evidence: Evidence) -> int:
    own = (line for line in lines[:40] if not is_chrome(line.text))
    head = [squeeze(line.text) for line in islice(own, 12)]
    against = 0
    for said in head:
        rest = said.strip("《》【】")
        if len(rest) <= 80 and _SUBJECT.search(rest) and _OTHER_TITLE.fullmatch(rest):
            # Above the title of a report it is but a link in the page's menu.
            against += 2 if evidence.titled else 6
            break
    if any(_PICTURED.match(said) and is_title_like(said) for said in head):
        against += 8
    if sum(bool(_ARTICLE.match(line.text)) for line in lines[:200]) >= 4:
        against += 8
    if any(_ADDRESSEE.match(said) for said in head):
        against += 5
    against += 2 * (not evidence.strong_parts and bool(_NEWS.search(prose)))
    return against + 2 * _count_up_to(3, _ORDER, prose)


def _count_up_to(most: int, pattern: re.Pattern[str], text: str) -> int:
    return sum(1 for _ in islice(pattern.finditer(text), most))


def _is_index(lines: Sequence[Line]) -> bool:
    """A page of links: several titles of reports, hardly a sentence."""
    lines = lines[:200]
    sentences = sum(line.text.count("。") for line in lines)
    if sentences >= len(lines):
        return False
    titles = {squeeze(line.text) for line in lines if is_title_like(line.text)}
    return len(titles) >= 3 and sentences < len(titles)
