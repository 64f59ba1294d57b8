from typing import Any

from tests.service.http.sending import Service, refuse

CELL = "requests/new_received.natural_person"


def list_rules(report: dict[str, Any]) -> list[str]:
    return [finding["rule"] for finding in report["findings"]]


def find_cell(tables: list[dict[str, Any]], row: str, column: str) -> dict[str, Any]:
    cells: list[dict[str, Any]] = [
        cell
        for table in tables
        if table["kind"] == "requests"
        for cell in table["cells"]
        if (cell["row"], cell["column"]) == (row, column)
    ]
    assert len(cells) == 1
    return cells[0]


def test_cells_corrected_break_and_mend_the_sums(service: Service) -> None:
    document = service.add_report("township")
    url = f"/v1/documents/{document['id']}"
    before = find_cell(service.get(f"{url}/tables"), "new_received", "natural_person")
    wrong = service.client.patch(
        f"{url}/cells/{CELL}", json={"value": 977}, headers=service.etag(document)
    )
    assert wrong.status_code == 200, wrong.text
    assert {"applicants-sum", "requests-unbalanced"} <= set(list_rules(wrong.json()))
    assert wrong.json()["cell"] == before | {"value": 977, "confidence": 1.0}
    assert wrong.json()["document"]["errors"] > document["errors"]
    right = service.client.patch(
        f"{url}/cells/{CELL}",
        json={"value": before["value"]},
        headers={"If-Match": wrong.headers["ETag"]},
    )
    assert list_rules(right.json()) == [f["rule"] for f in document["analysis"]["findings"]]


def test_cells_are_not_overwritten_unseen(service: Service) -> None:
    document = service.add_report()
    url = f"/v1/documents/{document['id']}/cells/{CELL}"
    seen = service.etag(document)
    refuse(service.client.patch(url, json={"value": 1}), 428, "if-match-missing")
    assert service.client.patch(url, json={"value": 1}, headers=seen).status_code == 200
    refuse(service.client.patch(url, json={"value": 2}, headers=seen), 412, "revision-mismatch")


def test_cells_keep_every_edit_and_go_back(service: Service) -> None:
    document = service.add_report()
    url = f"/v1/documents/{document['id']}"
    service.client.patch(
        f"{url}/cells/{CELL}", json={"value": None}, headers=service.etag(document)
    )
    blank = find_cell(service.get(f"{url}/tables"), "new_received", "natural_person")
    assert (blank["value"], blank["state"]) == (None, "blank")
    back = service.client.delete(f"{url}/cells/{CELL}", headers=service.etag(document))
    assert back.status_code == 200
    edits = service.get(f"{url}/edits")
    assert [edit["target"] for edit in edits] == ["requests:new_received.natural_person"] * 2
    assert [edit["by"] for edit in edits] == ["local"] * 2
    assert edits[0]["after"]["value"] == edits[1]["before"]["value"]
    changed = service.get(f"{url}/analysis")
    assert changed == service.get(f"{url}/analysis?original=true") == document["analysis"]


def test_cells_edited_stay_edited_when_the_file_is_read_again(service: Service) -> None:
    document = service.add_report()
    url = f"/v1/documents/{document['id']}"
    service.client.patch(
        f"{url}/cells/{CELL}", json={"state": "slash"}, headers=service.etag(document)
    )
    edited = service.get(f"{url}/analysis")
    assert service.wait(service.client.post(f"{url}:reprocess"))["state"] == "succeeded"
    assert service.get(f"{url}/analysis") == edited
    assert service.get(url)["edits"] == 1


def test_cells_refuse_what_no_cell_can_hold(service: Service) -> None:
    document = service.add_report()
    url = f"/v1/documents/{document['id']}/cells"
    seen = service.etag(document)
    for change in ({"value": "3"}, {"value": 1e300}, {"value": 3, "state": "x"}, {"figure": 3}):
        refuse(service.client.patch(f"{url}/{CELL}", json=change, headers=seen), 422, "invalid")
    contradiction = {"value": 3, "state": "slash"}
    refuse(service.client.patch(f"{url}/{CELL}", json=contradiction, headers=seen), 409, "conflict")
    for place in ("requests/no.such", "requests/total", "nothing/a.b", "99/a.b"):
        change = {"value": 1}
        answer = service.client.patch(f"{url}/{place}", json=change, headers=seen)
        refuse(answer, 404, "cell-missing")
