"""Every route with every role: what the table says is what happens; and whoever may ask for
something is told of the units he may see, and of no others."""

import re
from collections.abc import Callable
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import quote
from zipfile import ZipFile

import pytest

from service.http.app import create_app
from service.http.rights import RIGHTS
from service.settings import Settings
from service.storage.events import list_events
from service.storage.rows import JobRow
from service.storage.scope import Scope
from tests.service.http.office import OTHER, OWN, ROLES, Office
from tests.service.http.sending import refuse

_APP = create_app(Settings(Path("nowhere"), "sqlite://", "sqlite://", 1))
OPERATIONS = [
    f"{method.upper()} {path}"
    for path, methods in _APP.openapi()["paths"].items()
    for method in methods
]
READS = [named for named in OPERATIONS if named.startswith("GET ") and "/v1/" in named]
OF_DOCUMENTS = [named for named in OPERATIONS if "{document_id}" in named]
BODIES: dict[str, Any] = {
    "PATCH /v1/documents/{document_id}/cells/{table}/{key}": {"value": 1},
    "PATCH /v1/documents/{document_id}/paragraphs/{paragraph_id}": {"tags": []},
    "PUT /v1/documents/{document_id}/findings/{finding_id}/verdict": {"verdict": "confirmed"},
}
NAMES = {f"{OWN}.txt", f"{OTHER}.txt"}
# an event stream that begins would not end: a number that is none is refused after the right
_NO_STREAM = {"Last-Event-ID": "x"}
_ANYTHING = {
    "number": "1", "kind": "png", "table": "requests", "key": "new_received.total",
    "paragraph_id": "p1", "finding_id": "none", "job_id": "999999", "label_id": "none",
    "name": "none", "version": "v2021", "token_id": "999999", "account_id": "999999",
}  # fmt: skip


def write_url(path: str, **known: object) -> str:
    values = _ANYTHING | {"document_id": "999999"} | {k: str(v) for k, v in known.items()}
    return re.sub(r"\{(\w+)\}", lambda found: values[found[1]], path)


@pytest.fixture(scope="module")
def own(office: Office) -> int:
    return office.add_report(OWN)


@pytest.fixture(scope="module")
def other(office: Office) -> int:
    return office.add_report(OTHER)


def test_rights_stand_in_the_table_for_every_route() -> None:
    assert set(RIGHTS) == set(OPERATIONS)


@pytest.mark.parametrize("named", OPERATIONS)
def test_rights_of_each_role_are_those_of_the_table(office: Office, named: str) -> None:
    method, _, path = named.partition(" ")
    allowed = RIGHTS[named].roles
    stranger = office.ask(None, method, write_url(path), headers=_NO_STREAM)
    if allowed is None:
        assert stranger.status_code not in (401, 403)
        return
    refuse(stranger, 401, "sign-in-needed")
    for role in ROLES:
        if role in allowed and path.endswith("/training-runs"):
            continue  # it would begin one
        answer = office.ask(role, method, write_url(path), headers=_NO_STREAM)
        if role in allowed:
            lacking = answer.status_code == 403 and answer.json()["code"] == "role-lacking"
            assert answer.status_code != 401
            assert not lacking, role
        else:
            refuse(answer, 403, "role-lacking")


@pytest.mark.parametrize("named", OF_DOCUMENTS)
def test_rights_end_at_the_units_of_the_person(
    office: Office, own: int, other: int, named: str
) -> None:
    """A report of another unit is none, whatever is asked of it, and nothing happens to it."""
    method, _, path = named.partition(" ")
    before = office.get("admin", f"/v1/documents/{other}")
    for role in sorted(RIGHTS[named].roles or ()):
        if role == "admin":
            continue
        said = {"json": BODIES[named]} if named in BODIES else {}
        headers = {"If-Match": "*"}
        url = write_url(path, document_id=other)
        refuse(office.ask(role, method, url, headers=headers, **said), 404, "not-found")
        if method == "GET":
            mine = office.ask(role, method, write_url(path, document_id=own))
            assert mine.status_code == 200 or "pages" in path
    assert office.get("admin", f"/v1/documents/{other}") == before


@pytest.mark.parametrize("named", [n for n in READS if n not in OF_DOCUMENTS])
def test_rights_let_no_list_tell_of_other_units(
    office: Office, own: int, other: int, named: str
) -> None:
    _, _, path = named.partition(" ")
    for role in sorted(RIGHTS[named].roles or ()):
        if role == "admin":
            continue
        answer = office.ask(role, "GET", write_url(path), headers=_NO_STREAM)
        assert OTHER[:3] not in answer.content.decode("utf-8", "replace")


@pytest.mark.parametrize(
    ("url", "count"),
    [
        ("/v1/documents?count=true", lambda said: said["count"]),
        ("/v1/documents?q=人民政府", lambda said: len(said["items"])),
        ("/v1/totals", lambda said: said["reports"]),
        ("/v1/units", lambda said: len(said["items"])),
        ("/v1/facets", lambda said: sum(facet["count"] for facet in said["unit"])),
        ("/v1/facets?year=2023", lambda said: sum(facet["count"] for facet in said["state"])),
        ("/v1/facets?q=人民政府", lambda said: max(facet["count"] for facet in said["rule"])),
        ("/v1/jobs", lambda said: len({job["name"] for job in said["items"]} & NAMES)),
        ("/v1/findings?limit=500", lambda said: len({f["document_id"] for f in said["items"]})),
    ],
)
def test_rights_narrow_what_is_counted(
    office: Office, own: int, other: int, url: str, count: Callable[[Any], int]
) -> None:
    assert count(office.get("admin", url)) == 2
    assert count(office.get("reviewer", url)) == 1


def test_rights_narrow_exports_and_labels(office: Office, own: int, other: int) -> None:
    for format in ("csv", "jsonl"):
        whole = office.ask("admin", "GET", f"/v1/export?format={format}").text
        part = office.ask("clerk", "GET", f"/v1/export?format={format}").text
        assert OTHER in whole
        assert OWN in part
        assert OTHER not in part
    queue = office.get("trainer", "/v1/labels/queue")
    assert queue["open"] == 1
    assert [item["document_id"] for item in queue["items"]] == [own]
    refuse(office.ask("trainer", "GET", f"/v1/labels/{other}-p1"), 404, "label-missing")
    label: dict[str, list[str]] = {"tags": []}
    answer = office.ask("trainer", "PUT", f"/v1/labels/{other}-p1", json=label)
    refuse(answer, 404, "label-missing")


@pytest.mark.parametrize("format", ["json", "html", "md", "csv", "xlsx"])
def test_rights_keep_persons_in_the_house(office: Office, own: int, format: str) -> None:
    url = f"/v1/documents/{own}/export?format={format}"
    whole = office.ask("reviewer", "GET", url)
    for answer in (
        office.ask("trainer", "GET", url),
        office.ask("reviewer", "GET", f"{url}&personal=false"),
    ):
        assert answer.status_code == 200
        assert quote("隐去个人信息") in answer.headers["content-disposition"]
        assert "林若川" not in read_all(answer.content)
    if format != "csv":  # of tables only
        assert "林若川" in read_all(whole.content)


@pytest.mark.parametrize("format", ["jsonl", "xlsx"])
def test_rights_keep_persons_of_selections_in_the_house(
    office: Office, own: int, format: str
) -> None:
    url = f"/v1/export?format={format}"
    for answer in (
        office.ask("trainer", "GET", url),
        office.ask("admin", "GET", f"{url}&personal=false"),
    ):
        assert answer.status_code == 200
        assert "林若川" not in read_all(answer.content)
    assert "林若川" in office.ask("admin", "GET", "/v1/export?format=jsonl").text


def read_all(data: bytes) -> str:
    """All text of a file; of a workbook, of its parts."""
    if not data.startswith(b"PK"):
        return data.decode()
    with ZipFile(BytesIO(data)) as parts:
        return unescape("".join(parts.read(name).decode() for name in parts.namelist()))


def test_rights_narrow_events(office: Office, own: int, other: int) -> None:
    with office.store.narrow(Scope("someone", (OWN,))).read() as session:
        events = list_events(session, 0)
        jobs = {event.job_id for event in events if event.job_id}
        documents = {session.get_one(JobRow, job).document_id for job in jobs}
    assert documents == {own}
    assert {event.document_id for event in events} == {own, None}


def test_rights_let_who_sent_a_file_see_it_whatever_its_unit(office: Office, other: int) -> None:
    """Also where another had sent the same bytes before; the units of a person may change."""
    office.admit("鹤岭经办")
    mine = "/v1/documents?count=true"
    assert office.get("鹤岭经办", mine)["count"] == 0
    file = {"file": ("again.txt", f"{OTHER}的文件".encode())}
    receipt = office.ask("鹤岭经办", "POST", "/v1/documents", files=file).json()
    assert receipt["known"] == [other]
    assert [d["id"] for d in office.get("鹤岭经办", mine)["items"]] == [other]
    account = next(a for a in office.get("admin", "/v1/accounts") if a["name"] == "鹤岭经办")
    change = {"units": [OWN]}
    url = f"/v1/accounts/{account['id']}"
    assert office.ask("admin", "PATCH", url, json=change).json()["units"] == [OWN]
    assert office.get("鹤岭经办", mine)["count"] == 2


def test_rights_do_not_tell_deleted_reports_from_those_of_others(office: Office) -> None:
    gone = office.add_report("云溪县水务局")
    assert office.ask("admin", "DELETE", f"/v1/documents/{gone}").status_code == 204
    refuse(office.ask("admin", "GET", f"/v1/documents/{gone}"), 404, "not-found")
    refuse(office.ask("reviewer", "GET", f"/v1/documents/{gone}"), 404, "not-found")
