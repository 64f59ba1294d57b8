"""Runs: words with no value between them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tables.fields import Field
from tables.runs import read_run


def make_fields(*texts: str) -> list[Field]:
    fields: list[Field] = []
    place = 0
    for text in texts:
        fields.append(Field("word", text, place, place + len(text)))
        place += len(text) + 1
    return fields


def test_runs_put_torn_labels_together() -> None:
    tokens = read_run(make_fields("商业", "企业", "科研机", "构"))
    assert [t.text for t in tokens if t.kind == "label"] == ["商业企业", "科研机构"]
    assert (tokens[0].start, tokens[0].end) == (0, 5)


def test_runs_find_no_label_in_the_words_of_prose() -> None:
    (token,) = read_run(make_fields("办理行政许可事项若干并接受自然人咨询"))
    assert token.kind == "noise"


@pytest.mark.parametrize("text", ["规章12", "规章:12"])
def test_runs_split_a_figure_from_the_label_it_is_glued_to(text: str) -> None:
    label, value = read_run(make_fields(text))
    assert (label.text, value.text) == ("规章", "12")
    assert (value.start, value.end) == (label.start + len(text) - 2, label.start + len(text))
    assert value.value is not None
    assert value.value.amount == 12


@settings(max_examples=60)
@given(st.lists(st.text("行政许可规章总计其他0.、（一）abc", min_size=1, max_size=8), max_size=12))
def test_runs_lose_no_character(texts: list[str]) -> None:
    fields = make_fields(*texts)
    tokens = read_run(fields) if fields else []
    assert "".join(t.text for t in tokens) == "".join(texts)
    assert [t.start for t in tokens] == sorted(t.start for t in tokens)
