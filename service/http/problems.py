"""Errors as ``application/problem+json`` (RFC 9457), in Chinese, with stable codes."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any, Final

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from documents.errors import (
    GongkaiError,
    InputError,
    InputTooLarge,
    SetupError,
    UnsupportedFormat,
)
from service.guard.pool import GuardClosed, TimeLimit
from service.jobs.uploads import KeyReused
from service.people.faults import (
    AccountFault,
    InvitationSpent,
    LastAdmin,
    NameTaken,
    SignInRefused,
    TooManyAttempts,
)
from service.storage.faults import Conflict, Gone, NotFound, RevisionMismatch

_log: Final = logging.getLogger("gongkai.http")
MEDIA_TYPE: Final = "application/problem+json"
_STATUSES: Final[dict[type[GongkaiError], int]] = {
    Gone: 410,
    NotFound: 404,
    RevisionMismatch: 412,
    KeyReused: 422,
    Conflict: 409,
    NameTaken: 409,
    LastAdmin: 409,
    AccountFault: 422,
    SignInRefused: 401,
    InvitationSpent: 410,
    TooManyAttempts: 429,
    InputTooLarge: 413,
    UnsupportedFormat: 415,
    TimeLimit: 504,
    InputError: 422,
    GuardClosed: 503,
    SetupError: 503,
}
_STATUSES_OF_CODES: Final = {
    "already-champion": 409,
    "overtaken": 409,
    "nothing-before": 409,
    "unknown-model": 404,
}
"""Errors of rooms below that reach the border by their code alone."""
_TITLES: Final[dict[int, str]] = {
    400: "请求有误",
    401: "需要登录",
    403: "没有权限",
    404: "没有找到",
    405: "不支持这种操作",
    406: "没有这种格式",
    409: "现在不能这样做",
    410: "已经删除",
    412: "内容已被别人修改",
    413: "文件过大",
    415: "不支持这种格式",
    422: "内容有误",
    428: "缺少版本号",
    429: "请求过多",
    500: "内部错误",
    503: "暂时不能处理",
    504: "处理超时",
}
_CODES: Final[dict[int, str]] = {
    400: "bad-request",
    404: "not-found",
    405: "method-not-allowed",
    413: "input-too-large",
    422: "invalid",
}
_RETRYABLE: Final = frozenset({429, 500, 503, 504})
_COMPLAINTS: Final[dict[str, str]] = {
    "missing": "缺少这一项",
    "extra_forbidden": "不认识这一项",
    "int_parsing": "应为整数",
    "int_type": "应为整数",
    "float_parsing": "应为数字",
    "bool_parsing": "应为 true 或 false",
    "string_type": "应为文字",
    "string_too_short": "太短",
    "string_too_long": "太长",
    "literal_error": "不是允许的值",
    "enum": "不是允许的值",
    "greater_than_equal": "太小",
    "less_than_equal": "太大",
    "json_invalid": "不是有效的 JSON",
    "datetime_from_date_parsing": "应为时间",
}


class Problem(Exception):
    """An error of HTTP's own; others are raised as what they are."""

    def __init__(
        self, status: int, code: str, detail: str, headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.code = code
        self.detail = detail
        self.headers = dict(headers or {})


def answer_problem(
    request: Request,
    status: int,
    code: str,
    detail: str,
    *,
    headers: Mapping[str, str] | None = None,
    errors: list[dict[str, str]] | None = None,
) -> JSONResponse:
    body: dict[str, Any] = {
        "type": f"urn:gongkai:problem:{code}",
        "title": _TITLES.get(status, "出错了"),
        "status": status,
        "detail": detail,
        "instance": request.url.path,
        "code": code,
        "retryable": status in _RETRYABLE,
        "request_id": getattr(request.state, "request_id", None),
    }
    if errors:
        body["errors"] = errors
    return JSONResponse(body, status, dict(headers or {}), MEDIA_TYPE)


def install_problems(app: FastAPI) -> None:
    app.add_exception_handler(Problem, _answer_own)
    app.add_exception_handler(GongkaiError, _answer_ours)
    app.add_exception_handler(HTTPException, _answer_http)
    app.add_exception_handler(RequestValidationError, _answer_invalid)
    app.add_exception_handler(Exception, _answer_unforeseen)


def _answer_own(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, Problem)
    return answer_problem(request, error.status, error.code, error.detail, headers=error.headers)


def _answer_ours(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, GongkaiError)
    kinds = type(error).__mro__
    status = _STATUSES_OF_CODES.get(error.code) or next(
        (_STATUSES[kind] for kind in kinds if kind in _STATUSES), 500
    )
    seconds = error.seconds if isinstance(error, TooManyAttempts) else 5
    headers = {"Retry-After": str(seconds)} if status in _RETRYABLE else {}
    return answer_problem(request, status, error.code, str(error), headers=headers)


def _answer_http(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    status = error.status_code
    detail = _TITLES.get(status, str(error.detail))
    if status == 404:
        detail = "没有这个地址。"
    if status == 413:
        detail = "一次上传的内容过大；请分几次上传。"
    code = _CODES.get(status, "http-error")
    return answer_problem(request, status, code, detail, headers=error.headers)


def _answer_invalid(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    errors = [
        {
            "pointer": "/" + "/".join(str(part) for part in found["loc"]),
            "detail": _COMPLAINTS.get(found["type"], str(found["msg"])),
        }
        for found in error.errors()
    ]
    said = "；".join(f"{e['pointer'].rpartition('/')[2]}：{e['detail']}" for e in errors[:3])
    return answer_problem(request, 422, "invalid", said or "内容有误。", errors=errors)


def _answer_unforeseen(request: Request, error: Exception) -> JSONResponse:
    _log.error("unforeseen", exc_info=error, extra={"path": request.url.path})
    return answer_problem(request, 500, "internal-error", "服务内部出错，已记入日志。")
