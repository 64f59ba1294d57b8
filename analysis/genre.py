"""Is a text an annual report at all, or a notice, a 解读, a 制度, an index page that looks like one
(layouts.md chapter 2, page chrome)?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice, pairwise, takewhile
from typing import Final

from analysis.account import Account, read_account
from analysis.chrome import is_chrome
from analysis.lines import Line, squeeze
from analysis.markers import read_marker
from analysis.title import is_title_like
from documents.places import Span
from documents.script import simplify

_OTHER_TITLE = re.compile(
    r"[^。]{0,80}(?:通知|通报|解读|图解|一图读懂|指南|目录|制度|办法|细则|规定|规范|方案|要点|公告|公示|函|请示|意见|讲话|考核(?:细则|结果)"
    r"|测评|评估报告|培训会|推进会|会议召开|任务分解表|责任清单|模板|范本|格式)(?:[（(][^（）()]{0,30}[）)])?(?:\.[a-z]{3,4})?"
)
_ARTICLE = re.compile(r"第[一二三四五六七八九十百]{1,5}条(?!\s?第)")
_PICTURED = re.compile(
    r"[【\[]?(?:一图|图解|图说|图读|(?:文字|图文|图片|政策|视频)?解读|H5|视频|动漫)"
)
_FOUNDED = re.compile(r"制[定订]本(?:制度|办法|方案|规定|细则|指南|实施)|特制[定订]")
_ADDRESSEE = re.compile(r"^[^。]{0,20}各[^。]{2,60}[:：]$")
_ORDER = re.compile(
    r"特此通知|现[将就]有关(?:事项|要求|工作)通知|印发给你们|请(?:各|于|按|认真|严格|将|务必|你)[^。]{0,40}(?:前|报送|上报|编制|填报|公布)"
    r"|日前(?:将|报送|上报)[^。]{0,20}年度报告|报送(?:要求|时间|方式)|逾期(?:未|不)报"
)
_PERIOD = re.compile(r"统计(?:期限|时间|时限|数据|周期)|1月1日[起]?[至到\-—－~～].{0,8}12月31日")
_OWN = re.compile(
    r"本(?:年度)?报告|本年报|现将[^。]{0,40}(?:报告|汇报|总结|公布|公开)如下|特向社会公布|编制(?:本|而成)"
)
_OTHER_ACCOUNT = re.compile(
    r"[^。，；、]{0,50}?"
    r"(?:半年|季度|试点|绩效|法治政府|依法行政|[预决]算|政府网站|述职|信访|提案)[^。，、；\d]{0,12}"
    r"(?:报告|总结|小结|汇报|说明|报表)"
)
_EXPLAINED = re.compile(
    r"(?:^|[、）)部分：:])(?:编制|起草|制定|出台)(?P<why>背景|依据|目的|意义|过程)"
    r"|(?P<by>解读(?:机关|单位|人))|[、）)](?P<what>主要内容)"
)
_ELEMENTS = re.compile(
    r"[一二三四五\d][）)、.．]?(主动公开|依申请公开|政府信息管理|[^。]{0,6}平台建设|监督保障)"
)
_SUBJECT = re.compile(r"(?:信息|政务|主动|申请)公开|公开(?:信息|政府|工作)")
_LEAST: Final = 4
_FORMAL: Final = 2  # parts in the form's own words: no other text has as many
_COMPLETE: Final = 5  # of them, beside the title and filled tables: nothing is left to weigh
_TITLE: Final = 80  # characters


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the outline found: is there a title, how many parts of the form, how many tables, and
    whether one of these is filled in."""

    title: Span | None
    strong_parts: int
    tables: int
    filled: bool = False

    @property
    def is_complete(self) -> bool:
        """True where title, parts and filled tables are all there, whatever else the page says."""
        formal = self.strong_parts >= _COMPLETE and self.tables > 1
        return self.title is not None and formal and self.filled


def is_report(lines: Sequence[Line], evidence: Evidence) -> bool:
    """True where the text gives an account of a body's own year, or is a part of one; ``lines`` are
    those of its body.

    A title, the form's parts, its tables and a period each speak for it, and so does every sentence
    that tells what was done; the title of another kind of document, addressees and orders speak
    against it and outweigh a form that is only attached. They do not where a whole report stands
    below its own title: a notice may publish one.
    """
    if evidence.is_complete:
        return True
    lines = lines[:600]
    prose = _join(lines)
    if not (_SUBJECT.search(prose) or evidence.filled) or _is_index(lines):
        return False
    against = _count_against(lines, prose, evidence)
    title = evidence.title
    if title is not None and against:
        below = [line for line in lines if line.span.end > title.start]
        if read_account(_join(below)).weigh() >= _LEAST:
            lines, prose = below, _join(below)
            against = _count_against(lines, prose, evidence)
    score = _count_for(prose, evidence)
    if title is not None and score - against >= 2 * _LEAST:
        return True  # sure before its sentences are read
    told = _weigh_account(read_account(prose), evidence) + bool(_OWN.search(prose))
    if told <= 0 and score <= evidence.strong_parts:
        return False  # headings alone: a list of what a report has to say
    return score + told - against >= _LEAST


def _join(lines: Sequence[Line]) -> str:
    return simplify(squeeze("\n".join(line.text for line in lines))[:40_000])


def _count_for(prose: str, evidence: Evidence) -> int:
    score = 3 * (evidence.title is not None)
    score += min(evidence.strong_parts, 4) + 2 * min(evidence.tables, 2)
    # a single page of a report may be all that was photographed
    score += 2 * evidence.filled
    score += 2 * bool(_PERIOD.search(prose))
    return score + 2 * (len(set(_ELEMENTS.findall(prose))) >= 3)


def _weigh_account(account: Account, evidence: Evidence) -> int:
    formal = evidence.strong_parts >= _FORMAL
    weight = account.weigh(on_subject=formal)
    weight -= 4 * (account.prescribed > max(2, account.told + account.lacking))
    if evidence.title is None and not (evidence.tables or formal or account.on_subject):
        weight -= 4  # a report on other work, which has a word on open government
    return weight


def _count_against(lines: Sequence[Line], prose: str, evidence: Evidence) -> int:
    own = (line for line in lines[:40] if not is_chrome(line.text))
    head = [simplify(squeeze(line.text)) for line in islice(own, 12)]
    titled = evidence.title is not None
    above = list(takewhile(_is_above_text, head))
    above += ["".join(pair) for pair in pairwise(above)]  # titles run over two lines
    # Above the title of a report it is but a link in the page's menu.
    against = (2 if titled else 6) * any(map(_names_another, above))
    against += 8 * any(_PICTURED.match(said) and is_title_like(said) for said in head)
    against += 8 * (len({match.lastgroup for match in _EXPLAINED.finditer(prose, 0, 2000)}) > 1)
    against += 8 * (sum(bool(_ARTICLE.match(line.text)) for line in lines[:200]) > 2)
    against += 5 * (not titled and bool(_FOUNDED.search(prose, 0, 1000)))
    against += 5 * any(map(_ADDRESSEE.match, head))
    against += 8 * _accounts_for_other(lines, prose, evidence.title)
    return against + 2 * _count_up_to(3, _ORDER, prose)


def _is_above_text(said: str) -> bool:
    return "。" not in said and not said.startswith((")", "）", ",", "，", "、"))


def _names_another(said: str) -> bool:
    """True for the title of another kind of document; a numbered heading is no title."""
    said = said.strip("《》【】")
    if len(said) > _TITLE or not _SUBJECT.search(said) or read_marker(said):
        return False
    return bool(_OTHER_TITLE.fullmatch(said))


def _accounts_for_other(lines: Sequence[Line], prose: str, title: Span | None) -> bool:
    """True where the title, or the text's beginning, names half a year or another duty."""
    if title is None:
        above = takewhile(lambda line: "。" not in line.text, lines[:40])
        begun = (prose, *(squeeze(line.text) for line in above))
    else:
        begun = tuple(squeeze(line.text) for line in lines if line.span.overlaps(title))
    return any(_OTHER_ACCOUNT.match(simplify(said[:_TITLE])) for said in begun)


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
