from __future__ import annotations

import pytest

from review.labels import read_number


@pytest.mark.parametrize(
    ("heading", "number"),
    [
        ("二、主动公开", 2),
        (" 十．其他", 10),
        ("（二）主动公开", None),
        ("十一、其他", None),
        ("", None),
    ],
)
def test_labels_read_the_number_of_a_main_heading(heading: str, number: int | None) -> None:
    assert read_number(heading) == number
