"""The application: its routes, and what lives as long as it does."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from importlib.metadata import version
from pathlib import Path
from threading import Event
from typing import Final

from fastapi import Depends, FastAPI

from documents.limits import MEBIBYTE, load_limits
from service.http import (
    cells,
    documents,
    events,
    exports,
    facets,
    findings,
    forms,
    health,
    jobs,
    labels,
    letters,
    models,
    pages,
    paragraphs,
    people,
    reports,
    signing,
    uploads,
)
from service.http.callers import LOCAL_ADMIN
from service.http.context import Context
from service.http.description import describe_api
from service.http.entrance import Entrance
from service.http.gate import Gate
from service.http.problems import install_problems
from service.http.rights import check_right
from service.http.web import install_pages
from service.intake import SUFFIXES
from service.jobs.queue import Queue
from service.jobs.uploads import File, receive
from service.jobs.worker import Worker
from service.people.trail import record
from service.settings import Settings
from service.storage.store import open_store

_RESOURCES: Final = (
    uploads,
    documents,
    pages,
    cells,
    paragraphs,
    findings,
    facets,
    reports,
    exports,
    jobs,
    events,
    labels,
    models,
    forms,
    letters,
    signing,
    people,
    health,
)


def create_app(
    settings: Settings,
    *,
    works: bool = True,
    load: Path | None = None,
    accounts: bool = False,
) -> FastAPI:
    """``works`` tells whether jobs are done in this process too (``gongkai worker`` does them
    elsewhere); the files in the folder ``load`` are taken in first, as if they had been sent.
    Without ``accounts`` everybody who reaches it is its admin."""

    @asynccontextmanager
    async def live(app: FastAPI) -> AsyncIterator[None]:
        store = open_store(settings)
        queue = Queue(settings.queue)
        context = Context(settings, load_limits(), store, queue)
        worker = Worker(store, queue, settings.workers, settings.keep_days) if works else None
        app.state.context = context
        app.state.stopping = Event()
        if worker:
            worker.start()
        context.warm()
        if load:
            _take_in(context, load)
        try:
            yield
        finally:
            app.state.stopping.set()
            if worker:
                worker.close()
            context.close()
            queue.close()
            store.close()

    largest = settings.upload * MEBIBYTE
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
    app.add_middleware(Entrance, accounts=accounts)
    app.add_middleware(Gate, largest=largest, accounts=accounts, url=settings.url)
    for module in _RESOURCES:
        # the gate looks at what a request says of its size, this at what comes
        app.include_router(
            module.router, max_body_size=largest, dependencies=[Depends(check_right)]
        )
    install_pages(app)
    app.openapi = partial(describe_api, app)  # type: ignore[method-assign]
    return app


def _take_in(context: Context, folder: Path) -> None:
    names = sorted(path for path in folder.iterdir() if path.suffix.lower() in SUFFIXES)
    files = [File(path.name, None, path.read_bytes()) for path in names]
    if not files:
        return
    by = LOCAL_ADMIN.name
    receipt = receive(context.store, files, context.limits, by)
    context.queue.send(receipt.to_send)
    if new := len(receipt.documents) - len(receipt.known):
        with context.store.write() as session:
            record(session, by, "folder.load", None, folder=str(folder), documents=new)
