from hypothesis import given, settings
from hypothesis import strategies as st

from documents.forms import load_form
from tables.disputes import place_disputes
from tables.placing import PlacedRow
from tests.tables.tokens import list_texts, read_tokens

FORM = load_form("v2021").table("disputes")
PARTS = "结果维持 结果纠正 其他结果 尚未审结 总计"
HEADER = f"行政复议 行政诉讼\n{PARTS} 未经复议直接起诉 复议后起诉\n{PARTS} {PARTS}\n"
GROUPS = st.lists(st.lists(st.integers(0, 40), min_size=4, max_size=4), min_size=3, max_size=3)


def place(row: str, *, orderly: bool = False) -> tuple[PlacedRow, ...]:
    return place_disputes(FORM, read_tokens(HEADER + row), orderly=orderly)


def list_values(placed: tuple[PlacedRow, ...]) -> list[str | None]:
    return [text for row in placed for text in list_texts(row.placing)]


@given(GROUPS)
def test_disputes_are_fifteen_cells_of_one_row(groups: list[list[int]]) -> None:
    figures = [str(f) for group in groups for f in (*group, sum(group))]
    placed = place("\t".join(figures) + "\n")
    assert list_values(placed) == figures
    assert all(row.certain for row in placed)
    assert [row.reading.row.id for row in placed] == ["review", "suit_direct", "suit_after_review"]


def test_disputes_with_a_wrong_sum_are_certain_where_no_slip_explains_it() -> None:
    """A cell a line, in a text that kept its order: group two is the report's own mistake."""
    figures = ["4", "0", "1", "2", "7", "1", "0", "0", "1", "3", "3", "0", "0", "0", "3"]
    placed = place("\n".join(figures) + "\n", orderly=True)
    assert list_values(placed) == figures
    assert all(row.certain for row in placed)
    assert not any(row.certain for row in place("\n".join(figures) + "\n"))
    # 「9」 may be a page number that took the place of a lost 0
    slipped = [*figures[:5], "9", *figures[5:9], "2", *figures[10:14]]
    assert not any(row.certain for row in place("\n".join(slipped) + "\n", orderly=True))


def test_disputes_are_read_in_the_order_of_their_header() -> None:
    parts = "总计\t结果维持\t结果纠正\t其他结果\t尚未审结"
    header = "\t".join((parts, parts, parts)) + "\n"
    row = "\t".join("3201010001" + "00000") + "\n"
    placed = place_disputes(FORM, read_tokens(header + row), orderly=True)
    assert list_values(placed) == list("2010300010" + "00000")[:5] + list("0001100000")
    short = place_disputes(FORM, read_tokens(header + row[2:]), orderly=True)
    assert not any(row.placing for row in short)


@given(GROUPS, st.integers(0, 14))
@settings(max_examples=60)
def test_disputes_with_a_figure_lost_are_never_certain(groups: list[list[int]], lost: int) -> None:
    figures = [str(f) for group in groups for f in (*group, sum(group))]
    del figures[lost]
    placed = place(" ".join(figures) + "\n")
    assert not any(row.certain for row in placed)


def test_disputes_whose_sums_leave_one_way_are_chosen() -> None:
    placed = place("2 1 3 4 4 5 6 11\n")
    assert all(row.chosen and not row.certain for row in placed) == bool(list_values(placed))


def test_disputes_keep_a_broken_sum_between_borders() -> None:
    placed = place("1\t0\t0\t0\t7" + "\t0" * 10 + "\n")
    assert list_values(placed)[:5] == ["1", "0", "0", "0", "7"]
    assert all(row.certain for row in placed)


def test_disputes_drop_a_surplus_figure_that_the_sums_refuse() -> None:
    placed = place("1\t0\t0\t0\t1\t9" + "\t0" * 10 + "\n")
    assert not any(row.certain for row in placed)
    assert list_values(placed) == ["1", "0", "0", "0", "1", *["0"] * 10]


def test_disputes_with_words_among_surplus_figures_choose_none() -> None:
    """Sums cannot tell a surplus nought from a word that took a figure's place."""
    row = [*"00000", "未统计", *"000000000", "详见附件"]
    placed = place("\t".join(row) + "\n")
    assert not any(row.chosen or row.certain for row in placed)


def test_disputes_without_figures_have_no_placing() -> None:
    placed = place("")
    assert list_values(placed) == []
    assert not any(row.certain for row in placed)
