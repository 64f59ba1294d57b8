from documents.forms import load_form
from tables.placing import PlacedRow, place_rows
from tables.rows import How, RowReading
from tests.tables.tokens import list_texts, make_reading

REQUESTS = load_form("v2021").table("requests")
ROWS = [row for block in REQUESTS.blocks for row in block.rows]
ZEROS = ("0",) * 7


def place(**changed: tuple[How, tuple[str, ...]]) -> dict[str, PlacedRow]:
    """Rows by the last part of their id; all others hold seven zeros."""
    readings: list[RowReading] = []
    for row in ROWS:
        how, texts = changed.get(row.id.rpartition(".")[2], ("direct", ZEROS))
        readings.append(make_reading(row, how, *texts))
    placed = place_rows(REQUESTS, readings)
    return {p.reading.row.id.rpartition(".")[2]: p for p in placed}


def test_placing_takes_whole_rows_as_they_are() -> None:
    row = place(disclosed=("direct", ("1", "0", "0", "0", "0", "0", "1")))["disclosed"]
    assert row.certain
    assert list_texts(row.placing) == ["1", "0", "0", "0", "0", "0", "1"]


def test_placing_lets_the_columns_choose_where_the_row_leaves_several() -> None:
    """A 3 under one of six applicants: only its column closes F1 and F2."""
    whole = ("0", "3", "0", "0", "0", "0", "3")
    row = place(
        new_received=("direct", whole),
        disclosed=("lossy", ("3", "3")),
        total=("direct", whole),
    )["disclosed"]
    assert row.chosen
    assert not row.certain
    assert list_texts(row.placing) == [None, "3", None, None, None, None, "3"]


def test_placing_leaves_cells_open_where_several_ways_remain() -> None:
    row = place(
        new_received=("lossy", ("3", "3")),
        disclosed=("lossy", ("3", "3")),
        total=("lossy", ("3", "3")),
    )["disclosed"]
    assert not row.certain
    assert row.placing[6] is not None
    assert row.placing[6].text == "3"
    assert row.unknown == frozenset(range(6))


def test_placing_finds_none_where_no_way_closes_the_row() -> None:
    row = place(disclosed=("lossy", ("3", "5")))["disclosed"]
    assert row.placing == ()
    assert not row.chosen


def test_placing_drops_the_surplus_that_breaks_the_sums() -> None:
    whole = ("2", "1", "0", "0", "0", "0", "3")
    row = place(
        new_received=("direct", whole),
        disclosed=("surplus", ("2", "1", "0", "0", "9", "0", "0", "3")),
        total=("direct", whole),
    )["disclosed"]
    assert not row.certain
    assert list_texts(row.placing) == list(whole)


def test_placing_cuts_figures_that_were_run_together() -> None:
    """11|1|0… and 1|11|0… both make a row; only the first closes the columns."""
    apart = ("11", "1", "0", "0", "0", "0", "12")
    glued = make_reading(ROWS[2], "lossy", "".join(apart), bordered=False)
    readings = [make_reading(row, "direct", *ZEROS) for row in ROWS]
    readings[0] = make_reading(ROWS[0], "direct", *apart)
    readings[2] = glued
    readings[-2] = make_reading(ROWS[-2], "direct", *apart)
    placed = place_rows(REQUESTS, readings)[2]
    assert list_texts(placed.placing) == list(apart)
    assert not placed.certain
    assert [t.start for t in placed.placing if t] == [0, 2, 3, 4, 5, 6, 7]


def test_placing_gives_up_on_an_empty_row() -> None:
    row = place(disclosed=("lossy", ()))["disclosed"]
    assert not row.certain
