from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.numerals import FoundNumeral, find_numerals, fold_width, read_chinese_numeral

DIGITS = "零一二三四五六七八九"


def write_chinese(value: int) -> str:
    """The standard written form, 10 to 19 with the short 十."""

    def write_section(section: int) -> str:
        written = ""
        for place, mark in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
            digit = section // place % 10
            if digit:
                written += DIGITS[digit] + mark
            elif written and section % place and not written.endswith("零"):
                written += "零"
        return written

    if value == 0:
        return "零"
    written = ""
    for scale, mark in ((10**8, "亿"), (10**4, "万"), (1, "")):
        section = value // scale % 10_000
        if not section:
            continue
        if written and (section < 1000 or value // scale % 100_000 // 10_000 == 0):
            written += "零"
        written += write_section(section) + mark
    return written[1:] if written.startswith("一十") else written


def only(text: str) -> FoundNumeral:
    (numeral,) = find_numerals(text)
    return numeral


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("1234", 1234),
        ("1,234", 1234),
        ("1,234,567", 1_234_567),
        ("1，234", 1234),
        ("１２", 12),
        ("９９．５", 99.5),
        ("3.5万", 35_000),
        ("3.94万", 39_400),
        ("1.2亿", 120_000_000),
        ("2.40", 2.4),
        ("59237.2449万", 592_372_449),
        ("0", 0),
        ("3千", 3000),
        ("二十三", 23),
        ("一百零五", 105),
        ("一百五", 150),
        ("三万五", 35_000),
        ("三万零五", 30_005),
        ("两", 2),
        ("兩萬", 20_000),
        ("〇", 0),
        ("二〇一九", 2019),
        ("十", 10),
    ],
)
def test_numerals_reads_value(printed: str, value: float) -> None:
    numeral = only(printed)
    assert numeral.value == value
    assert type(numeral.value) is type(value)
    assert not numeral.approximate
    assert (numeral.start, numeral.end) == (0, len(printed))


@pytest.mark.parametrize(
    ("text", "value", "shown"),
    [
        ("260余", 260, "260余"),
        ("10多", 10, "10多"),
        ("百余", 100, "百余"),
        ("18万余", 180_000, "18万余"),
        ("20余万", 200_000, "20余万"),
        ("三百余万", 3_000_000, "三百余万"),
        ("数十", 10, "数十"),
        ("几百", 100, "几百"),
        ("近百条", 100, "百"),
        ("上百次", 100, "百"),
        ("约30", 30, "30"),
        ("超过1.5万", 15_000, "1.5万"),
        ("逾 200", 200, "200"),
    ],
)
def test_numerals_marks_approximate(text: str, value: int, shown: str) -> None:
    numeral = only(text)
    assert (numeral.value, numeral.approximate) == (value, True)
    assert text[numeral.start : numeral.end] == shown


@pytest.mark.parametrize("text", ["最近3", "附近3", "共计3", "达3"])
def test_numerals_keeps_exact_what_only_sounds_approximate(text: str) -> None:
    assert not only(text).approximate


@pytest.mark.parametrize("text", ["三四", "十百", "一二", "百千", "零零", "1" * 16, "1" * 9000])
def test_numerals_refuses_what_has_no_one_value(text: str) -> None:
    assert find_numerals(text) == ()


def test_numerals_separates_lists_from_groups_of_three() -> None:
    assert [n.value for n in find_numerals("12,30；1，23；1,2345")] == [12, 30, 1, 23, 1, 2345]


@settings(max_examples=300)
@given(st.integers(0, 99_999_999) | st.integers(0, 10**12 - 1))
def test_numerals_round_trip_chinese(value: int) -> None:
    written = write_chinese(value)
    assert read_chinese_numeral(written) == value
    assert (only(written).value, only(written).numeral) == (value, "chinese")


@settings(max_examples=100)
@given(st.integers(0, 10**12), st.sampled_from(["{}", "{:,}"]), st.sampled_from(["", "万", "亿"]))
def test_numerals_round_trip_arabic(value: int, form: str, scale: str) -> None:
    numeral = only(form.format(value) + scale)
    assert numeral.value == value * {"": 1, "万": 10**4, "亿": 10**8}[scale]
    assert numeral.numeral == "arabic"


@settings(max_examples=100)
@given(st.integers(0, 10**6), st.integers(1, 4))
def test_numerals_leaves_no_binary_dust(thousandths: int, places: int) -> None:
    figure = f"{thousandths // 10**places}.{thousandths % 10**places:0{places}d}万"
    assert only(figure).value == thousandths * 10**4 // 10**places


@settings(max_examples=100)
@given(st.text(alphabet="0123456789０１,，.．万亿余多近数十百二两零〇条 +"))
def test_numerals_stand_in_order_and_apart(text: str) -> None:
    numerals = find_numerals(text)
    assert all(a.end <= b.start for a, b in pairwise(numerals))
    assert all(n.start < n.figure_end <= n.end <= len(text) for n in numerals)


@settings(max_examples=100)
@given(st.text())
def test_numerals_fold_keeps_places(text: str) -> None:
    assert len(fold_width(text)) == len(text)
