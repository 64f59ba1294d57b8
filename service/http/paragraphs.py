"""The narrative: paragraphs with their tags, and who and what is mentioned in them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from fastapi import APIRouter, Response

from documents.narrative import Paragraph
from documents.places import Span
from documents.report import Analysis
from service.http.callers import Caller, CallerDep
from service.http.context import Context, ContextDep
from service.http.keys import DocumentId
from service.http.labels import keep_reviewed
from service.http.shapes.edits import EditedParagraph, MentionEdit, Mentions, ParagraphEdit
from service.http.shaping import shape_document
from service.http.tags import IfMatch, check_etag, write_etag
from service.storage.documents import find_document
from service.storage.editing import find_paragraph
from service.storage.edits import edit_mentions, edit_tags
from service.storage.faults import Conflict, RevisionMismatch
from service.storage.mentions import (
    Layers,
    Stretch,
    decode_layers,
    encode_layers,
    list_mentions,
)
from service.storage.paragraphs import find_offered
from service.storage.readings import load_current

router = APIRouter(prefix="/v1/documents/{document_id}", tags=["narrative"])
_NEVER_NULL: Final = frozenset({"name", "value", "approximate"})


@router.get("/paragraphs", summary="段落和标签")
def show_paragraphs(
    document_id: DocumentId, context: ContextDep, caller: CallerDep, response: Response
) -> list[Paragraph]:
    with context.store.read() as session:
        response.headers["ETag"] = write_etag(find_document(session, document_id))
        return list(load_current(session, document_id).paragraphs)


@router.patch("/paragraphs/{paragraph_id}", summary="改一段的标签和提及")
def patch_paragraph(
    document_id: DocumentId,
    paragraph_id: str,
    edit: ParagraphEdit,
    context: ContextDep,
    caller: CallerDep,
    response: Response,
    if_match: IfMatch = None,
) -> EditedParagraph:
    """Each of ``tags``, ``officials``, ``counts``, ``placeholders`` that is given holds all there
    is in the paragraph; the review is run anew. They are a reviewed label too, from which the next
    model learns."""
    with context.store.read() as session:
        document = find_document(session, document_id)
        check_etag(document, if_match)
        analysis = load_current(session, document_id)
        paragraph = find_paragraph(analysis, paragraph_id)
        offered = find_offered(session, document_id, paragraph_id)
        seen = document.revision
    row = (offered.id, offered.annotation) if offered else None
    mended = _read_marks(context, caller, analysis, paragraph, edit, row[1] if row else None)
    with context.store.write() as session:
        document = find_document(session, document_id)
        check_etag(document, if_match)
        if mended.layers != Layers() and document.revision != seen:
            raise RevisionMismatch  # whatever If-Match says: the places were those of other words
        if edit.tags is not None:
            tags = [str(tag) for tag in edit.tags]
            analysis = edit_tags(session, document, paragraph_id, tags, caller.name)
        if mended.layers != Layers():
            analysis = edit_mentions(session, document, paragraph_id, mended.layers, caller.name)
        response.headers["ETag"] = write_etag(document)
        edited = EditedParagraph(
            document=shape_document(document),
            paragraph=find_paragraph(analysis, paragraph_id),
            mentions=_list_all(analysis),
        )
    if row and mended.label:
        keep_reviewed(context, row[0], mended.label)
    return edited


@router.get("/mentions", summary="人员、数量、空缺")
def show_mentions(document_id: DocumentId, context: ContextDep, caller: CallerDep) -> Mentions:
    with context.store.read() as session:
        find_document(session, document_id)
        return _list_all(load_current(session, document_id))


@dataclass(frozen=True, slots=True)
class Mended:
    """What a correction comes to: the layers by places of the paragraph, and its row among the
    labels; none where no model has read the paragraph."""

    layers: Layers
    label: dict[str, Any] | None


def _read_marks(
    context: Context,
    caller: Caller,
    analysis: Analysis,
    paragraph: Paragraph,
    edit: ParagraphEdit,
    annotation: dict[str, Any] | None,
) -> Mended:
    """As a guarded child reads the words that were marked: it is there that the models are.
    Raises ``LabelWrong`` for what cannot be, ``Conflict`` for what is not in the paragraph."""
    marked = any(layer is not None for layer in edit.marks.values())
    if not marked and annotation is None:
        return Mended(Layers(), None)
    marks: dict[str, Any] = dict.fromkeys(edit.marks)
    held = Layers()
    if marked:
        stretch = Stretch.lay(paragraph, analysis.text)
        held = list_mentions(analysis, paragraph).move(stretch.find)
        for name, layer in edit.marks.items():
            if layer is not None:
                marks[name] = [_write_mark(mark, stretch) for mark in layer]
    question = {
        "kind": "mend",
        "text": paragraph.text,
        "marks": marks,
        "held": encode_layers(held),
        "tags": None if edit.tags is None else [str(tag) for tag in edit.tags],
        "by": caller.name,
        "at": datetime.now(UTC).isoformat(),
    }
    body = b"" if annotation is None else json.dumps(annotation).encode()
    head, row = context.desk.ask(question, body)
    return Mended(decode_layers(head["layers"]), json.loads(row) if row else None)


def _write_mark(mark: MentionEdit, stretch: Stretch) -> dict[str, Any]:
    """What was said of it, and no more: a name or figure that is null is left to the reading."""
    start, end = mark.span
    if not 0 <= start < end:
        raise Conflict("所标的文字不在这一段里。")
    said = mark.model_dump(exclude={"span"}, exclude_unset=True)
    fixed = {k: v for k, v in said.items() if v is not None or k not in _NEVER_NULL}
    return {"span": stretch.find(Span(start, end)), "fixed": fixed}


def _list_all(analysis: Analysis) -> Mentions:
    return Mentions(
        officials=list(analysis.officials),
        counts=list(analysis.counts),
        placeholders=list(analysis.placeholders),
    )
