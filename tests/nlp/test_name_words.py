import pytest

from documents.places import Span
from nlp.name_words import (
    is_anybody,
    is_credit,
    is_name,
    is_number,
    is_place,
    is_remembered,
    may_be_place,
)


def find(text: str, name: str) -> Span:
    start = text.index(name)
    return Span(start, start + len(name))


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
        ("由万宝山镇长审定", "万宝山", False),
        ("由镇长刘宝山审定", "刘宝山", False),
    ],
)
def test_name_words_places_are_told_by_what_follows(text: str, name: str, place: bool) -> None:
    assert is_place(text, find(text, name)) is place


@pytest.mark.parametrize(
    ("text", "name", "place"),
    [
        ("由万宝山镇长审定", "万宝山", True),
        ("由刘宝山镇长审定", "刘宝山", True),
        ("由镇长刘宝山审定", "刘宝山", False),
        ("由刘志强镇长审定", "刘志强", False),
    ],
)
def test_name_words_before_the_head_of_a_town_may_be_its(text: str, name: str, place: bool) -> None:
    assert may_be_place(text, find(text, name)) is place


@pytest.mark.parametrize(
    "number", ["[2021]14号", "〔2021〕14号", "【2021】第 14 号", "(2021)14号", "2021年14号"]
)
def test_name_words_of_a_document_are_no_names(number: str) -> None:
    text = f"《任务清单》（青府办明电{number}）"
    assert is_number(text, find(text, "明电"))
    assert not is_number("由明电（2021年到任）负责", Span(1, 3))


@pytest.mark.parametrize(
    ("text", "credit"),
    [
        ("全年发布信息12条。（何清源）", True),
        ("全年发布信息12条。（记者 林涛 何清源）", True),
        ("（通讯员：何清源 林涛）", True),
        ("全年发布信息12条。（组长 何清源）", False),
        ("由镇长（何清源）负责。", False),
        ("分管领导（何清源）", False),
    ],
)
def test_name_words_of_credits_are_no_officials(text: str, credit: bool) -> None:
    assert is_credit(text, find(text, "何清源")) is credit


def test_name_words_of_anybody_and_of_the_remembered() -> None:
    assert is_anybody("青年")
    assert not is_anybody("高峰")
    assert is_remembered("学习县委书记谷海同志先进事迹", Span(6, 8))
    assert not is_remembered("县委书记谷海同志任组长", Span(4, 6))
