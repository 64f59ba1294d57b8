"""Where requests come in when there are accounts: who it is, before anything of the body is read;
and where answers go out: what was done is written into the audit trail before it is told.
"""

from __future__ import annotations

from typing import Any, Final

from fastapi.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.http.callers import LOCAL_ADMIN, identify_caller, recognise
from service.http.problems import Problem, answer_problem
from service.http.rights import RIGHTS, Right, find_right
from service.people.trail import record
from service.storage.store import Store

_OPEN: Final = frozenset(named for named, right in RIGHTS.items() if right.roles is None)
_GUARDED: Final = ("/v1/", "/metrics")
"""All else are pages, which hold nothing, and whether the service is alive."""


class Entrance:
    """Pure ASGI. ``accounts`` says whether people sign in; else all are this machine's admin."""

    def __init__(self, app: ASGIApp, accounts: bool) -> None:
        self._app = app
        self._accounts = accounts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        try:
            await self._admit(request)
        except Problem as problem:
            refusal = answer_problem(
                request, problem.status, problem.code, problem.detail, headers=problem.headers
            )
            await refusal(scope, receive, send)
            return

        async def send_on(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] < 400:
                right = find_right(request)
                if right and right.act:
                    headers = Headers(raw=message["headers"])
                    await run_in_threadpool(_write_down, request, right, headers)
            await send(message)

        await self._app(scope, receive, send_on)

    async def _admit(self, request: Request) -> None:
        if not self._accounts:
            request.state.caller = LOCAL_ADMIN
            return
        if not request.url.path.startswith(_GUARDED):
            return
        store: Store = request.app.state.context.store
        if f"{request.method} {request.url.path}" in _OPEN:
            return
        request.state.caller = await run_in_threadpool(recognise, store, request)
        identify_caller(request)


def note(request: Request, **detail: Any) -> None:
    """Adds to what the audit trail will say of the request."""
    request.state.noted = getattr(request.state, "noted", {}) | detail


def find_address(request: Request) -> str | None:
    return request.client.host if request.client else None


def _write_down(request: Request, right: Right, headers: Headers) -> None:
    caller = identify_caller(request)
    detail = {key: value for key, value in request.path_params.items() if key != "document_id"}
    document = request.path_params.get("document_id")
    store: Store = request.app.state.context.store
    with store.write() as session:
        record(
            session,
            caller.name,
            right.act or "",
            find_address(request),
            int(document) if document else None,
            **detail,
            query=request.url.query,
            location=headers.get("location"),
            **getattr(request.state, "noted", {}),
        )
