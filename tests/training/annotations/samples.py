"""Annotated paragraphs for tests, drawn by Hypothesis or made by hand."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, get_args

from hypothesis import strategies as st

from documents.narrative import TAGS, Count, Numeral, Official, Placeholder, PlaceholderKind
from documents.places import Span
from training.annotations.annotation import STATES, Annotation, Origin, Review

TEXT = "镇长何源任组长，全年公开信息12条，收到申请  件。"
WORDS = st.text(
    st.sampled_from("镇长何源同志公开信息12条，。 　\n\t\u2028\"'<&>=#\u00e9é𠮷🀄x_-"),
    min_size=1,
    max_size=12,
)
NOTES = st.none() | WORDS


def make_row(**changes: Any) -> Annotation:
    """A reviewed row with a mention of each kind."""
    values: dict[str, Any] = {
        "id": "a-1",
        "text": TEXT,
        "tags": ("主动公开", "组织领导"),
        "section": 1,
        "officials": (Official("何源", "镇长", "组长", None, Span(0, 4)),),
        "counts": (Count(12, "条", "公开信息", False, "arabic", "全年公开信息12条", Span(14, 17)),),
        "placeholders": (Placeholder("blank_figure", "收到申请  件", Span(18, 25)),),
        "review": Review("reviewed", "甲", datetime(2026, 1, 16, 8, tzinfo=UTC)),
    }
    return Annotation(**{**values, **changes})


@st.composite
def draw_rows(draw: st.DrawFn) -> Annotation:
    """Any row that holds; mentions may overlap and share their words."""
    text = draw(WORDS.filter(lambda words: words.strip() != ""))
    layers: dict[str, list[Any] | None] = {
        name: draw(st.sampled_from([None, []])) for name in ("officials", "counts", "placeholders")
    }
    spans = []
    for _ in range(draw(st.integers(0, 2))):
        start = draw(st.integers(0, len(text) - 1))
        spans.append(Span(start, draw(st.integers(start + 1, len(text)))))
    for _ in range(draw(st.integers(0, 4)) if spans else 0):
        span = draw(st.sampled_from(spans))
        name, mention = draw(st.sampled_from([_official, _count, _placeholder]))(draw, text, span)
        layer = layers[name] or []
        if mention not in layer:
            layers[name] = [*layer, mention]
    return Annotation(
        id=draw(st.uuids()).hex[:12],
        text=text,
        tags=draw(st.none() | st.lists(st.sampled_from(TAGS), unique=True).map(tuple)),
        section=draw(st.none() | st.integers(0, 6)),
        heading=draw(NOTES),
        previous=draw(NOTES),
        organisation=draw(NOTES),
        province=draw(NOTES),
        voice=draw(NOTES),
        year=draw(st.none() | st.integers(2018, 2025)),
        source=draw(st.none() | st.builds(Origin, WORDS, WORDS, st.just(Span(3, 9)))),
        review=draw(_draw_review()),
        **{name: None if layer is None else tuple(layer) for name, layer in layers.items()},
    )


def _official(draw: st.DrawFn, text: str, span: Span) -> tuple[str, Official]:
    post, role, group = draw(NOTES), draw(NOTES), draw(NOTES)
    return "officials", Official(span.cut(text), post, role, group, span)


def _count(draw: st.DrawFn, text: str, span: Span) -> tuple[str, Count]:
    value = draw(st.integers(0, 10**12) | st.floats(0, 1e6))
    numeral = draw(st.sampled_from(get_args(Numeral)))
    clause = text[: span.end]
    count = Count(
        value, draw(NOTES), draw(NOTES), draw(st.booleans()), numeral, clause, span, draw(NOTES)
    )
    return "counts", count


def _placeholder(draw: st.DrawFn, text: str, span: Span) -> tuple[str, Placeholder]:
    kind = draw(st.sampled_from(get_args(PlaceholderKind)))
    return "placeholders", Placeholder(kind, span.cut(text), span)


def _draw_review() -> st.SearchStrategy[Review]:
    times = st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))
    return st.builds(Review, st.sampled_from(STATES), NOTES, st.none() | times, NOTES)
