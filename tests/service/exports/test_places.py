from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from documents.findings import Evidence
from documents.places import Span
from service.exports.places import (
    Positions,
    describe_place,
    describe_recognition,
    write_numbers,
)
from tests.service.analyses import build_analysis, set_on_pages


@given(st.sets(st.integers(1, 60)))
@settings(max_examples=100)
def test_places_numbers_tell_each_page(numbers: set[int]) -> None:
    told: list[int] = []
    for run in filter(None, write_numbers(sorted(numbers)).split("、")):
        first, _, last = run.partition("–")
        told += range(int(first), int(last or first) + 1)
    assert told == sorted(numbers)


def test_places_of_a_text_are_lines() -> None:
    analysis = build_analysis()
    official = analysis.officials[0]
    line = analysis.text.count("\n", 0, official.span.start) + 1
    positions = Positions(analysis)
    assert positions.unit == "行"
    assert positions.name(official.span, official.regions) == f"第 {line} 行"


def test_places_of_a_word_file_are_parts_of_the_report() -> None:
    analysis = build_analysis()
    analysis = replace(analysis, source=replace(analysis.source, media_type="application/msword"))
    positions = Positions(analysis)
    section = next(s for s in analysis.sections if s.number == 5)
    evidence = Evidence(Span(section.span.start, section.span.start + 2), "五、")
    assert positions.unit == "部分"
    assert describe_place(analysis, evidence, positions) == "第五部分：“五、”"
    cell = Evidence(None, "23", "requests:new_received.natural_person")
    assert describe_place(analysis, cell, positions).startswith("表三“")
    assert positions.number(None, ()) is None


def test_places_of_a_file_with_pages_are_pages() -> None:
    analysis = build_analysis()
    broken = next(p.span for p in analysis.paragraphs if "\n" in p.span.cut(analysis.text))
    analysis = set_on_pages(analysis, analysis.text.count("\n", 0, broken.start) + 1)
    positions = Positions(analysis)
    official = analysis.officials[0]
    assert positions.unit == "页"
    assert positions.number(official.span, official.regions) == official.regions[0].page
    paragraph = next(p for p in analysis.paragraphs if p.span == broken)
    assert positions.name(paragraph.span, paragraph.regions) == "第 1–2 页"


def test_places_without_a_region_name_no_page() -> None:
    analysis = set_on_pages(build_analysis())
    evidence = Evidence(analysis.officials[0].span, "林若川")
    assert describe_place(analysis, evidence, Positions(analysis)) == "“林若川”"


def test_places_of_a_cell_are_those_of_its_table() -> None:
    analysis = set_on_pages(build_analysis())
    cell = analysis.tables[1].cell("new_received", "natural_person")
    assert cell is not None
    evidence = Evidence(None, "23", "requests:new_received.natural_person")
    place = describe_place(analysis, evidence, Positions(analysis))
    assert place.startswith(f"第 {cell.regions[0].page} 页：表三“")


def test_places_tell_which_pages_were_recognised() -> None:
    analysis = build_analysis()
    assert describe_recognition(analysis) == ""
    assert describe_recognition(set_on_pages(analysis, 20)) == ""
    assert describe_recognition(set_on_pages(analysis, 20, 2, 3)) == "第 2–3 页由图像识别得来"
    assert describe_recognition(set_on_pages(analysis, 999, 1)) == "全部由图像识别得来"
