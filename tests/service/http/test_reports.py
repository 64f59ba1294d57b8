import csv
import io
import json

from openpyxl import load_workbook

from tests.service.http.sending import Service, refuse


def test_facets_count_the_documents_of_a_selection(service: Service) -> None:
    documents = [service.add_report(name) for name in ("county", "county", "city")]
    chosen = "&".join(f"id={document['id']}" for document in documents)
    facets = service.get(f"/v1/facets?{chosen}")
    assert facets["unit"] == [
        {"value": documents[0]["unit"], "count": 2},
        {"value": documents[2]["unit"], "count": 1},
    ]
    assert facets["state"] == [{"value": "succeeded", "count": 3}]
    assert sum(facet["count"] for facet in facets["form"]) == 3


def test_facets_leave_out_their_own_filter_and_no_other(service: Service) -> None:
    documents = [service.add_report(name) for name in ("county", "city", "education-bureau")]
    chosen = "&".join(f"id={document['id']}" for document in documents)
    first, second, third = documents
    whole = service.get(f"/v1/facets?{chosen}")
    assert [facet["count"] for facet in whole["unit"]] == [1, 1, 1]

    of_unit = service.get(f"/v1/facets?{chosen}&unit={first['unit']}")
    assert of_unit["unit"] == whole["unit"]
    assert of_unit["year"] == [{"value": first["year"], "count": 1}]
    assert of_unit["unit_kind"] == [{"value": first["unit_kind"], "count": 1}]

    of_form = service.get(f"/v1/facets?{chosen}&form={third['form']}")
    assert of_form["form"] == whole["form"]
    assert sum(facet["count"] for facet in of_form["unit"]) == next(
        facet["count"] for facet in whole["form"] if facet["value"] == third["form"]
    )

    rule = whole["rule"][0]["value"]
    of_rule = service.get(f"/v1/facets?{chosen}&rule={rule}")
    assert of_rule["rule"] == whole["rule"]
    assert sum(facet["count"] for facet in of_rule["year"]) == whole["rule"][0]["count"]

    of_two = service.get(f"/v1/facets?{chosen}&unit={second['unit']}&rule={rule}")
    assert {facet["value"] for facet in of_two["unit"]} >= {second["unit"]}
    found = service.get(f"/v1/documents?{chosen}&rule={rule}")["items"]
    assert {f["value"] for f in of_two["unit"] if f["count"]} == {d["unit"] for d in found}


def test_facets_hold_what_is_chosen_where_nothing_has_it(service: Service) -> None:
    document = service.add_report("county")
    facets = service.get(f"/v1/facets?id={document['id']}&year=1999&form=none&rule=no-such-rule")
    assert {"value": 1999, "count": 0} in facets["year"]
    assert {"value": None, "count": 0} in facets["form"]
    assert {"value": "no-such-rule", "count": 0} in facets["rule"]
    assert facets["unit"] == []


def test_facets_count_no_form_as_none(service: Service) -> None:
    notice = f"关于放假的通知\n请各单位安排好值班。第{next(service.numbers)}号".encode()
    stranger = service.wait(service.send(notice))["document_id"]
    report = service.add_report("county")
    chosen = f"id={stranger}&id={report['id']}"
    facets = service.get(f"/v1/facets?{chosen}&form=none")
    assert {(f["value"], f["count"]) for f in facets["form"]} == {(None, 1), (report["form"], 1)}
    assert facets["year"] == [{"value": None, "count": 1}]


def test_units_have_their_reports_by_year(service: Service) -> None:
    document = service.add_report("education-bureau")
    units = service.get(f"/v1/units?name={document['unit'][2:]}")["items"]
    assert [unit["unit"] for unit in units] == [document["unit"]]
    assert document["id"] in {report["document_id"] for report in units[0]["reports"]}


def test_totals_add_what_was_read_and_tell_the_rest(service: Service) -> None:
    first, second = service.add_report("county"), service.add_report("county")
    other = service.add_report("city")
    key = "requests/new_received.total"
    service.client.patch(
        f"/v1/documents/{second['id']}/cells/{key}",
        json={"value": None},
        headers=service.etag(second),
    )
    chosen = "&".join(f"id={document['id']}" for document in (first, second, other))
    totals = service.get(f"/v1/totals?{chosen}")
    assert totals["reports"] == 3
    assert totals["twins"] == [
        {"unit": first["unit"], "year": first["year"], "document_ids": [first["id"], second["id"]]}
    ]
    (table,) = (
        table
        for table in totals["tables"]
        if (table["kind"], table["form"]) == ("requests", first["form"])
    )
    (cell,) = (
        cell
        for cell in table["cells"]
        if (cell["row"], cell["column"]) == ("new_received", "total")
    )
    (own,) = (
        cell
        for table in first["analysis"]["tables"]
        if table["kind"] == "requests"
        for cell in table["cells"]
        if (cell["row"], cell["column"]) == ("new_received", "total")
    )
    assert (cell["total"], cell["numbers"], cell["empty"]) == (own["value"], 1, 1)
    assert table["reports"] == 2


def test_totals_leave_out_what_is_no_report(service: Service) -> None:
    notice = f"关于放假的通知\n请各单位安排好值班。第{next(service.numbers)}号".encode()
    stranger = service.wait(service.send(notice))["document_id"]
    failed = service.wait(service.send(b"%PDF-1.7 " + service.write_report()))["document_id"]
    totals = service.get(f"/v1/totals?id={stranger}&id={failed}")
    assert (totals["reports"], totals["tables"]) == (0, [])
    assert (totals["others"], totals["unread"]) == ([stranger], [failed])


def test_exports_of_one_report_are_files(service: Service) -> None:
    document = service.add_report("riverside-town")
    url = f"/v1/documents/{document['id']}/export?format="
    book = load_workbook(io.BytesIO(service.client.get(f"{url}xlsx").content))
    assert len(book.sheetnames) >= 4
    assert json.loads(service.client.get(f"{url}json").content) == document["analysis"]
    assert "<!doctype html>" in service.client.get(f"{url}html").text
    assert document["unit"] in service.client.get(f"{url}md").text
    rows = list(csv.DictReader(io.StringIO(service.client.get(f"{url}csv").text.lstrip("\ufeff"))))
    cells = [cell for table in document["analysis"]["tables"] for cell in table["cells"]]
    assert len(rows) == len(cells)
    assert [row["数值"] for row in rows] == [
        "" if cell["value"] is None else str(cell["value"]) for cell in cells
    ]
    refuse(service.client.get(f"{url}doc"), 422, "invalid")


def test_exports_of_a_selection_hold_all_of_it(service: Service) -> None:
    documents = [service.add_report(name) for name in ("county", "city")]
    chosen = "&".join(f"id={document['id']}" for document in documents)
    lines = service.client.get(f"/v1/export?format=jsonl&{chosen}").text.splitlines()
    assert [json.loads(line) for line in lines] == [d["analysis"] for d in documents]
    book = load_workbook(io.BytesIO(service.client.get(f"/v1/export?format=xlsx&{chosen}").content))
    summary = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]
    assert {d["unit"] for d in documents} <= {row[0] for row in summary}
    text = service.client.get(f"/v1/export?format=csv&{chosen}").text
    assert all(str(document["unit"]) in text for document in documents)


def test_exports_keep_edits(service: Service) -> None:
    document = service.add_report()
    service.client.patch(
        f"/v1/documents/{document['id']}/cells/requests/new_received.total",
        json={"value": 77881},
        headers=service.etag(document),
    )
    text = service.client.get(f"/v1/documents/{document['id']}/export?format=md").text
    assert "77881" in text
