"""A service with accounts: an office with one person of each role, and the reports of two units."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final, get_args

from httpx2 import Response
from starlette.testclient import TestClient

from documents.encoding import encode
from documents.report import Unit
from service.jobs.ledger import add_job, claim_job, finish_job
from service.jobs.teaching import offer_paragraphs
from service.people.accounts import add_account, set_password
from service.people.tokens import add_token
from service.storage.paragraphs import OfferedParagraph, read_offer
from service.storage.readings import keep_reading
from service.storage.rows import DocumentRow, SenderRow
from service.storage.store import Store
from service.storage.terms import Role
from tests.service.analyses import build_analysis

ROLES: Final[tuple[Role, ...]] = get_args(Role)
PASSWORD: Final = "清溪十里稻花香满田园"
OWN, OTHER = "云溪县人民政府", "鹤岭县人民政府"


@dataclass(frozen=True)
class Office:
    """``tokens`` are of a person of each role who may see ``OWN`` and what begins like it."""

    client: TestClient
    store: Store
    tokens: dict[str, str]

    def ask(self, role: str | None, method: str, url: str, **options: Any) -> Response:
        """As the person of that role, or as nobody."""
        headers = dict(options.pop("headers", {}))
        if role:
            headers["Authorization"] = f"Bearer {self.tokens[role]}"
        self.client.cookies.clear()
        return self.client.request(method, url, headers=headers, **options)

    def get(self, role: str, url: str) -> Any:
        answer = self.ask(role, "GET", url)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def admit(self, name: str, role: Role = "clerk", units: tuple[str, ...] = ()) -> str:
        """A new person; his token."""
        with self.store.write() as session:
            account = add_account(session, name, role, units, "test")
            set_password(session, account, PASSWORD)
            self.tokens[name] = add_token(session, account, "test", 1)[1]
        return self.tokens[name]

    def add_report(self, unit: str, by: str = "somebody") -> int:
        """A report that was read, without reading it."""
        analysis = replace(build_analysis(name=f"{unit}.txt"), unit=Unit(unit, "county"))
        analysis = replace(analysis, text=analysis.text.replace("云溪县", unit[:3]))
        data = f"{unit}的文件".encode()
        digest = self.store.blobs.keep(data)
        with self.store.write() as session:
            row = DocumentRow(sha256=digest, name=f"{unit}.txt", size=len(data), created_by=by)
            session.add(row)
            session.flush()
            session.add(SenderRow(document_id=row.id, name=by))
            job = add_job(session, "structure", by, document=row)
            claim = claim_job(session, job.id, "test")
            assert claim
            finish_job(session, claim)
            said = read_offer(*offer_paragraphs(analysis))[0]
            named = said.annotation | {"id": f"{row.id}-p1", "organisation": unit}
            offered = [OfferedParagraph("p1", 0.1, named)]
            keep_reading(session, row.id, job.id, analysis, encode(analysis), offered)
            return row.id


def open_office(client: TestClient) -> Office:
    office = Office(client, client.app.state.context.store, {})  # type: ignore[attr-defined]
    for role in ROLES:
        office.admit(role, role, ("*",) if role == "admin" else ("云溪县*",))
    return office
