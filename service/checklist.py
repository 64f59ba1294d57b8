"""A check as a whole, put together from what the children wrote of each report."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from service.exports.wording import SEVERITIES
from service.outcomes import Outcome, Reading, Refusal
from service.paint import Paint

SCHEMA: Final = "gongkai/check/1"


def write_checklist(outcomes: Sequence[Outcome], paint: Paint) -> Iterator[str]:
    """Lines of the list, grouped by report, and a summary line at the end."""
    for outcome in outcomes:
        if isinstance(outcome, Refusal):
            head = paint(outcome.input.name, "bold")
            yield f"{head}\n  {paint('✗ 未能处理', 'error')}　{outcome.message}\n"
        else:
            yield outcome.result.decode()
    yield _write_summary(outcomes, paint)


def _write_summary(outcomes: Sequence[Outcome], paint: Paint) -> str:
    readings = [o for o in outcomes if isinstance(o, Reading)]
    total = _count_findings(readings)
    said = "、".join(
        paint(f"{word} {total[s]} 条", s) if total[s] else f"{word} 0 条"
        for s, word in SEVERITIES.items()
    )
    tail = ""
    if strangers := sum(not r.summary.is_report for r in readings):
        tail += f"；{strangers} 份似乎不是年度报告"
    if refusals := len(outcomes) - len(readings):
        tail += f"；{refusals} 份未能处理"
    return f"共 {len(outcomes)} 份：{said}{tail}"


def _count_findings(readings: Iterable[Reading]) -> Counter[str]:
    total: Counter[str] = Counter()
    for reading in readings:
        total.update(reading.summary.findings)
    return total


def encode_checklist(outcomes: Sequence[Outcome]) -> str:
    """The check as one JSON object: ``reports``, ``failed`` and ``summary``."""
    readings = [o for o in outcomes if isinstance(o, Reading)]
    total = _count_findings(readings)
    data = {
        "schema": SCHEMA,
        "reports": [json.loads(reading.result) for reading in readings],
        "failed": [
            {"name": o.input.name, "code": o.code, "message": o.message}
            for o in outcomes
            if isinstance(o, Refusal)
        ],
        "summary": {
            "inputs": len(outcomes),
            "failed": len(outcomes) - len(readings),
            "not_reports": sum(not r.summary.is_report for r in readings),
            **{str(severity): total[severity] for severity in SEVERITIES},
        },
    }
    return json.dumps(data, ensure_ascii=False, indent=2)
