from collections.abc import Callable
from random import Random

import pytest

from analysis.pipeline import analyze
from documents.report import Analysis
from documents.tables import SURE, FormVersion
from ingest.source import read_source
from tables import read_tables
from training.factory.office import OfficeReport, make_office_report, write_docx, write_odt


def squeeze(text: str) -> list[str]:
    lines = ("\t".join(cell.strip() for cell in line.split("\t")) for line in text.split("\n"))
    return [line for line in lines if line]


def make_report(form: FormVersion) -> OfficeReport:
    return make_office_report(Random(f"office/{form}"), form)


@pytest.mark.parametrize("form", ["v2019", "v2021"])
@pytest.mark.parametrize("write", [write_docx, write_odt])
def test_office_files_say_what_the_report_says(
    form: FormVersion, write: Callable[..., bytes]
) -> None:
    report = make_report(form)
    text = read_source(write(report.blocks), "a").text
    assert squeeze(text) == squeeze(report.text)
    read = {table.kind: table for table in read_tables(text)}
    for kind, truth in report.gold["tables"].items():
        cells = read[kind].cells
        assert {str(cell.key): cell.value for cell in cells} == truth
        assert {str(cell.key): cell.state for cell in cells} == report.gold["states"][kind]
        assert min(cell.confidence for cell in cells) >= SURE


def list_facts(analysis: Analysis) -> list[object]:
    return [
        (analysis.title, analysis.unit, analysis.year, analysis.form),
        (analysis.signature.by, analysis.signature.date),
        [(section.kind, section.heading) for section in analysis.sections],
        [heading.text for heading in analysis.headings],
        [(official.name, official.post) for official in analysis.officials],
        [(count.value, count.unit) for count in analysis.counts],
        [paragraph.tags for paragraph in analysis.paragraphs],
        [finding.rule for finding in analysis.findings],
    ]


def test_office_files_are_analysed_as_their_text_is() -> None:
    report = make_report("v2021")
    told = list_facts(analyze(report.text.encode(), "a.txt"))
    assert told[2]
    assert list_facts(analyze(write_docx(report.blocks), "a.docx")) == told
    assert list_facts(analyze(write_odt(report.blocks), "a.odt")) == told
