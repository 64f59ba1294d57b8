import json
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import DecodeError

from analysis.pipeline import analyze
from documents.encoding import decode, describe_schema, encode
from documents.places import Span
from documents.report import Analysis, Producer, Source
from documents.tables import Cell
from tests.service.analyses import build_analysis, build_stranger
from training.factory.reports import make_report

CONTRACT = [
    "schema",
    "source",
    "text",
    "is_report",
    "title",
    "unit",
    "year",
    "form",
    "contact",
    "signature",
    "sections",
    "paragraphs",
    "tables",
    "officials",
    "counts",
    "placeholders",
    "findings",
    "failures",
    "produced_by",
]
CELL = ["row", "column", "value", "raw", "unit", "state", "confidence", "span", "regions"]


@pytest.mark.parametrize("analysis", [build_analysis(), build_stranger("通知.txt")])
def test_encoding_gives_a_built_analysis_back(analysis: Analysis) -> None:
    assert decode(encode(analysis)) == analysis
    assert decode(encode(analysis, indent=2)) == analysis


@pytest.mark.parametrize("flattening", ["tab_rows", "pdf_raw", "deduplicated"])
def test_encoding_gives_a_reports_analysis_back(flattening: str) -> None:
    text = make_report(Random(11), flattening=flattening).text
    analysis = analyze(text.encode(), "甲.txt")
    again = decode(encode(analysis))
    assert again == analysis
    cells = [cell for table in again.tables for cell in table]
    assert {type(cell.value) for cell in cells} <= {int, float, type(None)}
    assert all(type(cell.span) is Span for cell in cells if cell.span)


@given(text=st.text(max_size=80), name=st.text(max_size=10))
@settings(max_examples=40)
def test_encoding_keeps_every_character(text: str, name: str) -> None:
    analysis = Analysis(
        source=Source(name, "text/plain", ""),
        text=text,
        is_report=False,
        produced_by=Producer("1", {}),
    )
    assert decode(encode(analysis)).text == text


def test_encoding_has_the_contracts_keys_in_their_order() -> None:
    data = json.loads(encode(build_analysis()))
    assert [key for key in data if key in CONTRACT] == CONTRACT
    assert set(CONTRACT) <= describe_schema()["$defs"]["Analysis"]["properties"].keys()
    assert data["schema"] == "gongkai/1"
    assert list(data["tables"][0]["cells"][0]) == CELL
    spans = [s["span"] for s in data["sections"]]
    assert spans
    assert all(len(span) == 2 and span == sorted(span) for span in spans)


def test_encoding_tells_whole_numbers_from_amounts() -> None:
    def write(value: float) -> object:
        cell = Cell("admin_fee", "fee_amount", value, str(value), "万元", "number", 1.0)
        analysis = build_analysis()
        table = type(analysis.tables[0])("proactive", "v2021", "body", (cell,))
        changed = Analysis(
            source=analysis.source,
            text="",
            is_report=True,
            tables=(table,),
            produced_by=analysis.produced_by,
        )
        return json.loads(encode(changed))["tables"][0]["cells"][0]["value"]

    assert repr(write(3)) == "3"
    assert write(386.42) == 386.42


@pytest.mark.parametrize("data", [b"{}", b"[]", b"no json", b'{"schema": "gongkai/1"}'])
def test_encoding_refuses_other_json(data: bytes) -> None:
    with pytest.raises(DecodeError):
        decode(data)
