"""Roles that a list gives: rows of cells (张三 局长 组长), brackets (张三（组长）), names behind
the units they stand for (信息员：城关 张三；东河 李四). All are read on marked names alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from documents.patterns import compile_late
from documents.places import Span
from nlp.groups import find_group
from nlp.names import MARKED
from nlp.persons import ATTACHED_OFFICE, BLANKS, HAN, Person, is_office, read_people
from nlp.roles import TITLE, Appointment, read_titles

_S: Final = f"[{BLANKS}]"
_SENTENCE: Final = compile_late("[。；;！!？?\n‖]")
_PAUSE: Final = "[、，,。；;（(\\s‖｜|｛}\ue000]|[和及与等]|$"
# 1、张三，局长，组长； and 张三　局长　组长　李四 …: what follows the name is cut into cells.
_ROW: Final = compile_late(
    f"(?P<name>{MARKED}(?:、{MARKED}){{0,9}})(?:{ATTACHED_OFFICE})?{_S}*(?:[（(][男女][^（()）]{{0,12}}[）)])?"
    f"(?P<cells>(?:[{BLANKS}，,/／：:—]{{1,4}}[{HAN}、“”（）()]{{1,28}}){{1,5}})"
    f"(?=(?P<end>{_S}*(?:[。；;\n‖｜|]|$)|"
    f"{_S}+(?:[（(]?\\d|[①-⑳]|[{HAN}]{{0,12}}{_S}*{MARKED})|[，,]))"
)
_CELL: Final = compile_late(f"[^{BLANKS}，,/／：:—]+")
_FIRST: Final = compile_late(
    f"\ue000|(?P<title>{TITLE})(?!名单|名册|花名册|一览|对照|情况|如下|调整|组成|构成)"
)
_TITLED: Final = compile_late(f"(?P<before>.?){_S}*[（(]{_S}*{TITLE}{_S}*[）)]", re.DOTALL)
# In a bracket these are an office, unless it says what for: 李四（综治专干）.
_OFFICE: Final = compile_late(
    "(?:分管|牵头|责任|值班)领导|办公室(?:常务)?副?主任|助理|干事|专干|秘书长?"
)
_OPEN_WORK: Final = compile_late("公开|信息|[小专]组|专班|审[查核]|监督")
_BRACKET: Final = compile_late(
    f"(?P<name>{MARKED})(?:同志|{ATTACHED_OFFICE})?{_S}*[（(](?P<inside>[{HAN}，,、；;/{BLANKS}]{{2,40}})[）)]"
)
_ITEM: Final = compile_late(f"(?:(?!兼(?!职))[^，,、；;/{BLANKS}])+")
_UNIT: Final = (
    "(?:(?!负责|分管|牵头|主持|协助|具体|由|任|为|各村|各单位|其他|姓名|职责|"
    f"{TITLE}|副?主任)[{HAN}\\d]){{0,16}}"
)
_GAP: Final = compile_late(
    f"(?:同志|{ATTACHED_OFFICE})?{_S}*(?:[（(][^（()）\ue000]{{0,24}}[）)])?"
    f"(?:[、，,；;和及与/\n{BLANKS}]|[（(]?\\d{{1,2}}[.．、)）]){{0,6}}{_UNIT}[—\\-{BLANKS}]{{0,4}}"
)
_JOINT: Final = compile_late(
    f"(?:同志|{ATTACHED_OFFICE})?{_S}*(?:[（(][^（()）\ue000]{{0,24}}[）)])?{_S}*[、和及与]{_S}*{_UNIT}"
)
_NAME: Final = compile_late(MARKED)
_NAME_END: Final = compile_late(
    f"(?:[{HAN}、]{{2,20}}(?<=[长记任员师])(?=[；;。]|$))|(?:同志)?(?={_PAUSE}|[{HAN}]{{1,8}}{_S}?\ue000)"
)


def read_rows(text: str) -> Iterator[Appointment]:
    """1、〔姓名〕，局长，组长；〔姓名〕/副局长/副组长; 〔姓名〕：组长."""
    floor = 0
    for match in _ROW.finditer(text):
        cells = list(_CELL.finditer(text, *match.span("cells")))
        roles = read_titles(cells[-1][0])
        if not roles or (match["end"] in ("，", ",") and not re.search("小组|专班", cells[-1][0])):
            continue
        start = _find_start(text, match.start())
        first = _FIRST.search(text, start)
        if first and first["title"]:
            continue
        span = Span(match.start("cells"), cells[-1].end())
        names = [Span(*name.span()) for name in _NAME.finditer(text, *match.span("name"))]
        people = tuple(find_person(text, name, max(start, floor)) for name in names)
        floor = span.end
        post = Span(cells[0].start(), cells[-2].end()) if len(cells) > 1 else None
        if post and is_office(post.cut(text)):
            people = tuple(Person(name, post, "post") for name in names)
        for role in roles:
            yield Appointment(people, role, find_group(text, span), span)


def read_brackets(text: str) -> Iterator[Appointment]:
    """〔姓名〕（组长，乡长）, 〔职务〕〔姓名〕（成员兼秘书）."""
    for match in _BRACKET.finditer(text):
        items = list(_ITEM.finditer(text, *match.span("inside")))
        given = [(item, _read_item(item[0], len(items))) for item in items]
        posts = [item for item, roles in given if not roles]
        if len(posts) == len(given) or has_bracketed_labels(text, match.start()):
            continue
        person = find_person(text, Span(*match.span("name")), max(0, match.start() - 40))
        if posts and not person.post:
            post = Span(posts[0].start(), posts[-1].end())
            person = Person(person.name, post, "post", shared=True)
        for item, roles in given:
            for role in roles:
                span = Span(*item.span())
                yield Appointment((person,), role, find_group(text, span), span)


def _read_item(item: str, items: int) -> tuple[str, ...]:
    roles = read_titles(item.removeprefix("兼"))
    if "兼" in item or (items > 1 and roles == (item,) and item.startswith("办公室")):
        return roles
    if any(_OFFICE.fullmatch(role) or role != item for role in roles):
        return roles if _OPEN_WORK.search(item.removesuffix(roles[-1])) else ()
    return roles


def has_bracketed_labels(text: str, place: int) -> bool:
    """True in a sentence whose brackets stand before the names: （组长）张三（副组长）李四."""
    first = _TITLED.search(text, _find_start(text, place))
    return bool(first) and not re.match(f"[{HAN}\ue000\ue001]", first["before"] if first else "")


def _find_start(text: str, place: int) -> int:
    near = max(0, place - 120)
    return max((end.end() for end in _SENTENCE.finditer(text, near, place)), default=near)


def read_further(text: str, start: int) -> tuple[Person, ...]:
    """The persons from ``start`` on, each behind its unit at most, up to who does something."""
    people: list[Person] = []
    while True:
        gap = _GAP.match(text, start)
        name = _NAME.match(text, gap.end()) if gap else None
        if not gap or not name or not _NAME_END.match(text, name.end()):
            return tuple(people)
        people.append(find_person(text, Span(*name.span()), start))
        start = name.end()


def find_person(text: str, name: Span, start: int) -> Person:
    """Who bears the name, with the office that stands behind ``start`` and before it."""
    found = read_people(text[start : name.end], start)[-1:]
    return found[0] if found and found[0].name == name else Person(name, None, "seen")


def read_all(text: str, start: int, end: int) -> tuple[Person, ...]:
    """Everybody named between the two, the nearest last, up to what is no list."""
    people: list[Person] = []
    last = end
    for name in reversed(list(_NAME.finditer(text, start, end))):
        if people and not _GAP.fullmatch(text, name.end(), last):
            break
        last = name.start()
        people.insert(0, find_person(text, Span(*name.span()), max(start, last - 24)))
    return tuple(people)


def read_before(text: str, start: int, people: tuple[Person, ...]) -> tuple[Person, ...]:
    """The persons, and those joined with them whose units stand before their names."""
    names = list(_NAME.finditer(text, start, people[0].span.start))
    while names and _JOINT.fullmatch(text, names[-1].end(), people[0].span.start):
        name = Span(*names.pop().span())
        people = (find_person(text, name, max(start, name.start - 24)), *people)
    return people
