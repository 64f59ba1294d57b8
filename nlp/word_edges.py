"""Whether a place stands inside a word of jieba's dictionary: 及|时, 在|线, 工|作人员."""

from __future__ import annotations

from documents.places import Span
from nlp.segmenter import load_segmenter

_AROUND = 10  # characters on either side that decide between two ways of cutting


def find_word(text: str, place: int) -> Span | None:
    """The word with characters on both sides of the place; none at its edges. Only words of the
    dictionary count."""
    if not 0 < place < len(text):
        return None
    start = max(0, place - _AROUND)
    for word in load_segmenter().cut(text[start : place + _AROUND], HMM=False):
        end = start + len(word)
        if end >= place:
            return Span(start, end) if end > place else None
        start = end
    return None
