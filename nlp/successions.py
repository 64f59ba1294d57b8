"""Who leaves a role and who comes: 原联络员张三调离，由李四接任. Both have had the role."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from documents.patterns import compile_late
from documents.places import Span
from nlp.groups import find_group
from nlp.names import MARKED
from nlp.persons import (
    ATTACHED_OFFICE,
    BLANKS,
    HAN,
    drop_blanks,
    find_sentence_start,
    read_people,
)
from nlp.roles import HELD_ROLE, TITLE, Appointment
from nlp.rosters import find_person

_S: Final = f"[{BLANKS}]"
_SENTENCE: Final = compile_late("[^。；;！!？?\n]+")
# Who comes, beside the word that says so; and who has left.
_COMER: Final = compile_late(
    f"{MARKED}(?:同志|{ATTACHED_OFFICE})?[{HAN}]{{0,5}}?(?:接[任替手棒续上]|顶上|顶替|补上|补任|填补|递补|继任)|"
    f"(?:接替|顶替|换成了?|换[为了]|变[为成]|变更为|更换为|改成|转给|替换[为成]?|→|接手的?是|接任的?是|补上了?|接班的是){_S}*[{HAN}、]{{0,16}}{MARKED}"
)
_LEAVER: Final = compile_late(f"原(?:任)?[{HAN}]{{0,12}}?(?P<role>{TITLE})(?P<name>{MARKED})")
_GONE: Final = compile_late(
    f"(?P<name>{MARKED})(?:同志)?不再(?:担任|兼任)(?:该职|此职|此项工作)?(?=[，,。；;]|$)"
)
_NAME: Final = compile_late(MARKED)
_TITLED: Final = compile_late(f"(?P<role>{TITLE})(?!单位|部门|会议|名单)(?P<name>\ue000)?")
_SUCCESSOR: Final = compile_late(
    "(?<=[，,])[改现后暂]?由(?P<people>[^，,。；;]{2,30}?)"
    "(?:同志)?(?:担任|接任|兼任|接替|代任)(?=[，,。；;]|$)"
)
_NAMED_ROLE: Final = compile_late(f"(?P<role>{HELD_ROLE})")
# Three and more may have changed other seats.
_MOST: Final = 2


def read_successors(text: str) -> Iterator[Appointment]:
    """不再兼任组长，改由〔姓名〕同志担任: the role stands in the clause before."""
    for match in _SUCCESSOR.finditer(text):
        start = find_sentence_start(text, match.start())
        roles = list(_NAMED_ROLE.finditer(text, start, match.start()))
        people = read_people(match["people"], match.start("people")) if roles else ()
        if people:
            role, span = drop_blanks(roles[-1]["role"]), Span(*match.span())
            yield Appointment(people, role, find_group(text, span), span)


def read_changes(text: str) -> Iterator[Appointment]:
    """The two whom a role passes between, where the sentence speaks of one role alone."""
    for sentence in _SENTENCE.finditer(text):
        if "\ue000" not in sentence[0]:
            continue
        for leaver in _LEAVER.finditer(text, *sentence.span()):
            if leaver["role"].endswith("领导"):
                continue  # 原分管领导张三 says whom we mean
            yield _appoint(text, Span(*leaver.span("name")), Span(*leaver.span("role")))
        titles = list(_TITLED.finditer(text, *sentence.span()))
        if len({drop_blanks(title["role"]) for title in titles}) > 1:
            titles = [title for title in titles if not title["name"]]
        if len({drop_blanks(title["role"]) for title in titles}) != 1:
            continue
        role = Span(*titles[0].span("role"))
        for gone in _GONE.finditer(text, *sentence.span()):
            yield _appoint(text, Span(*gone.span("name")), role)
        comer = _COMER.search(text, *sentence.span())
        names = [Span(*name.span()) for name in _NAME.finditer(text, *sentence.span())]
        if not comer or len(names) > _MOST:
            continue
        for name in names:
            if name.start < comer.end():
                yield _appoint(text, name, role)


def _appoint(text: str, name: Span, role: Span) -> Appointment:
    person = find_person(text, name, max(0, name.start - 24))
    return Appointment((person,), drop_blanks(role.cut(text)), find_group(text, role), role)
