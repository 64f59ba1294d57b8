import pytest

from documents.places import Span
from nlp.name_words import is_anybody, is_name, is_place, is_remembered


@pytest.mark.parametrize("text", ["金平", "高峰", "李和平", "和志强", "买买提·艾力"])
def test_name_words_may_be_names(text: str) -> None:
    assert is_name(text)


@pytest.mark.parametrize(
    "text", ["张某", "张某某", "习近平", "全面", "管领导", "任主任", "单位", "党政办", "成员"]
)
def test_name_words_are_not_offices_masks_or_quotations(text: str) -> None:
    assert not is_name(text)


def test_name_words_before_comrade_may_be_names() -> None:
    assert is_name("平安", comrade=True)
    assert not is_name("平安")


@pytest.mark.parametrize(
    ("text", "name", "place"),
    [
        ("由江夏区区长任组长", "江夏", True),
        ("由江夏区区长任组长", "江夏区", True),
        ("由万宝山镇长审定", "万宝山", True),
        ("由刘宝山镇长审定", "刘宝山", True),
        ("由镇长刘宝山审定", "刘宝山", False),
        ("由刘志强镇长审定", "刘志强", False),
    ],
)
def test_name_words_places_are_told_by_what_follows(text: str, name: str, place: bool) -> None:
    start = text.index(name)
    assert is_place(text, Span(start, start + len(name))) is place


def test_name_words_of_anybody_and_of_the_remembered() -> None:
    assert is_anybody("青年")
    assert not is_anybody("高峰")
    assert is_remembered("学习县委书记谷海同志先进事迹", Span(6, 8))
    assert not is_remembered("县委书记谷海同志任组长", Span(4, 6))
