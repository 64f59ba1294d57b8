from dataclasses import replace

from documents.findings import Evidence, Finding
from documents.report import Analysis
from ingest.pagepictures import PagePicture
from service.exports.facsimile import Area, Leaf, draw_leaves, refer_cells, refer_prose
from service.exports.places import sort_findings
from tests.service.analyses import build_analysis, set_on_pages


def draw(analysis: Analysis, *pages: int) -> tuple[Leaf, ...]:
    shown = pages or tuple(page.number for page in analysis.pages)
    pictures = [PagePicture(page, "image/webp", b"RIFF") for page in shown]
    return draw_leaves(analysis, sort_findings(analysis.findings), pictures)


def find_areas(leaves: tuple[Leaf, ...], ref: str) -> list[tuple[int, Area]]:
    return [(leaf.page.number, a) for leaf in leaves for a in leaf.areas if ref in a.refs]


def test_facsimile_marks_each_cell_where_it_stands() -> None:
    analysis = set_on_pages(build_analysis())
    leaves = draw(analysis)
    for table, refs in zip(analysis.tables, refer_cells(analysis), strict=True):
        for cell in table:
            if not cell.regions:
                assert cell.key not in refs
                continue
            (page, area), *_ = [
                found for found in find_areas(leaves, refs[cell.key]) if found[1].kind == "cell"
            ]
            place = cell.regions[0].box
            assert page == cell.regions[0].page
            assert area.boxes[0].left <= place.left
            assert place.right <= area.boxes[0].right
            assert area.boxes[0].top <= place.top
            assert place.bottom <= area.boxes[0].bottom


def test_facsimile_shows_a_doubt_and_why() -> None:
    analysis = set_on_pages(build_analysis())
    table = analysis.tables[2]
    key = next(cell.key for cell in table if cell.state == "number" and not cell.sure)
    ((_, area),) = find_areas(draw(analysis), refer_cells(analysis)[2][key])
    assert area.grade == "unsure"
    assert "读数把握不足" in area.title


def test_facsimile_marks_what_crosses_a_page_break_on_both_pages() -> None:
    analysis = build_analysis()
    span = next(p.span for p in analysis.paragraphs if "\n" in p.span.cut(analysis.text))
    finding = Finding("1", "typo", "error", "字。", (Evidence(span),))
    above = analysis.text.count("\n", 0, span.start)
    analysis = set_on_pages(replace(analysis, findings=(finding,)), above + 1)
    areas = find_areas(draw(analysis), "f1")
    assert [page for page, _ in areas] == [1, 2]
    assert [area.name for _, area in areas] == ["at-f1-0", ""]


def test_facsimile_marks_a_whole_table_once_a_page() -> None:
    analysis = build_analysis()
    table = analysis.tables[1]
    finding = Finding("1", "typo", "warning", "表。", (Evidence(table.span, cell="requests:"),))
    analysis = set_on_pages(replace(analysis, findings=(finding,)), 30)
    areas = find_areas(draw(analysis), "f1")
    pages = sorted({r.page for cell in analysis.tables[1] for r in cell.regions})
    assert len(pages) > 1
    assert [page for page, _ in areas] == pages
    assert all(len(area.boxes) == 1 for _, area in areas)


def test_facsimile_takes_the_place_of_the_cell_that_evidence_names() -> None:
    evidence = Evidence(None, "23", "requests:new_received.natural_person")
    finding = Finding("1", "typo", "error", "数。", (evidence,))
    analysis = set_on_pages(build_analysis(findings=(finding,)))
    cell = analysis.tables[1].cell("new_received", "natural_person")
    assert cell is not None
    ((page, area),) = find_areas(draw(analysis), "f1")
    assert page == cell.regions[0].page
    assert area.refs == ("f1", refer_cells(analysis)[1][cell.key])


def test_facsimile_sets_pins_of_one_place_side_by_side() -> None:
    evidence = Evidence(None, "23", "requests:new_received.natural_person")
    findings = tuple(Finding(str(n), "typo", "error", "数。", (evidence,)) for n in range(3))
    leaves = draw(set_on_pages(build_analysis(findings=findings)))
    pins = [area.pin for leaf in leaves for area in leaf.areas if area.pin]
    assert len({pin.x for pin in pins}) == 3
    assert len({pin.y for pin in pins}) == 1


def test_facsimile_draws_only_pages_with_a_picture() -> None:
    analysis = set_on_pages(build_analysis())
    assert [leaf.page.number for leaf in draw(analysis, 2, 99)] == [2]


def test_facsimile_refers_to_prose_that_stands_on_a_page() -> None:
    analysis = set_on_pages(build_analysis())
    refs = refer_prose(analysis)
    assert {p.span for p in analysis.paragraphs} <= refs.keys()
    assert len(set(refs.values())) == len(refs)
    assert refer_prose(build_analysis()) == {}
