"""How recall is counted: found, missed, and missed for want of sure cells."""

from __future__ import annotations

from dataclasses import replace

from benchmarks.accuracy.planted_defects import DefectScore, find_alarms, score_defect
from documents.findings import Finding, Severity
from documents.report import Analysis, Producer, Source
from documents.tables import Cell, Table

_PLAIN = Analysis(
    source=Source("a.txt", "text/plain", "0" * 64),
    text="",
    is_report=True,
    produced_by=Producer("0", {}),
)


def _finding(rule: str, severity: Severity = "error") -> Finding:
    return Finding("0", rule, severity, "", ())


def _disputes(confidence: float) -> Table:
    cell = Cell("review", "total", 2, "2", None, "number", confidence)
    return Table("disputes", "v2021", "body", (cell,))


def _score(analysis: Analysis, rule: str = "disputes-sum") -> DefectScore:
    return score_defect(rule, analysis, frozenset({"late"}))


def test_planted_defects_a_finding_of_the_rule_is_found() -> None:
    score = _score(replace(_PLAIN, findings=(_finding("disputes-sum"),)))
    assert (score.found.part, score.found.whole, score.unsure) == (1, 1, 0)


def test_planted_defects_a_miss_with_doubtful_cells_is_told_apart() -> None:
    doubtful = _score(replace(_PLAIN, tables=(_disputes(0.5),)))
    sure = _score(replace(_PLAIN, tables=(_disputes(0.99),)))
    assert (doubtful.found.part, doubtful.unsure, doubtful.said.whole) == (0, 1, 0)
    assert (sure.found.part, sure.unsure, sure.said.whole) == (0, 0, 1)


def test_planted_defects_a_rule_of_the_narrative_has_no_such_excuse() -> None:
    assert _score(replace(_PLAIN, tables=(_disputes(0.5),)), "typo").unsure == 0


def test_planted_defects_only_forbidden_errors_count_beside() -> None:
    findings = (_finding("late"), _finding("section-empty"), _finding("typo", "warning"))
    score = _score(replace(_PLAIN, findings=findings))
    assert score.beside == {"late": 1}


def test_planted_defects_alarms_are_errors_only() -> None:
    findings = (_finding("late"), _finding("typo", "warning"), _finding("all-zero", "notice"))
    assert find_alarms(replace(_PLAIN, findings=findings)) == {"late"}


def test_planted_defects_scores_add_up() -> None:
    found = _score(replace(_PLAIN, findings=(_finding("disputes-sum"), _finding("late"))))
    both = found + _score(_PLAIN)
    assert (both.found.part, both.found.whole, both.unsure) == (1, 2, 1)
    assert both.beside == {"late": 1}
