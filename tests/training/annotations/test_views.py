"""What every view must hold: what goes out comes back."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.narrative import Official, Placeholder
from documents.places import Span
from tests.training.annotations.samples import draw_rows, make_row
from training.annotations.annotation import STATES, Annotation, Review
from training.annotations.views import FormatName, describe_limits, load_format

FORMATS: list[FormatName] = ["jsonl", "doccano", "label-studio", "docbin", "conll"]
VIEWS = FORMATS[1:]


def turn(rows: list[Annotation], name: FormatName) -> tuple[Annotation, ...]:
    view = load_format(name)
    return view.decode(view.encode(rows), "x").require()


@pytest.mark.parametrize("name", FORMATS)
@settings(deadline=None, max_examples=30)
@given(rows=st.lists(draw_rows(), max_size=3, unique_by=lambda row: row.id))
def test_views_give_back_every_row_as_it_was(name: FormatName, rows: list[Annotation]) -> None:
    assert turn(rows, name) == tuple(rows)


@pytest.mark.parametrize("name", FORMATS)
def test_views_keep_what_no_tool_holds(name: FormatName) -> None:
    text = "🀄镇长何源任组长、主任。"
    twice = (
        Official("何源", "镇长", "组长", "领导小组", Span(1, 5)),
        Official("何源", "镇长", "主任", "领导小组", Span(1, 5)),
    )
    over = (Placeholder("mask", "何源任", Span(3, 6)),)
    rows = [
        make_row(text=text, officials=twice, counts=None, placeholders=over),
        make_row(id="a-2", text=text, officials=(), counts=None, placeholders=(), tags=()),
        make_row(id="a-3", text=text, officials=None, counts=None, placeholders=None, tags=None),
    ]
    assert turn(rows, name) == tuple(rows)


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("state", STATES)
def test_views_keep_who_stands_behind_a_row(name: FormatName, state: str) -> None:
    row = make_row(review=Review(state, "甲", make_row().review.at, "tags-7"))  # type: ignore[arg-type]
    assert turn([row], name) == (row,)


@pytest.mark.parametrize("name", VIEWS)
def test_views_refuse_an_id_twice(name: FormatName) -> None:
    view = load_format(name)
    parsed = view.decode(view.encode([make_row(), make_row()]), "x")
    assert len(parsed.annotations) == 1
    assert "编号 a-1 与第 1" in str(parsed.faults[0])


@pytest.mark.parametrize("name", FORMATS)
def test_views_refuse_a_file_of_another_kind(name: FormatName) -> None:
    parsed = load_format(name).decode(b"\x89PNG\r\n\x1a\n\xff", "图.png")
    assert parsed.annotations == ()
    assert str(parsed.faults[0]).startswith("图.png 第 1 ")


def test_views_name_marks_that_overlap() -> None:
    over = (Placeholder("mask", "何源任", Span(2, 5)),)
    rows = [make_row(placeholders=over)]
    assert "1 处标注与前面的标注重叠" in describe_limits(rows, "conll")[0]
    assert describe_limits(rows, "label-studio") == []


def test_views_name_words_that_were_cut() -> None:
    rows = [make_row(counts=None, officials=None)]
    assert (
        describe_limits([make_row(placeholders=None, counts=None, officials=None)], "docbin") == []
    )
    cut = [
        make_row(
            counts=None,
            placeholders=None,
            officials=(Official("长", None, None, None, Span(1, 2)),),
        )
    ]
    assert describe_limits(cut, "docbin") == ["1 处标注的边界落在词语中间，词语已在那里切开。"]
    assert rows


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 99) | st.text("甲x0", max_size=3),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text("ax", max_size=1), inner),
    max_leaves=4,
)


@pytest.mark.parametrize("name", ["jsonl", "doccano", "label-studio"])
@settings(deadline=None, max_examples=60)
@given(data=st.data())
def test_views_survive_whatever_json_comes(name: FormatName, data: st.DataObject) -> None:
    view = load_format(name)
    state = data.draw(st.sampled_from(STATES))
    values = json.loads(view.encode([make_row(review=Review(state))]))
    place: Any = [values] if isinstance(values, dict) else values
    key: Any = 0
    while isinstance(place[key], dict | list) and place[key] and data.draw(st.integers(0, 4)):
        place = place[key]
        key = data.draw(st.sampled_from([*place] if isinstance(place, dict) else range(len(place))))
    place[key] = data.draw(JSON)
    parsed = view.decode(json.dumps(values).encode(), "x")
    assert len(parsed.annotations) + len(parsed.faults) <= 1
