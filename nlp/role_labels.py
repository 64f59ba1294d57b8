"""Persons behind the label of a role: 副组长：李四（副镇长）, 成员由张三组成, 王五（联络员）."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from documents.patterns import compile_late
from documents.places import Span
from nlp.groups import find_group
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
    BLANKS,
    HAN,
    Person,
    drop_blanks,
    is_doubtful,
    read_list,
)
from nlp.roles import LEADER, MEMBER, NOUN, SEAT, TITLE, Appointment
from nlp.rosters import has_bracketed_labels, read_brackets, read_further, read_rows

_S: Final = f"[{BLANKS}]"
_LONGEST_LIST: Final = 240
_DUTY: Final = (
    "(?:第一|直接|具体|主要|分管)?责任人|分管领导|牵头领导|联络员|信息员|专干|专职人员|工作人员|"
    "值班员|审核员|管理员|(?:科室|主要|分管|具体)?负责人|(?:审核|经办|承办)人(?!员)"
)
_COUNT: Final = "(?:[一两二三四五六七八九十]{1,3}|\\d{1,3})(?:位|名|人)(?:干部)?"
# What hands a label's role on or says who has it.
_BY: Final = (
    "(?:一职|职责)?(?:则|先?后?|均|都|又|年中|年末|\\d+月)?(?:拟|暂)?"
    "(?:由|换[成了为]|改[为由成]|变更为|定为|调整为|仍[是为]|[是为系])|的[是为]|"
    f"(?:{_COUNT})?[，,]分?别?[为是即]|{_COUNT}分?别?[为是]|"
    "(?:一职)?(?:分别|改|仍|现|暂)?(?:[由为是]|包括|有(?![关权所利效限责意])[：:]?)"
)
# What stands between the label of a role and its persons.
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
_SEEN_LIST: Final = compile_late(f"{MARKED}(?:(?:同志)?[、和及与]{MARKED})*")
# Roles that a telephone number behind the name does not turn into a contact.
_KNOWN_ROLE: Final = compile_late(
    f"{LEADER}|{MEMBER}|[络息核查督布理]员|召集人|发言人|(?:第[一二]|具体|直接|分管)(?:责任|负责)人|分管领导"
)
_CLAUSE: Final = compile_late("[^；;。]*")
_PHONE: Final = compile_late("电话|手机|传真|\\d{7,}")


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
    seen = SEAT.fullmatch(role) and _SEEN_LIST.match(text, match.end())
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
