"""The API from Python: typed, and no more than HTTP. ``gongkai --server`` speaks through it.

with Client("http://127.0.0.1:8000") as client:
    job = client.wait(client.send(data, "report.docx").job)
    analysis = client.read_analysis(job.document_id)
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from http import HTTPStatus
from types import TracebackType
from typing import Any, Final, TypeVar

import httpx2

from documents.encoding import decode
from documents.errors import GongkaiError
from documents.report import Analysis
from service.http.shapes.base import Page, Shape
from service.http.shapes.documents import Document, UploadReceipt
from service.http.shapes.edits import EditedReport
from service.http.shapes.findings import JudgedFinding
from service.http.shapes.jobs import Job
from service.http.shapes.operation import Config
from service.storage.terms import ENDED, Verdict

TOKEN: Final = "GONGKAI_TOKEN"
_PATIENCE: Final = 60.0
_HELD_OPEN: Final = 20
"""Seconds for which the server may hold an answer until a job ends."""
Answer = TypeVar("Answer", bound=Shape)


class ServerUnreachable(GongkaiError):
    """连不上服务；请看地址是否正确，服务是否已经启动。"""

    code = "server-unreachable"


class ServerRefused(GongkaiError):
    """服务没有接受请求。"""

    code = "server-refused"

    def __init__(self, status: int, problem: Mapping[str, Any]) -> None:
        super().__init__(str(problem.get("detail") or f"服务回答 {status}。"))
        self.status = status
        self.problem = dict(problem)
        self.code = str(problem.get("code", "server-refused"))  # type: ignore[misc]


class Client:
    """Every method raises ``ServerUnreachable`` or ``ServerRefused``. ``token`` is a personal one,
    ``GONGKAI_TOKEN`` where none is given; a service without accounts needs none."""

    def __init__(
        self, server: str, http: httpx2.Client | None = None, token: str | None = None
    ) -> None:
        self._http = http or httpx2.Client(base_url=server, timeout=_PATIENCE)
        if said := token or os.environ.get(TOKEN):
            self._http.headers["Authorization"] = f"Bearer {said}"

    def __enter__(self) -> Client:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        self._http.close()

    def read_config(self) -> Config:
        return self._get("/v1/config", Config)

    def send(self, data: bytes, name: str) -> UploadReceipt:
        """One file, or an archive of many."""
        answer = self._ask("POST", "/v1/documents", files={"file": (name, data)})
        return UploadReceipt.model_validate_json(answer.content)

    def read_job(self, job_id: int, *, wait: float = 0) -> Job:
        return self._get(f"/v1/jobs/{job_id}", Job, wait=wait)

    def wait(self, job: Job) -> Job:
        """The job when it has ended, however long that takes."""
        while job.state not in ENDED:
            job = self.read_job(job.id, wait=_HELD_OPEN)
        return job

    def cancel(self, job_id: int) -> Job:
        return Job.model_validate_json(self._ask("POST", f"/v1/jobs/{job_id}:cancel").content)

    def read_document(self, document_id: int) -> Document:
        return self._get(f"/v1/documents/{document_id}", Document)

    def list_documents(self, **filters: Any) -> Iterator[Document]:
        """All that the filters of the board let through, page by page."""
        cursor: str | None = None
        while True:
            page = self._get("/v1/documents", Page[Document], **filters, cursor=cursor)
            yield from page.items
            cursor = page.next_cursor
            if cursor is None:
                return

    def read_analysis(self, document_id: int) -> Analysis:
        """The report as it now stands, with the edits of people."""
        return decode(self._ask("GET", f"/v1/documents/{document_id}/analysis").content)

    def export(self, document_id: int, format: str) -> bytes:
        """The report as a file of that format."""
        url = f"/v1/documents/{document_id}/export"
        return self._ask("GET", url, params={"format": format}).content

    def edit_cell(
        self, document: Document, table: str, key: str, value: int | float | None
    ) -> EditedReport:
        """Refused where the document has changed since."""
        answer = self._ask(
            "PATCH",
            f"/v1/documents/{document.id}/cells/{table}/{key}",
            json={"value": value},
            headers={"If-Match": f'"{document.revision}"'},
        )
        return EditedReport.model_validate_json(answer.content)

    def give_verdict(
        self, document_id: int, finding_id: str, verdict: Verdict, reason: str = ""
    ) -> JudgedFinding:
        answer = self._ask(
            "PUT",
            f"/v1/documents/{document_id}/findings/{finding_id}/verdict",
            json={"verdict": verdict, "reason": reason},
        )
        return JudgedFinding.model_validate_json(answer.content)

    def _get(self, url: str, shape: type[Answer], **parameters: Any) -> Answer:
        said = {name: value for name, value in parameters.items() if value is not None}
        return shape.model_validate_json(self._ask("GET", url, params=said).content)

    def _ask(self, method: str, url: str, **options: Any) -> httpx2.Response:
        try:
            answer = self._http.request(method, url, **options)
        except httpx2.TransportError:
            raise ServerUnreachable(
                f"连不上服务 {self._http.base_url}；请看地址是否正确，服务是否已经启动。"
            ) from None
        if answer.status_code >= HTTPStatus.BAD_REQUEST:
            raise ServerRefused(answer.status_code, _read_problem(answer))
        return answer


def _read_problem(answer: httpx2.Response) -> Mapping[str, Any]:
    try:
        said = answer.json()
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}
