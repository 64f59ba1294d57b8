"""What every request passes: a number of its own, a line in the log, a look at where it is from.

Without accounts whoever reaches the port is its admin. A page of another site must not: its
requests name their origin, and a name that was bent to this machine is no loopback name. With
accounts the cookie is bound to the name; others' pages may link here, and nothing else.
"""

from __future__ import annotations

import ipaddress
import logging
import time
from typing import Final
from urllib.parse import urlsplit
from uuid import uuid4

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from documents.limits import MEBIBYTE
from service.http.callers import SAFE
from service.http.measures import observe
from service.http.problems import answer_problem

_log: Final = logging.getLogger("gongkai.http")
_SILENT: Final = ("/livez", "/readyz", "/metrics")


class Gate:
    """Pure ASGI: streams pass through as they come. ``largest`` counts the bytes of a body; ``url``
    is where people reach it, where a proxy gives it another name."""

    def __init__(self, app: ASGIApp, largest: int, accounts: bool = False, url: str = "") -> None:
        self._app = app
        self._largest = largest
        self._accounts = accounts
        self._own = urlsplit(url).netloc

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        number = uuid4().hex[:16]
        scope.setdefault("state", {})["request_id"] = number
        started = time.perf_counter()
        status = 500

        async def send_on(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)["X-Request-ID"] = number
            await send(message)

        try:
            refusal = self._refuse(Request(scope))
            await (refusal or self._app)(scope, receive, send_on)
        finally:
            _record(scope, status, time.perf_counter() - started, number)

    def _refuse(self, request: Request) -> Response | None:
        if not (self._is_ours(request) if self._accounts else _is_own(request.headers)):
            return answer_problem(request, 403, "foreign-origin", "不接受来自其他网站的请求。")
        size = request.headers.get("content-length", "0")
        if size.isdecimal() and int(size) > self._largest:
            return answer_problem(
                request,
                413,
                "input-too-large",
                f"一次上传的内容超过 {self._largest / MEBIBYTE:g} MB；请分几次上传。",
            )
        return None

    def _is_ours(self, request: Request) -> bool:
        origin = request.headers.get("origin")
        if origin is None:
            said = request.headers.get("sec-fetch-site", "none")
            return request.method in SAFE or said in ("none", "same-origin")
        return urlsplit(origin).netloc in (request.headers.get("host"), self._own or None)


def _is_own(headers: Headers) -> bool:
    host = _name_host(f"//{headers.get('host', '')}")
    if not is_loopback(host):
        return False
    origin = headers.get("origin")
    if origin is None:
        return headers.get("sec-fetch-site", "none") in ("none", "same-origin", "same-site")
    return urlsplit(origin).netloc == headers.get("host")


def _name_host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def is_loopback(host: str) -> bool:
    """True for a name or address of this machine itself."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _record(scope: Scope, status: int, seconds: float, number: str) -> None:
    route = getattr(scope.get("route"), "path", "")
    observe(scope["method"], route, status, seconds)
    if scope["path"] not in _SILENT:
        _log.info(
            "request",
            extra={
                "method": scope["method"],
                "path": scope["path"],
                "status": status,
                "milliseconds": round(seconds * 1000, 1),
                "request_id": number,
            },
        )
