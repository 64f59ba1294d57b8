"""Persons appointed to a role: 由镇长张三任组长, 副组长：李四（副镇长）, 王五（联络员）."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from documents.patterns import compile_late
from documents.places import Span
from nlp.groups import GROUP_NAME, TOPIC, find_group, trim_group
from nlp.names import (
    MARKED,
    NAME,
    find_name_starts,
    is_common_word,
    is_name,
    is_rare_word,
)
from nlp.persons import (
    BLANKS,
    HAN,
    SEVERAL,
    Person,
    drop_blanks,
    find_sentence_start,
    is_doubtful,
    read_holders,
    read_list,
    read_people,
)

_S: Final = f"[{BLANKS}]"
_LONGEST_LIST: Final = 240
_LEADER: Final = f"(?<!纪检)(?<!纪检组)(?<!检组)(?:第一|常务|执行|总)?副?{_S}{{0,4}}组{_S}{{0,6}}长"
_MEMBER: Final = f"(?:组{_S}?员|(?<!党组)(?<!班子)(?<!党委)成{_S}{{0,6}}员(?!国))"
_ROLE: Final = (
    f"(?:{_LEADER}|{_MEMBER}|副?总?召集人|办公室副?主任|副?主任|"
    f"{TOPIC}{{0,8}}?(?:联络员|联系员|信息员|管理员|审核员|审查员|采集员|监督员|发言人)|"
    "(?:第一|直接|具体|主要|分管|总)?责任人|(?:总|主要|直接|具体|分管|第一)?负责人|"
    "(?:牵头|经办|承办|审核|审批)(?:人员?|负责人)|"
    "(?:专职)?工作人员|专职人员|"
    "分管领导|牵头领导|联络人|顾问|专干|专管员|政委|秘书)"
    "(?!单位|部门|机关|科员|委员|医师|助理|办公|会议|们|名单|职务|职责)"
)
_ASSIGNMENT: Final = compile_late(
    "(?P<verb>兼任|是(?=[^，,。；;]{0,12}(?:责任人|负责人|组长|联络员))|当(?=[副总]?组长|联络员|信息员)|(?<![主责担兼出接现历])(?<![，,、。；由][新时原])任|担任|出任|接任|兼|作为|为|做)(?:[:：]|了|具体(?=[经承]办))?"
    f"{_S}*(?P<group>{TOPIC}{{0,26}}?{GROUP_NAME})?的?"
    f"(?:{TOPIC}{{0,10}}?公开(?:工作)?的?)?双?(?P<role>{_ROLE})"
)
# 免去张三同志副组长职务, 履行第一责任人职责: the role without a verb that gives it.
_OFFICE_HELD: Final = compile_late(
    f"(?P<comrade>同志)?(?:的|(?:严格|认真|切实|全面)?履行)?{_S}*"
    f"(?P<role>{_ROLE.replace('|职务|职责', '')})(?=的?职[务责])"
)
_SUCCESSOR: Final = compile_late(
    "(?<=[，,])[改现后暂]?由(?P<people>[^，,。；;]{2,30}?)"
    "(?:同志)?(?:担任|接任|兼任|接替|代任)(?=[，,。；;]|$)"
)
_NAMED_ROLE: Final = compile_late(f"(?P<role>{_ROLE.replace('|职务|职责', '')})")
_SECOND_ROLE: Final = compile_late(
    f"[，,、]?(?:并|同时|且)?兼任?(?:{TOPIC}{{0,20}}?{GROUP_NAME})?(?P<role>{_ROLE})"
)
_NEXT_ROLE: Final = compile_late(f"(?:、|和|及|与)(?P<role>{_ROLE})")
_RESPECTIVELY: Final = compile_late(f"分别{_S}*$")
_SAME_SUBJECT: Final = compile_late("[，,、](?:并|同时|且|并且)?")
_DUTY: Final = (
    "(?:第一|直接|具体|主要|分管)?责任人|分管领导|牵头领导|联络员|信息员|专干|专职人员|工作人员|"
    "值班员|审核员|管理员|(?:科室|主要|分管|具体)?负责人|(?:审核|经办|承办)人"
)
_LABEL: Final = compile_late(
    f"(?<!党组)(?<!班子)(?P<role>{_LEADER}|{_MEMBER}|办公室副?主任|副?主任|召集人|(?P<duty>{_DUTY}))"
    f"(?P<mark>{_S}*(?:{SEVERAL})?[：:]|{SEVERAL}[，,]?分?别?[为是]|(?:一职)?(?:分别|改|仍|现|暂)?(?:[由为是]|包括|有(?![关权所利效限责意])[：:]?)|{_S}*[（(](?=[{HAN}]{{2,4}}[、）)]|[{HAN}、]{{0,20}}{MARKED})|"
    f"[）)]|(?P<none>(?<=[长员人])(?<!主任){_S}*(?={NAME})))"
)
_REPLACED: Final = compile_late("(?:同志)?(?:(?:调整|变更|更换|改|换)[为成]|接替)")
_LIST_END: Final = compile_late(
    f"[。；;！!？?\n]|[，,、]?{_S}*(?:(?:{_LEADER}|{_MEMBER})(?!单位)|副?主任{_S}*[：:]|办公室副?主任分?别?[由为是])|"
    f"[，,、]{_S}*(?:{_DUTY})|[，,](?:主任|下设|办公室)|"
    "等?(?:同志)?(?:分别|共同|同时|继续)?(?:担任|兼任|(?<!党)组成|同志任(?=[，,])|(?:调整|变更|更换|改|换)[为成]|接替|兼[。，]|负责(?!人)|(?:以?及|和)(?:各|其他|相关|有关))"
)
_PAUSE: Final = compile_late(f"{_S}*(?:$|[，,。；;、（）()\n]|{_LEADER}|{_MEMBER}|等|及|同志)")
# 副组长：程琳，镇长；余卫平，副镇长: the second of a list whose persons ；parts.
_NEXT_MEMBER: Final = compile_late(
    f"[；;]{_S}*(?P<listed>{NAME}(?:[，,]{_S}*[{HAN}、]{{2,24}}|[（(][{HAN}、]{{2,24}}[）)]))"
    "(?=[；;。\n]|$)"
)
# Characters between the persons of one label and the next label of the same list.
_LIST_GAP: Final = 20
_ROLE_BRACKET: Final = compile_late(
    f"(?:(?<=[、，,：: 。；;])|^)(?P<name>{MARKED}|[{HAN}·]{{2,9}}){_S}*[（(]"
    f"(?P<role>{_LEADER}|{_MEMBER}|办公室副?主任|联络员|信息员)"
    f"(?:[，,、](?P<post>[{HAN}、]{{2,20}}))?[）)]"
)
_SEAT: Final = compile_late(f"{_LEADER}|{_MEMBER}")
_SEEN_LIST: Final = compile_late(f"{MARKED}(?:(?:同志)?[、和及与]{MARKED})*")
# Roles that a telephone number behind the name does not turn into a contact.
_KNOWN_ROLE: Final = compile_late(f"{_LEADER}|{_MEMBER}|联络员|信息员|召集人")
_CLAUSE: Final = compile_late("[^；;。]*")
_PHONE: Final = compile_late("电话|手机|传真|\\d{7,}")


@dataclass(frozen=True, slots=True)
class Appointment:
    """Persons with one role; ``span`` reaches from the role's verb or label to its end."""

    people: tuple[Person, ...]
    role: str | None
    group: str | None
    span: Span


def read_assignments(text: str) -> Iterator[Appointment]:
    """〔职务〕〔姓名〕任组长, 以…为组长的…领导小组, X及Y同志为副组长, …，兼任办公室主任."""
    floor = 0
    last: tuple[Person, ...] = ()
    for match in _ASSIGNMENT.finditer(text):
        start = max(floor, find_sentence_start(text, match.start()))
        people = read_holders(text[start : match.start()], start)
        if (
            not people
            and "兼" in match["verb"]
            and _SAME_SUBJECT.fullmatch(text[floor : match.start()])
        ):
            people = last if len(last) == 1 else ()
        floor, last = match.end(), people
        if not people:
            continue
        span = Span(*match.span())
        group = trim_group(match["group"] or "") or find_group(text, span)
        if len(people) > 1 and _RESPECTIVELY.search(text, span.start - 4, span.start):
            roles = [match["role"]]
            while following := _NEXT_ROLE.match(text, floor):
                roles.append(following["role"])
                floor = following.end()
            if len(roles) == len(people):
                for person, role in zip(people, roles, strict=True):
                    yield Appointment((person,), drop_blanks(role), group, span)
                continue
        yield Appointment(people, drop_blanks(match["role"]), group, span)
        if second := _SECOND_ROLE.match(text, match.end()):
            floor = second.end()
            yield Appointment(people, second["role"], group, Span(*second.span()))


def read_successors(text: str) -> Iterator[Appointment]:
    """不再兼任组长，改由〔姓名〕同志担任: the role stands in the clause before."""
    for match in _SUCCESSOR.finditer(text):
        start = find_sentence_start(text, match.start())
        roles = list(_NAMED_ROLE.finditer(text, start, match.start()))
        people = read_people(match["people"], match.start("people")) if roles else ()
        if people:
            role, span = drop_blanks(roles[-1]["role"]), Span(*match.span())
            yield Appointment(people, role, find_group(text, span), span)


def read_held(text: str) -> Iterator[Appointment]:
    """免去〔姓名〕同志副组长职务, 〔姓名〕履行第一责任人职责."""
    for match in _OFFICE_HELD.finditer(text):
        end = match.end("comrade") if match["comrade"] else match.start()
        start = find_sentence_start(text, end)
        people = read_people(text[start:end], start)
        if people and people[0].evidence != "bare":
            span = Span(*match.span("role"))
            yield Appointment(people, drop_blanks(match["role"]), find_group(text, span), span)


def read_labels(text: str) -> Iterator[Appointment]:
    """组长：张三（乡长）, 组长由乡长张三同志担任, 成员由张三、李四、王五组成."""
    list_end = -_LIST_GAP - 1
    grouped = "小组" in text
    for match in _LABEL.finditer(text):
        role = drop_blanks(match["role"])
        if _is_colon(match) and role in ("主任", "副主任") and not grouped:
            continue  # a contact
        people = _read_labelled(text, match)
        counted = re.search(SEVERAL, match["mark"])
        alone = (
            match["duty"]
            and _is_colon(match)
            and not counted
            and match.start() - list_end > _LIST_GAP
        )
        enough = ("post", "seen") if len(people) > 1 else ("post",)
        if alone and any(person.evidence not in enough for person in people):
            continue  # 责任人：张三 is often the editor of a page
        if not people:
            continue
        span = Span(*match.span())
        group = find_group(text, span)
        yield Appointment(people, role, group, span)
        list_end = people[-1].span.end
        while following := _NEXT_MEMBER.match(text, list_end):
            more = read_list(following["listed"], following.start("listed"))
            if len(more) != 1 or more[0].evidence != "post":
                break
            list_end = following.end()
            yield Appointment(more, role, group, Span(*following.span()))
        if new := _REPLACED.match(text, people[-1].span.end):
            after = _cut_list(text[new.end() : new.end() + 40])
            if successors := read_list(re.split("[，,]", after)[0], new.end()):
                yield Appointment(successors, role, group, Span(*new.span()))


def _read_labelled(text: str, match: re.Match[str]) -> tuple[Person, ...]:
    """The persons behind a label; none where it is a contact's, or where words stand there."""
    role, mark = match["role"], match["mark"].strip()
    listed = _cut_list(text[match.end() : match.end() + _LONGEST_LIST])
    nearby = _CLAUSE.search(text, match.end(), match.end() + len(listed) + 20)
    if _is_colon(match) and not _KNOWN_ROLE.search(role) and nearby and _PHONE.search(nearby[0]):
        return ()
    before = text[match.start() - 1 : match.start()]
    if mark in ("）", ")") and (before not in ("（", "(") or listed.startswith(("、", "，", ","))):
        return ()
    if mark in ("（", "("):
        listed = re.split("[）)]", listed)[0]
    people = read_list(listed, match.end())
    if match["none"] is None or _stands_alone(text, people, match, before):
        return people
    seen = _SEAT.fullmatch(role) and _SEEN_LIST.match(text, match.end())
    return read_list(seen[0], match.end()) if seen else ()


def _stands_alone(text: str, people: tuple[Person, ...], label: re.Match[str], before: str) -> bool:
    """True where a label without a colon has names behind it, and nothing that they do."""
    names = [person.name.cut(text) for person in people]
    words = sum(is_common_word(name) or is_rare_word(name) for name in names)
    if not people or 2 * words > len(people) or words == 1 == len(people):
        return False
    if label["duty"] and before not in ("", *"，,；;、（(和 "):
        return False
    return bool(_PAUSE.match(text, max(people[-1].name.end, people[-1].span.end)))


def _is_colon(label: re.Match[str]) -> bool:
    return label["mark"].endswith(("：", ":"))


def _cut_list(listed: str) -> str:
    stop = _LIST_END.search(listed)
    return listed[: stop.start()] if stop else listed


def read_role_brackets(text: str) -> Iterator[Appointment]:
    """张三（组长，乡长）: role and office in the bracket behind the name."""
    for match in _ROLE_BRACKET.finditer(text):
        name = Span(*match.span("name"))
        printed = name.cut(text)
        if 0 not in find_name_starts(printed) or not is_name(printed) or is_doubtful(printed):
            continue
        post = Span(*match.span("post")) if match["post"] else None
        person = Person(name, post, "post" if post else "bare", shared=True)
        span = Span(*match.span())
        yield Appointment((person,), drop_blanks(match["role"]), find_group(text, span), span)
