import pytest

from documents.radicals import RADICALS


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("⾏政⼈⺠", "行政人民"),
        ("⻓⻔⻚⻋", "长门页车"),
        ("⼀⼆⼗⽇⽉", "一二十日月"),
        ("⾦⻢⻥⻰", "金马鱼龙"),
    ],
)
def test_radicals_become_the_characters_meant(printed: str, meant: str) -> None:
    assert printed.translate(RADICALS) == meant


def test_radicals_leave_characters_alone() -> None:
    assert not RADICALS.keys() & {ord(c) for c in "人民政府信息公开工作年度报告行西角金"}
    assert all(len(plain) == 1 for plain in RADICALS.values())
