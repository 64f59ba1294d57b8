"""Rows as doccano's JSONL and back.

The project type that holds both tags and marks is "Intent Detection and Slot Filling": ``cats`` and
``entities``. In a project for sequence labelling or classification alone the other column stays
as it went out, since doccano keeps columns it does not know. Its annotator counts UTF-16 units
(unless the project counts grapheme clusters, which it must not), and overlaps are dropped where a
project forbids them: marks that overlap an earlier one stay in the packed row.

Source: doccano, backend/data_import/pipeline and backend/data_export/pipeline; v-annotator.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from training.annotations.annotation import Annotation
from training.annotations.faults import Parsed, Parsing
from training.annotations.marks import (
    PACKED,
    SHOWN,
    Mark,
    choose_apart,
    list_hidden,
    list_marks,
    pack_row,
    read_label,
    rebuild_row,
    unpack_row,
)
from training.annotations.offsets import from_utf16, to_utf16
from training.annotations.rows import read_lines


def encode_doccano(annotations: Iterable[Annotation]) -> bytes:
    return b"".join(
        json.dumps(_encode(row), ensure_ascii=False).encode() + b"\n" for row in annotations
    )


def decode_doccano(data: bytes, file: str) -> Parsed:
    """The rows of an export from doccano; comments are counted and left."""
    parsing = Parsing(file)
    comments = 0
    for number, values in read_lines(data, parsing):
        parsing.take(number, partial(_decode, values))
        comments += bool(isinstance(values, dict) and values.get("Comments"))
    return parsing.finish(f"{comments} 行带有批注（Comments），批注没有导入。" if comments else "")


def _encode(row: Annotation) -> dict[str, Any]:
    marks = choose_apart(list_marks(row))
    return {
        "text": row.text,
        "entities": [[*to_utf16(row.text, mark.span), SHOWN[mark.label]] for mark in marks],
        "cats": list(row.tags or ()),
        "单位": row.organisation,
        "上级标题": row.heading,
        PACKED: pack_row(row),
    }


def _decode(values: Any) -> Annotation:
    if not isinstance(values, dict) or not isinstance(values.get("text"), str):
        raise ValueError("应为一个 JSON 对象，有 text 一栏")
    text = values["text"]
    went = unpack_row(values.get(PACKED), text)
    tags, spans = _find_columns(values)
    if not all(isinstance(tag, str) for tag in tags or ()):
        raise ValueError("cats 应为主题名称的列表")
    marks = None
    if spans is not None:
        marks = [*(_decode_mark(span, text) for span in spans), *list_hidden(went)]
    return rebuild_row(went, tags, marks)


def _find_columns(values: Mapping[str, Any]) -> tuple[list[Any] | None, list[Any] | None]:
    """Tags and spans. A project of one kind calls its column ``label`` and leaves the other."""
    tags, spans, label = (values.get(name) for name in ("cats", "entities", "label"))
    for column in (tags, spans, label):
        if column is not None and not isinstance(column, list):
            raise ValueError("cats、entities、label 应为列表")
    if label is not None:
        of_spans = tags is not None if not label else not isinstance(label[0], str)
        tags, spans = (tags, label) if of_spans else (label, spans)
    return tags, spans


def _decode_mark(span: Any, text: str) -> Mark:
    if isinstance(span, dict):
        span = [span.get(key) for key in ("start_offset", "end_offset", "label")]
    match span:
        case [int(start), int(end), str(label)]:
            return Mark(from_utf16(text, start, end), read_label(label))
    raise ValueError("entities 的每一项应为 [起, 止, 标注]")
