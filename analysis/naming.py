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
from analysis.title import CORE, Title, is_cited, read_lead
from analysis.unit import find_unit_kind, is_generic, is_placed, is_unit_name
from documents.report import Unit
from documents.script import simplify

_LONGEST: Final = 6_000  # characters of a text's beginning in which its body is looked for
_TELLING: Final = 4  # characters; what is shorter may be a verb before 乡 (梳理乡级事项)
_HAN: Final = r"[\u3400-\u9fff·、]"
# What stands before a name in 现公布云岭县2022年…年度报告.
_LEAD_IN = re.compile(
    r"[。，,；;：:《》“”\"「」<>〈〉\n]|公布|发布|公开|编制|编写|编撰|撰写|形成|[现特兹]将|上报|报送"
    r"|要求|规定|精神|结合|[了的]|将(?!乐)|可[在从到]|通过|登[录陆]"
)
_GATHERED = re.compile(
    rf"(?:综合|汇总)(?:20\d\d年度?)?(?P<name>{_HAN}{{2,20}}?)(?:各|市级|县级|区级|所属|所辖|下辖)"
)
_COMPILED = re.compile(
    rf"由(?P<name>{_HAN}{{2,36}}?)(?:[（(][^（）()\n]{{0,12}}[）)])?"
    r"(?=(?:编制|编写|编撰|汇编|撰写)"
    r"|(?:结合|根据|依据|按照|依照|汇总|负责|组织|牵头)[^。\n]{0,160}?(?:编制|编写|编撰|汇编))"
)
_WROTE = re.compile(
    rf"(?:^|[，,。；;：:\n])(?P<name>{_HAN}{{3,36}}?)"
    r"(?:[现特]?面?向社会(?:公布|公开|发布)|(?:在|结合|根据|依据|按照)[^。\n]{0,60}?[，,]?(?:认真|组织)?(?:编制|编写)了?(?:[本此]|20\d\d年|《)"
    r"|(?:认真|组织)?(?:编制|编写|编撰|撰写)(?:完成|形成)?了?(?:[本此]|20\d\d年|《))",
    re.MULTILINE,
)
_SUBJECT = re.compile(
    r"(?:20\d\d年度?(?:以来)?[，,]?|[今一]年(?:以)?来[，,]|(?P<bare>^|。))"
    rf"(?P<name>{_HAN}{{2,24}}?)"
    r"(?=坚持|认真|严格|深入|高度|按照|根据|以|全面|紧紧|紧扣|切实|公开的|政府信息公开|政务公开|信息公开"
    r"|始终|积极|持续|继续|加强|推进|推动|健全|建立|落实|受理|围绕|贯彻|主动公开|主动发布|依法|结合|聚焦|不断|进一步|通过|依托|收到|充分|党委|党工委|委、|位于"
    r"|在(?!建)|把|将(?!乐)|共(?!和)|没有|未(?!央)|无(?![为锡极棣]))",
    re.MULTILINE,
)
_CONTACT = re.compile(
    rf"(?:请|可以?|或)(?:直接|及时|书面)?(?:与|向|和|致电|咨询|联系)[:：]?(?P<name>{_HAN}{{3,36}}?)"
    r"(?:联系|反映|咨询|反馈|[，,。（(\n]|$)"
)
_PUBLISHER = re.compile(
    r"(?:发布机构|发文机关|发文机构|发布单位|公开主体|责任单位|信息来源|编制单位|来源|作者)[】\]]?[:：|\s]{1,6}"
    r"(?P<name>[\u3400-\u9fff·]{2,30})"
)
_GUIDE = re.compile(
    rf"《(?P<name>{_HAN}{{3,24}}?)(?:(?:政府)?信息(?:依申请)?公开(?:工作)?|主动公开(?:基本|事项|信息)*)"
    r"(?:指南|目录|方案|制度|办法|保密|审查)"
)
_SITE = re.compile(
    r"(?:[，,。；;“（(\n](?:[^，,。；;\n]{0,16}?可以?[在从到])?|在|到|通过|登[录陆]|访问|依托|利用){1,2}"
    rf"(?P<name>{_HAN}{{3,20}}?)"
    r"(?:(?:人民)?(?:政府)?(?:信息公开)?(?:政务|门户|入口|官方)?(?:网站|微信公众号|网(?![络格民友上点购]))"
    r"|(?<=政府)[（(](?:网址[:：])?(?:http|www))"
)
_HEADS = re.compile(
    rf"(?:^|[，,。；;：:“《（(\n]|20\d\d年度?)(?P<name>{_HAN}{{2,12}}?(?:[局院厅镇乡校]|街道|委员会))"
    r"(?![长党委内机各下属级里村区直干情])",
    re.MULTILINE,
)
# Offices inside a body, which keep its report: 红石镇党政综合办公室, 财政局政务公开科.
_DISCLOSURE = re.compile(
    r"(?:政府|政务|党务|院务|校务)?(?:信息|政务)?公开(?:工作|(?:和)?政务服务)?"
    r"(?:(?:领导|协调|工作)小?组(?:下设)?)?(?:办公室|办|中心|[科处股室])?$"
)
_DESK = re.compile(
    r"(?P<kind>(?:党政|党工委|管委会|党委|综合|行政|党群|机关|院长|校长|协调|管理|服务)*)"
    r"(?:办公室|(?<=党政)办|(?<=综合)办)$"
)
_SECTION = re.compile(r"(?P<body>.*[局厅委会部院室所校])[\u3400-\u9fff]{2,8}(?:科|股|处|室|中心)$")
_PARTY = re.compile(r"[省市县区旗州]委$")
_OFFICE = re.compile(r"政府办(?:公室|公厅)?$")
_OF_OFFICE = re.compile(r"[我本]办|我室|[我本]厅")
_TWO_NAMES = re.compile(r"(?P<first>[^（(]{3,24})[（(](?P<second>[^（）()]{3,24})[）)]")
# What a body calls itself, and how its name must then end; the lowest level it speaks of counts.
_SELVES = (
    (re.compile(r"[我本]局"), re.compile("局$")),
    (re.compile(r"[我本]委"), re.compile("委(?:员会)?$|管委会$|办(?:公室)?$")),
    (re.compile(r"[我本]办(?!法|理|公)"), re.compile("办(?:公[室厅])?$|政府$|小组$")),
    (re.compile(r"[我本]厅"), re.compile("厅$")),
    (re.compile(r"[我本]院"), re.compile("院$")),
    (re.compile(r"[我本]校"), re.compile("[校学园院]$")),
    (re.compile(r"[我本]公司"), re.compile("公司$|集团$")),
    (re.compile(r"我镇|全镇"), re.compile("镇")),
    (re.compile(r"我乡|全乡"), re.compile("乡")),
    (
        re.compile(r"[我本全]街|[，,。\n]街道(?=主动公开|收到|行政主要|党工委|高度重视|成立)"),
        re.compile("街|办事处"),
    ),
)
_OF_GOVERNMENT = re.compile(r"[我全][省市县区旗州盟]")
_OWN_GOVERNMENT = re.compile(r"[我本][省市县区旗州盟]")


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
    if not names or (names[0] == title_unit and is_generic(names[0])):
        return None
    return Unit(names[0], find_unit_kind(names[0], beginning.text))


def _list_names(
    title_unit: str | None, signed_by: str | None, beginning: _Beginning
) -> Iterator[str]:
    if title_unit and is_unit_name(title_unit):
        yield title_unit
    yield from islice(beginning.list_announced(), 1)
    if signed_by and is_unit_name(signed_by) and not is_generic(signed_by):
        yield signed_by
    yield from beginning.list_told()
    if title_unit and _may_name(title_unit):
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
        for match in islice(CORE.finditer(self.text), 12):
            if is_cited(self.text, match.end()):
                continue
            low = max(0, match.start() - 48)
            cuts = [m.end() for m in _LEAD_IN.finditer(self.text, low, match.start())]
            low = max(cuts, default=low)
            name = read_lead(self.text, self.printed, low, match.start())
            if name and _may_announce(name):
                yield name

    def list_told(self) -> Iterator[str]:
        """Other names that agree with what the text calls itself."""
        yield from self._find(_GATHERED)
        yield from self._find(_COMPILED, trims=True, writes=True)
        yield from self._find(_WROTE, trims=True, writes=True)
        yield from self._find(_SUBJECT)
        yield from self._find(_CONTACT, trims=True, sections=True, writes=True)
        yield from self._find(_PUBLISHER, page=True)
        yield from self._find(_GUIDE, guessed=True)
        yield from self._find(_SITE, guessed=True)
        yield from self._find_only()

    def _find(
        self,
        pattern: re.Pattern[str],
        *,
        trims: bool = False,
        sections: bool = False,
        writes: bool = False,
        page: bool = False,
        guessed: bool = False,
    ) -> Iterator[str]:
        printed = self.page if page else self.printed
        text = simplify(printed) if page else self.text
        for match in islice(pattern.finditer(text), 20):
            start, end = match.span("name")
            if trims:
                end = start + _measure_body(text[start:end], sections=sections)
            if writes:
                end -= self._measure_office(text[start:end])
            name = printed[start:end]
            if not is_unit_name(name):
                continue
            placed = is_placed(name)
            if is_generic(name):
                # 我办, and 2025年，区政府办公室坚持… more than once
                own = _OFFICE.search(name) and self.text.count(text[start:end]) > 1
                if not own or pattern is not _SUBJECT or match["bare"] is not None:
                    continue
                if not _OF_OFFICE.search(self.prose):
                    continue
            elif "bare" in match.re.groupindex and not placed:
                if match["bare"] is not None:
                    continue
                # 2025年，区农业农村局坚持…: by that name it is called again
                placed = self.text.count(text[start:end]) > 1
            if self._agrees(simplify(name), asked=guessed or not placed):
                yield name

    def _find_only(self) -> Iterator[str]:
        """The one name at the head of clauses that is of the kind the text calls itself."""
        names = Counter(
            self.printed[slice(*match.span("name"))]
            for match in islice(_HEADS.finditer(self.text), 200)
        )
        own = [n for n in names if is_unit_name(n) and not is_generic(n)]
        own = [n for n in own if self._agrees(simplify(n), asked=True)]
        if len(own) == 1 and (
            self.printed.count(own[0]) > 1 or (is_placed(own[0]) and len(own[0]) >= _TELLING)
        ):
            yield own[0]

    def _measure_office(self, name: str) -> int:
        """How many characters at its end name the office that writes its government's report."""
        match = _OFFICE.search(name)
        if match is None or _OF_OFFICE.search(self.prose):
            return 0
        return len(match[0]) - 2 if _OF_GOVERNMENT.search(self.prose) else 0

    def _agrees(self, name: str, *, asked: bool) -> bool:
        """True where the text does not call itself by another kind of name; where it is ``asked``
        to, only where it calls itself by this kind."""
        selves = [ends for said, ends in _SELVES if said.search(self.prose)]
        if selves:
            return any(ends.search(name) for ends in selves)
        if not asked:
            return True
        government = find_unit_kind(name, self.text) in ("province", "city", "county", "other")
        return government and bool(_OWN_GOVERNMENT.search(self.prose))


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


def _may_name(title_unit: str) -> bool:
    """What begins a title is the body's name though it ends like none (云岭县气象部门)."""
    return len(title_unit) >= 3 and not is_generic(title_unit)


def _find_longer(name: str, other: str) -> str | None:
    """The other name where it is the same body's with its place: 云岭县财政局 for 县财政局."""
    if not is_placed(other):
        return None
    return other if _shorten(other).endswith(_shorten(name)) else None


def _shorten(name: str) -> str:
    return simplify(name).replace("人民政府", "政府").replace("办公室", "办")
