import re
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.narrative import TagScore
from documents.places import Span
from documents.views import View
from nlp.features import TagInput
from nlp.reading import LONGEST, NarrativeInput, load_models, read_narrative
from nlp.segmenter import _load
from nlp.tags import Tagger, _load_files


def _paragraph(text: str, section: int | None = 1, in_body: bool = True) -> NarrativeInput:
    return NarrativeInput(View.of(text), section, None, in_body)


def test_reading_of_nothing_is_nothing() -> None:
    assert read_narrative([]) == ()


def test_reading_locates_what_it_finds_in_the_raw_text() -> None:
    raw = "一、总体情况\n由镇长周\n凯任组长，公开信息1,2\n86条，收到申请XX\n件。"
    view = View.of(raw, Span(7, len(raw))).drop(re.compile("\n"))
    (reading,) = read_narrative([NarrativeInput(view, 1, "组织领导")])
    (official,), (count,), (placeholder,) = reading.officials, reading.counts, reading.placeholders
    assert (official.name, official.role) == ("周凯", "组长")
    assert official.span.cut(raw) == "镇长周\n凯"
    assert count.span.cut(raw) == "1,2\n86条"
    assert placeholder.text == "XX件"
    assert placeholder.span.cut(raw) == "XX\n件"


def test_reading_knows_traditional_characters_and_repeats_them() -> None:
    raw = "由鎮長齊國強任組長，主動公開信息126條，收到申請  件，（此處填寫辦理情況），xx縣xx鄉。"
    (reading,) = read_narrative([_paragraph(raw)])
    (official,), (count,) = reading.officials, reading.counts
    assert (official.name, official.post) == ("齊國強", "鎮長")
    assert (count.unit, count.measure, count.text) == ("條", "主動公開信息", "主動公開信息126條")
    assert [p.kind for p in reading.placeholders] == ["blank_figure", "template_text", "mask"]
    assert reading.placeholders[0].text == "收到申請  件"
    assert reading.placeholders[2].text == "xx縣xx鄉"


def test_reading_invents_no_officials_in_traditional_text() -> None:
    raw = "因對答覆不服申請複議3起，維持2起；初審、複審由分管領導負責，解讀、訴訟逐件辦理。"
    (reading,) = read_narrative([_paragraph(raw)])
    assert reading.officials == ()


def test_reading_keeps_the_order_and_number_of_paragraphs() -> None:
    texts = ["公开信息3条。", "", "\u200f\u202e", "公开信息5条。"]
    readings = read_narrative([_paragraph(text) for text in texts])
    assert [[count.value for count in reading.counts] for reading in readings] == [[3], [], [], [5]]


def test_reading_tags_by_content() -> None:
    readings = read_narrative(
        [
            _paragraph("成立政务公开领导小组，由镇长任组长，明确专人负责政务公开工作。"),
            _paragraph("全年收到政府信息公开申请3件，均在法定期限内依法答复申请人。"),
        ]
    )
    assert [reading.tags[0].tag for reading in readings] == ["组织领导", "依申请公开"]


def test_reading_gives_the_tagger_its_context(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[TagInput] = []
    score = Tagger.score

    def listen(tagger: Tagger, items: Sequence[TagInput]) -> tuple[tuple[TagScore, ...], ...]:
        seen.extend(items)
        return score(tagger, items)

    monkeypatch.setattr(Tagger, "score", listen)
    read_narrative(
        [
            _paragraph("其一。", 1),
            _paragraph("其二。", 1),
            _paragraph("其三。", 5),
            _paragraph("其四。", 5, in_body=False),
        ]
    )
    assert [item.section for item in seen] == [1, 1, 5, None]
    assert [item.previous for item in seen] == [None, "其一。", None, None]
    assert "".join(seen[0].words) == "其一。"


def test_reading_cuts_a_giant_paragraph_at_sentence_ends() -> None:
    sentence = "全年由镇长周凯任组长，主动公开政府信息12条，没有收到申请。"
    times = 2 * LONGEST // len(sentence) + 3
    (reading,) = read_narrative([_paragraph(sentence * times)])
    assert len(reading.officials) == len(reading.counts) == times
    assert {official.span.start % len(sentence) for official in reading.officials} == {3}


def test_reading_survives_a_giant_paragraph_without_sentences() -> None:
    (reading,) = read_narrative([_paragraph("9" * (LONGEST + 1) + "任由为、组 长：" * LONGEST)])
    assert reading.officials == ()


@given(
    st.lists(
        st.text(
            st.sampled_from(
                "由乡长任组公开条件X×＿_ 12一二百.%（）《》：:、，。\n\u200f\u202e𠀀😀\ud800"
            ),
            max_size=40,
        ),
        max_size=4,
    )
)
@settings(max_examples=100)
def test_reading_stays_inside_its_paragraphs(texts: list[str]) -> None:
    raw = "前" + "".join(texts)
    places, start = [], 1
    for text in texts:
        places.append(Span(start, start + len(text)))
        start += len(text)
    paragraphs = [NarrativeInput(View.of(raw, place), 1, None) for place in places]
    for place, reading in zip(places, read_narrative(paragraphs), strict=True):
        assert 0 <= reading.boilerplate <= 1
        spans = [official.span for official in reading.officials]
        spans += [count.span for count in reading.counts]
        spans += [placeholder.span for placeholder in reading.placeholders]
        assert all(place.covers(span) for span in spans)


def test_reading_loads_its_models_beforehand() -> None:
    load_models()
    assert _load.cache_info().currsize >= 1
    assert _load_files.cache_info().currsize >= 1
