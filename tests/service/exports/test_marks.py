from hypothesis import given, settings
from hypothesis import strategies as st

from documents.places import Span
from service.exports.marks import Mark, cut_segments

TEXT = st.text("公开条例12𠮷\n ", max_size=30)


@st.composite
def draw_case(draw: st.DrawFn) -> tuple[str, Span, list[Mark]]:
    text = draw(TEXT)
    ends = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted)
    within = Span(*draw(ends))
    spans = draw(st.lists(ends, max_size=8))
    return (
        text,
        within,
        [Mark("count", f"c{i}", Span(*s), f"数{i}", f"c{i}") for i, s in enumerate(spans)],
    )


@given(draw_case())
@settings(max_examples=200)
def test_marks_segments_are_the_text(case: tuple[str, Span, list[Mark]]) -> None:
    text, within, marks = case
    assert "".join(s.text for s in cut_segments(text, within, marks)) == within.cut(text)


@given(draw_case())
@settings(max_examples=200)
def test_marks_each_character_is_under_its_marks(case: tuple[str, Span, list[Mark]]) -> None:
    text, within, marks = case
    place = within.start
    for segment in cut_segments(text, within, marks):
        for _ in segment.text:
            assert set(segment.marks) == {m for m in marks if m.span.start <= place < m.span.end}
            place += 1


@given(draw_case(), st.integers(0, 30))
@settings(max_examples=200)
def test_marks_open_once_over_neighbouring_stretches(
    case: tuple[str, Span, list[Mark]], cut: int
) -> None:
    text, _, marks = case
    cut = min(cut, len(text))
    stretches = (Span(0, cut), Span(cut, len(text)))
    opened = [m for w in stretches for s in cut_segments(text, w, marks) for m in s.opens]
    assert sorted(m.ref for m in opened) == sorted(m.ref for m in marks if m.span.length)


def test_marks_overlap_shows_both() -> None:
    marks = [
        Mark("error", "f1", Span(0, 4), "错误"),
        Mark("official", "o1", Span(2, 6), "人员"),
    ]
    segments = cut_segments("一二三四五六", Span(0, 6), marks)
    assert [s.text for s in segments] == ["一二", "三四", "五六"]
    assert (segments[1].kinds, segments[1].refs) == ("error official", "f1 o1")
    assert segments[1].title == "错误\n人员"
