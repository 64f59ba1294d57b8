"""Made-up reports with one planted defect, and clean ones: what the review finds, what it invents.

A defect may be missed because the reader was not sure of the cells that it rests on. Silence is
right then, so such misses are counted apart; the plain recall counts them as misses.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Final

from analysis.pipeline import analyze
from benchmarks.accuracy.chunks import map_seeds
from benchmarks.accuracy.gold_reports import GoldResult, merge_tallies, score_report
from benchmarks.accuracy.tallies import NO_SHARE, Share
from documents.report import Analysis
from documents.tables import TableKind
from training.evaluation import Tally
from training.factory.defects import DEFECTS
from training.factory.reports import READABLE, make_report

_RULES: Final = tuple(DEFECTS)
_ALL: Final[tuple[TableKind, ...]] = ("proactive", "requests", "disputes")
RESTS_ON: Final[Mapping[str, tuple[TableKind, ...]]] = {
    "form-year-mismatch": ("proactive",),
    "label-variant": _ALL,
    "row-missing": _ALL,
    "cell-blank": _ALL,
    "cell-slash": _ALL,
    "cell-not-number": _ALL,
    "cell-surplus": _ALL,
    "requests-unbalanced": ("requests",),
    "outcomes-sum": ("requests",),
    "applicants-sum": ("requests",),
    "disputes-sum": ("disputes",),
    "amount-unit-slip": ("proactive",),
    "text-table-mismatch": ("requests",),
    "none-claimed": ("requests",),
    "rules-without-power": ("proactive",),
    "all-zero": _ALL,
}
"""The tables whose cells a rule reads; the other rules read the narrative alone."""


@dataclass(frozen=True, slots=True)
class DefectScore:
    """Reports with the defect: ``found`` of all, ``unsure`` missed with doubtful cells; ``beside``
    counts the errors that the gold forbids, reported beside the planted one."""

    found: Share = NO_SHARE
    unsure: int = 0
    beside: Counter[str] = field(default_factory=Counter)

    def __add__(self, other: DefectScore) -> DefectScore:
        return DefectScore(
            self.found + other.found, self.unsure + other.unsure, self.beside + other.beside
        )

    @property
    def said(self) -> Share:
        """Without the misses that the cells' confidence explains."""
        return Share(self.found.part, self.found.whole - self.unsure)


@dataclass(frozen=True, slots=True)
class CleanScore:
    """``alarmed`` are the clean reports with at least one error, ``rules`` by how many reports they
    alarmed; ``tallies`` score the facts read from the same reports."""

    alarmed: Share
    rules: Counter[str]
    facts: GoldResult


def measure_defects(reports_a_rule: int) -> dict[str, DefectScore]:
    """That many reports for each rule, over the flattenings in turn."""
    scores: dict[str, DefectScore] = defaultdict(DefectScore)
    for part in map_seeds(_score_defects, reports_a_rule * len(_RULES)):
        for rule, score in part.items():
            scores[rule] += score
    return {rule: scores[rule] for rule in _RULES if rule in scores}


def measure_clean(count: int) -> CleanScore:
    """Clean reports over all readable flattenings in turn."""
    parts = list(map_seeds(_score_clean, count))
    return CleanScore(
        sum((alarmed for alarmed, _, _ in parts), Share()),
        sum((rules for _, rules, _ in parts), Counter[str]()),
        GoldResult(count, merge_tallies(tallies for _, _, tallies in parts)),
    )


def score_defect(rule: str, analysis: Analysis, forbidden: frozenset[str]) -> DefectScore:
    """One report in which the rule's defect was planted."""
    said = {finding.rule for finding in analysis.findings}
    found = rule in said
    return DefectScore(
        Share(int(found), 1),
        int(not found and not _is_sure(analysis, RESTS_ON.get(rule, ()))),
        Counter(find_alarms(analysis) & forbidden),
    )


def find_alarms(analysis: Analysis) -> frozenset[str]:
    """The rules of the findings that call something an error."""
    return frozenset(f.rule for f in analysis.findings if f.severity == "error")


def _is_sure(analysis: Analysis, kinds: tuple[TableKind, ...]) -> bool:
    found = [analysis.table(kind) for kind in kinds]
    return all(table is not None and all(cell.sure for cell in table) for table in found)


def _score_defects(seeds: range) -> dict[str, DefectScore]:
    scores: dict[str, DefectScore] = defaultdict(DefectScore)
    for seed in seeds:
        rule, turn = _RULES[seed % len(_RULES)], seed // len(_RULES)
        report = make_report(
            Random(f"defects/{rule}/{turn}"), flattening=READABLE[turn % len(READABLE)], defect=rule
        )
        analysis = analyze(report.text.encode(), f"{rule}-{turn}.txt")
        scores[rule] += score_defect(rule, analysis, frozenset(report.gold["no_findings"]))
    return dict(scores)


def _score_clean(seeds: range) -> tuple[Share, Counter[str], dict[str, Tally]]:
    alarmed, rules = Share(), Counter[str]()
    tallies: list[dict[str, Tally]] = []
    for seed in seeds:
        report = make_report(Random(f"clean/{seed}"), flattening=READABLE[seed % len(READABLE)])
        analysis = analyze(report.text.encode(), f"clean-{seed}.txt")
        alarms = find_alarms(analysis)
        alarmed += Share(int(bool(alarms)), 1)
        rules.update(alarms)
        tallies.append(score_report(report.gold, analysis))
    return alarmed, rules, merge_tallies(tallies)
