"""What a guarded child makes of a person's correction of a paragraph: mentions that he marked, with
what our own reading finds in the words; and a reviewed label for the store.

The label says no more than the person has: a layer that he has not corrected keeps what somebody
reviewed before, and is unlabelled where nobody has.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Final, TypeVar

from documents.narrative import Count, Official, Placeholder
from documents.places import Span
from service.guard.frames import Head
from service.jobs.teaching import LabelWrong
from service.storage.mentions import Layers, Mention, decode_layers, encode_layers
from training.annotations.annotation import Annotation, Review
from training.annotations.checks import SURROGATE, check_mention, check_tags
from training.annotations.details import describe_mark
from training.annotations.rows import decode_row, encode_row

_M = TypeVar("_M", Official, Count, Placeholder)
_WHOLE: Final = frozenset({"name", "post", "role", "group"})
"""All that there is to a person: nothing is left to be read."""
_UNREAD: Final = {"tags": None, "officials": None, "counts": None, "placeholders": None}


def answer(head: Head, data: bytes) -> tuple[Head, bytes]:
    """``head`` has the paragraph's ``text``, the ``marks`` a person set (by layer; null, not
    touched) beside what the layer ``held``, and the ``tags``; ``data`` its row among the labels, if
    it has one. Back come the layers, and the row as now reviewed. Raises ``LabelWrong``."""
    try:
        held = decode_layers(head["held"])
        text = SURROGATE.sub("\ufffd", head["text"])
        layers = Layers(
            officials=_read(head["marks"]["officials"], "official", held.officials or (), text),
            counts=_read(head["marks"]["counts"], "count", held.counts or (), text),
            placeholders=_read(head["marks"]["placeholders"], None, held.placeholders or (), text),
        )
        row = _label(decode_row(json.loads(data)), layers, head) if data else None
    except ValueError as error:
        raise LabelWrong(str(error)) from None
    body = json.dumps(encode_row(row), ensure_ascii=False).encode() if row else b""
    return {"layers": encode_layers(layers)}, body


def _read(
    marks: Sequence[dict[str, Any]] | None, label: str | None, held: tuple[_M, ...], text: str
) -> tuple[_M, ...] | None:
    if marks is None:
        return None
    found = [_read_mark(mark, label or mark["fixed"]["kind"], held, text) for mark in marks]
    if len(set(found)) < len(found):
        raise ValueError("同一处标了两次")
    return tuple(sorted(found, key=lambda mention: mention.span))


def _read_mark(mark: dict[str, Any], label: str, held: tuple[_M, ...], text: str) -> _M:
    """As it was read before, or as our reading finds it now, but for what the person says."""
    span, fixed = Span(*mark["span"]), mark["fixed"]
    here = [m for m in held if m.span == span]
    named = [m for m in here if isinstance(m, Official) and m.name == fixed.get("name")]
    base: Any = next(iter(named or here), None)
    if base is None and fixed.keys() >= _WHOLE:
        base = Official(fixed["name"], None, None, None, span)
    read: Any = base or describe_mark(label, text, span)
    mention: _M = replace(read, **fixed)
    if isinstance(mention, Official):
        mention = replace(mention, unsure=False)
    check_mention(mention, text)
    return mention


def _label(row: Annotation, layers: Layers, head: Head) -> Annotation:
    known: dict[str, Any] = {} if row.review.state == "reviewed" else dict(_UNREAD)
    said: dict[str, tuple[Mention, ...] | tuple[str, ...] | None] = {
        "officials": layers.officials,
        "counts": layers.counts,
        "placeholders": layers.placeholders,
        "tags": None if head["tags"] is None else tuple(head["tags"]),
    }
    if head["tags"] is not None:
        check_tags(head["tags"])
    given = {name: layer for name, layer in said.items() if layer is not None}
    review = Review("reviewed", head["by"], datetime.fromisoformat(head["at"]), row.review.model)
    return replace(row, **(known | given), review=review)
