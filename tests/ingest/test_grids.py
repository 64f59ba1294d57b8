import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.errors import InputTooLarge
from ingest.grids import Block, Grid, GridCell, join_cell, write_blocks


def make_grid(*rows: str, widths: tuple[int, ...] = ()) -> Grid:
    """A letter a cell, repeated over the columns that it covers; a dot where there is none."""
    return Grid(tuple(tuple(cut_row(row)) for row in rows), widths)


def cut_row(row: str) -> list[GridCell]:
    return [
        GridCell(row.index(sign), row.rindex(sign) + 1, (sign,) if sign != "_" else ())
        for sign in dict.fromkeys(row)
        if sign != "."
    ]


def write_rows(grid: Grid) -> list[str]:
    return write_blocks([grid]).strip("\n").split("\n")


def test_grids_write_paragraphs_and_tables() -> None:
    text = write_blocks(["前言", make_grid("ab", "cc"), "后语"])
    assert text == "前言\n\na\tb\nc\t\n\n后语\n"


@pytest.mark.parametrize(
    ("rows", "written"),
    [
        (["abc", "ddd"], ["a\tb\tc", "d\t\t"]),
        (["aab", "cde"], ["a\t\tb", "c\td\te"]),
        (["abc", ".de", "f.."], ["a\tb\tc", "\td\te", "f\t\t"]),
        # borders a little apart in each row: no row has four cells, so there are three columns
        (["aabc", "dbbc", "abbc"], ["a\tb\tc", "d\tb\tc", "a\tb\tc"]),
        (["aaabbb", "aacccc", "adddee"], ["a\tb\t", "a\tc\t", "a\td\te"]),
    ],
)
def test_grids_keep_the_columns_that_cells_need(rows: list[str], written: list[str]) -> None:
    assert write_rows(make_grid(*rows)) == written


def test_grids_take_the_narrowest_columns_for_dragged_borders() -> None:
    grid = make_grid("aabb", "cdde", "cffg", widths=(900, 30, 800, 900))
    assert write_rows(grid) == ["a\tb\t", "c\td\te", "c\tf\tg"]
    late = make_grid("aabb", "ccdd", "eeef", widths=(900, 800, 900, 30))
    assert write_rows(late) == ["a\tb", "c\td", "e\tf"]


def test_grids_put_a_split_table_together() -> None:
    upper = make_grid("abcd", "efff", widths=(90, 90, 90, 90))
    lower = make_grid("gh", widths=(88, 271))
    assert write_blocks([upper, lower]) == "\na\tb\tc\td\ne\tf\t\t\ng\th\t\t\n\n"
    assert write_blocks([upper, "", lower, ""]) == write_blocks([upper, lower, ""])


@pytest.mark.parametrize(
    "lower",
    [
        make_grid("gh", widths=(90, 90)),
        make_grid("ghi", widths=(45, 45, 270)),
        make_grid("gh"),
    ],
)
def test_grids_keep_two_tables_apart(lower: Grid) -> None:
    upper = make_grid("abcd", widths=(90, 90, 90, 90))
    assert write_blocks([upper, lower]) == write_blocks([upper]) + write_blocks([lower])


def test_grids_drop_slivers_but_no_text() -> None:
    assert write_rows(make_grid("ab_", "cdd", widths=(900, 900, 39))) == ["a\tb", "c\td"]
    assert write_rows(make_grid("abx", "cdd", widths=(900, 900, 39))) == ["a\tb\tx", "c\td\t"]


def test_grids_open_what_only_lays_out_the_page() -> None:
    table = make_grid("ab", "cd")
    frame = Grid(((GridCell(0, 1, ("标题", table, "落款")),),))
    assert write_blocks([frame]) == "标题\n\na\tb\nc\td\n\n落款\n"
    beside = Grid(((GridCell(0, 1, ("左",)), GridCell(1, 2, (table,))),))
    assert write_blocks([beside]) == "左\n\na\tb\nc\td\n\n"


def test_grids_take_a_one_celled_table_into_its_cell() -> None:
    inner = Grid(((GridCell(0, 1, ("0",)),),))
    outer = Grid(((GridCell(0, 1, ("规章",)), GridCell(1, 2, (inner,))),))
    assert write_rows(outer) == ["规章\t0"]


@pytest.mark.parametrize(
    ("blocks", "said"),
    [
        (("本年", "制发件数"), "本年制发件数"),
        (("结果\n维持 ",), "结果维持"),
        (("（单位：\n万元）", ""), "（单位：万元）"),
        (("1", "2"), "1  2"),
        (("12\n345",), "12  345"),
        (("－", "3"), "－3"),
        (("a\u2028b\tc",), "abc"),
    ],
)
def test_grids_join_the_lines_of_a_cell_but_never_two_figures(
    blocks: tuple[Block, ...], said: str
) -> None:
    assert join_cell(blocks) == said


def test_grids_refuse_a_table_beyond_all_measure() -> None:
    rows = tuple((GridCell(0, 1 + k), GridCell(1 + k, 3_000)) for k in range(2_000))
    with pytest.raises(InputTooLarge):
        write_blocks([Grid(rows)])


@settings(max_examples=60)
@given(st.lists(st.lists(st.integers(1, 3), min_size=2, max_size=5), min_size=1, max_size=6))
def test_grids_rows_are_lines_of_one_width_with_every_cell_once(widths: list[list[int]]) -> None:
    rows = []
    for number, spans in enumerate(widths):
        edges = [sum(spans[:k]) for k in range(len(spans) + 1)]
        rows.append(
            tuple(GridCell(edges[k], edges[k + 1], (f"{number}.{k}",)) for k in range(len(spans)))
        )
    lines = write_rows(Grid(tuple(rows)))
    assert len({line.count("\t") for line in lines}) == 1
    written = [[text for text in line.split("\t") if text] for line in lines]
    assert written == [[f"{n}.{k}" for k in range(len(s))] for n, s in enumerate(widths)]
