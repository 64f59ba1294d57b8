"""The prose of a report in one voice, in agreement with its tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Final, Literal, get_args

from documents.forms.model import KINDS
from documents.tables import CellKey, FormVersion, TableKind
from training.factory.bodies import Body, make_name
from training.factory.figures import Amount, Scale
from training.factory.voices import Part, Passage, Voice, choose_phrase, write_passage

HeadingStyle = Literal[
    "bracket_period",
    "bracket_matter",
    "bracket_aspect",
    "bracket_colon",
    "bracket_line",
    "bracket_period_line",
    "bracket_space",
    "arabic_period",
    "arabic_comma",
    "first_is",
    "first",
    "in_aspect",
    "unnumbered",
]
HEADING_STYLES: Final[tuple[HeadingStyle, ...]] = get_args(HeadingStyle)
TITLES: Final[Mapping[int, tuple[str, ...]]] = {
    1: ("总体情况", "总体情况", "总体情况", "总体概述"),
    2: ("主动公开政府信息情况", "主动公开政府信息情况", "主动公开政府信息的情况"),
    3: ("收到和处理政府信息公开申请情况",),
    4: (
        "政府信息公开行政复议、行政诉讼情况",
        "政府信息公开行政复议、行政诉讼情况",
        "政府信息公开行政复议行政诉讼情况",
    ),
    5: (
        "存在的主要问题及改进情况",
        "存在的主要问题及改进情况",
        "存在问题及改进情况",
        "政府信息公开工作存在的主要问题及改进情况",
    ),
    6: ("其他需要报告的事项", "其他需要报告的事项", "其他需要报告事项"),
}
_LEADS: Final = ("具体情况见下表。", "有关数据如下表所示。", "统计情况如下。")
NUMERALS: Final = "零一二三四五六七八九十"
_SIZES: Final[Mapping[Scale, int]] = {
    "zero": 1,
    "township": 1,
    "department": 3,
    "county": 30,
    "city": 120,
    "province": 400,
}


@dataclass(slots=True)
class Chapter:
    """A section under its heading; ``table`` stands after the passages."""

    number: int
    title: str
    passages: list[Passage] = field(default_factory=list)
    table: TableKind | None = None
    marker: str = ""


def make_facts(
    rng: Random,
    scale: Scale,
    form: FormVersion,
    year: int,
    tables: Mapping[TableKind, Mapping[CellKey, Amount]],
) -> dict[str, Amount]:
    """What the prose counts: the year's work at this body's size, and the tables' own figures."""
    size = _SIZES[scale]
    facts: dict[str, Amount] = {
        name: rng.randint(15, 90) * size for name in ("site", "wechat", "board")
    }
    facts["disclosed"] = facts["site"] + facts["wechat"] + facts["board"]
    middling = ("people", "visitors", "surveys", "visits", "files", "checked", "added")
    facts.update((name, rng.randint(20, 400)) for name in middling)
    small = ("fixed", "interpret", "boards", "tasks", "cases", "speakers", "proposals")
    facts.update((name, rng.randint(4, 40)) for name in small)
    few = ("meetings", "trainings", "inspections", "briefings", "closed", "zones")
    facts.update((name, rng.randint(2, 9)) for name in few)
    requests, disputes, proactive = (tables[k] for k in ("requests", "disputes", "proactive"))
    for name, row in (("new", "new_received"), ("handled", "out.total")):
        facts[name] = requests[CellKey(row, "total")]
    for name in ("carried_in", "carried_out"):
        facts[name] = requests[CellKey(name, "total")]
    facts["review"] = disputes[CellKey("review", "total")]
    suits = (CellKey("suit_direct", "total"), CellKey("suit_after_review", "total"))
    facts["suits"] = sum(disputes[key] for key in suits)
    if form == "v2021":
        facts["issued"] = proactive[CellKey("normative_docs", "issued")]
        facts["in_force"] = proactive[CellKey("normative_docs", "in_force")]
        facts["licence"] = proactive[CellKey("licence", "decisions")]
        facts["penalty"] = proactive[CellKey("penalty", "decisions")]
    if year >= 2021:
        unpaid = requests.get(CellKey("out.other.fee_unpaid", "total"), 0)
        facts.update(fee_notices=unpaid, fee_due=unpaid * 100, fee_paid=0)
    return facts


def make_slots(rng: Random, body: Body, year: int, facts: Mapping[str, Amount]) -> dict[str, str]:
    """The words of the plain slots, among them the sentences that depend on figures."""
    slots = {
        "year": str(year),
        "next": str(year + 1),
        "unit": body.unit,
        "place": body.place,
        "self": body.self_name,
        "upper": body.upper,
        "site": body.site,
        "office": body.office,
        "office_full": body.office_full,
        "address": body.address,
        "postcode": body.postcode,
        "phone": body.phone,
        "documents": "",
        "decisions": "",
    }
    carried = facts["carried_in"] or facts["carried_out"]
    situation = ("plain", "carried") if facts["new"] else ("none", "old")
    slots["requests"] = choose_phrase(rng, f"requests_{situation[bool(carried)]}")
    some = facts["review"] or facts["suits"]
    slots["disputes"] = choose_phrase(rng, "disputes_some" if some else "disputes_none")
    if facts.get("issued"):
        slots["documents"] = choose_phrase(rng, "documents_v2021")
    if facts.get("licence") or facts.get("penalty"):
        slots["decisions"] = choose_phrase(rng, "decisions_v2021")
    if "fee_notices" in facts:
        slots["fee"] = choose_phrase(rng, "fee_some" if facts["fee_notices"] else "fee_none")
    return slots


def name_basis(year: int) -> str:
    """The phrases for the basis that a report on that year has to cite."""
    return "preamble_basis_v2021" if year >= 2021 else "preamble_basis_v2019"


def write_preamble(
    rng: Random, year: int, slots: Mapping[str, str], facts: Mapping[str, Amount]
) -> Passage:
    """Basis and period always, so that a clean report wants nothing; parts and contact at times."""
    pieces = [
        choose_phrase(rng, name_basis(year)),
        choose_phrase(rng, "preamble_body"),
    ]
    if rng.random() < 0.6:
        pieces.append(choose_phrase(rng, "preamble_parts"))
    pieces.append(choose_phrase(rng, "preamble_period"))
    if rng.random() < 0.6:
        pieces.append(choose_phrase(rng, "preamble_contact"))
    return write_passage("".join(pieces), slots, facts, tags=("引言",))


def write_chapters(
    rng: Random,
    voice: Voice,
    heading: HeadingStyle,
    slots: Mapping[str, str],
    facts: Mapping[str, Amount],
) -> list[Chapter]:
    names = {post: make_name(rng) for post in ("镇长", "副镇长")}
    overview = [write_passage(voice.intro, slots, facts)]
    number = 0
    # the optional leading group names a 镇长, and so belongs to a 镇
    town = slots["self"] == "我镇" and rng.random() < 0.5
    for part in _order_parts(rng, voice.parts):
        if part.optional and not town:
            continue
        number += 1
        overview.append(_write_part(part, number, heading, slots, facts, names))
    chapters = [Chapter(1, "", overview)]
    chapters += [Chapter(place, "", table=kind) for place, kind in enumerate(KINDS, 2)]
    chapters.append(Chapter(5, "", write_problems(rng, voice, slots, facts)))
    other = [write_passage(voice.other, slots, facts, tags=("其他事项",))]
    if "fee" in slots:
        other.insert(0, write_passage(slots["fee"], slots, facts, tags=("其他事项",)))
    chapters.append(Chapter(6, "", other))
    if rng.random() < 0.15:
        for chapter in chapters[1:4]:
            chapter.passages.append(Passage(rng.choice(_LEADS)))
    for chapter in chapters:
        chapter.title = rng.choice(TITLES[chapter.number])
        chapter.marker = f"{NUMERALS[chapter.number]}、"
    return chapters


def _order_parts(rng: Random, parts: Sequence[Part]) -> Sequence[Part]:
    """Some bodies put the platforms before the management of information."""
    order = list(parts)
    place = next(i for i, part in enumerate(parts) if "政府信息管理" in part.tags)
    if rng.random() < 0.2:
        order[place : place + 2] = reversed(order[place : place + 2])
    return order


def _write_part(
    part: Part,
    number: int,
    heading: HeadingStyle,
    slots: Mapping[str, str],
    facts: Mapping[str, Amount],
    names: Mapping[str, str],
) -> Passage:
    passage = write_passage(part.text, slots, facts, names, tags=part.tags)
    title, opening = print_heading(heading, number, part.title)
    return Passage(opening + passage.text, title, part.tags, passage.counts, passage.officials)


def print_heading(style: HeadingStyle, number: int, title: str) -> tuple[str, str]:
    """A sub-heading as the style prints it: on its own line, or at the head of its paragraph."""
    bare = title.removesuffix("情况").removesuffix("方面")
    numeral = NUMERALS[number]
    own_line = {
        "bracket_line": f"（{numeral}）{title}",
        "bracket_period_line": f"（{numeral}）{title}。",
    }
    at_head = {
        "bracket_period": f"（{numeral}）{title}。",
        "bracket_matter": f"（{numeral}）{bare}情况。",
        "bracket_aspect": f"（{numeral}）{bare}方面。",
        "bracket_colon": f"（{numeral}）{title}：",
        "bracket_space": f"（{numeral}） {title}。",
        "arabic_period": f"{number}.{title}。",
        "arabic_comma": f"{number}、{title}。",
        "first_is": f"{numeral}是{title}。",
        "first": f"第{numeral}，{title}。",
        "in_aspect": f"在{bare}方面，",
        "unnumbered": "",
    }
    return own_line.get(style, ""), at_head.get(style, "")


def write_problems(
    rng: Random, voice: Voice, slots: Mapping[str, str], facts: Mapping[str, Amount]
) -> list[Passage]:
    """Section five: problems and measures, one measure for each problem, in one of three forms."""
    kept = list(voice.pairs) if rng.random() < 0.6 else list(voice.pairs[:2])
    headed = rng.random() < 0.6
    gap = rng.choice(("；", "。"))
    problems = _list_points([problem for problem, _ in kept], gap)
    measures = _list_points([measure for _, measure in kept], gap)
    titles = (
        rng.choice((("存在的主要问题", "改进情况"), ("存在问题", "改进措施")))
        if headed
        else ("", "")
    )
    return [
        write_passage(
            voice.problems_intro + problems,
            slots,
            facts,
            title=f"（一）{titles[0]}" if headed else "",
            tags=("存在问题",),
        ),
        write_passage(
            voice.measures_intro + measures,
            slots,
            facts,
            title=f"（二）{titles[1]}" if headed else "",
            tags=("改进措施",),
        ),
    ]


def _list_points(points: Sequence[str], gap: str) -> str:
    return gap.join(f"{NUMERALS[n]}是{point}" for n, point in enumerate(points, 1)) + "。"
