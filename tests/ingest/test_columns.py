import pytest

from documents.places import Box
from documents.report import Source
from ingest.columns import part_columns
from ingest.pages import PageContent, RuledCell, RuledTable, Run
from ingest.pagetext import write_pages
from ingest.pdf import read_pdf
from training.factory.drawing import Sheet, write_pdf

SIZE = 10.0
WORDS = "本年度主动公开各类政府信息若干条其中机构职能类"


def make_run(text: str, left: float, top: float) -> Run:
    edges = tuple(left + SIZE * k for k in range(len(text) + 1))
    return Run(text, Box(left, top, edges[-1], top + SIZE), edges)


def make_table(left: float, top: float, right: float, rows: int) -> RuledTable:
    middle = (left + right) / 2
    ys = tuple(top + 15 * k for k in range(rows + 1))
    cells = tuple(
        RuledCell((k, k + 1), (c, c + 1), Box(*sides), (make_run(f"{k}", sides[0] + 5, ys[k] + 2),))
        for k in range(rows)
        for c, sides in enumerate(
            [(left, ys[k], middle, ys[k + 1]), (middle, ys[k], right, ys[k + 1])]
        )
    )
    return RuledTable((left, middle, right), ys, cells)


def make_column(mark: str, left: float, lines: int, top: float = 100.0) -> tuple[Run, ...]:
    return tuple(make_run(f"{mark}{WORDS}", left, top + 16 * k) for k in range(lines))


def make_page(*runs: Run, tables: tuple[RuledTable, ...] = (), number: int = 1) -> PageContent:
    return PageContent(number, 595, 842, runs, tables)


def list_firsts(parts: list[PageContent]) -> list[str]:
    return ["".join(dict.fromkeys(run.text[0] for run in part.runs)) for part in parts]


def test_columns_are_read_one_after_the_other_between_what_runs_over_both() -> None:
    title = make_run("标" * 30, 150, 60)
    foot = make_run("脚" * 30, 150, 500)
    page = make_page(foot, *make_column("甲", 40, 9), title, *make_column("乙", 310, 8))
    assert list_firsts(part_columns([page])) == ["标", "甲", "乙", "脚"]


def test_columns_are_cut_out_of_lines_that_run_on_over_the_gutter() -> None:
    lines = [
        Run(
            f"甲{WORDS}    乙{WORDS}",
            Box(40, 100 + 16 * k, 540, 110 + 16 * k),
            tuple(40 + 500 * n / 52 for n in range(53)),
        )
        for k in range(8)
    ]
    left, right = part_columns([make_page(*lines)])
    assert {run.text for run in left.runs} == {f"甲{WORDS}"}
    assert {run.text for run in right.runs} == {f"乙{WORDS}"}
    assert all(len(run.edges) == len(run.text) + 1 for run in (*left.runs, *right.runs))
    assert right.runs[0].box.left == pytest.approx(40 + 500 * 28 / 52)


def test_columns_may_hold_tables() -> None:
    tables = make_table(310, 100, 550, 6), make_table(40, 300, 560, 4)
    page = make_page(*make_column("甲", 40, 9), tables=tables)
    parts = part_columns([page])
    assert list_firsts(parts) == ["甲", "", ""]
    assert [part.tables for part in parts] == [(), tables[:1], tables[1:]]


def test_columns_end_before_a_heading_of_what_runs_over_the_page() -> None:
    heading = make_run("二、主动公开情况", 40, 250)
    table = make_table(40, 270, 560, 4)
    columns = *make_column("甲", 40, 9), *make_column("乙", 310, 9)
    parts = part_columns([make_page(*columns, heading, tables=(table,))])
    assert list_firsts(parts) == ["甲", "乙", "二"]


def test_columns_may_be_short_where_another_page_has_long_ones() -> None:
    short = make_page(*make_column("丙", 40, 3), *make_column("丁", 310, 2), number=2)
    long = make_page(*make_column("甲", 40, 9), *make_column("乙", 310, 9))
    assert list_firsts(part_columns([short])) == ["丙丁"]
    assert list_firsts(part_columns([long, short])) == ["甲", "乙", "丙", "丁"]


@pytest.mark.parametrize(
    "page",
    [
        make_page(*(make_run("全" * 50, 40, 100 + 16 * k) for k in range(20))),
        # a table without rulings
        make_page(
            *(make_run("格" * 8, 40 + 130 * c, 100 + 16 * k) for k in range(20) for c in range(4))
        ),
        # a list of links
        make_page(
            *(make_run("链" * 6, 60 + 260 * c, 100 + 16 * k) for k in range(20) for c in range(2))
        ),
        # a signature beside short lines
        make_page(*make_column("甲", 40, 9), make_run("某县人民政府办公室", 400, 240)),
        make_page(make_run("一", 40, 100)),
        make_page(),
    ],
)
def test_columns_are_not_seen_where_lines_go_across(page: PageContent) -> None:
    assert part_columns([page]) == [page]


def test_columns_keep_the_places_of_their_page() -> None:
    pages = [
        make_page(make_run("首" * 50, 40, 100)),
        make_page(
            *make_column("甲", 40, 9),
            *make_column("乙", 310, 3),
            tables=(make_table(310, 200, 550, 2),),
            number=2,
        ),
    ]
    layout = write_pages(Source("a.pdf", "application/pdf", "", 2), pages)
    assert [page.number for page in layout.pages] == [1, 2]
    assert {piece.region.page for piece in layout.pieces} == {1, 2}
    at = layout.text.index("乙")
    (piece,) = [p for p in layout.pieces if p.span.start == at]
    assert (piece.region.page, piece.region.box.left) == (2, 310)


def test_pdf_reads_two_columns_of_a_page() -> None:
    sheet = Sheet()
    for k in range(12):
        sheet.write(50, 100 + 18 * k, f"左{WORDS}"[:22], 10)
        sheet.write(310, 106 + 18 * k, f"右{WORDS}"[:22], 10)
    text = read_pdf(write_pdf([sheet]), "a.pdf").text
    assert text.rindex("左") < text.index("右")
    assert (text.count("左"), text.count("右")) == (12, 12)
