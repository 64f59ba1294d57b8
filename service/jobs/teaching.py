"""What a guarded child does for those who teach the model: it is there that the models are."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from typing import Any

from documents.errors import InputError, SetupError
from documents.places import Span
from documents.report import Analysis
from nlp.stored import find_models
from service.guard.frames import Head
from training.annotations.annotation import Review
from training.annotations.marks import Mark, put_labels, read_label, restore_mentions
from training.annotations.rows import decode_row, decode_rows, encode_row, encode_rows
from training.annotations.sampling import measure_margins
from training.annotations.suggestions import suggest_rows


class LabelWrong(InputError):
    """标注有误。"""

    code = "label-wrong"


def answer(head: Head, data: bytes) -> tuple[Head, bytes]:
    """Raises ``GongkaiError``."""
    match head["kind"]:
        case "label":
            return {}, _label(head, data)
        case "promote":
            return _promote(head), b""
        case "preview":
            return _preview(head, data), b""
    raise ValueError(f"no such question: {head['kind']}")


def offer_paragraphs(analysis: Analysis) -> tuple[list[dict[str, Any]], bytes]:
    """Which paragraph of the report each row is, and how far its model is from being unsure; the
    rows as JSONL. None where it is no report, or no model is there to suggest anything."""
    if not analysis.is_report:
        return [], b""
    try:
        rows = suggest_rows(analysis)
        margins = measure_margins(rows)
    except SetupError:
        return [], b""
    named = [p.id for p in analysis.paragraphs if p.text.strip()]
    offered = [
        {"paragraph_id": name, "margin": margin}
        for name, margin in zip(named, margins, strict=True)
    ]
    return offered, encode_rows(rows)


def _label(head: Head, data: bytes) -> bytes:
    """The row as a person has labelled it."""
    row = decode_row(json.loads(data))
    review = Review(head["state"], head["by"], datetime.fromisoformat(head["at"]), row.review.model)
    try:
        marks = head["marks"]
        mentions = None
        if marks is not None:
            found = [Mark(Span(*m["span"]), read_label(m["label"])) for m in marks]
            mentions = restore_mentions(row, found)
        # without marks from a person these layers are unlabelled; with them all are labelled
        layer = None if marks is None else ()
        bare = replace(row, officials=layer, counts=layer, placeholders=layer, review=review)
        labelled = put_labels(bare, head["tags"], mentions)
        return json.dumps(encode_row(labelled), ensure_ascii=False).encode()
    except ValueError as error:
        raise LabelWrong(str(error)) from None


def _promote(head: Head) -> Head:
    from pydantic import TypeAdapter

    from training.registry import catalogue, gate

    folder = find_models()
    name = catalogue.resolve(folder, head["model"])
    judgement = gate.promote(folder, name)
    said: dict[str, Any] = TypeAdapter(gate.Judgement).dump_python(judgement, mode="json")
    return {"version": name, "promoted": not judgement.objections, **said}


def _preview(head: Head, data: bytes) -> Head:
    """The rows whose tags another model would give otherwise than the champion."""
    from training.lessons import describe_row
    from training.registry import catalogue, gate
    from training.registry.measuring import answer as ask

    folder = find_models()
    rows = decode_rows(data, "paragraphs").annotations
    told = [describe_row(row) for row in rows]
    new, old = (
        ask(gate.load_contender(folder, catalogue.resolve(folder, name)).tagger, told).tags
        for name in (head["model"], catalogue.CHAMPION)
    )
    changes = [
        {"id": row.id, "before": sorted(was), "after": sorted(now)}
        for row, was, now in zip(rows, old, new, strict=True)
        if was != now
    ]
    return {"paragraphs": len(rows), "changes": changes}
