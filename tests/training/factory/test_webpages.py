from __future__ import annotations

import re
from random import Random

import pytest

from analysis.pipeline import analyze
from documents.report import Analysis
from documents.tables import FormVersion
from ingest.html import read_html
from training.factory.webpages import SITES, Site, TableMarkup, make_page

BY_NAME = pytest.mark.parametrize("site", SITES, ids=lambda site: site.name)


def list_facts(analysis: Analysis) -> dict[str, object]:
    """What a report says, the places left out."""
    return {
        "title": analysis.title,
        "unit": analysis.unit,
        "year": analysis.year,
        "form": analysis.form,
        "contact": analysis.contact,
        "signed": (analysis.signature.by, analysis.signature.date),
        "sections": [(s.number, s.heading) for s in analysis.sections],
        "paragraphs": [(p.section, p.heading, p.text) for p in analysis.paragraphs],
        "officials": [(o.name, o.post, o.role, o.group) for o in analysis.officials],
        "counts": [(c.value, c.unit, c.measure) for c in analysis.counts],
        "findings": sorted(finding.rule for finding in analysis.findings),
    }


@BY_NAME
@pytest.mark.parametrize("form", ["v2019", "v2021"])
def test_webpages_give_what_their_plain_text_gives(site: Site, form: FormVersion) -> None:
    page = make_page(Random(f"{site.name}/{form}"), site=site, form=form)
    analysis = analyze(page.data, "page.html")
    assert list_facts(analysis) == list_facts(analyze(page.text.encode(), "page.txt"))
    assert analysis.source.media_type == "text/html"
    assert analysis.failures == ()


@BY_NAME
@pytest.mark.parametrize("markup", ["spans", "paragraphs"])
def test_webpages_give_every_cell_for_sure(site: Site, markup: TableMarkup) -> None:
    page = make_page(Random(f"cells/{site.name}"), site=site, tables=markup)
    analysis = analyze(page.data, "page.html")
    for kind, truth in page.gold["tables"].items():
        (table,) = [table for table in analysis.tables if table.kind == kind]
        unrecoverable = page.gold["unrecoverable"][kind]
        read = {str(cell.key): cell.value for cell in table if cell.sure}
        assert read.items() >= {k: v for k, v in truth.items() if k not in unrecoverable}.items()


@BY_NAME
@pytest.mark.parametrize("markup", ["picture", "frame"])
def test_webpages_say_where_a_table_is_no_text(site: Site, markup: TableMarkup) -> None:
    page = make_page(Random(f"{markup}/{site.name}"), site=site, tables=markup)
    layout = read_html(page.data, "page.html")
    assert [failure.code for failure in layout.failures] == ["picture-not-read"] * 3


@BY_NAME
def test_webpages_show_their_plain_text_in_order(site: Site) -> None:
    page = make_page(Random(site.name), site=site)
    shown = re.sub(r"\s", "", read_html(page.data, "page.html").text)
    title, _, said = page.text.partition("\n")
    assert title in shown
    assert re.sub(r"\s", "", said) in shown
