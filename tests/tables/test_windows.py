from tables.rows import RowReading
from tables.windows import settle_windows
from tests.tables.tokens import ROW, list_texts, make_reading

BLANKS = ("", "", "")


def settle(*readings: RowReading) -> list[tuple[str, list[str | None]]]:
    return [(r.how, list_texts(r.items)) for r in settle_windows(readings)]


def test_windows_begin_where_rows_without_blanks_do() -> None:
    full = make_reading(ROW, "direct", "1", "2", "3", width=3, met=5, lead=2)
    open_row = make_reading(ROW, "window", *BLANKS, "5", "", width=3)
    assert settle(full, open_row)[1] == ("direct", ["", "5", ""])


def test_windows_stay_open_where_rows_differ() -> None:
    first = make_reading(ROW, "direct", "1", "2", "3", width=3, met=5, lead=2)
    second = make_reading(ROW, "direct", "1", "2", "3", width=3, met=5, lead=0)
    open_row = make_reading(ROW, "window", *BLANKS, "5", "", width=3)
    assert settle(first, second, open_row)[2][0] == "window"


def test_windows_stay_open_where_a_figure_would_fall_out() -> None:
    full = make_reading(ROW, "direct", "1", "2", "3", width=3, met=5, lead=2)
    open_row = make_reading(ROW, "window", "4", "", "", "5", "", width=3)
    assert settle(full, open_row)[1][0] == "window"


def test_windows_stay_open_without_the_end_of_their_row() -> None:
    full = make_reading(ROW, "direct", "1", "2", "3", width=3, met=5, lead=2)
    open_row = make_reading(ROW, "window", *BLANKS, "5", "", width=3, fields=-1)
    assert settle(full, open_row)[1][0] == "window"


def test_windows_of_as_many_cells_as_their_like_need_no_end_of_their_row() -> None:
    full = make_reading(ROW, "direct", "1", "2", "3", width=3, met=4)
    blank_last = make_reading(ROW, "window", "4", "5", "", "", width=3, fields=-1)
    blank_first = make_reading(ROW, "window", "", "5", "", "", width=3, fields=-1)
    assert settle(full, blank_last)[1] == ("direct", ["4", "5", ""])
    assert settle(full, blank_first)[1][0] == "window"


def test_windows_leave_other_rows_alone() -> None:
    rows = (
        make_reading(ROW, "direct", "1", "2", "3", width=3),
        make_reading(ROW, "lossy", "1", width=3),
        make_reading(ROW, "absent", width=3),
    )
    assert settle_windows(rows) == rows
