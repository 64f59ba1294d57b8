"""Whose report, and published when: IDN-04, PUB-01."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Final

from documents.findings import Evidence, Finding
from documents.places import Span
from documents.report import Report, Unit
from review.evidence import list_body, point_at_span, point_at_words, state_finding

_SELF = re.compile(
    r"我(?P<word>街道(?!办事处(?:的)?要求)|镇(?!街)|乡(?![镇村土愁里亲情])|局|委(?![托员派任婉屈])|厅|县)"
)
_QUOTED = re.compile(r"“[^”]{0,200}”|《[^》]{0,120}》|\"[^\"\n]{0,120}\"")

# 现公布 and the like before the name of a township whose report it is said to be
_CALLED = re.compile(
    r"(?:现[将予]?(?:以?公布|发布|公开)?|特(?:此)?(?:向社会)?公布|本(?:报告|年报)[是由]|编制了?)"
    r"(?P<name>[\u4e00-\u9fff]{2,14}?(?:镇|乡|街道)(?:人民政府|办事处|政府)?)"
    r"(?=(?:20\d\d\s?年度?)?(?:政府|政务)?信息公开(?:工作)?(?:年度)?(?:工作)?(?:报告|年报|情况))"
)
_OWN_NAME = re.compile(r"([\u4e00-\u9fff]{2})(?:镇|乡|街道)(?:人民政府|办事处|政府)?$")
_ANY_TOWNSHIP = re.compile(r"[我本全各该乡]$|各|^[我本]|有关|相关")

_PUBLISHED = re.compile(
    r"(?:发布|公开|成文|生成|印发|发文)(?:日期|时间)\s{0,3}[:：]?\s{0,3}"
    r"(20\d\d)\s?[-年/.]\s?(\d{1,2})\s?[-月/.]\s?(\d{1,2})"
)
_GOVERNMENTS_DUE: Final = (3, 31, "《条例》第四十九条：县级以上地方人民政府应于3月31日前公布")
_DEADLINES: Final = {
    "department": (1, 31, "《条例》第四十九条：县级以上人民政府部门应于1月31日前公布"),
    "county": _GOVERNMENTS_DUE,
    "city": _GOVERNMENTS_DUE,
    "province": _GOVERNMENTS_DUE,
}
_LAST_OLD_YEAR: Final = 2018
"""The Regulations of 2007 were still in force when the report of this year was due."""

_LATE_FOR_A_PAGE: Final = 180
_OLD_DEADLINE: Final = (3, 31, "原《条例》（2007年）第三十一条：各级行政机关应于3月31日前公布")


def check_self_reference(report: Report) -> Iterator[Finding]:
    """IDN-04: 我街道 in a town's report, 我镇 in a bureau's. Words for a level above the body's
    own (我县, 我市 in a town's or a bureau's) are normal, quoted words are another's. A name that
    was gathered from the middle of the text proves nothing."""
    unit = report.unit
    if unit is None or unit.kind == "other" or not _is_named(report, unit):
        return
    places: dict[str, list[Evidence]] = defaultdict(list)
    for paragraph in list_body(report):
        if "我" not in paragraph.text:
            continue
        quoted = [m.span() for m in _QUOTED.finditer(paragraph.text)]
        for match in _SELF.finditer(paragraph.text):
            if _is_foreign(match["word"], unit) and not any(
                a <= match.start() < b for a, b in quoted
            ):
                places[match["word"]].append(point_at_words(report, paragraph, *match.span()))
    for word, evidence in places.items():
        doubtful = unit.kind == "department" and word in ("局", "委", "厅")
        yield state_finding(
            report,
            "self-reference-mismatch",
            f"{unit.name}的报告中自称“我{word}”{len(evidence)}处，与单位不符。",
            evidence,
            severity="warning" if doubtful else None,
            expected=f"与“{unit.name}”相符的自称",
            actual=f"我{word}",
            advice="请核对是否沿用了其他单位的文字，改为本单位的自称。",
        )


def check_own_name(report: Report) -> Iterator[Finding]:
    """IDN-04: a township's report that says it is another township's. Only whole names are
    compared: a name may gain a county before it or change 镇 for 街道."""
    unit = report.unit
    if unit is None or unit.kind != "township" or unit.name not in (report.title or ""):
        return
    own = _OWN_NAME.search(unit.name)
    for paragraph in list_body(report, 0, 1):
        match = _CALLED.search(paragraph.text)
        other = _OWN_NAME.search(match["name"]) if match else None
        if match is None or other is None or own is None:
            continue
        if _ANY_TOWNSHIP.search(other[1]) or _ANY_TOWNSHIP.search(match["name"]):
            continue
        if other[1] in unit.name or own[1] in match["name"]:
            continue
        yield state_finding(
            report,
            "self-reference-mismatch",
            f"{unit.name}的报告中自称“{match['name']}”的报告，与单位不符。",
            [point_at_words(report, paragraph, *match.span("name"))],
            expected=unit.name,
            actual=match["name"],
            advice="请核对是否沿用了其他单位的文字，改为本单位的名称。",
        )
        return


def check_deadline(report: Report) -> Iterator[Finding]:
    """PUB-01 by article 49, which names no date for townships, so nothing is said of them; up to
    the report of 2018 by the old article 31, one date for all."""
    if report.year is None or report.unit is None:
        return
    kind = report.unit.kind
    if kind == "department" and "办公" in report.unit.name:
        # the office publishes its government's report
        kind = "county"
    deadline = _DEADLINES.get(kind)
    if report.year <= _LAST_OLD_YEAR and kind != "other":
        deadline = _OLD_DEADLINE
    found = _find_date(report)
    if deadline is None or found is None:
        return
    month, day, law = deadline
    due = date(report.year + 1, month, day)
    published, span, what = found
    if published <= due:
        return
    # a page dated so much later was moved to a new site rather than published so late
    moved = what == "网页发布日期" and (published - due).days > _LATE_FOR_A_PAGE
    yield state_finding(
        report,
        "late",
        f"{what}为{published:%Y-%m-%d}，晚于法定期限{due:%Y-%m-%d}。",
        [point_at_span(report, span)] if span else [],
        severity="warning" if moved else None,
        expected=f"不晚于{due:%Y-%m-%d}",
        actual=f"{published:%Y-%m-%d}",
        advice=f"{law}。请核对公布日期。",
    )


def _is_named(report: Report, unit: Unit) -> bool:
    """True where title, signature or preamble give the body's name."""
    heads = [report.title or "", report.signature.by or ""]
    heads += [p.text for p in list_body(report, 0) if "报告" in p.text]
    return any(unit.name in head for head in heads)


def _is_foreign(word: str, unit: Unit) -> bool:
    """A body's name says what it may call itself; where the name does not tell, nothing is said."""
    name = unit.name
    if word in name:
        return False
    if unit.kind == "township":
        if word in ("街道", "镇", "乡"):
            return any(own in name for own in ("街道", "镇", "乡"))
        return word in ("局", "委", "厅")
    if unit.kind == "department":
        own = name[-1:]
        return word in ("街道", "镇", "乡") or (word in "局委厅" and own in "局委厅会")
    if word == "县":
        return unit.kind == "city" and name.removesuffix("人民政府").endswith("市")
    return word in ("街道", "镇", "乡", "局", "厅")


def _find_date(report: Report) -> tuple[date, Span | None, str] | None:
    signed = read_date(report.signature.date)
    if signed is not None:
        return signed, report.signature.span, "落款日期"
    match = _PUBLISHED.search(report.text)
    if match is None:
        return None
    published = read_date(f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}")
    return (published, Span(*match.span()), "网页发布日期") if published else None


def read_date(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
