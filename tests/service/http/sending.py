"""What tests send to the service, and how they wait for it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from httpx2 import Response
from starlette.testclient import TestClient

SAMPLES = Path(__file__).parents[3] / "corpora" / "samples"


@dataclass(frozen=True)
class Service:
    client: TestClient
    numbers: Iterator[int]

    def write_report(self, name: str = "county") -> bytes:
        """A sample report that nobody has sent yet."""
        text = (SAMPLES / f"{name}.txt").read_text("utf-8")
        return f"{text}\n第{next(self.numbers)}份".encode()

    def send(self, data: bytes, name: str = "report.txt", **options: Any) -> Response:
        return self.client.post("/v1/documents", files={"file": (name, data)}, **options)

    def wait(self, answer: Response) -> dict[str, Any]:
        """The job, when it has ended."""
        assert answer.status_code == 202, answer.text
        job: dict[str, Any] = self.get(f"{answer.headers['Location']}?wait=60")
        assert job["state"] not in ("queued", "running")
        return job

    def add_report(self, name: str = "county") -> dict[str, Any]:
        """The document of a report that was sent and read."""
        job = self.wait(self.send(self.write_report(name), f"{name}.txt"))
        assert job["state"] == "succeeded", job["error"]
        document: dict[str, Any] = self.get(job["result_url"])
        return document

    def get(self, url: str) -> Any:
        answer = self.client.get(url)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def etag(self, document: dict[str, Any]) -> dict[str, str]:
        """The header for a change of the document as it now is."""
        answer = self.client.get(f"/v1/documents/{document['id']}/tables")
        return {"If-Match": answer.headers["ETag"]}


def refuse(answer: Response, status: int, code: str) -> dict[str, Any]:
    """The problem of a refused request, which is told as it should be."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    problem: dict[str, Any] = answer.json()
    assert problem["code"] == code
    assert problem["status"] == status
    assert problem["detail"]
    return problem
