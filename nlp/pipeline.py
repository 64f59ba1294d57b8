"""The spaCy pipeline: jieba's words, then officials, counts and placeholders of each document.

What is found hangs on ``doc._`` under names of our own; places are offsets into ``doc.text``,
since figures and names need not end where a word ends. spaCy takes most of a second to import,
so that happens when a pipeline is first asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final, cast

from nlp.counts import FoundCount, find_counts
from nlp.officials import FoundOfficial, find_officials
from nlp.placeholders import FoundPlaceholder, find_placeholders
from nlp.segmenter import SegmenterName, choose_segmenter, load_segmenter

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

OFFICIALS: Final = "gongkai_officials"
COUNTS: Final = "gongkai_counts"
PLACEHOLDERS: Final = "gongkai_placeholders"
_TEXT: Final = "gongkai_text"


@dataclass(frozen=True, slots=True)
class Mentions:
    """What one text mentions, and the words that it was cut into."""

    words: tuple[str, ...]
    officials: tuple[FoundOfficial, ...]
    counts: tuple[FoundCount, ...]
    placeholders: tuple[FoundPlaceholder, ...]


def load_pipeline(segmenter: SegmenterName | None = None) -> Language:
    """The pipeline over that segmenter, built once a process; see ``load_segmenter``."""
    return _load(segmenter or choose_segmenter())


def read_mentions(texts: Iterable[str], language: Language | None = None) -> Iterator[Mentions]:
    """What each of the texts mentions, in their order."""
    for doc in (language or load_pipeline()).pipe(texts):
        yield Mentions(
            tuple(token.text for token in doc),
            doc._.get(OFFICIALS),
            doc._.get(COUNTS),
            doc._.get(PLACEHOLDERS),
        )


def mark_officials(doc: Doc) -> Doc:
    doc._.set(OFFICIALS, find_officials(_read_text(doc)))
    return doc


def mark_counts(doc: Doc) -> Doc:
    doc._.set(COUNTS, find_counts(_read_text(doc)))
    return doc


def mark_placeholders(doc: Doc) -> Doc:
    doc._.set(PLACEHOLDERS, find_placeholders(_read_text(doc)))
    return doc


def _read_text(doc: Doc) -> str:
    """``doc.text``, which spaCy joins from its tokens at every call, joined once."""
    if _TEXT not in doc.user_data:
        doc.user_data[_TEXT] = doc.text
    text: str = doc.user_data[_TEXT]
    return text


@cache
def _load(segmenter: SegmenterName) -> Language:
    import spacy
    from spacy.lang.zh import ChineseTokenizer
    from spacy.language import Language
    from spacy.tokens import Doc

    language = spacy.blank("zh")
    # Asked for jieba at its making, spaCy's tokenizer would load jieba's own global dictionary,
    # without our terms; so it is told afterwards, and handed ours.
    tokenizer = cast(ChineseTokenizer, language.tokenizer)
    tokenizer.segmenter = "jieba"
    tokenizer.jieba_seg = load_segmenter(segmenter)
    for name, component in (
        (OFFICIALS, mark_officials),
        (COUNTS, mark_counts),
        (PLACEHOLDERS, mark_placeholders),
    ):
        Doc.set_extension(name, default=(), force=True)
        Language.component(name, func=component)
        language.add_pipe(name)
    return language
