"""What the tagger sees of a paragraph: its wording, and the context that it stands in.

Training and inference both read features here, so that they cannot drift apart. A feature is a
string. Those of the wording are words, pairs of neighbouring words, characters and pairs of
neighbouring ones (a two-character word is both at once); those of the context begin with a mark:
``§`` section, ``¶`` heading, ``↑`` paragraph before, ``^`` first words, ``?`` cue.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice, pairwise
from operator import add
from typing import Final

FIGURE: Final = "#"
LEAD_WORDS: Final = 8
PREVIOUS_CHARACTERS: Final = 24
LENGTHS: Final = (25, 60, 150)
SHORTEST_CUT: Final = 40
SHORTEST_CLAUSE: Final = 15
CLAUSE_ENDS: Final = frozenset("。；;！!？?")

_HAN: Final = "㐀-䶿一-鿿"
_WORD: Final = re.compile(f"[{_HAN}A-Za-z]")
_FIGURE: Final = re.compile(r"[0-9０-９]")
_RUN: Final = re.compile(f"[{_HAN}]+")

# Wordings that tell a shortcoming from a plan, or a report from a promise, whichever theme the
# words around them belong to. Every repetition is bounded: texts may be one line of megabytes.
# Where each branch begins with a character, re passes over all others without trying any.
_LACKING: Final = "(?:够|足|强|高|深|全|到位|及时|规范|平衡)"
_WILL: Final = "年[，,]?(?:我.{0,4})?将"
_CUES: Final = (
    (
        "?problem",
        re.compile(
            r"存在.{0,12}(?:问题|不足|差距|短板|薄弱)"
            rf"|不{_LACKING}|未{_LACKING}"
            r"|有待|仍需|亟待|尚未|欠缺|缺乏|滞后|薄弱|偏少|偏低|单一"
        ),
    ),
    (
        "?plan",
        re.compile(
            r"下一?步|今后|接下来|将(?:进一步|继续|从|着力|重点|以|把)"
            rf"|新的一{_WILL}|明{_WILL}|20\d\d{_WILL}"
            r"|针对(?:以上|上述|存在)|改进(?:措施|情况|方向)|拟"
        ),
    ),
    (
        "?basis",
        re.compile(r"条例》.{0,60}(?:编制|公布|报告)|统计(?:期限|数据)|期限(?:为|自|从)|联系电话"),
    ),
    ("?disclosed", re.compile(r"公开.{0,12}\d[\d,]{0,9}余?[条篇件]")),
    ("?list", re.compile(r"一是|（一[)）]|\(一[)）]|1[.、．]")),
    # How lists in part five begin their lines, and how a shortcoming ends its clause.
    ("?names problem", re.compile(r"^.{0,6}(?:问题|不足|困难)|^.{0,4}存在")),
    ("?names measure", re.compile(r"^.{0,6}(?:改进|整改|措施|举措|今后|下一?步)")),
    ("?lacks", re.compile(r"[不未欠缺](?<![作举].)[^，,。；;、]{1,4}(?=[，,。；;、]|$)")),
    (
        "?acts",
        re.compile(
            r"(?:^|[，,。；;：:、.]|[是为将])(?:进一步|继续|不断|着力|积极)?(?:加[强大]|完善|健全|建立|强化"
            r"|提[升高]|规范|拓[宽展]|丰富|创新|优化|组织|深化|落实|推[进动]|制定|严格|打[造通]|实行"
            r"|明确|扩大|增[加设]|统一|邀请|聘请|改进|补充)"
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class TagInput:
    """A paragraph to be tagged.

    ``words`` are the tokens of ``text`` as the segmenter cut them, ``section`` the number of the
    section it stands in (0 before the first, None in an appendix or where unknown), ``heading``
    the nearest sub-heading above, ``previous`` the paragraph before it in the same section.
    """

    words: Sequence[str]
    text: str
    section: int | None = None
    heading: str | None = None
    previous: str | None = None


def cut_clauses(item: TagInput) -> tuple[TagInput, ...]:
    """The paragraph clause by clause, each without what stands around the paragraph; empty where
    it is short or has but one. A clause ends with a full stop or a semicolon; a heading or other
    short one goes with what follows."""
    if len(item.text) < SHORTEST_CUT:
        return ()
    clauses: list[TagInput] = []
    start = length = 0
    for end, word in enumerate(item.words, start=1):
        length += len(word)
        if end == len(item.words) or (word[-1:] in CLAUSE_ENDS and length >= SHORTEST_CLAUSE):
            words = item.words[start:end]
            clauses.append(TagInput(words, "".join(words), item.section))
            start, length = end, 0
    return tuple(clauses) if len(clauses) > 1 else ()


def read_words(item: TagInput) -> list[str]:
    """The words in order: every figure becomes ``#``, punctuation goes."""
    return list(_strip_words(item.words))


def read_pairs(words: Sequence[str]) -> Iterator[str]:
    """Pairs of neighbouring words, with a blank between."""
    return map(" ".join, pairwise(words))


def read_seams(clauses: Iterable[TagInput]) -> Iterator[str]:
    """Pairs of the last word of a clause and the first of the next."""
    cut = filter(None, map(read_words, clauses))
    return (f"{words[-1]} {following[0]}" for words, following in pairwise(cut))


def read_characters(text: str) -> Iterator[str]:
    """Pairs of neighbouring Chinese characters, none across punctuation or figures."""
    return _pair_characters(_RUN.findall(text))


def read_signs(text: str) -> Iterator[str]:
    """Single Chinese characters: those of a word that nobody has met are often known."""
    return chain.from_iterable(_RUN.findall(text))


def read_wording(item: TagInput) -> Iterator[str]:
    """All features of the paragraph's own wording, as often as they stand in it."""
    words, runs = read_words(item), _RUN.findall(item.text)
    return chain(words, read_pairs(words), _pair_characters(runs), chain.from_iterable(runs))


def read_context(item: TagInput) -> set[str]:
    """All features of the place it stands in, of its first words, and its cues."""
    found = {f"§{item.section}", f"?length{sum(len(item.text) >= n for n in LENGTHS)}"}
    if item.heading:
        found.update("¶" + pair for pair in read_characters(item.heading))
    if item.previous:
        found.update("↑" + pair for pair in read_characters(item.previous[:PREVIOUS_CHARACTERS]))
    found.update("^" + word for word in islice(_strip_words(item.words), LEAD_WORDS))
    found.update(name for name, cue in _CUES if cue.search(item.text))
    return found


def _pair_characters(runs: Iterable[str]) -> Iterator[str]:
    return chain.from_iterable(map(add, run, run[1:]) for run in runs)


def _strip_words(words: Iterable[str]) -> Iterator[str]:
    return filter(None, map(_read_word, words))


@lru_cache(maxsize=1 << 16)
def _read_word(word: str) -> str:
    if _FIGURE.match(word):
        return FIGURE
    return word if _WORD.match(word) else ""
