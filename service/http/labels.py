"""``/v1/labels``: paragraphs to be labelled, the least sure first; labels in and out."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Annotated, Any, Final, Literal

from fastapi import APIRouter, Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from sqlalchemy import func, select

from service.http.callers import Caller, CallerDep
from service.http.context import Context, ContextDep
from service.http.documents import attach
from service.http.keys import Number
from service.http.shapes.labels import LabelCounts, LabelImport, LabelItem, Labelling, LabelQueue
from service.storage.paragraphs import find_paragraph, mark_paragraph
from service.storage.rows import ParagraphRow
from service.storage.terms import LabelState
from training.annotations.census import count_labels
from training.annotations.incoming import EFFECTS, plan_import
from training.annotations.rows import decode_row
from training.annotations.sampling import ALIKE, Crowd
from training.annotations.store import add_annotations, find_annotations
from training.annotations.views import load_format

router = APIRouter(prefix="/v1/labels", tags=["labels"])
LabelFormat = Literal["jsonl", "doccano", "label-studio", "docbin", "conll"]
_LOOKED_AT: Final = 400
"""Open paragraphs that are looked at for one page of the queue; many are alike."""
_REMEMBERED: Final = 500
_SUFFIXES: Final[dict[str, str]] = {"label-studio": "json", "docbin": "spacy", "doccano": "jsonl"}


@router.get("/queue", summary="待标注的段落，模型最没有把握的在前")
def show_queue(
    context: ContextDep,
    caller: CallerDep,
    document: Annotated[Number | None, Query(description="只要这一份的")] = None,
    limit: Annotated[int, Query(ge=1, le=50)] = 20,
) -> LabelQueue:
    """No two that are alike, none like what was labelled before: the answer would be the same."""
    wanted = select(ParagraphRow).where(ParagraphRow.state == "open")
    counted = select(ParagraphRow.state, func.count()).group_by(ParagraphRow.state)
    if document is not None:
        wanted = wanted.where(ParagraphRow.document_id == document)
        counted = counted.where(ParagraphRow.document_id == document)
    with context.store.read() as session:
        crowd = Crowd()
        done = (
            select(ParagraphRow)
            .where(ParagraphRow.state != "open")
            .order_by(ParagraphRow.changed_at.desc())
            .limit(_REMEMBERED)
        )
        for row in session.scalars(done):
            crowd.add(row.annotation["text"])
        items: list[LabelItem] = []
        ordered = wanted.order_by(ParagraphRow.margin, ParagraphRow.id).limit(_LOOKED_AT)
        for row in session.scalars(ordered):
            text = row.annotation["text"]
            if crowd.find_likeness(text) < ALIKE:
                crowd.add(text)
                items.append(_shape(row))
            if len(items) == limit:
                break
        states = dict(session.execute(counted).tuples().all())
    return LabelQueue(
        items=items,
        open=states.get("open", 0),
        reviewed=states.get("reviewed", 0),
        skipped=states.get("skipped", 0),
    )


@router.get("/status", summary="标注库里有什么")
def show_status(context: ContextDep, caller: CallerDep) -> LabelCounts:
    census = count_labels(find_annotations(context.settings.home))
    return LabelCounts.model_validate(
        {
            "rows": census.rows,
            "states": dict(census.states),
            "tags": [_shape_entry(entry) for entry in census.tags],
            "layers": [_shape_entry(entry) for entry in census.layers],
            "bodies": [_shape_entry(entry) for entry in census.bodies],
        }
    )


@router.get("/export", summary="导出标注库", response_class=Response)
def export_labels(
    context: ContextDep,
    caller: CallerDep,
    format: Annotated[LabelFormat, Query()] = "jsonl",
) -> Response:
    data = load_format(format).encode(find_annotations(context.settings.home))
    name = f"labels.{_SUFFIXES.get(format, format)}"
    return Response(
        data,
        media_type="application/octet-stream",
        headers={"Content-Disposition": attach(name), "X-Content-Type-Options": "nosniff"},
    )


@router.post("/import", summary="导入标注")
async def import_labels(
    request: Request,
    context: ContextDep,
    caller: CallerDep,
    format: Annotated[LabelFormat, Query()] = "jsonl",
    dry_run: Annotated[bool, Query(description="只说会改变什么，不写入")] = False,
    reviewed: Annotated[bool, Query(description="原样留下的建议也算已复核")] = False,
) -> LabelImport:
    """The body is the file. With a fault in it nothing is written."""
    data = await request.body()
    return await run_in_threadpool(
        _import, context, caller, data, format, dry_run=dry_run, reviewed=reviewed
    )


@router.get("/{label_id}", summary="一段的标注")
def show_label(label_id: str, context: ContextDep, caller: CallerDep) -> LabelItem:
    with context.store.read() as session:
        return _shape(find_paragraph(session, label_id))


@router.put("/{label_id}", summary="标注一段")
def put_label(
    label_id: str, labelling: Labelling, context: ContextDep, caller: CallerDep
) -> LabelItem:
    """``tags`` are all tags of the paragraph. Without ``marks`` its mentions stay unlabelled; with
    them the marks are all there is in it. May be sent again: the later one holds."""
    with context.store.read() as session:
        row = find_paragraph(session, label_id)
    return keep_label(context, caller, row, labelling)


def keep_label(
    context: Context, caller: Caller, row: ParagraphRow, labelling: Labelling
) -> LabelItem:
    marks = labelling.marks
    question = {
        "kind": "label",
        "state": labelling.state,
        "by": caller.name,
        "at": datetime.now(UTC).isoformat(),
        "tags": [str(tag) for tag in labelling.tags],
        "marks": None if marks is None else [m.model_dump() for m in marks],
    }
    _, encoded = context.desk.ask(question, json.dumps(row.annotation).encode())
    return keep_reviewed(context, row.id, json.loads(encoded), labelling.state)


def keep_reviewed(
    context: Context, label_id: str, annotation: dict[str, Any], state: LabelState = "reviewed"
) -> LabelItem:
    """The label that ``annotation`` is, in the store of labels, where training finds it, and in
    the queue."""
    labelled = decode_row(annotation)
    assert labelled.review.at
    add_annotations([labelled], labelled.review.at, context.settings.home)
    with context.store.write() as session:
        found = find_paragraph(session, label_id)
        mark_paragraph(session, found, state, annotation)
        return _shape(found)


def _import(
    context: Context,
    caller: Caller,
    data: bytes,
    format: LabelFormat,
    *,
    dry_run: bool,
    reviewed: bool,
) -> LabelImport:
    home, at = context.settings.home, datetime.now(UTC)
    parsed = load_format(format).decode(data, "upload")
    plan = plan_import(parsed, find_annotations(home), at, caller.name, reviewed=reviewed)
    writes = bool(plan.rows) and not plan.faults and not dry_run
    if writes:
        add_annotations(plan.rows, at, home)
    return LabelImport(
        effects={effect: plan.count(effect) for effect in EFFECTS},
        faults=[str(fault) for fault in plan.faults],
        notes=list(parsed.notes),
        written=writes,
    )


def _shape(row: ParagraphRow) -> LabelItem:
    return LabelItem(
        id=row.id,
        document_id=row.document_id,
        paragraph_id=row.paragraph_id,
        margin=row.margin,
        state=row.state,
        annotation=row.annotation,
    )


def _shape_entry(entry: Any) -> dict[str, Any]:
    return {"name": entry.name, "rows": entry.rows, "reviewed": entry.reviewed}
