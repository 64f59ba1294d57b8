"""The silent-wrong metric: what is an error, what is doubt, what is luck."""

from __future__ import annotations

from dataclasses import replace

from benchmarks.accuracy.factory_tables import make_case, score_table
from documents.tables import SURE, Cell, CellKey, CellState, Table
from training.factory.figures import Amount
from training.factory.tables import FactoryTable

_ROWS = {"a": 1, "b": 2, "c": None}


def _make(lost: frozenset[str] = frozenset()) -> FactoryTable:
    truth = {CellKey(row, "total"): value for row, value in _ROWS.items()}
    return FactoryTable(
        text="",
        kind="requests",
        form="v2021",
        truth=truth,
        states={key: "blank" if value is None else "number" for key, value in truth.items()},
        recoverable=frozenset(key for key in truth if key.row not in lost),
        flattening="cell_lines",
        damage=(),
    )


def _cell(
    row: str, value: Amount | None, state: CellState = "number", confidence: float = 1.0
) -> Cell:
    return Cell(row, "total", value, "", None, state, confidence)


def _table(*cells: Cell) -> Table:
    return Table("requests", "v2021", "body", cells)


def _right() -> tuple[Cell, ...]:
    return _cell("a", 1), _cell("b", 2), _cell("c", None, "blank")


def test_factory_tables_right_cells_are_recovered_and_vouched() -> None:
    score = score_table(_make(), 7, lambda _: [_table(*_right())])
    assert (score.recovered.part, score.vouched.part, score.recovered.whole) == (3, 3, 3)
    assert (score.silent, score.doubted, score.silent_in) == (0, 0, ())


def test_factory_tables_sure_and_wrong_is_silent() -> None:
    cells = (_cell("a", 5), _cell("b", None, "missing"), _cell("c", 0))
    score = score_table(_make(), 7, lambda _: [_table(*cells)])
    assert (score.silent, score.doubted, score.silent_in) == (3, 0, (7,))
    assert score.recovered.part == 0


def test_factory_tables_a_doubt_that_is_shown_is_not_silent() -> None:
    cells = (
        _cell("a", 5, confidence=SURE - 0.01),
        _cell("b", 3, "inferred"),
        _cell("c", 4, confidence=0.2),
    )
    score = score_table(_make(), 7, lambda _: [_table(*cells)])
    assert (score.silent, score.doubted) == (0, 3)


def test_factory_tables_a_doubted_right_cell_is_recovered_but_not_vouched() -> None:
    cells = (_cell("a", 1, "inferred"), _cell("b", 2, confidence=0.5), _cell("c", None, "slash"))
    score = score_table(_make(), 7, lambda _: [_table(*cells)])
    assert (score.recovered.part, score.vouched.part) == (3, 1)


def test_factory_tables_undetermined_cells_count_only_where_wrong() -> None:
    made = _make(lost=frozenset("ab"))
    cells = (_cell("a", 1), _cell("b", 9), _cell("c", None, "blank"))
    score = score_table(made, 7, lambda _: [_table(*cells)])
    assert (score.recovered.part, score.recovered.whole, score.silent) == (1, 1, 1)


def test_factory_tables_no_table_loses_the_figures_and_is_not_silent() -> None:
    score = score_table(_make(), 7, lambda _: [])
    assert (score.unread, score.recovered.part, score.vouched.part, score.silent) == (1, 1, 0, 0)


def test_factory_tables_invented_figures_are_silent() -> None:
    other = replace(_table(_cell("a", 1), _cell("b", None, "blank")), kind="disputes")
    again = _table(_cell("a", 1, confidence=0.3))
    score = score_table(_make(), 7, lambda _: [_table(*_right()), other, again])
    assert score.silent == 1


def test_factory_tables_a_seed_gives_its_table_again() -> None:
    assert make_case(41) == make_case(41)
    assert make_case(41).text != make_case(42).text
