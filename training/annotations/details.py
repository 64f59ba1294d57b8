"""What a person marked in a tool, with the details that our own reading finds in the words."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, cast

from documents.narrative import Count, Official, Placeholder, PlaceholderKind
from documents.places import Span
from documents.views import View
from nlp.reading import NarrativeInput, ParagraphReading, read_narrative
from training.annotations.checks import Mention, is_named

_BLANKS: Final = re.compile(r"\s+")
_LONGEST_NAME: Final = 4  # of a name without a dot that our reading does not know


def describe_mark(label: str, text: str, span: Span) -> Mention:
    """The mention that ``text[span]`` is under a label of ``marks.SHOWN``. Raises ValueError for
    words that cannot be one."""
    match label:
        case "official":
            return describe_official(text, span)
        case "count":
            return describe_count(text, span)
    return Placeholder(cast(PlaceholderKind, label), span.cut(text), span)


def describe_official(text: str, span: Span) -> Official:
    """A person: the one that our reading finds there, else the marked words as a name."""
    words = span.cut(text)
    for found in _read(text).officials:
        if found.span.overlaps(span) and is_named(found.name, words):
            # a person who marks the office too says where it begins
            marked = _BLANKS.sub("", words).removesuffix(found.name)
            within = marked if marked and (found.post or "").endswith(marked) else found.post
            return Official(found.name, within, found.role, found.group, span)
    for found in _read(f"由{words}任组长").officials:
        if is_named(found.name, words):
            return Official(found.name, found.post, None, None, span)
    name = _BLANKS.sub("", words)
    if len(name) > _LONGEST_NAME and "·" not in name:
        raise ValueError(f"“{words}”不像姓名；请只标姓名，或职务连同姓名")
    return Official(name, None, None, None, span)


def describe_count(text: str, span: Span) -> Count:
    """The one figure in the marked words."""
    words = span.cut(text)
    within = [found for found in _read(text).counts if found.span.overlaps(span)]
    if len(within) != 1:
        within = list(_read(words).counts)
    if len(within) != 1:
        raise ValueError(f"数量“{words}”中应有一个读得出的数字，读到 {len(within)} 个")
    found = within[0]
    clause = found.text if words in found.text else words
    return Count(
        found.value,
        found.unit,
        found.measure,
        found.approximate,
        found.numeral,
        clause,
        span,
        found.scope,
    )


@lru_cache(maxsize=1024)
def _read(text: str) -> ParagraphReading:
    return read_narrative([NarrativeInput(View.of(text), None, None)])[0]
