"""Persons in a sentence: a name where its shape, the office before it and what follows agree.

Reading goes backwards from the words that say what the persons do (任组长, 同志具体负责): a name
stands directly before them, an office directly before the name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from documents.places import Span
from nlp.names import find_name_starts, is_common_word, is_name

BLANKS: Final = " \u3000\t\xa0"
HAN: Final = "\u4e00-\u9fff"
BODY: Final = "(?:乡|镇|街道|办事处|县|区|市|州|局|委|办|院|校|中心|单位|厅|所|站|处)"
ADVERB: Final = "(?:亲自|具体|分别|共同|同时|全面|主要|直接|专门|专职|统一|一并|现|并|也|还)"
_S: Final = f"[{BLANKS}]"

# The last word of an office, whatever stands before it: 乡党委|副书记, 县政府办公室|主任.
_HEAD: Final = (
    "(?:[乡镇县区市州盟旗省村局厅部处科股所站院校园馆台社会司署行队书组察室班关]长|书记|主任|主席|"
    "委员|常委|成员|领导|负责人|负责同志|秘书|政委|教导员|指导员|专员|巡视员|调研员|经理|总监|工程师|科员|干事|"
    "助理|专干|干部|一把手|办事员|工作人员|专职人员|文书|会计师|经济师)"
)
_HEADED: Final = re.compile(_HEAD)
_POST_END: Final = re.compile(f"{_HEAD}(?:[（(][{HAN}]{{2,8}}[）)])?{_S}*$")
_POST_ONLY: Final = re.compile(f"[{HAN}（）()]{{0,28}}{_HEAD}")
_POST_AFTER: Final = re.compile(f"[（(]{_S}*(?P<post>[{HAN}、，, ]{{0,40}}{_HEAD}){_S}*[）)]{_S}*$")
_RUN: Final = re.compile(f"[{HAN}]{{1,32}}(?:[（(][{HAN}]{{2,8}}[）)])?$")
# What stands before an office and is no part of it. 以及, 以来 … are not the preposition 以.
_LEAD: Final = re.compile(
    "由|(?<![可得所难予加])以(?![及来上下])|明确|确定|指定|安排|任命|选派|推选|聘请|成立了?|设立了?|"
    f"组建了?|调整了?|其中|副?组长|成员|同意|研究|今年|年来|要求|以来|(?:我|本|该|全){BODY}"
)
_LINK: Final = re.compile("和|及|与|暨|兼|为|是")
_TRIGGER: Final = "由|以|明确|确定|指定|安排|任命|推选|选派"
_LED: Final = re.compile(f"(?:{_TRIGGER}){_S}*(?:[我本该]{BODY})?$")
_BEGINNING: Final = re.compile(f"(?:^|[，,：:]|{_TRIGGER}){_S}*$")
_BOUNDARY: Final = re.compile(
    f"(?:^|[、，,：:（(“”/／{BLANKS}]|{_TRIGGER}|和|及|与|了|并|让){_S}*$"
)
_SEPARATOR: Final = re.compile(f"{_S}*(?:、|以及|和|及|与|暨|[/／]){_S}*$")
_SEVERAL: Final = "[两二三四五六七八九2-9](?:位|名|人)"
_COMRADE: Final = re.compile(
    f"(?:{_S}*[（(](?:兼任?|[男女]?[，,、]?(?:[{HAN}]{{1,3}}族)?)[）)])?"
    f"{_S}*等?(?:{_SEVERAL})?(?P<comrade>同志|先生|女士)?{_S}*(?:{ADVERB}{_S}*){{0,2}}$"
)

_PIECE: Final = re.compile(
    f"[{HAN}][{BLANKS}]{{1,4}}[{HAN}](?=[{BLANKS}、，,（(]|$)|"
    f"[^{BLANKS}、，,（(]*(?:[（(][^）)]*[）)]|[^{BLANKS}、，,（(])"
)

Evidence = Literal["post", "comrade", "bare"]


@dataclass(frozen=True, slots=True)
class Person:
    """``name`` and ``post`` are places in the text searched; ``evidence`` is what stands beside
    the name: an office, 同志, or neither."""

    name: Span
    post: Span | None
    evidence: Evidence

    @property
    def span(self) -> Span:
        return self.name.join(self.post) if self.post else self.name

    def shift(self, by: int) -> Person:
        post = self.post and Span(self.post.start + by, self.post.end + by)
        return Person(Span(self.name.start + by, self.name.end + by), post, self.evidence)


def read_people(segment: str, offset: int) -> tuple[Person, ...]:
    """The persons that end the segment, joined by 、 and 和, in order; none where in doubt.

    ``offset`` is where the segment stands in the text."""
    people = _read_backwards(segment)
    if not people or not _is_sure(people, segment):
        return ()
    return tuple(person.shift(offset) for person in people)


def read_list(listed: str, offset: int) -> tuple[Person, ...]:
    """The persons of a list after a label; a post may follow its name: 张三 乡长."""
    people: list[Person] = []
    waiting: Span | None = None
    for piece in _PIECE.finditer(listed):
        here = Span(*piece.span())
        if _POST_ONLY.fullmatch(piece[0]):
            post = people[-1].post if people else None
            if people and not post and _find_gap(listed, people[-1].name, here) == "":
                people[-1] = Person(people[-1].name, here, "post")
            elif post and _find_gap(listed, post, here) == "、":
                people[-1] = Person(people[-1].name, post.join(here), "post")
            elif waiting and _find_gap(listed, waiting, here) == "、":
                waiting = waiting.join(here)
            else:
                waiting = here
            continue
        found = _read_backwards(piece[0])
        if not found or found[0].span.start > 0:
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
    if bare and 2 * sum(map(is_common_word, bare)) >= len(bare):
        return ()
    return tuple(person.shift(offset) for person in people)


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
        separator = _SEPARATOR.search(segment[max(0, end - 8) : end])
        if not separator:
            break
        end -= len(separator[0])
    return people


def _is_sure(people: list[Person], segment: str) -> bool:
    """Bare names need a verb or a clause before them, and more names than common words."""
    bare = [person for person in people if person.evidence == "bare"]
    if not bare:
        return True
    words = sum(is_common_word(person.name.cut(segment)) for person in bare)
    if len(bare) < len(people):
        return words == 0
    return 2 * words < len(bare) and bool(_BEGINNING.search(segment[: people[0].span.start]))


def _read_person(before: str, comrade: bool) -> Person | None:
    """The person whose name, or name and bracketed post, ends the text."""
    bracket = _POST_AFTER.search(before[-60:])
    end = len(before) - len(bracket[0]) if bracket else len(before)
    named = before[:end].rstrip(BLANKS)
    starts = [start for start in find_name_starts(named) if is_name(named[start:])]
    for start in starts:
        if _POST_END.search(before[max(0, start - 20) : start]):
            return Person(Span(start, len(named)), _read_post(before, start), "post")
    for start in starts:
        if _BOUNDARY.search(before[max(0, start - 8) : start]):
            name = Span(start, len(named))
            if bracket:
                post = Span(
                    end + bracket.start("post") - bracket.start(),
                    end + bracket.end("post") - bracket.start(),
                )
                return Person(name, post, "post")
            return Person(name, None, "comrade" if comrade else "bare")
    return None


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


def _find_gap(text: str, left: Span, right: Span) -> str:
    """What stands between the two, blanks aside."""
    return text[left.end : right.start].strip(BLANKS)
