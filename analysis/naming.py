"""Whose report it is: the names by which a text calls its body, the surest first.

A wrong name raises false findings (我乡 in a bureau's report), so that a name found in running text
must agree with what the text calls itself, and an office inside a body is never the body.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import islice
from typing import Final

from analysis.chrome import is_chrome
from analysis.lines import Line, squeeze
from analysis.mentions import HEADS, MENTIONS, Mention
from analysis.selves import agrees, says_government, says_office
from analysis.title import CORE, Title, is_cited, read_lead
from analysis.unit import find_unit_kind, is_generic, is_leveled, is_placed, is_unit_name
from documents.report import Unit
from documents.script import simplify

_LONGEST: Final = 6_000  # characters of a text's beginning in which its body is looked for
_TELLING: Final = 4  # characters; what is shorter may be a verb before 乡 (梳理乡级事项)
# What stands before a name in 现公布云岭县2022年…年度报告.
_LEAD_IN = re.compile(
    r"[。，,；;：:《》“”\"「」<>〈〉\n]|公布|发布|公开|编制|编写|编撰|撰写|形成|[现特兹][将就]|上报|报送"
    r"|要求|规定|精神|结合|[了的]|将(?!乐)|可[在从到]|通过|登[录陆]"
)
_TOLD_BELOW = re.compile(
    r"(?:政府信息|政务|政府|信息)公开(?:年度)?(?:工作)?(?:开展)?(?:的|年度)?情况"
    r"(?:公[布开示]|汇报|总结|通报|说明)如下"
)
# Words of the sentence in what stands before a site or a paper: 本报告通过云岭县水务局.
_WITHIN = re.compile(r"通过|登[录陆]|可[在从到]|[现特兹][将就]|[了的在]|依托|利用|访问")
# Offices inside a body, which keep its report: 红石镇党政综合办公室, 财政局政务公开科.
_DISCLOSURE = re.compile(
    r"(?:政府|政务|党务|院务|校务)?(?:信息|政务)?公开(?:工作|管理|监督|指导|推进|事务|受理|和?政务服务)*"
    r"(?:(?:领导|协调|工作)小?组(?:下设)?)?(?:办公室|办|中心|[科处股室])?$"
)
_DESK = re.compile(
    r"(?P<kind>(?:党政|党工委|管委会|党委|综合|行政|党群|机关|院长|校长|协调|管理|服务)*)"
    r"(?:办公室|(?<=党政)办|(?<=综合)办)$"
)
_SECTION = re.compile(r"(?P<body>.*[局厅委会部院室所校])[\u3400-\u9fff]{2,8}(?:科|股|处|室|中心)$")
_PARTY = re.compile(r"[省市县区旗州]委$")
_OFFICE = re.compile(r"政府办(?:公室|公厅)?$")
_JOINED = re.compile(r"[•·、]")
_TWO_NAMES = re.compile(r"(?P<first>[^（(]{3,24})[（(](?P<second>[^（）()]{3,24})[）)]")


def find_unit(
    title_unit: str | None, signed_by: str | None, text: str, page: str = "", prose: str = ""
) -> Unit | None:
    """The body as the report names it: in its title, where its preamble names the report, under
    its text, else in its text. Null where no name is found: none is made up.

    ``text`` is the report's beginning, a paragraph a line, ``page`` the lines of the page above it,
    ``prose`` more of the report, for what it calls itself.
    """
    beginning = _Beginning(text, page, prose)
    names: list[str] = []
    for name in _list_names(title_unit, signed_by, beginning):
        names.append(name)
        if longer := _find_longer(names[0], name):
            return Unit(longer, find_unit_kind(longer, beginning.text))
    return Unit(names[0], find_unit_kind(names[0], beginning.text)) if names else None


def _list_names(
    title_unit: str | None, signed_by: str | None, beginning: _Beginning
) -> Iterator[str]:
    if title_unit and is_unit_name(title_unit):
        yield from beginning.list_covered(title_unit)
        if not is_generic(title_unit) or is_leveled(title_unit):
            yield title_unit
    yield from islice(beginning.list_announced(), 1)
    if signed_by and is_unit_name(signed_by) and not is_generic(signed_by):
        yield signed_by
    yield from beginning.list_told()
    yield from beginning.list_leveled()
    # What begins a title is the body's name though it ends like none (云岭县气象部门).
    if title_unit and len(title_unit) >= _TELLING - 1 and not is_generic(title_unit):
        yield title_unit


def read_cover(head: Sequence[Line], title: Title | None) -> str | None:
    """The body's name on a line of its own: below or above a title that does not name it, or, where
    a text has no title, as its first line."""
    if title is not None and title.unit is not None:
        return None
    own = [line for line in head if not is_chrome(line.text)]
    if title is None:
        names = [squeeze(line.text) for line in own[:1]]
    else:
        names = [squeeze(line.text) for line in own if line.span.start >= title.span.end][:4]
        above = [squeeze(line.text) for line in own if line.span.end <= title.span.start]
        names += above[-1:]
    return next((name for name in names if is_unit_name(name) and is_placed(name)), None)


class _Beginning:
    """A report's beginning, to be asked for names in the order of how sure they are."""

    def __init__(self, text: str, page: str, prose: str) -> None:
        lines = (squeeze(line) for line in text[:_LONGEST].split("\n"))
        self.printed = "\n".join(line for line in lines if line)
        self.page = page[:_LONGEST]
        self._prose = prose[:_LONGEST]

    @cached_property
    def text(self) -> str:
        """In simplified characters, so that places stay."""
        return simplify(self.printed)

    @cached_property
    def prose(self) -> str:
        return simplify(self._prose) or self.text

    def list_announced(self) -> Iterator[str]:
        """Names before 2022年政府信息公开工作年度报告 in a sentence that publishes it."""
        yield from filter(_may_announce, self._list_reported())

    def list_leveled(self) -> Iterator[str]:
        """Such names that say no more than a level (区人民政府办公室) where the text calls itself
        by no other and repeats it."""
        for name in self._list_reported():
            own = is_leveled(name) and is_unit_name(name) and self.printed.count(name) > 1
            if own and agrees(simplify(name), self.prose, self.text, asked=False):
                yield name

    def _list_reported(self) -> Iterator[str]:
        told = (*CORE.finditer(self.text), *_TOLD_BELOW.finditer(self.text))
        for match in told[:12]:
            if is_cited(self.text, match.end()):
                continue
            low = max(0, match.start() - 48)
            cuts = [m.end() for m in _LEAD_IN.finditer(self.text, low, match.start())]
            low = max(cuts, default=low)
            name = read_lead(self.text, self.printed, low, match.start())
            if name:
                yield name

    def list_covered(self, title_unit: str) -> Iterator[str]:
        """The department that a cover names beside its government's title, and the preamble as the
        report's writer."""
        for line in self.page.split("\n"):
            name = _JOINED.split(squeeze(line))[0]
            inside = name != title_unit and name.startswith(title_unit) and is_unit_name(name)
            if inside and not _OFFICE.search(name) and f"由{simplify(name)}" in self.text:
                yield name

    def list_told(self) -> Iterator[str]:
        """Other names that agree with what the text calls itself."""
        for mention in MENTIONS:
            yield from self._find(mention)
        yield from self._find_only()

    def _find(self, mention: Mention) -> Iterator[str]:
        printed = self.page if mention.page else self.printed
        text = simplify(printed) if mention.page else self.text
        for match in islice(mention.pattern.finditer(text), 20):
            start, end = match.span("name")
            start = max((m.end() for m in _WITHIN.finditer(text, start, end)), default=start)
            if mention.office:
                end = start + _measure_body(text[start:end], sections=mention.section)
            if mention.writes:
                end -= self._measure_office(text[start:end])
            name = printed[start:end]
            if not is_unit_name(name):
                continue
            bare = "bare" in mention.pattern.groupindex and match.end("bare") == start
            again = self.text.count(text[start:end]) > 1
            if mention.guessed and bare and not again:
                continue  # 借助县政府网站: a verb before 县
            if is_generic(name):
                # 我办, and 2025年，区政府办公室坚持… more than once
                own = mention.year and not bare and again and _OFFICE.search(name)
                if not (own and says_office(self.prose)):
                    continue
            placed = is_placed(name)
            if mention.year and not placed:
                if bare:
                    continue
                placed = again  # 2025年，区农业农村局坚持…: by that name it is called again
            if agrees(simplify(name), self.prose, self.text, asked=mention.guessed or not placed):
                yield name

    def _find_only(self) -> Iterator[str]:
        """The one name at the head of clauses that is of the kind the text calls itself."""
        names = Counter(
            self.printed[slice(*match.span("name"))]
            for match in islice(HEADS.finditer(self.text), 200)
        )
        own = [n for n in names if is_unit_name(n) and not is_generic(n)]
        own = [n for n in own if agrees(simplify(n), self.prose, self.text, asked=True)]
        if len(own) == 1 and (
            self.printed.count(own[0]) > 1 or (is_placed(own[0]) and len(own[0]) >= _TELLING)
        ):
            yield own[0]

    def _measure_office(self, name: str) -> int:
        """How many characters at its end name the office that writes its government's report."""
        match = _OFFICE.search(name)
        if match is None or says_office(self.prose):
            return 0
        return len(match[0]) - 2 if says_government(self.prose) else 0


def _measure_body(name: str, *, sections: bool) -> int:
    """The length of the body's name without the office inside it."""
    whole = name
    if match := _DISCLOSURE.search(name):
        name = name[: match.start()]
        if name.endswith("人民"):  # 人民政府信息公开办公室 prints the 政府 of both names once
            name = whole[: len(name) + 2]
    if sections and (match := _SECTION.fullmatch(name)):
        name = match["body"]
    if match := _DESK.search(name):
        body = name[: match.start()]
        own = _PARTY.search(body) or (body.endswith("政府") and "党政" not in match["kind"])
        if is_unit_name(body) and not own:
            name = body
        elif match["kind"] and is_generic(name):
            name = ""
    return len(name)


def _may_announce(name: str) -> bool:
    if match := _TWO_NAMES.fullmatch(name):
        return is_unit_name(match["first"]) and is_unit_name(match["second"])
    return is_unit_name(name) and not is_generic(name) and is_placed(name)


def _find_longer(name: str, other: str) -> str | None:
    """The other name where it is the same body's with its place: 云岭县财政局 for 县财政局."""
    if not is_placed(other):
        return None
    return other if _shorten(other).endswith(_shorten(name)) else None


def _shorten(name: str) -> str:
    return simplify(name).replace("人民政府", "政府").replace("办公室", "办")
