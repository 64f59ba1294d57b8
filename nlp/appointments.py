"""Persons appointed to a role: 由镇长张三任组长, 副组长：李四（副镇长）, 王五（联络员）."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from documents.patterns import compile_late
from documents.places import Span
from nlp.groups import GROUP_NAME, TOPIC, find_group, trim_group
from nlp.names import (
    MARKED,
    NAME,
    find_name_starts,
    is_common_word,
    is_marked,
    is_name,
    is_rare_word,
)
from nlp.persons import (
    ATTACHED_OFFICE,
    BLANKS,
    HAN,
    Person,
    drop_blanks,
    find_sentence_start,
    is_doubtful,
    read_holders,
    read_list,
    read_people,
)
from nlp.roles import LEADER, MEMBER, NOUN, OPEN_ROLE, ROLE, TITLE
from nlp.roles import Appointment as Appointment
from nlp.rosters import (
    find_person,
    has_bracketed_labels,
    read_all,
    read_before,
    read_brackets,
    read_further,
    read_rows,
)
from nlp.successions import read_changes

_S: Final = f"[{BLANKS}]"
_LONGEST_LIST: Final = 240
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
    f"(?P<role>{ROLE.replace('|职务|职责', '')})(?=的?(?:职[务责]|身份|资格))"
)
_SUCCESSOR: Final = compile_late(
    "(?<=[，,])[改现后暂]?由(?P<people>[^，,。；;]{2,30}?)"
    "(?:同志)?(?:担任|接任|兼任|接替|代任)(?=[，,。；;]|$)"
)
_NAMED_ROLE: Final = compile_late(f"(?P<role>{ROLE.replace('|职务|职责', '')})")
_SECOND_ROLE: Final = compile_late(
    "(?:[、和及]|[，,、]?(?:并|同时|又|还|也|且)*(?:兼任?|担任|[任是当]))"
    f"(?:{TOPIC}{{0,20}}?{GROUP_NAME})?(?:(?P<role>{ROLE})|"
    f"(?:(?![为任由各及负是])[{HAN}“”]){{0,16}}?(?P<open>{TITLE}))(?![\ue000由]|[{HAN}])"
)
_NEXT_ROLE: Final = compile_late(f"(?:、|和|及|与)(?P<role>{ROLE})")
_RESPECTIVELY: Final = compile_late(f"分别{_S}*$")
_SAME_SUBJECT: Final = compile_late("[，,、](?:并|同时|且|并且)?")
_DUTY: Final = (
    "(?:第一|直接|具体|主要|分管)?责任人|分管领导|牵头领导|联络员|信息员|专干|专职人员|工作人员|"
    "值班员|审核员|管理员|(?:科室|主要|分管|具体)?负责人|(?:审核|经办|承办)人(?!员)"
)
_COUNT: Final = "(?:[一两二三四五六七八九十]{1,3}|\\d{1,3})(?:位|名|人)(?:干部)?"
# What makes a label of a role, whose persons follow; ``by`` hands it on or says who it is.
_BY: Final = (
    "(?:一职|职责)?(?:则|先?后?|均|都|又|年中|年末|\\d+月)?(?:拟|暂)?"
    "(?:由|换[成了为]|改[为由成]|变更为|定为|调整为|仍[是为]|[是为系])|的[是为]|"
    f"(?:{_COUNT})?[，,]分?别?[为是即]|{_COUNT}分?别?[为是]|"
    "(?:一职)?(?:分别|改|仍|现|暂)?(?:[由为是]|包括|有(?![关权所利效限责意])[：:]?)"
)
_MARK: Final = (
    f"{_S}*(?:{_COUNT})?(?:[（(][{HAN}]{{2,12}}[）)])?[：:]|"
    f"(?:名单|花名册|名册|对照表|一览表?)(?:[（(][^（()）]{{2,20}}[）)])?{_S}*[：:]?|"
    f"{_S}*(?:{_COUNT})?[，,／/→](?!分?别?[为是即])(?=[{HAN}、]{{0,24}}{MARKED})|{_BY}|"
    f"{_S}*(?:{_COUNT})?[（(](?=[{HAN}]{{2,4}}[、）)]|[{HAN}、]{{0,20}}{MARKED})|[）)]|"
    f"(?P<blank>{_S}+(?=[{HAN}\\dA-Z]{{2,10}}{_S}?{MARKED}|{MARKED}{_S}+{MARKED}))|"
    f"(?P<none>(?<=[长员人])(?<!主任){_S}*(?={NAME})|(?<=[导干理书责]){_S}*(?={MARKED}))"
)
_LABEL: Final = compile_late(
    f"(?<!党组)(?<!班子)(?P<role>{LEADER}|{MEMBER}|办公室(?:常务)?副?主任|副?主任(?:委员)?|"
    f"副?总?召集人|(?P<duty>{_DUTY}|{NOUN}))(?P<mark>{_MARK})"
)
_REPLACED: Final = compile_late("(?:同志)?(?:(?:调整|变更|更换|改|换)[为成]|接替)")
_LIST_END: Final = compile_late(
    f"[。；;！!？?\n]|[，,、]?{_S}*(?:(?:{LEADER}|{MEMBER})(?!单位)|副?主任{_S}*[：:]|办公室副?主任分?别?[由为是])|"
    f"[，,、{BLANKS}]{_S}*(?:[一1]名)?(?:{_DUTY}|{NOUN})(?![：:]?{_S}*[（(]|{_S}*(?:[。；;\n]|$))|[，,](?:主任|下设|办公室)|"
    f"[，,、；;]{_S}*[{HAN}]{{0,8}}?(?:{_DUTY}|{NOUN})(?=[：:由为是])|[，,、{BLANKS}]副?召集人|"
    "等?(?:同志)?(?:分别|共同|同时|继续)?(?:担任|兼任|(?<!党)组成|同志任(?=[，,])|(?:调整|变更|更换|改|换)[为成]|"
    "接[替任手棒续过]|代[行理]|暂代|填补|补上|递补|顶[上替]|出任|先后|兼[。，；]|负责(?!人)|(?:以?及|和)(?:各|其他|相关|有关))"
)
_PAUSE: Final = compile_late(
    f"{_S}*(?:$|[，,。；;（）()\n]|{LEADER}|{MEMBER}|等|及|同志|兼[，,。；;])"
)
_STOP: Final = compile_late(f"{_S}*(?:$|[。；;\n]|[，,]{_S}*{TITLE})")
_OPENING: Final = compile_late(
    f"(?:^|[，,；;：:、（(｜|\n和{BLANKS}]|[一1]名|[配备设]了?|公开|信息|会议|专班|[队组办片])$"
)
# 审核员李四，发布员王五: labels without a colon vouch for each other.
_CHAIN: Final = compile_late(
    f"[）)]?(?:[，,、；;{BLANKS}]{{1,3}}[{HAN}]{{0,6}}?(?:{TITLE}|副主任){_S}*{MARKED}"
    f"(?:、{MARKED}){{0,9}}(?:[（(][^（()）]{{0,20}}[）)])?)+"
    f"{_S}*(?:[，,。；;\n（(]|$)"
)
# 副组长：程琳，镇长；余卫平，副镇长: the second of a list whose persons ；parts.
_NEXT_MEMBER: Final = compile_late(
    f"[；;]{_S}*(?P<listed>{NAME}(?:[，,]{_S}*[{HAN}、]{{2,24}}|[（(][{HAN}、]{{2,24}}[）)]))"
    "(?=[；;。\n]|$)"
)
_NAMED_DUTY: Final = compile_late("[员干]$|发言人|第[一二]责任人|直接责任人")
# Characters between the persons of one label and the next label of the same list.
_LIST_GAP: Final = 20
_ROLE_BRACKET: Final = compile_late(
    f"(?:(?<=[、，,：: 。；;])|^)(?P<name>[{HAN}·]{{2,9}}){_S}*[（(]"
    f"(?P<role>{LEADER}|{MEMBER}|办公室副?主任|联络员|信息员)"
    f"(?:[，,、](?P<post>[{HAN}、]{{2,20}}))?[）)]"
)
# Roles that are given without a colon, and without another role beside them.
_PLAIN: Final = f"{LEADER}|{MEMBER}|办公室副?主任|副?主任|召集人|{_DUTY}"
_SEAT: Final = compile_late(f"{LEADER}|{MEMBER}")
_MARKED: Final = compile_late(MARKED)
_SEEN_LIST: Final = compile_late(f"{MARKED}(?:(?:同志)?[、和及与]{MARKED})*")
# Roles that a telephone number behind the name does not turn into a contact.
_KNOWN_ROLE: Final = compile_late(
    f"{LEADER}|{MEMBER}|[络息核查督布理]员|召集人|发言人|(?:第[一二]|具体|直接|分管)(?:责任|负责)人|分管领导"
)
_CLAUSE: Final = compile_late("[^；;。]*")
_PHONE: Final = compile_late("电话|手机|传真|\\d{7,}")


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
    if (subject := _SUBJECT.search(segment)) and not _SEAT.search(subject["people"]):
        start = subject.start()
        if people := read_list(subject["people"], offset + start):
            return people
        last = [name.end() for name in _MARKED.finditer(subject["people"])][-1]
        return read_people(segment[: start + last], offset)
    return ()


def read_successors(text: str) -> Iterator[Appointment]:
    """不再兼任组长，改由〔姓名〕同志担任: the role stands in the clause before."""
    for match in _SUCCESSOR.finditer(text):
        start = find_sentence_start(text, match.start())
        roles = list(_NAMED_ROLE.finditer(text, start, match.start()))
        people = read_people(match["people"], match.start("people")) if roles else ()
        if people:
            role, span = drop_blanks(roles[-1]["role"]), Span(*match.span())
            yield Appointment(people, role, find_group(text, span), span)
    if changes := list(read_changes(text)):
        read = (read_assignments, read_held, read_labels, read_role_brackets)
        given = {person.name for one in read for found in one(text) for person in found.people}
        for change in changes:
            if change.people[0].name not in given:
                given.add(change.people[0].name)
                yield change


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
    rows = [*read_rows(text), *read_brackets(text)]
    yield from rows
    titled = {person.name for row in rows for person in row.people}
    grouped = bool(re.search("小组|专班|委员会|公开办|召集人|联席|公开[^，。]{0,6}机构", text))
    for match in _LABEL.finditer(text):
        role = drop_blanks(match["role"])
        if any(row.span.start <= match.start() < row.span.end for row in rows):
            continue
        if _is_colon(match) and role in ("主任", "副主任") and not grouped:
            continue  # a contact
        people = _read_labelled(text, match, match.start() - list_end <= _LIST_GAP)
        counted = re.search(_COUNT, match["mark"])
        alone = (
            match["duty"]
            and _is_colon(match)
            and not counted
            and match.start() - list_end > _LIST_GAP
        )
        if alone and not _is_believed(text, people, match):
            continue  # 责任人：张三 is often the editor of a page
        if _is_colon(match) or "名" in match["mark"] or re.search("对照|一览", match["mark"]):
            further = read_further(text, people[-1].name.end if people else match.end())
            people += further if people or len(further) > 1 or not match["duty"] else ()
        elif match["blank"] is not None:
            people = read_further(text, match.end())
            people = people if len(people) > 1 and "主任" not in role else ()
        if role == "成员":
            people = tuple(person for person in people if person.name not in titled)
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


def _read_labelled(text: str, match: re.Match[str], chained: bool) -> tuple[Person, ...]:
    """The persons behind a label; none where it is a contact's, or where words stand there."""
    role, mark = match["role"], match["mark"].strip()
    listed = _cut_list(text[match.end() : match.end() + _LONGEST_LIST])
    nearby = _CLAUSE.search(text, match.end(), match.end() + len(listed) + 20)
    if _is_colon(match) and not _KNOWN_ROLE.search(role) and nearby and _PHONE.search(nearby[0]):
        return ()
    before = text[match.start() - 1 : match.start()]
    if match["blank"] is not None:
        return ()
    if mark in ("）", ")") and (
        before not in ("（", "(")
        or not (
            text.startswith(("：", ":"), match.end())
            or has_bracketed_labels(text, match.start() - 1)
        )
    ):
        return ()
    if mark.endswith(("（", "(")):
        if role in ("主任", "副主任"):
            return ()
        listed = re.split("[）)]", listed)[0]
    people = read_list(listed, match.end())
    if mark.endswith(("，", ",")) and not (
        (before in ("", *"，,；;：:。\n、 \u3000") or len(mark) > 1)
        and people
        and _STOP.match(text, people[-1].span.end)
    ):
        return ()
    if match["none"] is not None and not re.fullmatch(_PLAIN, role):
        if role.endswith("秘书长") or not people:
            return ()
        aside = before in ("（", "(") and text.startswith(("）", ")"), people[-1].span.end)
        if not (chained or aside or _CHAIN.match(text, people[-1].span.end)):
            return ()
    if match["none"] is None or _stands_alone(text, people, match):
        return people
    seen = _SEAT.fullmatch(role) and _SEEN_LIST.match(text, match.end())
    return read_list(seen[0], match.end()) if seen else ()


def _is_believed(text: str, people: tuple[Person, ...], label: re.Match[str]) -> bool:
    """True for persons behind a lone label that are surely no editors of a page."""
    if all(person.evidence == "post" for person in people):
        return True
    marked = all(is_marked(person.name.cut(text)) for person in people)
    topic = re.match(f"[{HAN}”]", text[label.start() - 1 : label.start()])
    return marked and (len(people) > 1 or bool(topic or _NAMED_DUTY.search(label["role"])))


def _stands_alone(text: str, people: tuple[Person, ...], label: re.Match[str]) -> bool:
    """True where a label without a colon has names behind it, and nothing that they do."""
    names = [person.name.cut(text) for person in people]
    words = sum(is_common_word(name) or is_rare_word(name) for name in names)
    if not people or 2 * words > len(people) or words == 1 == len(people):
        return False
    end = max(people[-1].name.end, people[-1].span.end)
    if label["duty"] and not _OPENING.search(text, max(0, label.start() - 4), label.start()):
        return False
    return bool(_PAUSE.match(text, end) or _CHAIN.match(text, end))


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
