"""Officials named in the narrative: who leads the work, in which role and from which office.

Only some six per cent of reports name anyone, nearly all name roles (镇长任组长), so a person is
read only where construction, office and shape of name agree; a doubt yields nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from documents.places import Span
from documents.views import View
from nlp.names import find_name_starts, is_common_word, is_name
from nlp.persons import ADVERB, BLANKS, BODY, HAN, Person, is_led, is_office, read_list, read_people


@dataclass(frozen=True, slots=True)
class FoundOfficial:
    """``text[start:end]`` is post and name as printed."""

    start: int
    end: int
    name: str
    post: str | None
    role: str | None
    group: str | None


@dataclass(frozen=True, slots=True)
class _Appointment:
    """Persons with one role; ``span`` reaches from the role's verb or label to its end."""

    people: tuple[Person, ...]
    role: str | None
    group: str | None
    span: Span


# Traditional characters of the words below and of surnames: one address in seven is a mirror.
_TRADITIONAL: Final = str.maketrans(
    "長書記鄉鎮縣區黨組擔領導負責員辦為爲會務開張劉陳楊趙黃吳孫馬羅鄭謝韓馮蕭鄧許蘇盧蔣葉閻餘鍾薑譚鄒陸賈龍萬錢"
    "湯賀賴龔龐蘭顏嚴溫蘆韋畢聶叢齊莊塗時關費紀歐項陽衛單寧閔車喬連藍鞏諸東專職確調設監處廳隊館園檢總農廣財"
    "兩個與聯絡發協準牽頭參實統籌體輔導當選義達強國軍華偉龍",
    "长书记乡镇县区党组担领导负责员办为为会务开张刘陈杨赵黄吴孙马罗郑谢韩冯萧邓许苏卢蒋叶阎余钟姜谭邹陆贾龙万钱"
    "汤贺赖龚庞兰颜严温芦韦毕聂丛齐庄涂时关费纪欧项阳卫单宁闵车乔连蓝巩诸东专职确调设监处厅队馆园检总农广财"
    "两个与联络发协准牵头参实统筹体辅导当选义达强国军华伟龙",
)
# Invisible characters, and the pinyin that mirrors leave behind a character: 局長(zhǎng).
_RESIDUE: Final = re.compile(
    "[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]|[(（][a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]{1,6}[)）]"
)
# Nothing is found in a text that has none of these.
_HINTS: Final = (
    *("组长", "組長", "组 ", "組 ", "组\u3000", "員", "员", "同志", "主任", "召集人", "发言人"),
    *("负责", "負責", "责任人", "責任人", "分管", "主管", "牵头", "牽頭"),
)

_S: Final = f"[{BLANKS}]"
_NEAR: Final = 120
# What a group or role is for; never another clause (任副镇长张三任组长).
_TOPIC: Final = f"(?:(?![为任由])[{HAN}“”])"
_LONGEST_LIST: Final = 240

_LEADER: Final = f"(?:第一|常务|执行|总)?副?{_S}{{0,4}}组{_S}{{0,6}}长"
_MEMBER: Final = f"组{_S}?员|成{_S}{{0,6}}员"
_GROUP_NAME: Final = (
    "(?:领导小组|工作小组|协调小组|推进小组|监督小组|审查小组|工作组|工作专班|联席会议|委员会)"
)
_ROLE: Final = (
    f"(?:{_LEADER}|{_MEMBER}|副?总?召集人|办公室副?主任|副?主任|"
    f"{_TOPIC}{{0,8}}?(?:联络员|联系员|信息员|管理员|审核员|审查员|发言人)|"
    "(?:第一|直接|具体)?责任人|总?负责人|牵头人|经办人|(?:专职)?工作人员|专职人员)"
    "(?!单位|部门|机关|科员|委员|医师|助理|办公|会议|们|名单|职务|职责)"
)
_ASSIGNMENT: Final = re.compile(
    "(?P<verb>兼任|(?<![主责担兼出接新时原现历])任|担任|出任|接任|兼|作为|为|做)(?:[:：]|了)?"
    f"{_S}*(?P<group>{_TOPIC}{{0,26}}?{_GROUP_NAME})?的?"
    f"(?:{_TOPIC}{{0,10}}?公开(?:工作)?的?)?(?P<role>{_ROLE})"
)
_SECOND_ROLE: Final = re.compile(
    f"[，,、]?(?:并|同时|且)?兼任?(?:{_TOPIC}{{0,20}}?{_GROUP_NAME})?(?P<role>{_ROLE})"
)
_SAME_SUBJECT: Final = re.compile("[，,、](?:并|同时|且|并且)?")
_LABEL: Final = re.compile(
    f"(?<!党组)(?<!班子)(?P<role>{_LEADER}|{_MEMBER}|办公室副?主任|副?主任|召集人|"
    "(?P<duty>(?:第一|直接|具体)?责任人|分管领导))"
    f"(?P<mark>{_S}*[：:]|分?别?[由为是])"
)
_LIST_END: Final = re.compile(
    f"[。；;！!？?\n]|[，,、]?{_S}*(?:{_LEADER}|{_MEMBER}|办公室副?主任)(?:{_S}*[：:]|分?别?[由为是])|"
    "等?(?:同志)?(?:分别)?(?:担任|兼任|(?<!党)组成|同志任(?=[，,]))"
)
_IN_CHARGE: Final = re.compile(
    f"(?P<comrade>同志{_S}*)?{ADVERB}{{0,2}}(?:负责|分管|主管|协管|牵头|主抓)"
    "(?!人|同志|领导|单位|部门|科室)"
)
_APPEARANCE: Final = re.compile(
    "同志(?=兼任?(?:[，,。；;]|$)|主持|召开|出席|作了|作出|做了|多次|带队|率队|亲自|传达|强调|部署|参加|带领|讲话|指出|审签|审定|签发)"
)
_DUTY_LINE: Final = re.compile(
    rf"(?:^|(?<=[\n。；;])){_S}*(?P<name>[{HAN}·]{{2,9}}|[{HAN}]{_S}{{1,4}}[{HAN}]){_S}*[：:]{_S}*"
    f"(?P<post>[{HAN}、（）()]{{2,30}}?)[，,；;]{_S}*(?:具体|主要|全面)?"
    "(?:负责|分管|主持|协助|牵头|主管|联系|协管)"
)

_GROUP_WORD: Final = re.compile(_GROUP_NAME)
_GROUP_RUN: Final = re.compile(f"[{HAN}“”]*$")
_GROUP_LEAD: Final = re.compile(
    "成立|调整|完善|充实|健全|组建|设立|建立|重组|的|由|为了?|任|及时|进一步|了|和|"
    f"(?:我|本|该|全){BODY}|组长|组员|成员"
)
_PHONE: Final = re.compile("电话|手机|传真|\\d{7,}")
_SENTENCE_END: Final = re.compile("[。；;！!？?\n]")
_BLANK: Final = re.compile(_S)


def find_officials(text: str) -> tuple[FoundOfficial, ...]:
    """Persons with a name, in the text's order; one row for each role of a person.

    A role without a name (镇长任组长), a contact, an anonymised name (王某) and a leader quoted in
    a slogan give none. An office printed once counts for the person's later mentions too."""
    if not any(hint in text for hint in _HINTS):
        return ()
    printed = View.of(text).drop(_RESIDUE)
    folded = printed.text.translate(_TRADITIONAL)
    found: dict[FoundOfficial, None] = {}
    posts: dict[str, str] = {}
    with_role: set[Span] = set()
    for appointment in _read_appointments(folded):
        for person in appointment.people:
            if appointment.role is None and person.name in with_role:
                continue
            with_role.add(person.name)
            name = _drop_blanks(person.name.cut(printed.text))
            if person.post:
                posts[name] = _drop_blanks(person.post.cut(printed.text))
            official = FoundOfficial(
                *printed.locate(*person.span),
                name=name,
                post=posts.get(name),
                role=appointment.role,
                group=appointment.group,
            )
            found[official] = None
    return tuple(sorted(found, key=lambda official: (official.start, official.end)))


def _read_appointments(text: str) -> list[_Appointment]:
    """All appointments in the text's order, those with a role before those without."""
    with_role = [*_read_assignments(text), *_read_labels(text)]
    charges = [*_read_charges(text), *_read_appearances(text), *_read_duty_lines(text)]
    return [*sorted(with_role, key=lambda found: found.span), *charges]


def _read_assignments(text: str) -> Iterator[_Appointment]:
    """〔职务〕〔姓名〕任组长, 以…为组长的…领导小组, X及Y同志为副组长, …，兼任办公室主任."""
    floor = 0
    last: tuple[Person, ...] = ()
    for match in _ASSIGNMENT.finditer(text):
        start = max(floor, _find_sentence_start(text, match.start()))
        people = read_people(text[start : match.start()], start)
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
        group = _trim_group(match["group"] or "") or _find_group(text, span)
        yield _Appointment(people, _drop_blanks(match["role"]), group, span)
        if second := _SECOND_ROLE.match(text, match.end()):
            floor = second.end()
            yield _Appointment(people, second["role"], group, Span(*second.span()))


def _read_labels(text: str) -> Iterator[_Appointment]:
    """组长：张三（乡长）, 组长由乡长张三同志担任, 成员由张三、李四、王五组成."""
    for match in _LABEL.finditer(text):
        listed = text[match.end() : match.end() + _LONGEST_LIST]
        if stop := _LIST_END.search(listed):
            listed = listed[: stop.start()]
        role = _drop_blanks(match["role"])
        colon = match["mark"].strip() in ("：", ":")
        nearby = text[match.end() : match.end() + len(listed) + 20]
        if colon and (_PHONE.search(nearby) or (role in ("主任", "副主任") and "小组" not in text)):
            continue  # a contact
        people = read_list(listed, match.end())
        if match["duty"] and any(person.evidence != "post" for person in people):
            continue  # 责任人：张三 is often the editor of a page
        if people:
            span = Span(*match.span())
            yield _Appointment(people, role, _find_group(text, span), span)


def _read_charges(text: str) -> Iterator[_Appointment]:
    """明确由〔职务〕〔姓名〕同志分管, 〔姓名〕同志具体负责: responsible without a role."""
    for match in _IN_CHARGE.finditer(text):
        end = match.end("comrade") if match["comrade"] else match.start()
        start = _find_sentence_start(text, end)
        people = read_people(text[start:end], start)
        if not match["comrade"]:
            led = people and is_led(text[start : people[0].span.start])
            named = all(
                person.evidence == "post" and not is_common_word(person.name.cut(text))
                for person in people
            )
            if not (led and named):
                continue
        if people:
            span = Span(*match.span())
            yield _Appointment(people, None, _find_group(text, span), span)


def _read_appearances(text: str) -> Iterator[_Appointment]:
    """〔职务〕〔姓名〕同志主持召开: an official at work."""
    for match in _APPEARANCE.finditer(text):
        start = _find_sentence_start(text, match.start())
        people = read_people(text[start : match.end()], start)
        if people and all(person.evidence == "post" for person in people):
            yield _Appointment(people, None, None, Span(*match.span()))


def _read_duty_lines(text: str) -> Iterator[_Appointment]:
    """余 兵：党委副书记，负责…"""
    for match in _DUTY_LINE.finditer(text):
        name = match["name"]
        if 0 in find_name_starts(name) and is_name(name) and not is_common_word(name):
            post = Span(*match.span("post"))
            if is_office(match["post"]):
                person = Person(Span(*match.span("name")), post, "post")
                yield _Appointment((person,), None, None, Span(*match.span()))


def _find_group(text: str, span: Span) -> str | None:
    """The group that a role belongs to: named before it, or behind 的 in its sentence."""
    end = min(len(text), span.end + _NEAR)
    behind = text[span.end : end]
    behind = behind[: m.start()] if (m := _SENTENCE_END.search(behind)) else behind
    start = max(0, span.start - 3 * _NEAR)
    before = list(_GROUP_WORD.finditer(text, start, span.start))
    if named := next(filter(None, (_name_group(text, found) for found in reversed(before))), None):
        return named
    return next(
        filter(None, (_name_group(behind, found) for found in _GROUP_WORD.finditer(behind))), None
    )


def _name_group(text: str, word: re.Match[str]) -> str | None:
    run = _GROUP_RUN.search(text[max(0, word.start() - 30) : word.start()])
    return _trim_group((run[0] if run else "") + word[0])


def _trim_group(group: str) -> str | None:
    """The group's name without the words before it; None where it has no name of its own."""
    body = _GROUP_WORD.search(group)
    topic = group[: body.start()] if body else ""
    leads = [lead.end() for lead in _GROUP_LEAD.finditer(topic)]
    name = group[max(leads, default=0) :]
    return name if len(_GROUP_WORD.sub("", name).replace("工作", "")) >= 2 else None


def _find_sentence_start(text: str, end: int) -> int:
    near = max(0, end - _NEAR)
    return max(near, *(text.rfind(mark, near, end) + 1 for mark in "。；;！!？?\n"))


def _drop_blanks(text: str) -> str:
    return _BLANK.sub("", text)
