from collections.abc import Mapping
from types import MappingProxyType

from documents.forms import load_form
from documents.tables import SURE
from tables.confidence import BORDERED, UNREADABLE, rate_rows
from tables.placing import PlacedRow, place_rows
from tests.tables.tokens import make_reading

REQUESTS = load_form("v2021").table("requests")
ROWS = [row for block in REQUESTS.blocks for row in block.rows]
ZEROS = ("0",) * 7


def rate(rows: tuple[PlacedRow, ...]) -> dict[str, float]:
    rated = rate_rows(REQUESTS, rows)
    return {row.id.rpartition(".")[2]: rated[k] for k, row in enumerate(ROWS)}


def place(
    changed: Mapping[str, tuple[str, ...]] = MappingProxyType({}), *, bordered: bool = True
) -> tuple[PlacedRow, ...]:
    """All rows zero but those given: fewer than seven values are a lossy row, none an absent."""
    readings = []
    for row in ROWS:
        texts = changed.get(row.id.rpartition(".")[2], ZEROS)
        how = "direct" if len(texts) == 7 else "lossy" if texts else "absent"
        readings.append(make_reading(row, how, *texts, bordered=bordered))  # type: ignore[arg-type]
    return place_rows(REQUESTS, readings)


def test_confidence_is_high_for_cells_between_borders() -> None:
    assert set(rate(place()).values()) == {BORDERED}


def test_confidence_blames_no_broken_sum_on_the_reading_of_a_grid() -> None:
    rated = rate(place({"new_received": ("1", "0", "0", "0", "0", "0", "9")}))
    assert set(rated.values()) == {BORDERED}


def test_confidence_is_low_where_values_were_lost() -> None:
    rated = rate(place({"disclosed": ("3", "3")}))
    assert rated["disclosed"] < SURE
    assert rated["partial"] >= SURE


def test_confidence_is_none_where_nothing_fits() -> None:
    assert rate(place({"disclosed": ("3", "5")}))["disclosed"] == UNREADABLE


def test_confidence_doubts_a_broken_row_without_borders_in_a_table_amiss() -> None:
    rated = rate(
        place(
            {
                "disclosed": ("1", "0", "0", "0", "0", "0", "9"),
                "partial": ("3", "3"),
                "repeat": ("2", "0", "0", "0", "0", "0", "2"),
            },
            bordered=False,
        )
    )
    assert rated["disclosed"] < SURE
    assert rated["repeat"] >= SURE


def test_confidence_is_sure_of_a_row_missing_between_sure_ones() -> None:
    assert rate(place({"repeat": ()}))["repeat"] >= SURE


def test_confidence_doubts_that_many_rows_are_missing() -> None:
    names = [row.id.rpartition(".")[2] for row in ROWS[4:20]]
    rated = rate(place(dict.fromkeys(names, ())))
    assert max(rated[name] for name in names) < SURE
