from documents.places import Box
from ingest.pagelines import build_lines, join_paragraphs, list_lines, measure_pages
from ingest.pages import PageContent, Run

LEFT, RIGHT, SIZE = 72.0, 522.0, 12.0


def make_run(text: str, top: float, left: float = LEFT, right: float = RIGHT) -> Run:
    return Run(text, Box(left, top, right, top + SIZE))


def make_page(number: int, *runs: Run) -> PageContent:
    return PageContent(number, 595, 842, runs)


def join(*contents: PageContent) -> list[str]:
    lines = list_lines(contents)
    flow = [line for content in contents for line in lines[content.number]]
    groups = join_paragraphs(flow, measure_pages(lines))
    return ["".join(line.text for line in group) for group in groups]


def test_pagelines_put_runs_of_one_height_on_one_line() -> None:
    (line,) = build_lines(1, [make_run("右", 101, 300, 312), make_run("左", 100, 72, 84)])
    assert line.text.replace(" ", "") == "左右"
    assert line.gaps[1] > 2


def test_pagelines_begin_a_paragraph_where_a_line_is_set_in_or_the_one_above_is_short() -> None:
    page = make_page(
        1,
        make_run("甲一", 100, 96),
        make_run("甲二", 120),
        make_run("甲三", 140, right=200),
        make_run("乙一", 160),
        make_run("乙二", 180, right=300),
    )
    assert join(page) == ["甲一甲二甲三", "乙一乙二"]


def test_pagelines_go_on_where_a_long_word_did_not_fit() -> None:
    page = make_page(
        1, make_run("甲", 100), make_run("甲", 120, right=470), make_run("hazwgkc@163.com。", 140)
    )
    assert join(page) == ["甲甲hazwgkc@163.com。"]


def test_pagelines_join_a_paragraph_over_a_page_break() -> None:
    first = make_page(1, *(make_run("甲", top) for top in range(600, 740, 20)))
    second = make_page(2, *(make_run("乙", top) for top in range(100, 240, 20)))
    assert join(first, second) == ["甲" * 7 + "乙" * 7]


def test_pagelines_leave_out_page_numbers_and_what_stands_on_every_page() -> None:
    pages = [
        make_page(
            k,
            make_run("某镇年度报告", 30),
            make_run(f"正文{k}", 300),
            make_run("完。", 320, right=200),
            make_run(f"第{k}页 共3页", 800, 270, 330),
        )
        for k in (1, 2, 3)
    ]
    assert join(*pages) == ["正文1完。", "正文2完。", "正文3完。"]


def test_pagelines_keep_a_title_that_later_pages_repeat_elsewhere() -> None:
    first = make_page(1, make_run("年度报告", 30), make_run("年度报告", 64, 200, 400))
    second = make_page(2, make_run("年度报告", 30), make_run("正文。", 300, right=200))
    assert join(first, second) == ["年度报告", "正文。"]
