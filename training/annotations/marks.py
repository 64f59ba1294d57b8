"""What tools can hold of a row: its tags, and words marked with a label.

A tool's mark has no more than a place and a label; role, group, measure and value live in our own
row, which travels with the text (``pack_row``). Coming back, a mark that still stands where it
stood keeps all of that (``rebuild_row``), and a new one gets what our own reading finds there.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final, NamedTuple, cast

from documents.narrative import Count, Official, Placeholder, Tag
from documents.places import Span
from training.annotations.annotation import Annotation, Review
from training.annotations.checks import Mention
from training.annotations.details import describe_mark
from training.annotations.rows import decode_row, encode_row

PACKED: Final = "gongkai"
SHOWN: Final = {
    "official": "人员",
    "count": "数量",
    "blank_figure": "空缺数字",
    "mask": "占位符号",
    "template_text": "模板文字",
    "empty_heading": "空标题",
    "blank_cell": "空单元格",
}
"""Labels as people see them; programs get the keys."""
_KEYS: Final = {**{key: key for key in SHOWN}, **{shown: key for key, shown in SHOWN.items()}}


class Mark(NamedTuple):
    """Words with a label, one of the keys of ``SHOWN``."""

    span: Span
    label: str


def read_label(name: str) -> str:
    """The key of a label in either language; raises ValueError for another."""
    if name not in _KEYS:
        raise ValueError(f"没有“{name}”这种标注；可用的是：{'、'.join(SHOWN.values())}")
    return _KEYS[name]


def name_label(mention: Mention) -> str:
    match mention:
        case Official():
            return "official"
        case Count():
            return "count"
        case Placeholder(kind=kind):
            return kind


def list_marks(row: Annotation) -> tuple[Mark, ...]:
    """Its marks by place, each once: a person with two roles is one mark."""
    return tuple(dict.fromkeys(Mark(m.span, name_label(m)) for m in row.mentions))


def choose_apart(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """The marks that a tool without overlaps can hold: of two that share a character, the first."""
    apart: list[Mark] = []
    for mark in marks:
        if not apart or mark.span.start >= apart[-1].span.end:
            apart.append(mark)
    return tuple(apart)


def list_hidden(row: Annotation) -> tuple[Mark, ...]:
    """The marks that ``choose_apart`` leaves out; they stay in the packed row."""
    marks = list_marks(row)
    return tuple(sorted(set(marks) - set(choose_apart(marks))))


def pack_row(row: Annotation) -> str:
    """The whole row but its text, as one string that no tool looks into."""
    values = encode_row(row)
    return json.dumps({**values, "text": hash_text(row.text)}, ensure_ascii=False)


def unpack_row(packed: str | None, text: str) -> Annotation:
    """The row that went out with the text; one without any label where nothing came with it.

    Raises ValueError where the two do not belong together."""
    if packed is None:
        return Annotation(id=f"text-{hash_text(text)}", text=text, review=Review("suggested"))
    try:
        values = json.loads(packed)
        if values["text"] != hash_text(text):
            raise ValueError("文字改动过，与导出时不同；标注只对原来的文字有效")
    except (TypeError, KeyError, json.JSONDecodeError):
        raise ValueError(f"{PACKED} 一栏已损坏，不是导出时的内容") from None
    return decode_row({**values, "text": text})


def hash_text(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def rebuild_row(
    went: Annotation, tags: Sequence[str] | None, marks: Iterable[Mark] | None
) -> Annotation:
    """The row that went out, with the tags and marks that came back; null for what the tool did
    not hold. A layer that was unlabelled and came back empty stays unlabelled: a tool cannot tell
    "none" from "not looked at". Where anything changed, a person did it, nobody knows who."""
    row = put_labels(went, tags, None if marks is None else restore_mentions(went, marks))
    return row if row == went else replace(row, review=Review("reviewed", model=went.review.model))


def put_labels(
    went: Annotation, tags: Sequence[str] | None, mentions: Iterable[Mention] | None
) -> Annotation:
    """The row with these in place of its own; null leaves them."""
    row = went
    if tags is not None and (tags or went.tags is not None):
        row = replace(row, tags=tuple(cast(Tag, tag) for tag in tags))
    if mentions is None:
        return row
    held = list(mentions)
    officials = tuple(m for m in held if isinstance(m, Official))
    counts = tuple(m for m in held if isinstance(m, Count))
    placeholders = tuple(m for m in held if isinstance(m, Placeholder))
    return replace(
        row,
        officials=officials if officials or row.officials is not None else None,
        counts=counts if counts or row.counts is not None else None,
        placeholders=placeholders if placeholders or row.placeholders is not None else None,
    )


def restore_mentions(went: Annotation, marks: Iterable[Mark]) -> list[Mention]:
    """Each mark as what it was, else as what our own reading finds there."""
    known: dict[Mark, list[Mention]] = {}
    for mention in went.mentions:
        known.setdefault(Mark(mention.span, name_label(mention)), []).append(mention)
    found: list[Mention] = []
    for mark in dict.fromkeys(marks):
        if not mark.span.start < mark.span.end <= len(went.text):
            start, end = mark.span
            raise ValueError(f"标注的位置 [{start}, {end}) 不在文字之内（共 {len(went.text)} 字）")
        found += known.get(mark) or [describe_mark(mark.label, went.text, mark.span)]
    return found
