"""Real reports through every face; only where the shared samples are at hand."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from documents.encoding import decode
from service.cli import run

REPORTS = Path(__file__).parents[2].parent / "shared" / "reports"


@pytest.mark.skipif(not REPORTS.is_dir(), reason="the shared samples are not here")
def test_reports_go_through_every_face(tmp_path: Path) -> None:
    sources = sorted(map(str, REPORTS.glob("*.txt")))
    for kind in ("json", "html", "md"):
        assert run(["structure", *sources, "-f", kind, "-o", str(tmp_path / kind)]) == 0
        assert len(list((tmp_path / kind).glob(f"*.{kind}"))) == len(sources)
    assert run(["structure", *sources, "-o", str(tmp_path / "全.xlsx")]) == 0
    summary = load_workbook(tmp_path / "全.xlsx")["汇总"]
    named = {summary.cell(row, 1).value for row in range(5, 5 + len(sources))}
    analyses = [decode(path.read_bytes()) for path in (tmp_path / "json").glob("*.json")]
    assert named == {analysis.unit.name for analysis in analyses if analysis.unit}
    for analysis in analyses:
        stem = Path(analysis.source.name).stem
        page = (tmp_path / "html" / f"{stem}.html").read_text("utf-8")
        cells = sum(len(table.cells) for table in analysis.tables)
        assert page.count('<td class="value') == cells
        assert page.count('id="card-f') == len(analysis.findings)
