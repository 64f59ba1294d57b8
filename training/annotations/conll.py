"""Rows as CoNLL and back: a character a line with its BIO label, the row's own fields above it.

Characters that a reader of columns would trip over (blanks, controls, ``#``, the backslash) are
written ``\\uXXXX``. BIO holds no overlaps: marks that overlap an earlier one stay in the packed
row, as do all details.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Final

from documents.places import Span
from training.annotations.annotation import Annotation
from training.annotations.faults import Parsed, Parsing
from training.annotations.marks import (
    PACKED,
    Mark,
    choose_apart,
    list_hidden,
    list_marks,
    pack_row,
    read_label,
    rebuild_row,
    unpack_row,
)

_ESCAPED: Final = re.compile(r"\\U([0-9a-f]{8})|\\u([0-9a-f]{4})")
_FIELD: Final = re.compile(r"# (\w+) = (.*)")
_UNLABELLED: Final = "_"


def encode_conll(annotations: Iterable[Annotation]) -> bytes:
    return "".join(line + "\n" for row in annotations for line in _encode(row)).encode()


def decode_conll(data: bytes, file: str) -> Parsed:
    """The rows; the number of a fault is that of the paragraph's first line."""
    parsing = Parsing(file)
    try:
        lines = data.decode("utf-8-sig").split("\n")
    except UnicodeDecodeError:
        parsing.refuse(1, "不是 UTF-8 编码")
        return parsing.finish()
    block: list[str] = []
    for number, line in enumerate([*lines, ""], start=1):
        if line.strip():
            block.append(line.rstrip("\r"))
        elif block:
            parsing.take(number - len(block), partial(_decode, block))
            block = []
    return parsing.finish()


def _encode(row: Annotation) -> Iterator[str]:
    yield f"# id = {row.id}"
    yield f"# tags = {_UNLABELLED if row.tags is None else ','.join(row.tags)}"
    yield f"# {PACKED} = {pack_row(row)}"
    labels = ["O"] * len(row.text)
    for (start, end), label in choose_apart(list_marks(row)):
        labels[start:end] = [f"I-{label.upper()}"] * (end - start)
        labels[start] = f"B-{label.upper()}"
    for character, label in zip(row.text, labels, strict=True):
        yield f"{_escape(character)}\t{label}"
    yield ""


def _escape(character: str) -> str:
    if character.isprintable() and not character.isspace() and character not in "#\\":
        return character
    code = ord(character)
    return f"\\U{code:08x}" if code > 0xFFFF else f"\\u{code:04x}"


def _unescape(token: str) -> str:
    return _ESCAPED.sub(lambda code: chr(int(code[1] or code[2], 16)), token)


def _decode(lines: list[str]) -> Annotation:
    fields: dict[str, str] = {}
    tokens: list[str] = []
    labels: list[str] = []
    for line in lines:
        if field := _FIELD.fullmatch(line):
            fields[field[1]] = field[2]
            continue
        columns = line.split("\t")
        if len(columns) != 2:
            raise ValueError(f"“{line[:20]}”应为字和标注两列，以制表符分开")
        tokens.append(_unescape(columns[0]))
        labels.append(columns[1])
    went = unpack_row(fields.get(PACKED), "".join(tokens))
    tags = fields.get("tags", _UNLABELLED)
    named = None if tags == _UNLABELLED else [tag for tag in tags.split(",") if tag]
    return rebuild_row(went, named, [*_read_marks(tokens, labels), *list_hidden(went)])


def _read_marks(tokens: list[str], labels: list[str]) -> list[Mark]:
    marks: list[Mark] = []
    place, before = 0, "O"
    for token, label in zip(tokens, labels, strict=True):
        end = place + len(token)
        match label[:2]:
            case "B-":
                marks.append(Mark(Span(place, end), read_label(label[2:].lower())))
            case "I-" if before[2:] == label[2:]:
                marks[-1] = marks[-1]._replace(span=Span(marks[-1].span.start, end))
            case "I-":
                raise ValueError(f"“{token}”的标注 {label} 前面没有 B-{label[2:]}")
            case _ if label != "O":
                raise ValueError(f"“{token}”的标注 {label} 应为 O、B-… 或 I-…")
        place, before = end, label
    return marks
