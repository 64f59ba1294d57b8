from random import Random

import pytest

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
def test_office_files_say_what_the_report_says(form: FormVersion, write: object) -> None:
    report = make_report(form)
    data = write_docx(report.blocks) if write is write_docx else write_odt(report.blocks)
    text = read_source(data, "a").text
    assert squeeze(text) == squeeze(report.text)
    read = {table.kind: table for table in read_tables(text)}
    for kind, truth in report.gold["tables"].items():
        cells = read[kind].cells
        assert {str(cell.key): cell.value for cell in cells} == truth
        assert {str(cell.key): cell.state for cell in cells} == report.gold["states"][kind]
        assert min(cell.confidence for cell in cells) >= SURE
