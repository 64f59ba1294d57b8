import pytest

from documents.limits import Limits, SettingWrong, read_limits


def test_limits_are_the_usual_ones_where_nothing_is_set() -> None:
    assert read_limits({"PATH": "1", "GONGKAI_LIMIT_PAGES": ""}) == Limits()


def test_limits_are_set_by_name() -> None:
    limits = read_limits({"GONGKAI_LIMIT_SECONDS": "0.5", "GONGKAI_LIMIT_PAGES": "12"})
    assert limits == Limits(seconds=0.5, pages=12)


@pytest.mark.parametrize("text", ["0", "-1", "nan", "inf", "五", "1 MB"])
def test_limits_refuse_what_is_no_positive_number(text: str) -> None:
    with pytest.raises(SettingWrong, match="GONGKAI_LIMIT_MEMORY"):
        read_limits({"GONGKAI_LIMIT_MEMORY": text})
