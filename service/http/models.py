"""``/v1/models`` and ``/v1/training-runs``: versions of the tagger, and new ones."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Annotated, Any, Final

from fastapi import APIRouter, Query, Response
from pydantic import TypeAdapter
from sqlalchemy import func, select

from nlp.stored import find_models
from service.http.callers import CallerDep
from service.http.context import ContextDep
from service.http.shapes.jobs import Job
from service.http.shapes.models import (
    ChangedParagraph,
    ModelEvent,
    Models,
    ModelVersion,
    Preview,
    Promotion,
)
from service.http.shaping import shape_job
from service.jobs.ledger import add_job
from service.storage.rows import DocumentRow, ParagraphRow
from training.annotations.rows import decode_row, encode_rows
from training.registry.aliases import read_aliases, roll_back
from training.registry.card import Card
from training.registry.catalogue import Entry, UnknownModel, list_entries

router = APIRouter(prefix="/v1", tags=["models"])
_NEEDED: Final = ("sklearn", "skops")
_PREVIEWED: Final = 2_000


@router.get("/models", summary="模型的各个版本")
def list_models(context: ContextDep, caller: CallerDep) -> Models:
    folder = find_models()
    record = read_aliases(folder)
    with context.store.read() as session:
        reviewed = session.scalar(
            select(func.count()).select_from(ParagraphRow).where(ParagraphRow.state == "reviewed")
        )
    return Models(
        champion=record.champion,
        challenger=record.challenger,
        former=list(record.former),
        versions=[_shape(entry) for entry in list_entries(folder)],
        history=[
            ModelEvent(at=e.at, act=e.act, version=e.version, why=list(e.why))
            for e in record.history
        ],
        trainable=all(find_spec(name) for name in _NEEDED),
        reviewed=reviewed or 0,
    )


@router.get("/models/{name}", summary="一个版本和它的模型卡")
def show_model(name: str, caller: CallerDep) -> ModelVersion:
    for entry in list_entries(find_models()):
        if name == entry.name or name in entry.aliases:
            return _shape(entry)
    raise UnknownModel(f"没有 {name} 这个模型。")


@router.post("/models/{name}:promote", summary="启用一个版本")
def promote(name: str, context: ContextDep, caller: CallerDep) -> Promotion:
    """It is compared with the champion and all before it first, which takes seconds; a version
    that is worse anywhere is refused, and says why. What was read before stays as it is until it
    is reprocessed."""
    said, _ = context.desk.ask({"kind": "promote", "model": name}, b"")
    return Promotion.model_validate(said)


@router.post("/models:rollback", summary="换回以前的版本")
def rollback(
    context: ContextDep,
    caller: CallerDep,
    to: Annotated[str | None, Query(description="换回哪一个；不写则为前一个")] = None,
) -> Models:
    roll_back(find_models(), to)
    return list_models(context, caller)


@router.get("/models/{name}/preview", summary="启用后哪些报告会变")
def preview(name: str, context: ContextDep, caller: CallerDep) -> Preview:
    """Over the paragraphs of the newest reports, two thousand at most."""
    with context.store.read() as session:
        wanted = (
            select(ParagraphRow, DocumentRow)
            .join(DocumentRow, DocumentRow.id == ParagraphRow.document_id)
            .order_by(ParagraphRow.document_id.desc(), ParagraphRow.id)
            .limit(_PREVIEWED)
        )
        found = {row.id: (row, document) for row, document in session.execute(wanted).tuples()}
    rows = encode_rows(decode_row(row.annotation) for row, _ in found.values())
    said, _ = context.desk.ask({"kind": "preview", "model": name}, rows)
    return Preview(
        paragraphs=said["paragraphs"],
        changes=[_shape_change(change, *found[change["id"]]) for change in said["changes"]],
    )


@router.post("/training-runs", status_code=202, summary="用已复核的标注训练一个新版本")
def train(context: ContextDep, caller: CallerDep, response: Response) -> Job:
    """The new version waits as ``challenger``; its name is in the job's ``outcome``."""
    with context.store.write() as session:
        job = shape_job(add_job(session, "train", caller.name, name="训练"))
    context.queue.send([job.id])
    response.headers["Location"] = f"/v1/jobs/{job.id}"
    return job


def _shape(entry: Entry) -> ModelVersion:
    card: dict[str, Any] | None = None
    if entry.card:
        card = TypeAdapter(Card).dump_python(entry.card, mode="json")
    return ModelVersion(name=entry.name, aliases=list(entry.aliases), fault=entry.fault, card=card)


def _shape_change(
    change: dict[str, Any], row: ParagraphRow, document: DocumentRow
) -> ChangedParagraph:
    return ChangedParagraph(
        document_id=document.id,
        unit=document.unit,
        year=document.year,
        paragraph_id=row.paragraph_id,
        text=row.annotation["text"],
        before=change["before"],
        after=change["after"],
    )
