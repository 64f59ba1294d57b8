import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from analysis.pipeline import analyze
from documents.report import Analysis
from documents.tables import Table
from tests.golden import REWRITING

FOLDER = Path(__file__).parent
SAMPLES = sorted((FOLDER.parents[1] / "corpora" / "samples").glob("*.txt"))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_golden_summary_of_sample(path: Path) -> None:
    golden = FOLDER / f"{path.stem}.json"
    told = describe(analyze(path.read_bytes(), path.name))
    if REWRITING:
        golden.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", "utf-8")
    assert told == json.loads(golden.read_text("utf-8"))


def test_golden_files_belong_to_samples() -> None:
    assert [path.stem for path in sorted(FOLDER.glob("*.json"))] == [p.stem for p in SAMPLES]


def describe(analysis: Analysis) -> dict[str, Any]:
    """What must not change unnoticed: enough to see a wrong reading, too little to hide one."""
    return {
        "title": analysis.title,
        "unit": [analysis.unit.name, analysis.unit.kind] if analysis.unit else None,
        "year": analysis.year,
        "form": analysis.form,
        "signature": [analysis.signature.by, analysis.signature.date],
        "sections": [f"{s.number} {s.kind}: {s.heading}" for s in analysis.sections],
        "paragraphs": len(analysis.paragraphs),
        "tables": [describe_table(table) for table in analysis.tables],
        "officials": [f"{o.name} {o.post} {o.role}" for o in analysis.officials],
        "counts": [f"{c.measure}: {c.value} {c.unit}" for c in analysis.counts],
        "placeholders": [f"{p.kind}: {p.text}" for p in analysis.placeholders],
        "findings": [
            f"{f.severity} {f.rule}: {f.expected} / {f.actual}" for f in analysis.findings
        ],
        "failures": [f.code for f in analysis.failures],
    }


def describe_table(table: Table) -> dict[str, Any]:
    return {
        "kind": table.kind,
        "form": table.form,
        "states": dict(sorted(Counter(cell.state for cell in table.cells).items())),
        "unsure": sum(not cell.sure for cell in table.cells),
        "figures": {str(c.key): c.value for c in table.cells if c.value},
    }
