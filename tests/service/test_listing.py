from dataclasses import replace

from service.listing import count_doubts, write_report
from service.paint import paint_ansi, paint_nothing
from tests.service.analyses import build_analysis, build_stranger, with_failure


def test_listing_says_what_where_and_what_to_do() -> None:
    lines = list(write_report(build_analysis(), "甲.txt", paint_nothing))
    assert lines[0] == "甲.txt（云溪县人民政府 2023 年，2021年版表格）"
    said = "\n".join(lines)
    assert "✗ 错误　正文称制发规范性文件 5 件" in said
    assert "[text-table-mismatch]" in said
    assert "第 8 行：“制发规范性文件5件”" in said
    assert "应为：3　实为：5" in said
    assert "建议：核对后统一正文与表格。" in said
    assert "……等多处" in said
    assert lines[-1] == ""


def test_listing_of_a_clean_report_says_so() -> None:
    clean = replace(build_analysis(findings=()), tables=())
    lines = list(write_report(clean, "甲.txt", paint_nothing))
    assert "  ✓ 没有发现问题" in lines


def test_listing_of_doubtful_cells_never_calls_a_report_clean() -> None:
    lines = list(write_report(build_analysis(findings=()), "甲.txt", paint_nothing))
    assert "  ✓ 没有发现问题" not in lines
    assert "  ✓ 其余没有发现问题" in lines


def test_listing_never_calls_a_strange_text_clean() -> None:
    said = "\n".join(write_report(build_stranger(), "甲.txt", paint_nothing))
    assert "没有发现问题" not in said


def test_listing_tells_parts_that_could_not_be_read() -> None:
    said = "\n".join(write_report(with_failure(build_analysis()), "甲.txt", paint_nothing))
    assert "有一部分没有读成：第 4 页无法辨认。" in said


def test_listing_colours_only_where_asked() -> None:
    analysis = build_analysis()
    assert "\x1b" not in "".join(write_report(analysis, "甲.txt", paint_nothing))
    assert "\x1b[31m" in "".join(write_report(analysis, "甲.txt", paint_ansi))


def test_listing_says_which_cells_were_not_read() -> None:
    analysis = build_analysis()
    doubtful = count_doubts(analysis)
    said = "\n".join(write_report(analysis, "甲.txt", paint_nothing))
    assert sum(doubtful.values()) == sum(not c.sure for t in analysis.tables for c in t)
    assert all(f"{table} {number} 格" in said for table, number in doubtful.items())
    assert doubtful
