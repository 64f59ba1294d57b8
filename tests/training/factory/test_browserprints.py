from random import Random

import pytest

from ingest.source import read_source
from tests.training.factory.prints import needs_browser
from training.factory.browserprints import print_page, write_print_page
from training.factory.files import read_pages
from training.factory.office import make_office_report
from training.factory.styles import SetStyle, draw_style
from training.factory.typesetting import Break

REPORT = make_office_report(Random("browser/v2019"), "v2019")


def squeeze(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("seed", range(4))
def test_browserprints_pages_say_what_the_report_says(seed: int) -> None:
    page = write_print_page(REPORT.blocks, draw_style(Random(seed)), {"requests": Break(20)})
    assert squeeze(read_source(page, "a.html").text) == squeeze(REPORT.text)


@needs_browser
def test_browserprints_show_every_page() -> None:
    page = write_print_page(REPORT.blocks, SetStyle(tearing=True), {"requests": Break(12)})
    pages = read_pages(print_page(page))
    assert squeeze(REPORT.text)[:10] in pages[0]
    [start] = [number for number, text in enumerate(pages) if "勾稽关系" in text]
    [end] = [number for number, text in enumerate(pages) if "结转下年度继续办理" in text]
    assert end == start + 1
