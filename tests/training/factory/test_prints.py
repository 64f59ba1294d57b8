from collections.abc import Sequence
from dataclasses import replace
from random import Random

import pytest

from tests.training.factory.prints import needs_office
from training.factory.files import read_pages
from training.factory.office import OfficeReport, make_office_report
from training.factory.prints import print_documents
from training.factory.styles import SetStyle
from training.factory.typesetting import Break
from training.factory.wordpages import write_word

REPORT = make_office_report(Random("print/v2021"), "v2021")
STYLE = SetStyle(page_number="of")
TEARING = replace(STYLE, tearing=True)
REPEATING = replace(STYLE, font="WenQuanYi Zen Hei", repeated_headers=True)


def find_page(pages: Sequence[str], text: str) -> int:
    """The last page that shows the text."""
    return max(number for number, page in enumerate(pages) if text in page)


def list_labels(report: OfficeReport) -> list[str]:
    """The rows' own labels, without the marks before them that bodies write differently."""
    rows = [line.split("\t") for line in report.text.split("\n") if line.count("\t") == 9]
    return [next(text for text in reversed(row[:3]) if text)[2:] for row in rows[3:]]


@needs_office
def test_prints_break_where_they_are_told() -> None:
    """One call prints all: each costs seconds."""
    wanted: dict[str, tuple[SetStyle, Break]] = {
        "whole.docx": (STYLE, Break(14)),
        "torn.docx": (TEARING, Break(6, 1)),
        "repeated.docx": (REPEATING, Break(24)),
    }
    documents = {
        name: write_word(REPORT.blocks, style, {"requests": wanted_break})
        for name, (style, wanted_break) in wanted.items()
    }
    prints = {name: read_pages(pdf) for name, pdf in print_documents(documents).items()}
    labels = list_labels(REPORT)

    pages = prints["whole.docx"]
    above, below = (find_page(pages, label) for label in labels[10:12])
    assert below == above + 1
    assert f"第{above + 1}页共{len(pages)}页" in pages[above]

    pages = prints["torn.docx"]
    start, end = find_page(pages, "部分公开(区分处理的"), find_page(pages, "不计其他情形")
    assert end == start + 1

    pages = prints["repeated.docx"]
    above, below = (find_page(pages, label[:8]) for label in labels[20:22])
    assert below == above + 1
    assert "法人或其他组织" in pages[above]
    assert "法人或其他组织" in pages[below]


def test_prints_nothing_of_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(FileNotFoundError):
        print_documents({"a.docx": b""})
