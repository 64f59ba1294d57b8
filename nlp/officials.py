"""Officials named in the narrative: who leads the work, in which role and from which office.

Only some six per cent of reports name anyone, nearly all name roles (镇长任组长), so a person is
read only where construction, office and shape of name agree; a doubt yields nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from documents.places import Span
from documents.views import View
from nlp.names import find_name_starts, is_common_word, is_name

Evidence = Literal["post", "comrade", "bare"]


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
class _Person:
    """``name`` and ``post`` are places in the searched text."""

    name: Span
    post: Span | None
    evidence: Evidence

    @property
    def span(self) -> Span:
        return self.name.join(self.post) if self.post else self.name

    def shift(self, by: int) -> _Person:
        post = self.post and Span(self.post.start + by, self.post.end + by)
        return _Person(Span(self.name.start + by, self.name.end + by), post, self.evidence)


@dataclass(frozen=True, slots=True)
class _Appointment:
    """Persons with one role; ``span`` reaches from the role's verb or label to its end."""

    people: tuple[_Person, ...]
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

_BLANKS: Final = " \u3000\t\xa0"
_S: Final = f"[{_BLANKS}]"
_HAN: Final = "\u4e00-\u9fff"
_NEAR: Final = 120
_LONGEST_LIST: Final = 240

_LEADER: Final = f"(?:第一|常务|执行|总)?副?{_S}{{0,4}}组{_S}{{0,6}}长"
_MEMBER: Final = f"组{_S}?员|成{_S}{{0,6}}员"
_GROUP_NAME: Final = (
    "(?:领导小组|工作小组|协调小组|推进小组|监督小组|审查小组|工作组|工作专班|联席会议|委员会)"
)
_ROLE: Final = (
    f"(?:{_LEADER}|{_MEMBER}|副?总?召集人|办公室副?主任|副?主任|"
    f"[{_HAN}]{{0,8}}?(?:联络员|联系员|信息员|管理员|审核员|审查员|发言人)|"
    "(?:第一|直接|具体)?责任人|总?负责人|牵头人)"
    "(?!单位|部门|机关|科员|委员|医师|助理|办公|会议|们|名单|职务|职责)"
)
_ADVERB: Final = "(?:亲自|具体|分别|共同|同时|全面|主要|直接|专门|专职|统一|一并|现|并|也|还)"
_ASSIGNMENT: Final = re.compile(
    "(?P<verb>兼任|(?<![主责担兼出接])任|担任|出任|接任|兼|作为|为|做)(?:[:：]|了)?"
    f"{_S}*(?P<group>[{_HAN}“”]{{0,26}}?{_GROUP_NAME})?的?(?P<role>{_ROLE})"
)
_SECOND_ROLE: Final = re.compile(
    f"[，,、]?(?:并|同时|且)?兼任?(?:[{_HAN}]{{0,20}}?{_GROUP_NAME})?(?P<role>{_ROLE})"
)
_SAME_SUBJECT: Final = re.compile("[，,、](?:并|同时|且|并且)?")
_LABEL: Final = re.compile(
    f"(?<!党组)(?<!班子)(?P<role>{_LEADER}|{_MEMBER}|办公室副?主任|副?主任|召集人)"
    f"(?P<mark>{_S}*[：:]|分?别?[由为是])"
)
_LIST_END: Final = re.compile(
    f"[。；;！!？?\n]|[，,、]?{_S}*(?:{_LEADER}|{_MEMBER}|办公室副?主任)(?:{_S}*[：:]|分?别?[由为是])|"
    "等?(?:同志)?(?:分别)?(?:担任|兼任|组成|同志任(?=[，,]))"
)
_PIECE: Final = re.compile(
    f"[{_HAN}][{_BLANKS}]{{1,4}}[{_HAN}](?=[{_BLANKS}、，,（(]|$)|[^{_BLANKS}、，,（(]*(?:[（(][^）)]*[）)]|[^{_BLANKS}、，,（(])"
)
_IN_CHARGE: Final = re.compile(
    f"(?P<comrade>同志{_S}*)?{_ADVERB}{{0,2}}(?:负责|分管|主管|协管|牵头|主抓)"
    "(?!人|同志|领导|单位|部门|科室)"
)
_APPEARANCE: Final = re.compile(
    "同志(?=主持|召开|出席|作了|作出|做了|多次|带队|率队|亲自|传达|强调|部署|参加|带领|讲话|指出|审签|审定|签发)"
)
_DUTY_LINE: Final = re.compile(
    rf"(?:^|(?<=[\n。；;])){_S}*(?P<name>[{_HAN}·]{{2,9}}|[{_HAN}]{_S}{{1,4}}[{_HAN}]){_S}*[：:]{_S}*"
    f"(?P<post>[{_HAN}、（）()]{{2,30}}?)[，,；;]{_S}*(?:具体|主要|全面)?"
    "(?:负责|分管|主持|协助|牵头|主管|联系|协管)"
)

# The last word of an office, whatever stands before it: 乡党委|副书记, 县政府办公室|主任.
_HEAD: Final = (
    "(?:[乡镇县区市州盟旗省村局厅部处科股所站院校园馆台社会司署行队书组察室班关]长|书记|主任|主席|"
    "委员|常委|成员|领导|负责人|负责同志|秘书|政委|教导员|指导员|专员|巡视员|调研员|经理|总监|工程师|科员|干事|"
    "助理|专干|干部|一把手|办事员|工作人员|专职人员|文书|会计师|经济师)"
)
_HEADED: Final = re.compile(_HEAD)
_POST_END: Final = re.compile(f"{_HEAD}(?:[（(][{_HAN}]{{2,8}}[）)])?{_S}*$")
_POST_ONLY: Final = re.compile(f"[{_HAN}（）()]{{0,28}}{_HEAD}")
_POST_AFTER: Final = re.compile(
    f"[（(]{_S}*(?P<post>[{_HAN}、，, ]{{0,40}}{_HEAD}){_S}*[）)]{_S}*$"
)
_RUN: Final = re.compile(f"[{_HAN}]{{1,32}}(?:[（(][{_HAN}]{{2,8}}[）)])?$")
_BODY: Final = "(?:乡|镇|街道|办事处|县|区|市|州|局|委|办|院|校|中心|单位|厅|所|站|处)"
# What stands before an office and is no part of it. 以及, 以来 … are not the preposition 以.
_LEAD: Final = re.compile(
    "由|(?<![可得所难予加])以(?![及来上下])|明确|确定|指定|安排|任命|选派|推选|聘请|成立了?|设立了?|"
    f"组建了?|调整了?|其中|副?组长|成员|同意|研究|今年|年来|要求|以来|(?:我|本|该|全){_BODY}"
)
_LINK: Final = re.compile("和|及|与|暨|兼|为|是")
_TRIGGER: Final = "由|以|明确|确定|指定|安排|任命|推选|选派"
_LED: Final = re.compile(f"(?:{_TRIGGER}){_S}*$")
_BEGINNING: Final = re.compile(f"(?:^|[，,：:]|{_TRIGGER}){_S}*$")
_BOUNDARY: Final = re.compile(
    f"(?:^|[、，,：:（(“”/／{_BLANKS}]|{_TRIGGER}|和|及|与|了|并|让){_S}*$"
)
_SEPARATOR: Final = re.compile(f"{_S}*(?:、|以及|和|及|与|暨|[/／]){_S}*$")
_SEVERAL: Final = "[两二三四五六七八九2-9](?:位|名|人)"
_COMRADE: Final = re.compile(
    f"{_S}*等?(?:{_SEVERAL})?(?P<comrade>同志|先生|女士)?{_S}*(?:{_ADVERB}{_S}*){{0,2}}$"
)

_GROUP_WORD: Final = re.compile(_GROUP_NAME)
_GROUP_RUN: Final = re.compile(f"[{_HAN}“”]*$")
_GROUP_LEAD: Final = re.compile(
    "成立|调整|完善|充实|健全|组建|设立|建立|重组|的|由|为了?|任|及时|进一步|了|和|"
    f"(?:我|本|该|全){_BODY}|组长|组员|成员"
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
    last: tuple[_Person, ...] = ()
    for match in _ASSIGNMENT.finditer(text):
        start = max(floor, _find_sentence_start(text, match.start()))
        people = _read_people(text[start : match.start()], start)
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
        if people := _read_list(listed, match.end()):
            span = Span(*match.span())
            yield _Appointment(people, role, _find_group(text, span), span)


def _read_charges(text: str) -> Iterator[_Appointment]:
    """明确由〔职务〕〔姓名〕同志分管, 〔姓名〕同志具体负责: responsible without a role."""
    for match in _IN_CHARGE.finditer(text):
        end = match.end("comrade") if match["comrade"] else match.start()
        start = _find_sentence_start(text, end)
        people = _read_people(text[start:end], start)
        if not match["comrade"]:
            led = people and _LED.search(text[start : people[0].span.start])
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
        people = _read_people(text[start : match.end()], start)
        if people and all(person.evidence == "post" for person in people):
            yield _Appointment(people, None, None, Span(*match.span()))


def _read_duty_lines(text: str) -> Iterator[_Appointment]:
    """余 兵：党委副书记，负责…"""
    for match in _DUTY_LINE.finditer(text):
        name = match["name"]
        if 0 in find_name_starts(name) and is_name(name) and not is_common_word(name):
            post = Span(*match.span("post"))
            if _POST_END.search(match["post"]):
                person = _Person(Span(*match.span("name")), post, "post")
                yield _Appointment((person,), None, None, Span(*match.span()))


def _read_people(segment: str, offset: int) -> tuple[_Person, ...]:
    """The persons that end the segment, joined by 、 and 和, in order; none where in doubt.

    ``offset`` is where the segment stands in the text."""
    people: list[_Person] = []
    end, comrade = len(segment), False
    while True:
        tail = _COMRADE.search(segment[max(0, end - 24) : end])
        if tail:
            comrade = comrade or bool(tail["comrade"])
            end = end - 24 + tail.start() if end > 24 else tail.start()
        person = _read_person(segment[:end], comrade)
        if not person:
            break
        people.append(person)
        end = person.span.start
        separator = _SEPARATOR.search(segment[max(0, end - 8) : end])
        if not separator:
            break
        end -= len(separator[0])
    if not people or not _is_sure(people, segment):
        return ()
    return tuple(person.shift(offset) for person in reversed(people))


def _is_sure(people: list[_Person], segment: str) -> bool:
    """Bare names need a verb or a clause before them, and more names than common words."""
    bare = [person for person in people if person.evidence == "bare"]
    if not bare:
        return True
    words = sum(is_common_word(person.name.cut(segment)) for person in bare)
    if len(bare) < len(people):
        return words == 0
    return 2 * words < len(bare) and bool(_BEGINNING.search(segment[: people[-1].span.start]))


def _read_person(before: str, comrade: bool) -> _Person | None:
    """The person whose name, or name and bracketed post, ends the text."""
    bracket = _POST_AFTER.search(before[-60:])
    end = len(before) - len(bracket[0]) if bracket else len(before)
    named = before[:end].rstrip(_BLANKS)
    starts = [start for start in find_name_starts(named) if is_name(named[start:])]
    for start in starts:
        if _POST_END.search(before[max(0, start - 20) : start]):
            return _Person(Span(start, len(named)), _read_post(before, start), "post")
    for start in starts:
        if _BOUNDARY.search(before[max(0, start - 8) : start]):
            name = Span(start, len(named))
            if bracket:
                post = Span(
                    end + bracket.start("post") - bracket.start(),
                    end + bracket.end("post") - bracket.start(),
                )
                return _Person(name, post, "post")
            return _Person(name, None, "comrade" if comrade else "bare")
    return None


def _read_post(before: str, end: int) -> Span | None:
    """The office that stands directly before ``end``, two of them where 、 joins them."""
    end = len(before[:end].rstrip(_BLANKS))
    start = end
    upper = end
    while run := _RUN.search(before[max(0, upper - 48) : upper]):
        cut = _trim_post(run[0])
        if cut is None:
            break
        start = upper - len(run[0]) + cut
        if cut or start == 0 or before[start - 1] != "、":
            break
        upper = start - 1
    return Span(start, end) if start < end else None


def _trim_post(run: str) -> int | None:
    """Where the office at the end of a run of Han begins; None where it ends in no office."""
    if not _POST_END.search(run):
        return None
    cuts = [match.end() for match in _LEAD.finditer(run)]
    cuts += [match.end() for match in _LINK.finditer(run) if _HEADED.search(run[: match.start()])]
    return max((cut for cut in cuts if _POST_END.search(run[cut:])), default=0)


def _read_list(listed: str, offset: int) -> tuple[_Person, ...]:
    """The persons of a list after a label; a post may follow its name: 张三 乡长."""
    people: list[_Person] = []
    waiting: Span | None = None
    for piece in _PIECE.finditer(listed):
        here = Span(*piece.span())
        if _POST_ONLY.fullmatch(piece[0]):
            if people and not people[-1].post:
                people[-1] = _Person(people[-1].name, here, "post")
            elif (
                people
                and people[-1].post
                and listed[people[-1].post.end : here.start].strip() == "、"
            ):
                people[-1] = _Person(people[-1].name, people[-1].post.join(here), "post")
            else:
                waiting = here
            continue
        found = _read_piece(piece[0], here.start)
        if not found:
            break
        if waiting:
            post = found[0].post
            if post and listed[waiting.end : post.start].strip(_BLANKS) == "、":
                waiting = waiting.join(post)
            found[0] = _Person(
                found[0].name, waiting if not post or waiting.covers(post) else post, "post"
            )
        waiting = None
        people += found
    bare = [person.name.cut(listed) for person in people if person.evidence == "bare"]
    if 2 * sum(map(is_common_word, bare)) >= max(1, len(bare)) and bare:
        return ()
    return tuple(person.shift(offset) for person in people)


def _read_piece(piece: str, offset: int) -> list[_Person]:
    people: list[_Person] = []
    end = len(piece)
    tail = _COMRADE.search(piece)
    comrade = bool(tail and tail["comrade"])
    end = tail.start() if tail else end
    while person := _read_person(piece[:end], comrade):
        people.insert(0, person.shift(offset))
        if person.span.start == 0:
            return people
        separator = _SEPARATOR.search(piece[: person.span.start])
        if not separator:
            break
        end = separator.start()
    return []


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
