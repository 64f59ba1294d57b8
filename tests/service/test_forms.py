import json

from documents.forms import load_form, load_forms
from service.forms import describe_sums, encode_forms, write_forms


def test_forms_list_names_every_row_and_column() -> None:
    said = "\n".join(write_forms(load_forms()))
    for form in load_forms():
        for table in form.tables:
            for key in table.keys():  # noqa: SIM118
                assert key.row in said
                assert table.column(key).label in said
    assert "共 198 格" in said
    assert "共 200 格" in said


def test_forms_sums_are_said_once() -> None:
    sums = list(describe_sums(load_form("v2021").table("requests")))
    assert sums[0] == (
        "new_received + carried_in = out.total + carried_out（每列，requests-unbalanced）"
    )
    assert len(sums) == 3
    assert sums[2].startswith("total = natural_person + enterprise")


def test_forms_json_has_rows_columns_and_sums() -> None:
    (data,) = json.loads(encode_forms([load_form("v2021")]))
    assert data["version"] == "v2021"
    proactive, requests, _ = data["tables"]
    assert proactive["blocks"][0]["id"] == "art20_1"
    assert len(requests["blocks"][0]["rows"]) == 25
    assert requests["sums"][0]["left"] == [
        "new_received.natural_person",
        "carried_in.natural_person",
    ]
