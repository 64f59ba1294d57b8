"""Persons whom a verb appoints to a role or relieves of it: 由镇长张三任组长, 免去张三组长职务."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from documents.patterns import compile_late
from documents.places import Span
from nlp.groups import GROUP_NAME, TOPIC, find_group, trim_group
from nlp.names import MARKED
from nlp.persons import (
    ATTACHED_OFFICE,
    BLANKS,
    HAN,
    Person,
    drop_blanks,
    find_sentence_start,
    read_holders,
    read_list,
    read_people,
)
from nlp.roles import HELD_ROLE, LEADER, MEMBER, OPEN_ROLE, ROLE, SEAT, TITLE, Appointment
from nlp.rosters import find_person, read_all, read_before

_S: Final = f"[{BLANKS}]"
# What may stand between a name that the person model has seen and the verb: 被指定, 从佳木斯调来.
_NAMED_TO: Final = compile_late(
    f"({MARKED})(?:同志|{ATTACHED_OFFICE})?{_S}*(?:[（(][^（()）]{{0,30}}[）)])?{_S}*"
    f"(?![、和及与])(?:(?![由请让及各其负])[{HAN}\\d“”]){{0,14}}?(?<![长员人记导门位者部级办])$"
)
# 张三，局长，任组长; 张三既是联络员，又是记录员.
_SUBJECT: Final = compile_late(
    f"(?P<people>{MARKED}[^；;。]{{0,60}}?)[，,、：:{BLANKS}]"
    f"(?:并且?|同时|还|又|也|则|现|改|返岗后|自?[\\d年月]{{0,8}}起?)*(?:被[{HAN}]{{0,4}})?$"
)
# 张三接替李四任组长
_REPLACING: Final = compile_late(
    f"(?P<name>{MARKED})[{HAN}]{{0,4}}?(?:接替|顶替)[{HAN}、]{{0,12}}{MARKED}(?:同志)?[出担]?$"
)
# 张三、李四均为信息员; 以上三人任成员
_TOGETHER: Final = compile_late(
    "[，,—、 ]*(?:(?:以上|上述|他们|这)?(?:[两二三四五六七八九十\\d]{1,2}(?:人|位|名|者))"
    f"[{HAN}]{{0,6}}|以上(?:同志|人员)?|(?:均|皆|都|各|同|一并|共同|分别|轮流){{1,2}})"
    "(?:均|皆|都|各|同|又|既|还|分别|自|被|[列编推聘选])*$"
)
_ASSIGNMENT: Final = compile_late(
    "(?P<verb>[充升改转续连补分共同自亲新]任|兼[任着]?|(?:[是系]|当(?![起天日年月时地])[上了]?)"
    "(?=[^，,。；;]{0,22}(?:[员长人]|助理|专[干责]))|"
    "(?<![主责担兼出接现历])(?<![，,、。；由][新时原])任(?![何期])|担任|出任|接任|担当|挂帅|作为|(?<!以下)为|做)(?:[:：]|了|具体(?=[经承]办))?"
    f"{_S}*(?P<group>{TOPIC}{{0,26}}?{GROUP_NAME})?的?"
    f"(?:[{HAN}]{{2,20}}?(?<![组队班书])[长任](?<!办公室主任)(?:、兼?|兼任?|并(?:担任|兼任|任)))?"
    f"(?:(?:{TOPIC}{{0,10}}?公开(?:工作)?[的办室]?)?双?(?P<role>{ROLE})|"
    f"{TOPIC}{{0,20}}?(?P<open>{OPEN_ROLE}|{LEADER}|{MEMBER}))"
)
# 免去张三同志副组长职务, 履行第一责任人职责: the role without a verb that gives it.
_OFFICE_HELD: Final = compile_late(
    "(?P<comrade>同志)?(?:(?:的|(?:严格|认真|切实|全面|并){0,3}履行)"
    f"{_S}{{0,4}}{TOPIC}{{0,16}}?|{_S}{{0,4}}(?:政府信息公开[{HAN}]{{0,10}}?)?)"
    f"(?P<role>{HELD_ROLE})(?=的?(?:职[务责]|身份|资格))"
)
_SECOND_ROLE: Final = compile_late(
    "(?:[、和及]|[，,、]?(?:并|同时|又|还|也|且)*(?:兼任?|担任|[任是当]))"
    f"(?:{TOPIC}{{0,20}}?{GROUP_NAME})?(?:(?P<role>{ROLE})|"
    f"(?:(?![为任由各及负是])[{HAN}“”]){{0,16}}?(?P<open>{TITLE}))(?![\ue000由]|[{HAN}])"
)
_NEXT_ROLE: Final = compile_late(f"(?:、|和|及|与)(?P<role>{ROLE})")
_RESPECTIVELY: Final = compile_late(f"分别{_S}*$")
_SAME_SUBJECT: Final = compile_late("[，,、](?:并|同时|且|并且)?")
_MARKED: Final = compile_late(MARKED)


def read_assignments(text: str) -> Iterator[Appointment]:
    """〔职务〕〔姓名〕任组长, 以…为组长的…领导小组, X及Y同志为副组长, …，兼任办公室主任."""
    floor = 0
    last: tuple[Person, ...] = ()
    for match in _ASSIGNMENT.finditer(text):
        if text.startswith(("的是", "的为"), match.end()):
            continue  # 任组长的是镇长张三
        start = max(floor, find_sentence_start(text, match.start()))
        segment = text[start : match.start()]
        people = read_holders(segment, start)
        together = _read_together(text, start, match.start())
        if people and (replacing := _REPLACING.search(segment)):
            name = Span(*replacing.span("name"))
            people = (
                find_person(text, Span(start + name.start, start + name.end), start),
                *people[-1:],
            )
        elif people:
            people = read_before(text, start, people)
        people = (
            together if len(together) > len(people) else people or _read_subject(segment, start)
        )
        if (
            not people
            and "兼" in match["verb"]
            and _SAME_SUBJECT.fullmatch(text[floor : match.start()])
        ):
            people = last if len(last) == 1 else ()
        floor, last = match.end(), people
        if not people:
            continue
        span, role = Span(*match.span()), match["role"] or match["open"]
        group = trim_group(match["group"] or "") or find_group(text, span)
        if len(people) > 1 and _RESPECTIVELY.search(text, span.start - 4, span.start):
            roles = [role]
            while following := _NEXT_ROLE.match(text, floor):
                roles.append(following["role"])
                floor = following.end()
            if len(roles) == len(people):
                for person, role in zip(people, roles, strict=True):
                    yield Appointment((person,), drop_blanks(role), group, span)
                continue
        yield Appointment(people, drop_blanks(role), group, span)
        while second := _SECOND_ROLE.match(text, floor):
            floor = second.end()
            more = drop_blanks(second["role"] or second["open"])
            yield Appointment(people, more, group, Span(*second.span()))


def _read_together(text: str, start: int, end: int) -> tuple[Person, ...]:
    """党政办张三、财政所李四，均为信息员: all whom one role is said of."""
    near = max(start, end - 24)
    return (
        read_all(text, start, near + word.start())
        if (word := _TOGETHER.search(text[near:end]))
        else ()
    )


def _read_subject(segment: str, offset: int) -> tuple[Person, ...]:
    """Persons whom the model has seen, before words that do not keep them from the verb."""
    if gap := _NAMED_TO.search(segment, max(0, len(segment) - 80)):
        return read_people(segment[: gap.end(1)], offset)
    if (subject := _SUBJECT.search(segment)) and not SEAT.search(subject["people"]):
        start = subject.start()
        if people := read_list(subject["people"], offset + start):
            return people
        last = [name.end() for name in _MARKED.finditer(subject["people"])][-1]
        return read_people(segment[: start + last], offset)
    return ()


def read_held(text: str) -> Iterator[Appointment]:
    """免去〔姓名〕同志副组长职务, 〔姓名〕履行第一责任人职责."""
    for match in _OFFICE_HELD.finditer(text):
        end = match.end("comrade") if match["comrade"] else match.start()
        start = find_sentence_start(text, end)
        people = read_people(text[start:end], start)
        if people and people[0].evidence != "bare":
            span = Span(*match.span("role"))
            yield Appointment(people, drop_blanks(match["role"]), find_group(text, span), span)
