from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.narrative import Official, Paragraph
from documents.places import Box, Region, Span
from documents.report import Analysis
from service.storage.editing import (
    ParagraphMissing,
    describe_mentions,
    restore_mentions,
    set_mentions,
)
from service.storage.faults import Conflict
from service.storage.mentions import (
    Layers,
    Stretch,
    decode_layers,
    encode_layers,
    list_mentions,
    put_mentions,
)
from tests.service.analyses import build_analysis


@pytest.fixture(scope="module")
def analysis() -> Analysis:
    return build_analysis()


def find_named(analysis: Analysis) -> Paragraph:
    return next(p for p in analysis.paragraphs if "林若川" in p.text)


def name_all(analysis: Analysis) -> list[str]:
    return [official.name for official in analysis.officials]


WRAPS = st.lists(
    st.tuples(st.text("县镇长李明任组1", max_size=6), st.sampled_from(["", "\n", "\n\n"]))
)


@given(lines=WRAPS, before=st.text("县镇\n", max_size=5), data=st.data())
def test_mentions_are_found_again_where_they_were(
    lines: list[tuple[str, str]], before: str, data: st.DataObject
) -> None:
    printed = "".join(words + wrap for words, wrap in lines)
    text = printed.replace("\n", "")
    paragraph = Paragraph("p0", 1, text, Span(len(before), len(before) + len(printed)))
    stretch = Stretch.lay(paragraph, before + printed)
    if not text:
        return
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    span = stretch.locate(Span(start, end))
    assert span.cut(before + printed).replace("\n", "") == text[start:end]
    assert stretch.find(span) == Span(start, end)


def test_mentions_of_words_that_are_not_there_are_refused(analysis: Analysis) -> None:
    paragraph = replace(find_named(analysis), text="别的文字")
    with pytest.raises(Conflict):
        Stretch.lay(paragraph, analysis.text)
    stretch = Stretch.lay(find_named(analysis), analysis.text)
    for span in (Span(0, 2), Span(len(analysis.text), len(analysis.text) + 2)):
        with pytest.raises(Conflict):
            stretch.find(span)
    with pytest.raises(Conflict):
        stretch.locate(Span(3, 100_000))


def test_mentions_of_other_paragraphs_and_layers_stay(analysis: Analysis) -> None:
    paragraph = find_named(analysis)
    changed = put_mentions(analysis, paragraph, Layers(officials=()))
    assert changed.officials == ()
    assert (changed.counts, changed.placeholders) == (analysis.counts, analysis.placeholders)
    other = next(p for p in analysis.paragraphs if "1260" in p.text)
    changed = put_mentions(analysis, other, Layers(counts=()))
    assert [count.value for count in changed.counts] == [4]
    assert changed.officials == analysis.officials


def test_mentions_keep_their_place_on_the_page(analysis: Analysis) -> None:
    region = Region(1, Box(1, 2, 3, 4))
    held = tuple(replace(o, regions=(region,)) for o in analysis.officials[:1])
    placed = replace(analysis, officials=held)
    start, end = held[0].span
    wider = replace(held[0], span=Span(start - 2, end), regions=())
    new = Official("贺知微", None, None, None, analysis.officials[1].span)
    changed = put_mentions(placed, find_named(analysis), Layers(officials=(new, wider)))
    assert changed.officials == (replace(wider, regions=(region,)), new)


def test_mentions_of_an_appendix_are_no_people_of_the_report(analysis: Analysis) -> None:
    paragraph = replace(find_named(analysis), location="appendix")
    with pytest.raises(Conflict, match="附件"):
        put_mentions(analysis, paragraph, Layers(officials=analysis.officials))
    assert put_mentions(analysis, paragraph, Layers(placeholders=())) is not None


def test_mentions_go_into_json_and_come_back(analysis: Analysis) -> None:
    layers = list_mentions(analysis, find_named(analysis))
    assert decode_layers(encode_layers(layers)) == layers
    assert encode_layers(Layers(counts=())) == {"counts": []}


def test_mentions_follow_their_paragraph_into_a_new_reading(analysis: Analysis) -> None:
    paragraph = find_named(analysis)
    wanted = Layers(officials=())
    kept = describe_mentions(set_mentions(analysis, paragraph.id, wanted), paragraph.id, wanted)
    shifted = replace(
        analysis,
        text=f"页眉\n{analysis.text}",
        officials=tuple(_shift(o) for o in analysis.officials),
        paragraphs=tuple(
            replace(p, id=f"x{p.id}", span=_move(p.span)) for p in analysis.paragraphs
        ),
    )
    assert name_all(shifted) == ["林若川", "贺知微"]
    assert name_all(restore_mentions(shifted, paragraph.id, kept)) == []
    others = tuple(p for p in shifted.paragraphs if "林若川" not in p.text)
    with pytest.raises(ParagraphMissing):
        restore_mentions(replace(shifted, paragraphs=others), paragraph.id, kept)


def _shift(official: Official) -> Official:
    return replace(official, span=_move(official.span))


def _move(span: Span) -> Span:
    return Span(span.start + 3, span.end + 3)
