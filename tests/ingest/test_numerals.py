import pytest

from ingest.numerals import place_number, write_chinese, write_number


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "零"),
        (1, "一"),
        (10, "十"),
        (12, "十二"),
        (20, "二十"),
        (101, "一百零一"),
        (110, "一百一十"),
        (1005, "一千零五"),
        (2310, "二千三百一十"),
        (12345, "12345"),
    ],
)
def test_numerals_count_in_chinese(number: int, said: str) -> None:
    assert write_chinese(number) == said


@pytest.mark.parametrize(
    ("style", "said"),
    [
        ("decimal", "12"),
        ("decimalFullWidth", "１２"),
        ("decimalEnclosedCircle", "⑫"),
        ("decimalZero", "12"),
        ("ideographDigital", "一二"),
        ("chineseLegalSimplified", "壹拾贰"),
        ("ideographTraditional", "12"),
        ("ideographZodiac", "亥"),
        ("lowerRoman", "xii"),
        ("upperRoman", "XII"),
        ("upperLetter", "L"),
        ("none", ""),
        ("a format of later years", "12"),
    ],
)
def test_numerals_are_written_in_the_formats_of_word(style: str, said: str) -> None:
    assert write_number(12, style) == said


def test_numerals_letters_double_after_z() -> None:
    assert [write_number(n, "lowerLetter") for n in (1, 26, 27, 53)] == ["a", "z", "aa", "aaa"]


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("一、", "一、总体"),
        ("（一）", "（一）总体"),
        ("1.", "1. 总体"),
        ("①", "① 总体"),
        ("", "总体"),
    ],
)
def test_numerals_stand_before_their_paragraph(number: str, said: str) -> None:
    assert place_number(number, "总体") == said
