"""What the author was to fill in and did not: blank figures, masks, instructions left standing.

One invention costs more trust than ten finds earn, so each pattern asks for words that leave no
other reading. Empty headings and blank cells are found where headings and cells are known.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from documents.narrative import PlaceholderKind
from documents.patterns import compile_late
from nlp.blanks import find_blanks
from nlp.instructions import find_instructions
from nlp.masks import find_masks

# 受理申请件,办结件: half-width stops of prose, not the comma in 1,234.
_NARROW_STOP: Final = compile_late(r"[,;](?![0-9])")
_WIDE_STOPS: Final = {",": "，", ";": "；"}


@dataclass(frozen=True, slots=True)
class FoundPlaceholder:
    """``text[start:end]`` is the placeholder with the words that show it (办结率  %)."""

    start: int
    end: int
    kind: PlaceholderKind


def find_placeholders(text: str) -> tuple[FoundPlaceholder, ...]:
    """The placeholders of one cleaned paragraph in order (contract, "placeholders"); places are
    those of the text given. A name, a number or a date left out is a ``blank_figure``, the nearest
    of the contract's kinds; neighbouring masks (XX县XX镇, X月X日) are one."""
    text = _NARROW_STOP.sub(lambda stop: _WIDE_STOPS[stop[0]], text)
    found = [
        *(FoundPlaceholder(*place, "blank_figure") for place in find_blanks(text)),
        *(FoundPlaceholder(*place, "mask") for place in find_masks(text)),
        *(FoundPlaceholder(*place, "template_text") for place in find_instructions(text)),
    ]
    if len(found) < 2:
        return tuple(found)
    found.sort(key=lambda placeholder: (placeholder.start, -placeholder.end))
    apart = found[:1]
    for placeholder in found[1:]:
        if placeholder.start >= apart[-1].end:
            apart.append(placeholder)
    return tuple(apart)
