"""Is it alive, can it work, how does it go: for those who watch over it."""

from __future__ import annotations

from importlib.metadata import version

from fastapi import APIRouter, Response
from sqlalchemy import func, select, text

from documents.errors import GongkaiError
from service.http.callers import CallerDep
from service.http.context import ContextDep
from service.http.measures import render_measures
from service.http.problems import Problem
from service.http.shapes.base import Shape
from service.http.shapes.operation import Config
from service.intake import SUFFIXES
from service.jobs.reprocessing import name_model
from service.storage.rows import JobRow

router = APIRouter(tags=["operation"])


class Health(Shape):
    status: str


class Version(Shape):
    name: str
    version: str


@router.get("/livez", summary="进程活着")
def live() -> Health:
    return Health(status="ok")


@router.get("/readyz", summary="可以工作：数据库和任务队列都可用")
def ready(context: ContextDep) -> Health:
    try:
        with context.store.read() as session:
            session.execute(text("SELECT 1"))
        _ = context.queue.length
    except Exception:
        raise Problem(503, "not-ready", "数据库或任务队列暂时不可用。") from None
    return Health(status="ok")


@router.get(
    "/metrics",
    summary="Prometheus 指标",
    response_class=Response,
    responses={200: {"content": {"text/plain": {"schema": {"type": "string"}}}}},
)
def show_metrics(context: ContextDep) -> Response:
    with context.store.read() as session:
        counts = session.execute(
            select(JobRow.kind, JobRow.state, func.count()).group_by(JobRow.kind, JobRow.state)
        ).all()
    body, media_type = render_measures({(k, s): n for k, s, n in counts}, context.queue.length)
    return Response(body, media_type=media_type)


@router.get("/v1/version", summary="版本")
def show_version(caller: CallerDep) -> Version:
    return Version(name="gongkai", version=version("gongkai"))


@router.get("/v1/config", summary="限制和设置，供页面在上传前提醒")
def show_config(context: ContextDep, caller: CallerDep) -> Config:
    limits = context.limits
    return Config(
        upload_mebibytes=context.settings.upload,
        file_mebibytes=limits.file,
        pages=limits.pages,
        seconds=limits.seconds,
        suffixes=sorted(SUFFIXES),
        workers=context.settings.workers,
        caller=caller.name,
        role=caller.role,
        model=_name_model(),
    )


def _name_model() -> str | None:
    try:
        return name_model()
    except GongkaiError:
        return None
