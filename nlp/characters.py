"""Text as numbered characters: what the encoder reads.

Pretraining, fine-tuning and inference all read text here, so that they cannot drift apart. Widths
and cases of letters and punctuation are made one, blanks go, and a figure of any length is ``0``:
themes do not depend on it. A character that the vocabulary lacks is ``[UNK]``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

PAD, UNKNOWN, START, END, MASK = SPECIAL = "[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"
FIGURE: Final = "0"

_FULL_WIDTH: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_FIGURE: Final = re.compile(r"[0-9]+(?:[.,][0-9]+)*")


def normalise(text: str) -> str:
    """The characters that are told apart."""
    return _FIGURE.sub(FIGURE, "".join(text.translate(_FULL_WIDTH).lower().split()))


@dataclass(frozen=True, slots=True)
class Characters:
    """A vocabulary: the number of each character, and those of the marks around texts."""

    numbers: dict[str, int]

    @property
    def pad(self) -> int:
        return self.numbers[PAD]

    @property
    def start(self) -> int:
        return self.numbers[START]

    @property
    def end(self) -> int:
        return self.numbers[END]

    @property
    def mask(self) -> int:
        return self.numbers[MASK]

    def read(self, text: str) -> list[int]:
        """The characters of ``text``, made one in width and case, by number."""
        unknown = self.numbers[UNKNOWN]
        return [self.numbers.get(character, unknown) for character in normalise(text)]


def number_characters(vocabulary: Iterable[str]) -> Characters:
    """A vocabulary in order; raises ValueError where a mark such as ``[CLS]`` is missing."""
    numbers = {entry: number for number, entry in enumerate(vocabulary)}
    if missing := set(SPECIAL) - numbers.keys():
        raise ValueError(f"not in the vocabulary: {sorted(missing)}")
    return Characters(numbers)
