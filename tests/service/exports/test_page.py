import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser

from documents.findings import Evidence, Finding
from documents.narrative import Placeholder
from documents.places import Span
from documents.report import Analysis
from documents.tables import Table
from ingest.pagepictures import PagePicture
from service.exports.page import write_page
from tests.service.analyses import build_analysis, build_stranger, set_on_pages, with_failure


class Reader(HTMLParser):
    """Tags in balance, ids, links and the text of the article."""

    VOID = frozenset({"meta", "input", "wbr", "br", "link", "img"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.tags: list[str] = []
        self.classes: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag not in self.VOID:
            self.open.append(tag)
        for name, value in attrs:
            if name == "class" and value:
                self.classes.update(value.split())
            if name == "id" and value:
                self.ids.append(value)
            if name == "href" and value:
                self.links.append(value)
            if name in ("src", "srcset", "data", "action"):
                self.loaded.append(value or "")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "article" in self.open:
            self.text += data


def read_page(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    reader.close()
    assert not reader.open
    return reader


def write_with_pictures(analysis: Analysis) -> str:
    pictures = [PagePicture(page.number, "image/webp", b"RIFF") for page in analysis.pages]
    return write_page(analysis, pictures)


def test_page_is_sound_and_loads_nothing() -> None:
    reader = read_page(write_page(with_failure(build_analysis())))
    assert len(reader.ids) == len(set(reader.ids))
    assert not reader.loaded
    assert all(link.startswith("#") and link[1:] in reader.ids for link in reader.links)


def test_page_has_no_link_to_nowhere() -> None:
    analysis = build_analysis()
    gap = analysis.text.index("\n")
    places = (
        Evidence(Span(5, 5)),
        Evidence(Span(gap, gap + 5)),
        Evidence(Span(gap, gap + 1)),
        Evidence(None, "", "requests:no.such"),
        Evidence(cell="other:no.such"),
        Evidence(analysis.tables[2].span, cell="disputes:"),
    )
    finding = Finding("1", "typo", "error", "字。", places, "", "", "")
    reader = read_page(write_page(replace(analysis, findings=(finding,))))
    assert all(link[1:] in reader.ids for link in reader.links)
    assert [link for link in reader.links if link.startswith("#f")] == ["#f1-1", "#f1-5"]


def test_page_shows_script_of_a_report_and_does_not_run_it() -> None:
    page = write_page(build_analysis())
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert read_page(page).tags.count("script") == 1


def test_page_escapes_what_findings_say() -> None:
    evil = '"><img src=x onerror=alert(1)>'
    evidence = Evidence(None, evil)
    finding = Finding("1", "typo", "error", evil, (evidence,), evil, evil, evil)
    assert "<img" not in write_page(build_analysis(findings=(finding,)))


def test_page_policy_lets_only_its_own_script_run() -> None:
    page = write_page(build_analysis())
    script = re.search(r"<script>(.*)</script>", page, re.DOTALL)
    assert script is not None
    digest = base64.b64encode(hashlib.sha256(script[1].encode()).digest()).decode()
    assert f"script-src &#39;sha256-{digest}&#39;" in page


def test_page_links_each_evidence_to_its_place() -> None:
    reader = read_page(write_page(build_analysis()))
    assert {"f3-0", "f3-1", "f3-2", "f3-3", "card-f3", "o1-0", "c3-0", "p1-0"} <= set(reader.ids)
    assert "#f3-2" in reader.links


def test_page_says_what_a_cells_mark_means() -> None:
    page = write_page(build_analysis())
    assert re.search(r'<td class="value unsure"[^>]* title="[^"]*报告中没有这一格[^"]*"', page)
    assert re.search(r'<td class="value finding" data-refs="f\d"[^>]*data-letter="错"', page)


def test_page_holds_the_whole_text() -> None:
    analysis = build_analysis()
    shown = "".join(read_page(write_page(analysis)).text.split())
    for paragraph in analysis.paragraphs:
        assert "".join(paragraph.text.split()) in shown
    for table in analysis.tables:
        assert table.span is not None
        assert "".join(table.span.cut(analysis.text).split()) in shown


def test_page_leaves_blank_cells_to_the_tables() -> None:
    analysis = build_analysis()
    table = analysis.tables[1].span
    assert table is not None
    blank = Placeholder("blank_cell", "", table)
    assert write_page(replace(analysis, placeholders=(blank,))).count('id="card-p') == 0


def test_page_of_a_strange_text_says_so() -> None:
    page = write_page(build_stranger())
    assert "这似乎不是政府信息公开工作年度报告" in page
    assert "请各村于周五前报名" in page


def test_page_with_pictures_is_sound_and_loads_nothing() -> None:
    analysis = set_on_pages(build_analysis())
    reader = read_page(write_with_pictures(analysis))
    assert len(reader.ids) == len(set(reader.ids))
    assert all(link.startswith("#") and link[1:] in reader.ids for link in reader.links)
    assert len(reader.loaded) == len(analysis.pages)
    assert all(source.startswith("data:image/webp;base64,") for source in reader.loaded)


def test_page_leads_from_each_evidence_to_its_place_on_the_picture() -> None:
    reader = read_page(write_with_pictures(set_on_pages(build_analysis())))
    assert {"at-f3-0", "at-f3-1", "at-f3-2", "at-f3-3", "at-o1-0", "at-c3-0"} <= set(reader.ids)
    assert {"#at-f3-2", "#at-o1-0"} <= set(reader.links)


def test_page_ties_cells_and_prose_to_their_marks() -> None:
    page = write_with_pictures(set_on_pages(build_analysis()))
    assert re.search(r'<td class="value" data-refs="(t1-\d+)"', page)
    for ref in re.findall(r'<(?:td|div|h3|h4) [^>]*data-refs="(?:f\d+ )*([tb]\d[^" ]*)"', page):
        assert re.search(rf'<a class="area [^>]*data-refs="{ref}"', page)


def test_page_without_pictures_has_no_pages() -> None:
    page = write_page(set_on_pages(build_analysis()))
    assert "facsimile" not in read_page(page).classes
    assert 'data-refs="t' not in page
    assert "第 1 页" in page


def test_page_says_which_pages_were_recognised_and_which_are_not_shown() -> None:
    analysis = set_on_pages(build_analysis(), 12, 2)
    page = write_page(analysis, [PagePicture(n, "image/webp", b"RIFF") for n in (1, 2)])
    assert "第 2 页由图像识别得来" in page
    assert page.count("由图像识别</span>") == 1
    assert f"第 3–{len(analysis.pages)} 页没有附图。" in page


def test_page_escapes_what_marks_on_pictures_say() -> None:
    evil = '"><img src=x onerror=alert(1)>'
    evidence = Evidence(None, evil, "requests:new_received.natural_person")
    finding = Finding("1", "typo", "error", evil, (evidence,))
    page = write_with_pictures(set_on_pages(build_analysis(findings=(finding,))))
    assert read_page(page).tags.count("script") == 1
    assert "<img src=x" not in page


def test_page_of_the_form_before_2019_misses_no_table() -> None:
    bare = replace(build_analysis(), tables=())
    assert "报告中没有找到表三" in write_page(bare)
    old = replace(bare, form="pre2019", tables=(Table("other", None, "body", (), None),))
    page = write_page(old)
    assert "没有找到" not in page
    assert "其他表格" in page
    assert "其他表 其他" not in page
