from datetime import date
from io import BytesIO
from pathlib import Path

import docx
import pytest

from analysis.pipeline import analyze
from documents.report import Analysis
from service.exports.letter import write_letter

SAMPLES = Path(__file__).parents[3] / "corpora" / "samples"
DAY = date(2025, 2, 3)


@pytest.fixture(scope="module")
def analysis() -> Analysis:
    path = SAMPLES / "water-bureau.txt"
    return analyze(path.read_bytes(), path.name)


def _read(letter: bytes) -> tuple[list[str], list[list[str]]]:
    opened = docx.Document(BytesIO(letter))
    rows = [[cell.text for cell in row.cells] for table in opened.tables for row in table.rows]
    return [paragraph.text for paragraph in opened.paragraphs], rows


def test_letter_lists_what_has_to_be_mended(analysis: Analysis) -> None:
    lines, rows = _read(write_letter(analysis, analysis.findings, DAY))
    assert "清樾县水务局：" in lines
    assert any("有以下 1 处" in line for line in lines)
    assert "必须改正（1 项）" in lines
    assert lines[-1] == "2025年2月3日"
    head, row = rows
    assert head == ["序号", "位置", "问题", "应为", "实为", "修改建议"]
    assert "第 72 行：表三" in row[1]
    assert row[2].startswith("文表不一致：")
    assert row[3:5] == ["8件", "13件"]
    assert "原始台账" in row[5]


def test_letter_without_findings_says_so(analysis: Analysis) -> None:
    lines, rows = _read(write_letter(analysis, (), DAY))
    assert any("没有需要修改之处" in line for line in lines)
    assert rows == []
