"""Rows as spaCy's DocBin and back.

Tags are categories, marks the span group ``sc``, which may overlap; those that do not are entities
too, which is what spaCy's own NER learns from. Words are the segmenter's, cut where a mark begins
or ends within one, so that no mark is lost. The row's own fields are in the user data (msgpack).
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from functools import partial
from itertools import accumulate, pairwise
from typing import Final

from spacy.tokens import Doc, DocBin
from spacy.tokens import Span as Words
from spacy.vocab import Vocab

from documents.narrative import TAGS
from documents.places import Span
from nlp.segmenter import load_segmenter
from training.annotations.annotation import Annotation
from training.annotations.faults import Parsed, Parsing
from training.annotations.marks import (
    PACKED,
    Mark,
    choose_apart,
    list_marks,
    pack_row,
    read_label,
    rebuild_row,
    unpack_row,
)

GROUP: Final = "sc"
_HELD: Final = 0.5
_ATTRIBUTES: Final = ("ORTH", "SPACY", "ENT_IOB", "ENT_TYPE")


def encode_docbin(annotations: Iterable[Annotation]) -> bytes:
    vocabulary = Vocab()
    docs = [_encode(row, vocabulary) for row in annotations]
    return bytes(DocBin(attrs=_ATTRIBUTES, store_user_data=True, docs=docs).to_bytes())


def decode_docbin(data: bytes, file: str) -> Parsed:
    parsing = Parsing(file, "篇")
    try:
        docs = list(DocBin().from_bytes(data).get_docs(Vocab()))
    except (zlib.error, ValueError, KeyError, TypeError, AttributeError):
        parsing.refuse(1, "不是 spaCy 的 DocBin 文件")
        return parsing.finish()
    for number, doc in enumerate(docs, start=1):
        parsing.take(number, partial(_decode, doc))
    return parsing.finish()


def cut_words(row: Annotation) -> tuple[list[str], int]:
    """The segmenter's words, none across the border of a mark; and how many borders cut one."""
    ends = set(accumulate(map(len, load_segmenter().cut(row.text))))
    if max(ends) != len(row.text):  # a segmenter that drops characters
        ends = set(range(1, len(row.text) + 1))
    borders = {place for mark in list_marks(row) for place in mark.span}
    places = sorted(ends | borders | {0})
    return [row.text[start:end] for start, end in pairwise(places)], len(borders - ends - {0})


def _encode(row: Annotation, vocabulary: Vocab) -> Doc:
    words, _ = cut_words(row)
    doc = Doc(vocabulary, words=words, spaces=[False] * len(words))
    marks = list_marks(row)
    doc.spans[GROUP] = [_find_words(doc, mark) for mark in marks]
    doc.set_ents([_find_words(doc, mark) for mark in choose_apart(marks)])
    if row.tags is not None:
        doc.cats = {tag: float(tag in row.tags) for tag in TAGS}
    doc.user_data[PACKED] = pack_row(row)
    return doc


def _find_words(doc: Doc, mark: Mark) -> Words:
    words = doc.char_span(*mark.span, label=mark.label.upper())
    assert words is not None, "words were cut at the borders of marks"
    return words


def _decode(doc: Doc) -> Annotation:
    packed = doc.user_data.get(PACKED)
    went = unpack_row(packed if isinstance(packed, str) else None, doc.text)
    tags = [tag for tag, score in doc.cats.items() if score >= _HELD] if doc.cats else None
    found = doc.spans.get(GROUP, doc.ents)
    marks = [
        Mark(Span(words.start_char, words.end_char), read_label(words.label_.lower()))
        for words in found
    ]
    return rebuild_row(went, tags, marks)
