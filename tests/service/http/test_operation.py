from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text
from starlette.testclient import TestClient

from service.http.app import create_app
from service.http.gate import is_loopback
from service.http.server import run_server
from service.storage.schema import DatabaseNewer
from service.storage.store import open_store
from tests.service.databases import make_settings
from tests.service.http.sending import Service, refuse


def test_operation_is_alive_and_ready(service: Service) -> None:
    assert service.get("/livez") == {"status": "ok"}
    assert service.get("/readyz") == {"status": "ok"}


def test_operation_is_measured(service: Service) -> None:
    service.add_report()
    service.get("/v1/rules")
    metrics = service.client.get("/metrics").text
    assert 'gongkai_jobs{kind="structure",state="succeeded"}' in metrics
    request = 'gongkai_request_seconds_count{method="GET",route="/v1/rules",status="200"}'
    assert request in metrics


def test_operation_tells_its_limits(service: Service) -> None:
    config = service.get("/v1/config")
    assert ".docx" in config["suffixes"]
    assert (config["caller"], config["role"]) == ("local", "admin")
    assert service.get("/v1/version")["name"] == "gongkai"


def test_operation_refuses_uploads_that_are_too_large(tmp_path: Path) -> None:
    small = replace(make_settings("sqlite", tmp_path), upload=1)
    app = create_app(small, works=False)
    with TestClient(app, base_url="http://127.0.0.1") as client:
        large = {"file": ("large.txt", b"x" * (2 << 20))}
        refuse(client.post("/v1/documents", files=large), 413, "input-too-large")
        fitting = client.post("/v1/documents", files={"file": ("small.txt", b"x" * 1000)})
        assert fitting.status_code == 202


def test_forms_are_drawn_from_the_data(service: Service) -> None:
    forms = service.get("/v1/forms")
    assert [form["version"] for form in forms] == ["v2019", "v2021"]
    for form in forms:
        for table in form["tables"]:
            printed = [cell["key"] for row in table["printed"] for cell in row if cell["key"]]
            listed = {
                f"{row['id']}.{column['id']}"
                for block in table["blocks"]
                for row in block["rows"]
                for column in block["columns"]
            }
            assert set(printed) == listed
            assert len(printed) == len(listed)
    assert service.get("/v1/forms/v2021") == forms[1]


def test_gate_lets_no_other_site_in(service: Service) -> None:
    for headers in (
        {"Host": "evil.example"},
        {"Origin": "https://evil.example"},
        {"Origin": "http://127.0.0.1:9"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
    ):
        answer = service.client.post("/v1/documents", json={"text": "x"}, headers=headers)
        refuse(answer, 403, "foreign-origin")
    own = {"Origin": "http://127.0.0.1", "Sec-Fetch-Site": "same-origin"}
    assert service.client.get("/v1/rules", headers=own).status_code == 200


def test_gate_numbers_requests(service: Service) -> None:
    answer = service.client.get("/v1/documents/999999")
    assert answer.json()["request_id"] == answer.headers["X-Request-ID"]
    assert answer.headers["X-Request-ID"] != service.client.get("/livez").headers["X-Request-ID"]


def test_operation_does_not_begin_on_the_database_of_a_newer_program(tmp_path: Path) -> None:
    settings = make_settings("sqlite", tmp_path)
    store = open_store(settings)
    with store.write() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    store.close()
    with pytest.raises(DatabaseNewer):
        run_server(settings, "127.0.0.1", 0, works=False, accounts=False)


@pytest.mark.parametrize(
    ("host", "own"),
    [
        ("127.0.0.1", True),
        ("127.8.9.1", True),
        ("::1", True),
        ("localhost", True),
        ("10.0.0.1", False),
        ("0.0.0.0", False),
        ("127.0.0.1.evil.example", False),
        ("localhost.evil.example", False),
        ("", False),
    ],
)
def test_gate_knows_this_machine(host: str, own: bool) -> None:
    assert is_loopback(host) is own
