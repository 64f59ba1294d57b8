import pytest

from nlp.names import find_name_starts, is_common_word, is_name


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("由乡长何清源", ["何清源", "清源"]),
        ("局长欧阳明", ["欧阳明", "阳明"]),
        ("诸葛亮明", ["诸葛亮明", "葛亮明"]),
        ("余 兵", ["余 兵"]),
        ("乡长扎西次仁", ["扎西次仁", "西次仁", "次仁"]),
        ("买买提·艾力", ["买买提·艾力", "买提·艾力", "提·艾力"]),
        ("各站所负责人", []),
        ("", []),
    ],
)
def test_names_are_found_by_shape_longest_first(text: str, names: list[str]) -> None:
    assert [text[start:] for start in find_name_starts(text)] == names


@pytest.mark.parametrize("text", ["金平", "高峰", "李和平", "余 兵", "和志强", "买买提·艾力"])
def test_names_may_look_like_words(text: str) -> None:
    assert is_name(text)


@pytest.mark.parametrize(
    "text",
    ["张某", "张某某", "习近平", "全面", "管领导", "任主任", "单位", "党政办", "成员", "雷 锋"],
)
def test_names_are_not_offices_masks_or_quotations(text: str) -> None:
    assert not is_name(text)


@pytest.mark.parametrize("text", ["水利", "司法", "文化", "张庄村", "党政办", "高新区"])
def test_names_that_are_words_or_places_are_told(text: str) -> None:
    assert is_common_word(text)
    assert not is_common_word("周凯")
