from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from documents.errors import GongkaiError
from documents.limits import load_limits
from documents.tables import CellKey
from service import remote
from service.client import Client, ServerRefused, ServerUnreachable
from service.outcomes import Input, Reading, Refusal
from service.progress import show_progress
from service.remote import treat_remotely
from tests.service.http.sending import Service


class Open(Client):
    """A client that does not close the one that all tests share."""

    def close(self) -> None:
        pass


@pytest.fixture
def client(service: Service) -> Iterator[Client]:
    with Open("http://127.0.0.1", service.client) as opened:
        yield opened


def test_client_sends_waits_and_reads(client: Client, service: Service) -> None:
    receipt = client.send(service.write_report(), "report.txt")
    job = client.wait(receipt.job)
    assert job.state == "succeeded"
    assert job.document_id == receipt.documents[0].id
    analysis = client.read_analysis(job.document_id)
    assert analysis.is_report
    document = client.read_document(job.document_id)
    assert (document.unit, document.year) == (analysis.unit and analysis.unit.name, analysis.year)
    assert document in client.list_documents(id=document.id)
    assert client.export(document.id, "md").decode().startswith("# ")
    assert ".docx" in client.read_config().suffixes


def test_client_lists_page_after_page(client: Client, service: Service) -> None:
    numbers = [service.add_report()["id"] for _ in range(3)]
    listed = [
        document.id for document in client.list_documents(id=numbers, limit=1, sort="created")
    ]
    assert listed == numbers


def test_client_edits_and_judges(client: Client, service: Service) -> None:
    document = client.read_document(service.add_report("township")["id"])
    edited = client.edit_cell(document, "requests", "new_received.total", 977)
    assert edited.cell.key == CellKey("new_received", "total")
    finding = next(f for f in edited.findings if f.rule == "applicants-sum")
    judged = client.give_verdict(document.id, finding.id, "dismissed", "已核实")
    assert judged.verdict == "dismissed"
    with pytest.raises(ServerRefused) as refused:
        client.edit_cell(document, "requests", "new_received.total", 976)
    assert (refused.value.status, refused.value.code) == (412, "revision-mismatch")


def test_client_tells_when_nobody_is_there() -> None:
    with Client("http://127.0.0.1:9") as client, pytest.raises(ServerUnreachable, match=":9"):
        client.read_config()


def test_remote_gives_what_batch_would_give(
    client: Client, service: Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remote, "Client", lambda server: client)
    data = {"good.txt": service.write_report(), "bad.pdf": b"%PDF-1.7 " + service.write_report()}
    inputs: list[Input | Refusal] = []
    for name, content in data.items():
        (tmp_path / name).write_bytes(content)
        inputs.append(Input(name, tmp_path / name, Path("folder") / name))
    inputs.append(Input("none.txt", tmp_path / "none.txt", Path("none.txt")))
    with show_progress(3, print, wanted=False) as progress:
        outcomes: list[Any] = list(
            treat_remotely(inputs, "", "line", load_limits(), None, progress)
        )
    good, bad, none = outcomes
    assert isinstance(good, Reading)
    assert b'"name":"folder/good.txt"' in good.result
    assert good.summary.is_report
    assert (bad.code, none.code) == ("damaged-input", "input-missing")
    assert isinstance(bad, Refusal)


def test_remote_stops_where_the_server_is_gone(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("报告")
    item = Input("a.txt", tmp_path / "a.txt", Path("a.txt"))
    with show_progress(1, print, wanted=False) as progress, pytest.raises(GongkaiError):
        list(treat_remotely([item], "http://127.0.0.1:9", "line", load_limits(), None, progress))
