from __future__ import annotations

from dataclasses import replace

from documents.layout import Layout, Piece
from documents.places import Box, Region, Span
from documents.report import Page, PageReader, Source
from documents.tables import Table
from tables.recognition import weigh_table
from tests.tables.pages import PDF, change, get, make_table

REQUESTS = {
    "new_received.natural_person": 12,
    "new_received.total": 12,
    "out.disclosed.natural_person": 7,
    "out.disclosed.total": 7,
    "out.partial.natural_person": 5,
    "out.partial.total": 5,
    "out.total.natural_person": 12,
    "out.total.total": 12,
}
BLANK = {"value": None, "raw": "", "state": "blank"}


def recognise(
    table: Table,
    clearness: dict[str, float],
    reader: PageReader = "ocr",
    ruled: bool = True,
) -> tuple[Layout, Table]:
    """A page on which every cell of the table stands, as clear as is said and else wholly clear;
    blank cells are ruled or not there."""
    text = ""
    pieces: list[Piece] = []
    cells = []
    for cell in table:
        span = Span(len(text), len(text) + len(cell.raw))
        if cell.raw or ruled:
            region = Region(1, Box(0, 0, 9, 9))
            pieces.append(Piece(span, region, clearness.get(str(cell.key), 1.0)))
        text += cell.raw + "\t"
        cells.append(replace(cell, span=span))
    layout = Layout(
        Source("扫描.pdf", PDF, "", 1), text, (), (Page(1, 600, 800, reader),), tuple(pieces)
    )
    return layout, replace(table, cells=tuple(cells), span=Span(0, len(text)))


def test_recognition_leaves_named_characters_alone() -> None:
    layout, table = recognise(make_table("proactive"), {"rules.issued": 0.3}, reader="text")
    assert weigh_table(layout, table) is table


def test_recognition_makes_no_cell_surer_than_its_characters() -> None:
    layout, table = recognise(make_table("proactive"), {"rules.issued": 0.4})
    weighed = weigh_table(layout, table)
    assert get(weighed, "rules.issued").confidence == 0.4
    assert get(weighed, "rules.repealed") == get(table, "rules.repealed")


def test_recognition_lifts_a_doubt_where_sums_hold_the_figure() -> None:
    doubts = {
        "out.partial.natural_person": 0.6,
        "out.refused.third_party.enterprise": 0.6,
        "out.disclosed.total": 0.3,
    }
    layout, table = recognise(make_table("requests", figures=REQUESTS), doubts)
    weighed = weigh_table(layout, table)
    assert get(weighed, "out.partial.natural_person").sure
    # its row and its column are all 0: they would close whatever was lost
    assert not get(weighed, "out.refused.third_party.enterprise").sure
    # too unclear to be called read
    assert not get(weighed, "out.disclosed.total").sure


def test_recognition_lifts_no_doubt_of_another_kind() -> None:
    contested = change(
        make_table("requests", figures=REQUESTS), "out.partial.natural_person", confidence=0.5
    )
    layout, table = recognise(contested, {})
    assert not get(weigh_table(layout, table), "out.partial.natural_person").sure


def test_recognition_blames_no_report_for_a_sum_that_unclear_figures_break() -> None:
    broken = make_table("disputes", figures={"review.upheld": 3, "review.total": 8})
    layout, table = recognise(broken, {"review.upheld": 0.95})
    group = [cell for cell in weigh_table(layout, table) if cell.row == "review"]
    assert not any(cell.sure for cell in group)
    layout, table = recognise(broken, {})
    assert all(cell.sure for cell in weigh_table(layout, table))


def test_recognition_believes_in_a_blank_only_between_ruling_lines() -> None:
    blank = change(make_table("proactive"), "licence.decisions", **BLANK)
    for ruled in (True, False):
        layout, table = recognise(blank, {}, ruled=ruled)
        assert get(weigh_table(layout, table), "licence.decisions").sure == ruled


def test_recognition_is_never_sure_of_words_or_of_what_it_did_not_see() -> None:
    missing = change(make_table("proactive"), "licence.decisions", **{**BLANK, "state": "missing"})
    layout, table = recognise(missing, {})
    gone = change(table, "licence.decisions", span=None)
    assert not get(weigh_table(layout, gone), "licence.decisions").sure
    words = {"value": None, "raw": "O", "state": "text"}
    layout, table = recognise(change(make_table("proactive"), "rules.issued", **words), {})
    assert not get(weigh_table(layout, table), "rules.issued").sure


def test_recognition_finds_the_place_of_an_empty_cell() -> None:
    layout, table = recognise(change(make_table("proactive"), "rules.issued", **BLANK), {})
    place = get(table, "rules.issued").span
    assert place is not None
    assert layout.find_empty(place) is layout.pieces[0]
    assert layout.find_empty(Span(1, 1)) is None


def test_recognition_doubts_a_ring_that_may_be_no_nought() -> None:
    table = change(make_table("proactive"), "rules.issued", raw="〇")
    layout, table = recognise(table, {})
    assert not get(weigh_table(layout, table), "rules.issued").sure
