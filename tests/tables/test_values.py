import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.tables import CellState
from tables.folding import fold
from tables.values import Value, read_value, scale_amount


@pytest.mark.parametrize(
    ("text", "amount", "unit"),
    [
        ("0", 0, None),
        (" 12 ", 12, None),
        ("0.00", 0, None),
        ("1,234,567", 1234567, None),
        ("152 790", 152790, None),
        ("增15", 15, None),
        ("减4", -4, None),
        ("减少4", -4, None),
        ("+2", 2, None),
        ("-16", -16, None),
        ("12件", 12, "件"),
        ("251000元", 251000, "元"),
        ("386.42万元", 386.42, "万元"),
        ("3.5万", 3.5, "万"),
        ("59237.2449", 59237.2449, None),
    ],
)
def test_values_are_numbers_with_sign_and_unit(text: str, amount: float, unit: str | None) -> None:
    assert read_value(text) == Value("number", amount, unit)


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("", "blank"),
        ("  ", "blank"),
        ("/", "slash"),
        ("无", "slash"),
        ("不适用", "slash"),
        ("--", "slash"),
        ("见附件", "text"),
        ("约12", "text"),
        ("12-15", "text"),
        ("12人3件", "text"),
        ("1 5", "unreadable"),
        ("00", "unreadable"),
        ("040", "unreadable"),
        ("O", "unreadable"),
        ("○", "unreadable"),
        ("\ufffd", "unreadable"),
        ("1\ufffd", "unreadable"),
    ],
)
def test_values_that_are_no_numbers_have_no_amount(text: str, state: CellState) -> None:
    assert read_value(text) == Value(state)


@given(st.integers(0, 10**9), st.sampled_from(("", " ", "\u3000")), st.booleans())
def test_values_read_what_was_written(number: int, pad: str, commas: bool) -> None:
    written = f"{pad}{number:,}{pad}" if commas else f"{pad}{number}{pad}"
    assert read_value(fold(written)) == Value("number", number)


@given(st.decimals(0, 10**6, places=4))
def test_values_keep_decimals(number: object) -> None:
    assert read_value(str(number)).amount == pytest.approx(float(str(number)), abs=1e-9)


@given(st.text("0123456789,. +-增减万亿元件/无", max_size=12))
def test_values_have_an_amount_just_where_they_are_numbers(text: str) -> None:
    value = read_value(text)
    assert (value.amount is not None) == (value.state == "number")
    assert value.state == "number" or value.unit is None


def test_values_scale_a_bare_wan_unless_the_column_is_counted_in_it() -> None:
    value = read_value("3.5万")
    assert scale_amount(value, None).amount == 35000
    assert scale_amount(value, "万元").amount == 3.5


def test_values_know_the_chinese_nought() -> None:
    assert read_value("〇") == read_value(" 〇") == Value("number", 0)
