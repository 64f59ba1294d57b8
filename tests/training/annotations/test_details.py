from __future__ import annotations

import pytest

from documents.narrative import Placeholder
from documents.places import Span
from training.annotations.details import describe_count, describe_mark, describe_official


def find(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


@pytest.mark.parametrize(
    ("text", "words", "name", "post"),
    [
        ("由镇长何源任组长。", "何源", "何源", "镇长"),
        ("联系了何源。", "何源", "何源", None),
        ("见到 何 源 。", "何 源", "何源", None),
        ("见到副镇长何源。", "副镇长何源", "何源", "副镇长"),
        ("见到买买提·艾力江。", "买买提·艾力江", "买买提·艾力江", None),
    ],
)
def test_details_of_a_person(text: str, words: str, name: str, post: str | None) -> None:
    official = describe_official(text, find(text, words))
    assert (official.name, official.post) == (name, post)
    assert official.span.cut(text) == words


def test_details_refuse_words_that_are_no_name() -> None:
    text = "政务公开工作领导小组"
    with pytest.raises(ValueError, match="不像姓名"):
        describe_official(text, Span(0, len(text)))


def test_details_of_a_count_are_those_of_its_figure() -> None:
    text = "全年公开信息12条、解读3篇。"
    wide = describe_count(text, find(text, "公开信息12条"))
    assert (wide.value, wide.unit, wide.span.cut(text)) == (12, "条", "公开信息12条")
    with pytest.raises(ValueError, match="读到 2 个"):
        describe_count(text, find(text, "12条、解读3篇"))


def test_details_of_a_placeholder_are_its_words() -> None:
    assert describe_mark("mask", "XX镇", Span(0, 2)) == Placeholder("mask", "XX", Span(0, 2))
