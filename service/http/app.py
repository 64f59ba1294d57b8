"""The application: its routes, and what lives as long as it does."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version
from threading import Event
from typing import Final

from fastapi import FastAPI

from documents.limits import load_limits
from service.http import (
    cells,
    documents,
    events,
    exports,
    findings,
    forms,
    health,
    jobs,
    pages,
    paragraphs,
    reports,
    uploads,
)
from service.http.context import Context
from service.http.gate import Gate
from service.http.problems import install_problems
from service.http.web import install_pages
from service.jobs.queue import Queue
from service.jobs.worker import Worker
from service.settings import Settings
from service.storage.store import open_store

_RESOURCES: Final = (
    documents,
    pages,
    cells,
    paragraphs,
    findings,
    reports,
    exports,
    jobs,
    events,
    forms,
    health,
)


def create_app(settings: Settings, *, works: bool = True) -> FastAPI:
    """``works`` tells whether jobs are done in this process too (``gongkai worker`` does them
    elsewhere)."""

    @asynccontextmanager
    async def live(app: FastAPI) -> AsyncIterator[None]:
        store = open_store(settings)
        queue = Queue(settings.queue)
        context = Context(settings, load_limits(), store, queue)
        worker = Worker(store, queue, settings.workers) if works else None
        app.state.context = context
        app.state.stopping = Event()
        if worker:
            worker.start()
        try:
            yield
        finally:
            app.state.stopping.set()
            if worker:
                worker.close()
            context.close()
            queue.close()
            store.close()

    app = FastAPI(
        title="公开 gongkai",
        summary="政府信息公开工作年度报告的结构化与审核",
        version=version("gongkai"),
        lifespan=live,
        docs_url=None,
        redoc_url=None,
        openapi_url="/openapi.json",
    )
    install_problems(app)
    app.add_middleware(Gate)
    app.include_router(uploads.make_router(settings.upload))
    for module in _RESOURCES:
        app.include_router(module.router)
    install_pages(app)
    return app
