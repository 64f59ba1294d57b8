"""What section one says: STR-05 to STR-07, STR-09.

The five elements of 总体情况 are those of 国办公开办函〔2021〕30号; that governments report
assessment, public evaluation and accountability is article 50(4) of the 条例.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from documents.findings import Evidence, Finding
from documents.narrative import Paragraph
from documents.report import Report
from review.evidence import (
    list_body,
    point_at_paragraph,
    point_at_section,
    point_at_words,
    state_finding,
)
from review.extent import is_preamble, is_section_whole, map_sections
from review.labels import SECTION_NAMES

_ELEMENTS: Final = tuple(
    (name, re.compile(words))
    for name, words in (
        (
            "主动公开",
            r"主动公开|公开[^。]{0,20}信息|发布[^。]{0,20}信息|信息[^。]{0,12}\d+\s?[余多]?条",
        ),
        ("依申请公开", r"申请"),
        (
            "政府信息管理",
            r"信息管理|审[查核校签]|保密|清理|目录|台账|更新|规范性文件|动态调整|归档"
            r"|签发|涉密|脱敏|隐去|遮盖|下架|撤下|校[对核]|复核|核[对校]|审签",
        ),
        (
            "政府信息公开平台建设",
            r"平台|网站|网页|公众号|专栏|微信|微博|新媒体|公[开示告]栏|宣传栏|查阅点|渠道",
        ),
        ("监督保障", r"监督|保障|考核|评议|责任|培训|检查|督[查导促]|评估|问责|领导"),
    )
)
_ACCOUNTS = re.compile(r"考核|评议|责任追究|追究|问责|追责|绩效|测评|评估|监督保障")
_GOVERNMENTS: Final = ("province", "city", "county", "township")
_ELEMENTS_SINCE: Final = 2021
_ACCOUNTS_SINCE: Final = 2019

_WORK = re.compile(
    r"\d|发布|制定|印发|修订|成立|召开|举办|培训|受理|答复|审[核查]|专栏|网站|公众号|微信|公[开示]栏|公示"
    r"|目录|指南|解读|平台|检查|清理|更新|申请|考核|会议|专人|领导小组|渠道"
)
# 拓宽公开渠道、丰富公开内容 tells of no channel and no content
_SLOGAN = re.compile(
    r"(?:拓宽|拓展|丰富|畅通|创新|完善|优化|健全|强化)[^，,。；;、\d]{0,6}?"
    r"(?:渠道|平台|机制|载体|考核|培训)(?=[，,。；;、])"
)
_YEARS = re.compile(r"20\d\d\s?年")
_TERSE: Final = 200
_ON_TOPIC = re.compile(
    r"公开|信息|申请|查阅|政务|机构职能|解读|回应|网站|公众号|新媒体|微信|保密|公示|公布|舆情|透明|知情"
    r"|宣传栏|条例|年报|年度报告|审[查核]|监督|考核|复议|诉讼|指导思想|习近平"
)
_HARDLY_ON_TOPIC = re.compile(r"平台|发布|政策|文件")
"""Words of the field and of any other business: these need more to be called stray."""
_OFF_TOPIC = re.compile(
    r"人居环境|垃圾|清扫|党建|党员|主题党日|安全生产|消防|招商|产业|粮食|种植|养殖|道路|水渠|绿化|危房|危桥"
    r"|应急演练|便民服务|服务窗口|接待|复印|代办|征兵|防汛|文体|集体经济"
    r"|养老金|参保|工伤|失业|待遇|异地就医|医保|低保|就业|造林|灌溉|河道|招生|税费|减税|纳税|项目建设"
)
_SEEN: Final = 0.5
_SURE: Final = 0.75
_GENERAL: Final = frozenset({"引言", "其他"})
_ANY_BUSINESS: Final = _GENERAL | {"主动公开"}
"""Themes that a paragraph on other business may be given as well: what it lists looks published."""

_FEW_WORKS: Final = 2
_SOME_WORKS: Final = 3
_SENTENCE = re.compile(r"[^。！？]+[。！？]?")
_LONG: Final = 100
_SHORT: Final = 40


def check_overview(report: Report) -> Iterator[Finding]:
    paragraphs = list_body(report, 1)
    if not paragraphs:
        return
    own = [p for p in paragraphs if not is_preamble(p)]
    told = _YEARS.sub("", "".join(p.text for p in own))
    # a theme that the tagger sees says more than a word that slogans have too
    seen = {t.tag for p in own for t in p.tags if t.score >= _SEEN} - _GENERAL
    works = _WORK.search(told if seen else _SLOGAN.sub("", told)) is not None
    if len(told) < 30 or (len(told) < _TERSE and not works):
        yield from _check_emptiness(report, paragraphs, works=works)
        return
    yield from _check_elements(report)
    yield from _check_topic(report, own)


def _check_emptiness(
    report: Report, paragraphs: tuple[Paragraph, ...], *, works: bool
) -> Iterator[Finding]:
    """STR-07, unless the year's work is told under another heading. ``works``: a few words of it
    are there."""
    told = sum(len(p.text) for p in list_body(report, 2, 3, 4))
    if told > 60 or not is_section_whole(report, 1):
        return
    length = sum(len(p.text) for p in paragraphs if not (works and is_preamble(p)))
    yield state_finding(
        report,
        "overview-empty",
        f"“{SECTION_NAMES[1]}”对本年度的工作只写了{length}字，过于简略。"
        if works
        else f"“{SECTION_NAMES[1]}”没有写本年度开展的工作，只有引言或套话。",
        (point_at_paragraph(report, p) for p in paragraphs),
        expected="本年度主动公开、依申请公开、信息管理、平台建设、监督保障情况",
        actual=f"{length}字" if works else f"{length}字，没有工作内容",
        advice="请补写本年度实际开展的工作和数据。",
    )


def _check_elements(report: Report) -> Iterator[Finding]:
    """STR-05 and STR-06, sought in the whole narrative, for it is often told elsewhere."""
    year, section = report.year, map_sections(report).get(1)
    if section is None or not is_section_whole(report, 1):
        return
    # the section as printed, so that a line the outline let fall is not held against the report
    text = "".join(section.span.cut(report.text).split()) + "\n".join(
        p.text for p in list_body(report, 0, 2, 3, 4, 6) if not is_preamble(p)
    )
    place = [point_at_section(report, section)]
    tagged = {t.tag for p in list_body(report) for t in p.tags if t.score >= 0.5}
    missing = [
        name
        for name, pattern in _ELEMENTS
        if not pattern.search(text) and name.removeprefix("政府信息公开") not in tagged
    ]
    if missing and year is not None and year >= _ELEMENTS_SINCE:
        yield state_finding(
            report,
            "element-missing",
            f"“{SECTION_NAMES[1]}”没有写到：{'、'.join(missing)}。",
            place,
            expected="主动公开、依申请公开、政府信息管理、平台建设、监督保障五项",
            actual=f"缺{'、'.join(missing)}",
            advice="请逐项补写；没有发生的也要写明，例如“本年度未收到政府信息公开申请”。",
        )
    government = report.unit is not None and report.unit.kind in _GOVERNMENTS
    office = report.unit is not None and re.search("街道|办公|管委会|管理委员会", report.unit.name)
    due = year is not None and year >= _ACCOUNTS_SINCE and "监督保障" not in missing
    if due and government and not office and not _ACCOUNTS.search(text):
        yield state_finding(
            report,
            "element-missing",
            "没有写工作考核、社会评议和责任追究结果情况。",
            place,
            expected="工作考核、社会评议和责任追究结果情况",
            actual="未提及",
            advice="《条例》第五十条要求各级人民政府的报告写明这三项结果，没有发生的也请写明。",
        )


def _check_topic(report: Report, paragraphs: list[Paragraph]) -> Iterator[Finding]:
    """STR-09: runs of sentences that name other work and have no word of the field, and long
    paragraphs without one. The opening may be general."""
    strays: list[Evidence] = []
    for paragraph in paragraphs[1:] if len(paragraphs) > 1 else paragraphs:
        text = paragraph.text
        if not _ON_TOPIC.search(text):
            if _is_of_the_field(paragraph):
                continue
            if (len(text) >= _LONG and not _HARDLY_ON_TOPIC.search(text)) or (
                len(text) >= _SHORT and _names_other_work(text)
            ):
                strays.append(point_at_paragraph(report, paragraph))
            continue
        run: tuple[int, int] | None = None
        for sentence in _SENTENCE.finditer(text):
            if _ON_TOPIC.search(sentence[0]):
                run = None
                continue
            run = (run[0] if run else sentence.start(), sentence.end())
            if run[1] - run[0] >= _LONG and _names_other_work(text[slice(*run)]):
                strays.append(point_at_words(report, paragraph, *run))
                break
    if strays:
        yield state_finding(
            report,
            "off-topic",
            f"“{SECTION_NAMES[1]}”有{len(strays)}处没有谈到政府信息公开，疑似与主题无关的工作。",
            strays,
            expected="与政府信息公开有关的工作",
            actual=strays[0].quote[:30],
            advice="请删去，或写明与政府信息公开的关系。",
        )


def _is_of_the_field(paragraph: Paragraph) -> bool:
    """True where the tagger is sure of a theme that only the field has: a leading group, say, which
    is that of the paragraph before."""
    sure = {t.tag for t in paragraph.tags if t.score >= _SURE}
    return not paragraph.unsure and not sure <= _ANY_BUSINESS


def _names_other_work(text: str) -> bool:
    enough = _SOME_WORKS if _HARDLY_ON_TOPIC.search(text) else _FEW_WORKS
    return len(set(_OFF_TOPIC.findall(text))) >= enough
