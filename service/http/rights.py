"""What each role may do: one table over all routes. What does not stand in it, nobody may.

What of the reports a person sees is another question, which ``storage.scope`` answers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, get_args

from fastapi import Request

from service.http.callers import identify_caller
from service.http.problems import Problem
from service.storage.terms import Role

NAMES: Final[dict[Role, str]] = {
    "clerk": "经办",
    "reviewer": "审核",
    "trainer": "训练",
    "admin": "管理员",
}
ALL: Final = frozenset[Role](get_args(Role))
_SENDERS: Final = frozenset[Role]({"clerk", "reviewer", "admin"})
_REVIEWERS: Final = frozenset[Role]({"reviewer", "admin"})
_TRAINERS: Final = frozenset[Role]({"trainer", "admin"})
_ADMINS: Final = frozenset[Role]({"admin"})
SEES_PERSONS: Final = _SENDERS
"""Who gets names and telephone numbers in what leaves the house: exports and original files."""


@dataclass(frozen=True, slots=True)
class Right:
    """``roles`` may; None, whoever knocks. ``act`` is how the audit trail calls it."""

    roles: frozenset[Role] | None
    act: str | None = None


_DOCUMENT: Final = "/v1/documents/{document_id}"
RIGHTS: Final[dict[str, Right]] = {
    "POST /v1/documents": Right(_SENDERS, "document.upload"),
    "GET /v1/documents": Right(ALL),
    f"GET {_DOCUMENT}": Right(ALL),
    f"DELETE {_DOCUMENT}": Right(_ADMINS, "document.delete"),
    f"GET {_DOCUMENT}/analysis": Right(ALL),
    f"GET {_DOCUMENT}/text": Right(ALL),
    f"GET {_DOCUMENT}/file": Right(SEES_PERSONS, "document.download"),
    f"POST {_DOCUMENT}:reprocess": Right(_REVIEWERS, "document.reprocess"),
    "POST /v1/documents:reprocess": Right(_REVIEWERS, "selection.reprocess"),
    f"GET {_DOCUMENT}/pages": Right(ALL),
    f"GET {_DOCUMENT}/pages/{{number}}.{{kind}}": Right(ALL),
    f"GET {_DOCUMENT}/tables": Right(ALL),
    f"PATCH {_DOCUMENT}/cells/{{table}}/{{key}}": Right(_REVIEWERS, "cell.edit"),
    f"DELETE {_DOCUMENT}/cells/{{table}}/{{key}}": Right(_REVIEWERS, "cell.restore"),
    f"GET {_DOCUMENT}/edits": Right(ALL),
    f"GET {_DOCUMENT}/paragraphs": Right(ALL),
    f"PATCH {_DOCUMENT}/paragraphs/{{paragraph_id}}": Right(_REVIEWERS, "paragraph.edit"),
    f"GET {_DOCUMENT}/mentions": Right(ALL),
    f"GET {_DOCUMENT}/findings": Right(ALL),
    f"PUT {_DOCUMENT}/findings/{{finding_id}}/verdict": Right(_REVIEWERS, "finding.judge"),
    f"GET {_DOCUMENT}/findings/{{finding_id}}/verdicts": Right(ALL),
    f"GET {_DOCUMENT}/export": Right(ALL, "document.export"),
    f"GET {_DOCUMENT}/letter.docx": Right(SEES_PERSONS, "document.return"),
    "GET /v1/export": Right(ALL, "selection.export"),
    "GET /v1/findings": Right(ALL),
    "GET /v1/rules": Right(ALL),
    "GET /v1/facets": Right(ALL),
    "GET /v1/units": Right(ALL),
    "GET /v1/totals": Right(ALL),
    "GET /v1/jobs": Right(ALL),
    "GET /v1/jobs/{job_id}": Right(ALL),
    "POST /v1/jobs/{job_id}:cancel": Right(ALL, "job.cancel"),
    "POST /v1/jobs/{job_id}:retry": Right(ALL, "job.retry"),
    "POST /v1/jobs/{job_id}:acknowledge": Right(ALL),
    "GET /v1/events": Right(ALL),
    "GET /v1/jobs/{job_id}/events": Right(ALL),
    "GET /v1/labels/queue": Right(_TRAINERS),
    "GET /v1/labels/status": Right(_TRAINERS),
    "GET /v1/labels/export": Right(_TRAINERS, "labels.export"),
    "POST /v1/labels/import": Right(_TRAINERS, "labels.import"),
    "GET /v1/labels/{label_id}": Right(_TRAINERS),
    "PUT /v1/labels/{label_id}": Right(_TRAINERS, "label.set"),
    "GET /v1/models": Right(_TRAINERS),
    "GET /v1/models/{name}": Right(_TRAINERS),
    "POST /v1/models/{name}:promote": Right(_TRAINERS, "model.promote"),
    "POST /v1/models:rollback": Right(_TRAINERS, "model.rollback"),
    "GET /v1/models/{name}/preview": Right(_TRAINERS),
    "POST /v1/training-runs": Right(_TRAINERS, "model.train"),
    "GET /v1/forms": Right(ALL),
    "GET /v1/forms/{version}": Right(ALL),
    "GET /livez": Right(None),
    "GET /readyz": Right(None),
    "GET /metrics": Right(_ADMINS),
    "GET /v1/version": Right(ALL),
    "GET /v1/config": Right(ALL),
    "POST /v1/session": Right(None, "sign-in"),
    "DELETE /v1/session": Right(ALL, "sign-out"),
    "POST /v1/invitation:look": Right(None),
    "POST /v1/invitation:accept": Right(None, "invitation.accept"),
    "GET /v1/account": Right(ALL),
    "PUT /v1/account/password": Right(ALL, "password.change"),
    "GET /v1/account/tokens": Right(ALL),
    "POST /v1/account/tokens": Right(ALL, "token.add"),
    "DELETE /v1/account/tokens/{token_id}": Right(ALL, "token.revoke"),
    "GET /v1/accounts": Right(_ADMINS),
    "POST /v1/accounts": Right(_ADMINS, "account.add"),
    "PATCH /v1/accounts/{account_id}": Right(_ADMINS, "account.change"),
    "POST /v1/accounts/{account_id}:invite": Right(_ADMINS, "account.invite"),
    "GET /v1/audit": Right(_ADMINS),
}


def list_acts(role: Role) -> list[str]:
    """What a page may offer to somebody of that role, by the names of the audit trail."""
    return sorted(
        right.act for right in RIGHTS.values() if right.act and right.roles and role in right.roles
    )


def find_right(request: Request) -> Right | None:
    """Of the route that answers, once it is known which does."""
    path = getattr(request.scope.get("route"), "path", "")
    return RIGHTS.get(f"{request.method} {path}")


def check_right(request: Request) -> None:
    """Stands before every route; raises ``Problem``."""
    right = find_right(request)
    if right and right.roles is None:
        return
    caller = identify_caller(request)
    if right is None or right.roles is None or caller.role not in right.roles:
        raise Problem(403, "role-lacking", f"您的角色（{NAMES[caller.role]}）不能这样做。")
