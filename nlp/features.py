"""What the tagger sees of a paragraph: its wording, and the context that it stands in.

Training and inference both read features here, so that they cannot drift apart. A feature is a
string. Those of the wording are words, pairs of neighbouring words, and pairs of neighbouring
characters (a two-character word is both at once); those of the context begin with a mark:
``§`` section, ``¶`` heading, ``↑`` paragraph before, ``^`` first words, ``?`` cue.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

FIGURE: Final = "#"
LEAD_WORDS: Final = 8
PREVIOUS_CHARACTERS: Final = 24
LENGTHS: Final = (25, 60, 150)

_HAN: Final = "㐀-䶿一-鿿"
_WORD: Final = re.compile(f"[{_HAN}A-Za-z]")
_FIGURE: Final = re.compile(r"[0-9０-９]")
_RUN: Final = re.compile(f"[{_HAN}]+")

# Wordings that tell a shortcoming from a plan, or a report from a promise, whichever theme the
# words around them belong to. Every repetition is bounded: texts may be one line of megabytes.
_CUES: Final = (
    (
        "?problem",
        re.compile(
            r"存在.{0,12}(?:问题|不足|差距|短板|薄弱)"
            r"|(?:不|未)(?:够|足|强|高|深|全|到位|及时|规范|平衡)"
            r"|有待|仍需|亟待|尚未|欠缺|缺乏|滞后|薄弱|偏少|偏低|单一"
        ),
    ),
    (
        "?plan",
        re.compile(
            r"下一?步|今后|接下来|将(?:进一步|继续|从|着力|重点|以|把)"
            r"|(?:新的一|明|20\d\d)年[，,]?(?:我.{0,4})?将|针对(?:以上|上述|存在)|改进(?:措施|情况|方向)|拟"
        ),
    ),
    (
        "?basis",
        re.compile(r"条例》.{0,60}(?:编制|公布|报告)|统计(?:期限|数据)|期限(?:为|自|从)|联系电话"),
    ),
    ("?disclosed", re.compile(r"公开.{0,12}\d[\d,]{0,9}余?[条篇件]")),
    ("?list", re.compile(r"一是|[（(]一[)）]|1[.、．]")),
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


def read_words(item: TagInput) -> list[str]:
    """The words in order: every figure becomes ``#``, punctuation goes."""
    return [plain for word in item.words if (plain := _read_word(word))]


def read_pairs(words: Sequence[str]) -> Iterator[str]:
    """Pairs of neighbouring words, with a blank between."""
    return map(" ".join, pairwise(words))


def read_characters(text: str) -> Iterator[str]:
    """Pairs of neighbouring Chinese characters, none across punctuation or figures."""
    for run in _RUN.findall(text):
        yield from map("".join, pairwise(run))


def read_wording(item: TagInput) -> set[str]:
    """All features of the paragraph's own wording."""
    words = read_words(item)
    return {*words, *read_pairs(words), *read_characters(item.text)}


def read_context(item: TagInput) -> set[str]:
    """All features of the place it stands in, of its first words, and its cues."""
    found = {f"§{item.section}", f"?length{sum(len(item.text) >= n for n in LENGTHS)}"}
    found.update("¶" + pair for pair in read_characters(item.heading or ""))
    found.update(
        "↑" + pair for pair in read_characters((item.previous or "")[:PREVIOUS_CHARACTERS])
    )
    found.update("^" + word for word in read_words(item)[:LEAD_WORDS])
    found.update(name for name, cue in _CUES if cue.search(item.text))
    return found


@lru_cache(maxsize=1 << 16)
def _read_word(word: str) -> str:
    if _FIGURE.match(word):
        return FIGURE
    return word if _WORD.match(word) else ""
