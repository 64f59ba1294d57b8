"""What every request passes: a number of its own, a line in the log, a look at where it is from.

Without accounts whoever reaches the port is its admin. A page of another site must not: its
requests name their origin, and a name that was bent to this machine is no loopback name.
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
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.http.measures import observe
from service.http.problems import answer_problem

_log: Final = logging.getLogger("gongkai.http")
_SILENT: Final = ("/livez", "/readyz", "/metrics")


class Gate:
    """Pure ASGI: streams pass through as they come."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

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
            if _is_own(Headers(scope=scope)):
                await self._app(scope, receive, send_on)
            else:
                refusal = answer_problem(
                    Request(scope), 403, "foreign-origin", "不接受来自其他网站的请求。"
                )
                await refusal(scope, receive, send_on)
        finally:
            _record(scope, status, time.perf_counter() - started, number)


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
