from __future__ import annotations

import pytest

from analysis.selves import agrees, says_government, says_office


@pytest.mark.parametrize(
    ("name", "prose", "agreed"),
    [
        ("红石乡", "我乡加强领导。", True),
        ("白石县财政局", "我乡加强领导。", False),
        ("白石县财政局", "全文没有自称。", True),
        ("红石街道办事处", "我街加强领导。", True),
    ],
)
def test_selves_agree_with_a_name_of_their_kind(name: str, prose: str, agreed: bool) -> None:
    assert agrees(name, prose, prose, asked=False) is agreed


@pytest.mark.parametrize(
    ("name", "prose", "agreed"),
    [
        ("白石县", "我县加强领导。", True),
        ("白石县", "全文没有自称。", False),
        ("白石县水利局", "我县加强领导。", False),
    ],
)
def test_selves_are_asked_for_where_a_name_is_guessed(name: str, prose: str, agreed: bool) -> None:
    assert agrees(name, prose, prose, asked=True) is agreed


def test_selves_tell_an_office_from_its_government() -> None:
    assert says_office("我办牵头。")
    assert not says_office("全县公开信息。")
    assert says_government("全县公开信息。")
