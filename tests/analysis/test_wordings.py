from __future__ import annotations

import pytest

from analysis.wordings import read_numeral, read_subject


@pytest.mark.parametrize(
    ("marker", "number"),
    [
        ("三、", 3),
        ("（十二）", 12),
        ("二十、", 20),
        ("二十一、", 21),
        ("第四部分", 4),
        ("（2）", 2),
        ("11.", 11),
        ("、", None),
        ("", None),
    ],
)
def test_wordings_numerals_are_read(marker: str, number: int | None) -> None:
    assert read_numeral(marker) == number


@pytest.mark.parametrize(
    ("heading", "section", "subject"),
    [
        ("政府信息公开的收费及减免情况", 4, 6),
        ("政府信息公開收費和減免情況", 3, 6),
        ("下一步工作打算", 1, 5),
        ("2018年工作计划", 0, 5),
        ("下一步工作打算", 6, 6),
        ("主动公开", 1, 1),
        (None, 2, 2),
    ],
)
def test_wordings_sub_headings_of_an_older_form_name_a_part(
    heading: str | None, section: int, subject: int
) -> None:
    assert read_subject(heading, section) == subject
