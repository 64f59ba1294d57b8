"""Officials named in the narrative: who leads the work, in which role and from which office.

Only some six per cent of reports name anyone, nearly all name roles (镇长任组长), so a person is
read only where construction, office and shape of name agree; a doubt yields nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Final, Literal

from documents.places import Span
from documents.views import View
from nlp.appointments import read_assignments, read_held
from nlp.mentions import (
    read_appearances,
    read_charges,
    read_duty_lines,
    read_mentions,
    read_rosters,
    read_seen,
)
from nlp.name_contexts import is_no_name
from nlp.names import mark_names
from nlp.persons import Person, drop_blanks
from nlp.role_labels import read_labels, read_role_brackets
from nlp.roles import Appointment
from nlp.seen_persons import Belief, find_sentences, see_persons
from nlp.successions import read_changes, read_successors

Way = Literal["rules", "model", "both"]
"""Who says where a name is: patterns, the person model, or the model first and patterns besides."""


@dataclass(frozen=True, slots=True)
class FoundOfficial:
    """``text[start:end]`` is post and name as printed; a post that is
    printed with the person before (副镇长张三、李四) lies outside."""

    start: int
    end: int
    name: str
    post: str | None
    role: str | None
    group: str | None
    unsure: bool = field(default=False, compare=False)
    """No construction names the person, or the model hardly believes in the name."""


# Traditional characters of the words below and of surnames: one address in seven is a mirror.
_TRADITIONAL: Final = str.maketrans(
    "長書記鄉鎮縣區黨組擔領導負責員辦為爲會務開張劉陳楊趙黃吳孫馬羅鄭謝韓馮蕭鄧許蘇盧蔣葉閻餘鍾薑譚鄒陸賈龍萬錢"
    "湯賀賴龔龐蘭顏嚴溫蘆韋畢聶叢齊莊塗時關費紀歐項陽衛單寧閔車喬連藍鞏諸東專職確調設監處廳隊館園檢總農廣財"
    "兩個與聯絡發協準牽頭參實統籌體輔導當選義達強國軍華偉龍",
    "长书记乡镇县区党组担领导负责员办为为会务开张刘陈杨赵黄吴孙马罗郑谢韩冯萧邓许苏卢蒋叶阎余钟姜谭邹陆贾龙万钱"
    "汤贺赖龚庞兰颜严温芦韦毕聂丛齐庄涂时关费纪欧项阳卫单宁闵车乔连蓝巩诸东专职确调设监处厅队馆园检总农广财"
    "两个与联络发协准牵头参实统筹体辅导当选义达强国军华伟龙",
)
_FOLDED: Final = re.compile(f"[{''.join(map(chr, _TRADITIONAL))}]")
# Invisible characters, and the pinyin that mirrors leave behind a character: 局長(zhǎng).
_RESIDUE: Final = re.compile(
    "[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]|[(（][a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]{1,6}[)）]"
)


def find_officials(text: str, way: Way = "both") -> tuple[FoundOfficial, ...]:
    """Persons with a name, in the text's order; one row for each role of a person.

    A role without a name (镇长任组长), a contact, an anonymised name (王某) and a leader quoted in
    a slogan give none. An office printed once counts for the person's later mentions too. Where
    no construction names anyone and the model is sure of nobody, nobody is named."""
    printed = View.of(text).drop(_RESIDUE)
    folded = fold(printed.text)
    sentences = find_sentences(folded)
    if not sentences:
        return ()
    names = see_persons(folded, sentences) if way != "rules" else ()
    if not names and way != "rules":
        return ()
    seen = {name.span: name.belief for name in names}
    found: dict[FoundOfficial, None] = {}
    posts: dict[str, str] = {}
    with_role: set[Span] = set()
    sure = False
    marked = mark_names(folded, seen)
    read = _read_appointments(marked)
    likely = _read_unexplained(seen, "likely")
    # Who is only likely counts beside somebody who is sure.
    beside = (appointment for appointment in likely if sure)
    unexplained = chain(read_seen(marked), _read_unexplained(seen, "certain"), beside)
    for number, appointment in enumerate(chain(read, unexplained)):
        for person in appointment.people:
            if is_no_name(folded, person.name):
                continue
            # Whom the model does not see at all needs a role.
            if person.name not in seen and (
                way == "model" or (way == "both" and not appointment.role)
            ):
                continue
            if appointment.role is None and person.name in with_role:
                continue
            with_role.add(person.name)
            name = drop_blanks(person.name.cut(printed.text))
            if person.post:
                posts[name] = drop_blanks(person.post.cut(printed.text))
            official = FoundOfficial(
                *printed.locate(*person.span),
                name=name,
                post=posts.get(name),
                role=appointment.role,
                group=appointment.group,
                unsure=number >= len(read) or _is_doubtful(person, appointment, seen),
            )
            found[official] = None
            sure = sure or number < len(read) or seen.get(person.name) != "possible"
    if not sure:
        return ()
    return tuple(sorted(found, key=lambda official: (official.start, official.end)))


def _is_doubtful(person: Person, appointment: Appointment, seen: Mapping[Span, Belief]) -> bool:
    weak = person.evidence == "seen" or not appointment.role
    return weak and seen.get(person.name) == "possible"


def _read_unexplained(seen: Mapping[Span, Belief], belief: Belief) -> Iterator[Appointment]:
    """Persons whom the model has seen, in whatever construction."""
    for name, believed in seen.items():
        if believed == belief:
            yield Appointment((Person(name, None, "seen"),), None, None, name)


def fold(text: str) -> str:
    """The text in simplified characters where an office or a surname needs it, place by place."""
    return _FOLDED.sub(lambda found: found[0].translate(_TRADITIONAL), text)


def _read_appointments(text: str) -> list[Appointment]:
    """All appointments in the text's order, those with a role before those without."""
    with_role = [
        *read_assignments(text),
        *read_held(text),
        *read_labels(text),
        *read_role_brackets(text),
        *read_successors(text),
    ]
    given = {person.name for appointment in with_role for person in appointment.people}
    for change in read_changes(text):
        (person,) = change.people
        if person.name not in given:
            given.add(person.name)
            with_role.append(change)
    charges = [
        *read_charges(text),
        *read_mentions(text),
        *read_appearances(text),
        *read_duty_lines(text),
        *read_rosters(text),
    ]
    return [*sorted(with_role, key=lambda found: found.span), *charges]
