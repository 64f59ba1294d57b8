"""Persons in a sentence: a name where its shape, the office before it and what follows agree.

Reading goes backwards from the words that say what the persons do (任组长, 同志具体负责): a name
stands directly before them, an office directly before the name.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final, Literal

from documents.patterns import compile_late
from documents.places import Span
from nlp.names import (
    find_name_starts,
    is_common_word,
    is_marked,
    is_name,
    is_rare_word,
    is_short_foreign,
    needs_office,
)

BLANKS: Final = " \u3000\t\xa0"
HAN: Final = "\u4e00-\u9fff"
BODY: Final = "(?:乡|镇|街道|办事处|县|区|市|州|局|委|办|院|校|中心|单位|厅|所|站|处)"
ADVERB: Final = (
    "(?:双|继续|不再|仍然?|暂时?|临时|亲自|具体|分别|共同|同时|全面|主要|直接|专门|专职|兼职|[均皆都]|统一|一并|现|并|也|还|"
    "同(?!志)|牵头|挂帅)"
)
NEAR: Final = 120
_S: Final = f"[{BLANKS}]"
_BLANK: Final = compile_late(_S)

# The last word of an office, whatever stands before it: 乡党委|副书记, 县政府办公室|主任.
HEAD: Final = (
    "(?:[乡镇县区市州盟旗省村局厅部处科股所站院校园馆台社会司署行队书组察室班关士段团事]长|书记|主任|主席|"
    "委员|常委|成员|领导|负责人|负责同志|秘书|政委|教导员|指导员|专员|巡视员|调研员|经理|总监|工程师|科员|干事|"
    "助理|专干|干部|一把手|办事员|工作人员|专职人员|文书|[计济艺审程]师|主官|参谋|文员|民警|研究员|支书|"
    "内勤|[组宣统]委|嘎查达|苏木达|总工(?!程)|代表|专员|信息员|值班员|测报员|工作者|教师|讲解员|人员)"
)
_HEADED: Final = compile_late(HEAD)
_POST_END: Final = compile_late(f"{HEAD}(?:[（(][{HAN}]{{2,8}}[）)])?{_S}*$")
_POST_ONLY: Final = compile_late(f"[{HAN}（）()]{{0,28}}{HEAD}")
# What a bracket behind a name adds to it: the office, sex and nationality (passed over), a body.
_BRACKET: Final = compile_late(
    f"[（(]{_S}*(?:[男女][，,、])?(?:兼)?(?P<inside>[{HAN}、，, ]{{0,40}}?){_S}*"
    f"(?:[，,、][男女])?(?:[，,、][{HAN}]{{1,5}}族)?{_S}*[）)]{_S}*$"
)
# An office directly behind a name: 李明副镇长. 万宝山镇长 is no person but a town's head.
ATTACHED_OFFICE: Final = (
    "(?:党委|党组|党工委|人大|政府|纪检|纪委|宣传|组织|统战|武装|政法|党政办|办公室|综治办|常务|第一|专职|总|"
    f"[一二三四]级)?副?{HEAD}"
)
_ATTACHED: Final = compile_late(f"{ATTACHED_OFFICE}$")
_TOWN_HEAD: Final = compile_late("[镇乡县区市旗]长$|书记|主任")
_LIST_START: Final = compile_late(
    f"{_S}*(?:各|[{HAN}]{{1,16}}(?<=[办所站股科室局委院部队社处心门位]))?{_S}*"
)
LANDSCAPE: Final = (
    "山江河湖海川溪泉水桥平阳安州城关口营坪塘坝岭坡洲沟湾堡陵丰"
    "原和兴东西南北上下中家庄庙集店铺港岛头"
)
# A body directly before a name: 党政办张伟. It is no office.
_UNIT_END: Final = compile_late(f"(?:[办所站股科室]|部门|单位|中心|[{HAN}]{{2}}[队局]){_S}*$")
_UNIT: Final = compile_late(f"(?:(?![和及与由])[{HAN}]){{1,16}}{_S}*$")
_SHARED: Final = compile_late("副|(?:员|领导|干部|干事|成员|人|主官|支书|科长)$")
_RUN: Final = compile_late(f"[{HAN}]{{1,32}}(?:[（(][{HAN}]{{2,8}}[）)])?$")
# What stands before an office and is no part of it. 以及, 以来 … are not the preposition 以.
_LEAD: Final = compile_late(
    "由|(?<![可得所难予加])以(?![及来上下])|明确|确定|指定|安排|任命|选派|推选|聘请|成立了?|设立了?|"
    f"组建了?|调整了?|其中|副?组长|成员|同意|研究|今年|年来|要求|以来|[因将]?原(?=[分局镇乡县副])|在(?=[乡镇县局区])|请(?=[乡镇县局区党])|[报交](?=分管|[乡镇县局区党副])|协助|同志|各(?!族)|[两三四五六七八九]位|(?:我|本|该|全){BODY}"
)
_LINK: Final = compile_late("和|及|与|暨|兼|为|是")
_JOINT: Final = compile_late("(?:以?及|与|暨)(?!时)")
_LINKED: Final = compile_late("以?及|和|与|暨")
_TRIGGER: Final = "由|以|明确|确定|指定|安排|任命|推选|选派"
_LED: Final = compile_late(f"(?:{_TRIGGER}){_S}*(?:[我本该]{BODY})?$")
_BEGINNING: Final = compile_late(f"(?:^|[，,：:、（(]|任命|另?安排|增配|聘请|了|{_TRIGGER}){_S}*$")
_BOUNDARY: Final = compile_late(
    f"(?:^|[、，,：:；;（(“”/／{BLANKS}]|{_TRIGGER}|任命|另?安排|增配|免去|聘请|包括|成员有|和|及|与|了|并|让|原){_S}*$"
)
_SEPARATOR: Final = compile_late(f"{_S}*(?:、|以及|和|及|与|暨|[/／]){_S}*$")
_JOINED: Final = compile_late(f"(?:同志)?{_S}*(?:、|以及|和|及|与|暨)?{_S}*")
SEVERAL: Final = "(?:[两二三四五六七八九十]{1,3}|\\d{1,3})(?:位|名|人)(?:干部)?"
# What joins the named in one role, and is nobody: 队长张三及八个社区书记任成员.
_NAMELESS_TAIL: Final = compile_late(
    f"(?:、|以及|和|及|与)[{HAN}（）()]{{2,20}}(?<=[长任记员人部导志位门办])$"
)
_COMRADE: Final = compile_late(
    f"(?:{_S}*[（(](?:兼任?|[男女]?[，,、]?(?:[{HAN}]{{1,3}}族)?)[）)])?"
    f"{_S}*(?:等(?![村社乡镇县区单])人?(?:[{HAN}]{{0,4}}(?:负责人|领导|干部))?)?(?:{SEVERAL})?"
    f"(?P<comrade>同志|先生|女士)?{_S}*(?:{ADVERB}{_S}*){{0,2}}$"
)

_PIECE: Final = compile_late(
    f"[{HAN}][{BLANKS}]{{1,4}}[{HAN}][{BLANKS}]{{1,4}}[{HAN}](?![{HAN}])|"
    f"[{HAN}][{BLANKS}]{{1,4}}[{HAN}]{{1,2}}(?=[{BLANKS}、，,（(]|$)|"
    f"[^{BLANKS}、，,（(]*(?:[（(][^）)]*[）)]|[^{BLANKS}、，,（(])"
)

Evidence = Literal["post", "unit", "comrade", "seen", "bare"]


@dataclass(frozen=True, slots=True)
class Person:
    """``name`` and ``post`` are places in the text searched; ``evidence`` is what stands beside
    the name: an office, a body, 同志, nothing but that the person model has seen it, or none.
    ``shared`` says that the post is printed with the person before."""

    name: Span
    post: Span | None
    evidence: Evidence
    shared: bool = False

    @property
    def span(self) -> Span:
        return self.name.join(self.post) if self.post and not self.shared else self.name

    def shift(self, by: int) -> Person:
        post = self.post and Span(self.post.start + by, self.post.end + by)
        return Person(
            Span(self.name.start + by, self.name.end + by), post, self.evidence, self.shared
        )


def read_people(segment: str, offset: int) -> tuple[Person, ...]:
    """The persons that end the segment, joined by 、 and 和, in order; none where in doubt.

    ``offset`` is where the segment stands in the text."""
    return tuple(person.shift(offset) for person in _read_end(segment))


@lru_cache(maxsize=256)
def _read_end(segment: str) -> tuple[Person, ...]:
    """Several constructions are tried on one segment, hence the cache."""
    people = _read_backwards(segment)
    return tuple(_share_posts(people, segment)) if people and _is_sure(people, segment) else ()


def read_holders(segment: str, offset: int) -> tuple[Person, ...]:
    """``read_people``, where others whom nobody names may stand behind: 张三、各村书记."""
    people = read_people(segment, offset)
    while not people and (nameless := _NAMELESS_TAIL.search(segment, max(0, len(segment) - 24))):
        segment = segment[: nameless.start()]
        people = read_people(segment, offset)
        if any(person.evidence in ("bare", "comrade") for person in people):
            return ()
    return people


def read_list(listed: str, offset: int) -> tuple[Person, ...]:
    """The persons of a list after a label; a post may follow its name: 张三 乡长."""
    whole = read_people(listed, 0)
    if whole and _LIST_START.fullmatch(listed, 0, whole[0].span.start):
        return tuple(person.shift(offset) for person in whole)
    people: list[Person] = []
    waiting: Span | None = None
    for piece in _PIECE.finditer(listed):
        here = Span(*piece.span())
        if _POST_ONLY.fullmatch(piece[0]):
            post = people[-1].post if people else None
            if (
                people
                and not post
                and _find_gap(listed, people[-1].name, here) in ("", "，", ",")
                and not _LEAD.match(piece[0])
            ):
                people[-1] = Person(people[-1].name, here, "post")
            elif post and _find_gap(listed, post, here) == "、":
                people[-1] = Person(people[-1].name, post.join(here), "post")
            elif waiting and _find_gap(listed, waiting, here) == "、":
                waiting = waiting.join(here)
            else:
                waiting = here
            continue
        found = _read_backwards(piece[0])
        if not found or (found[0].evidence in ("bare", "comrade") and found[0].span.start > 0):
            break
        found = [person.shift(here.start) for person in found]
        if waiting:
            first = found[0]
            gap = _find_gap(listed, waiting, first.span)
            if first.post and gap == "、":
                found[0] = Person(first.name, waiting.join(first.post), "post")
            elif not first.post and gap == "":
                found[0] = Person(first.name, waiting, "post")
        waiting = None
        people += found
    bare = [person.name.cut(listed) for person in people if person.evidence == "bare"]
    words = [name for name in bare if is_doubtful(name) and not is_short_foreign(name)]
    seen = sum(person.evidence == "seen" for person in people)
    if bare and 2 * len(words) >= len(bare) + seen:
        return ()
    return tuple(person.shift(offset) for person in _share_posts(people, listed))


def is_led(before: str) -> bool:
    """True where the text ends in a word that hands a task to whom follows: 由, 明确, 指定."""
    return bool(_LED.search(before))


def is_office(text: str) -> bool:
    """True where the text ends in an office: 党委副书记."""
    return bool(_POST_END.search(text))


def _read_backwards(segment: str) -> list[Person]:
    """The persons that end the segment, however doubtful."""
    people: list[Person] = []
    end, comrade = len(segment), False
    while True:
        near = max(0, end - 24)
        if tail := _COMRADE.search(segment[near:end]):
            comrade = comrade or bool(tail["comrade"])
            end = near + tail.start()
        person = _read_person(segment[:end], comrade)
        if not person:
            break
        people.insert(0, person)
        end = person.span.start
        if person.evidence == "unit" and (unit := _UNIT.search(segment[max(0, end - 20) : end])):
            end -= len(unit[0])
        before = segment[max(0, end - 8) : end]
        if separator := _SEPARATOR.search(before):
            end -= len(separator[0])
        elif person.evidence in ("post", "unit") and before.endswith(("，", ",")):
            # 副局长张三，调研员李四任副组长: a name and its office must stand before the comma.
            left = segment[: end - 1].removesuffix("同志")
            previous = _read_person(left, False)
            if not previous or previous.evidence not in ("post", "unit"):
                break
            end -= 1
        elif not is_marked(before.rstrip(BLANKS)[-1:]):
            break
    return people


def _is_sure(people: list[Person], segment: str) -> bool:
    """Bare names need a verb or a clause before them, and more names than common words."""
    bare = [
        person
        for person in people
        if person.evidence == "bare"
        or (person.evidence == "comrade" and needs_office(person.name.cut(segment), comrade=True))
    ]
    if not bare:
        return True
    words = sum(is_doubtful(person.name.cut(segment)) for person in bare)
    if len(bare) < len(people):
        post = people[0].post
        seen = any(person.evidence == "seen" for person in people)
        return words == 0 or seen or bool(post and _SHARED.search(post.cut(segment)))
    return 2 * words < len(bare) and bool(_BEGINNING.search(segment[: people[0].span.start]))


def is_doubtful(name: str) -> bool:
    """True for a name that may as well be a word or a part of one."""
    return is_common_word(name) or needs_office(name)


def _read_person(before: str, comrade: bool) -> Person | None:
    """The person whose name, or name and bracketed post, ends the text."""
    bracket = _BRACKET.search(before[-60:])
    end = len(before) - len(bracket[0]) if bracket else len(before)
    named = before[:end].rstrip(BLANKS)
    starts = [start for start in find_name_starts(named) if is_name(named[start:], comrade=comrade)]
    inside = None
    if bracket and _POST_END.search(bracket["inside"]):
        inside = Span(
            end + bracket.start("inside") - bracket.start(),
            end + bracket.end("inside") - bracket.start(),
        )
    for start in starts:
        if _POST_END.search(before[max(0, start - 20) : start]):
            return Person(Span(start, len(named)), _read_post(before, start), "post")
    for start in starts:
        marked = is_marked(named[start:])
        bounded = bool(_BOUNDARY.search(before[max(0, start - 8) : start]))
        if marked or (bounded and is_name(named[start:])):
            name = Span(start, len(named))
            if inside:
                return Person(name, inside, "post")
            if bracket and bracket["inside"]:
                return Person(name, None, "unit")
            if bounded or not _UNIT_END.search(before[max(0, start - 8) : start]):
                return Person(name, None, "seen" if marked else "comrade" if comrade else "bare")
    if attached := _read_attached(named):
        return attached
    # A dotted name's first part may have swallowed the body: the name is what it leaves.
    for start in reversed(starts) if "·" in named[-24:] else starts:
        if _UNIT_END.search(before[max(0, start - 8) : start]) and (
            is_short_foreign(named[start:]) or not needs_office(named[start:])
        ):
            return Person(Span(start, len(named)), None, "unit")
    return None


def _read_attached(named: str) -> Person | None:
    """李明副镇长: a name at a boundary, its office directly behind it."""
    post = _ATTACHED.search(named, max(0, len(named) - 16))
    if not post:
        return None
    before = named[: post.start()].rstrip(BLANKS)
    head = bool(_TOWN_HEAD.fullmatch(post[0]))
    for start in find_name_starts(before):
        name = before[start:]
        if is_marked(name) or (
            _BOUNDARY.search(before[max(0, start - 8) : start])
            and is_name(name)
            and not is_doubtful(name)
            and not is_rare_word(name)
            and (len(name) > 2 or not head)
            and (not head or name[-1] not in LANDSCAPE)
        ):
            return Person(Span(start, len(before)), Span(*post.span()), "post")
    return None


def _share_posts(people: list[Person], text: str) -> Iterator[Person]:
    """副镇长张三、李四: the office of the first is that of both, if several can hold it."""
    last: Person | None = None
    for person in people:
        if last and last.post and not person.post and person.evidence != "unit":
            between = text[last.name.end : person.name.start]
            before = last.post.end <= last.name.start
            if before and _JOINED.fullmatch(between) and _SHARED.search(last.post.cut(text)):
                person = replace(person, post=last.post, shared=True)
        yield person
        last = person


def _read_post(before: str, end: int) -> Span | None:
    """The office that stands directly before ``end``, two of them where 、 joins them."""
    end = len(before[:end].rstrip(BLANKS))
    start = end
    upper = end
    while run := _RUN.search(before[max(0, upper - 48) : upper]):
        cut = _trim_post(run[0])
        if cut is None:
            break
        start = upper - len(run[0]) + cut
        if cut == 0 and is_marked(before[start - 1 : start]) and (link := _LINKED.match(run[0])):
            cut = len(link[0])
            start += cut
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
    cuts += [match.end() for match in _JOINT.finditer(run)]
    return max((cut for cut in cuts if _POST_END.search(run[cut:])), default=0)


def _find_gap(text: str, left: Span, right: Span) -> str:
    """What stands between the two, blanks aside."""
    return text[left.end : right.start].strip(BLANKS)


def find_sentence_start(text: str, end: int) -> int:
    """Where the sentence begins that ``end`` stands in, at most ``NEAR`` characters before it."""
    near = max(0, end - NEAR)
    return max(near, *(text.rfind(mark, near, end) + 1 for mark in "。；;！!？?\n"))


def drop_blanks(text: str) -> str:
    return _BLANK.sub("", text)
