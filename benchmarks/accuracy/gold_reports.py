"""Reports with labelled facts: what an analysis finds of them.

Gold is JSON as the report factory writes it and as labelled real reports have it; a measure that a
gold file leaves out is not scored for it.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from analysis.pipeline import analyze
from benchmarks.accuracy.tallies import tally_equal, tally_one
from documents.errors import InputError
from documents.narrative import TAGS
from documents.report import Analysis
from training.evaluation import THEMES, Tally

GOLD: Final = Path(__file__).parents[2].parent / "shared" / "gold"
"""Labelled real reports, where they lie beside the repository; they are no part of it."""
EXCERPTS: Final = Path(__file__).parents[2] / "corpora" / "excerpts"
HELD_OUT: Final = 26
"""From this number on an excerpt never steered what was written (``corpora/excerpts``)."""
TAG: Final = "tag "
_SPACE: Final = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class GoldResult:
    """``tallies`` by measure; ``skipped`` are the files that could not be read as text."""

    reports: int
    tallies: Mapping[str, Tally]
    skipped: tuple[str, ...] = ()

    @property
    def tags_macro_f1(self) -> float | None:
        """Over the themes that are expected somewhere; null where no paragraph is labelled."""
        scores = [t.f1 for n, t in self.tallies.items() if n.startswith(TAG) and t.expected]
        return sum(scores) / len(scores) if scores else None


def measure_gold(folder: Path = GOLD) -> GoldResult | None:
    """Every labelled report of the folder; null where there is no such folder."""
    return _measure_files(sorted(folder.glob("*.json")), folder.parent) if folder.is_dir() else None


def measure_excerpts(*, held_out: bool) -> GoldResult:
    """One half of the project's own labelled excerpts of narrative."""
    paths = sorted(EXCERPTS.glob("excerpt-*.json"))
    half = [p for p in paths if (int(p.stem[-2:]) >= HELD_OUT) == held_out]
    return _measure_files(half, EXCERPTS)


def _measure_files(paths: Iterable[Path], sources: Path) -> GoldResult:
    reports = 0
    tallies: dict[str, Tally] = {}
    skipped: list[str] = []
    for path in paths:
        gold = json.loads(path.read_text("utf-8"))
        source = sources / gold["file"]
        try:
            analysis = analyze(source.read_bytes(), source.name)
        except InputError as error:
            skipped.append(f"{source.name}: {error}")
            continue
        reports += 1
        tallies = merge_tallies((tallies, score_report(gold, analysis)))
    return GoldResult(reports, tallies, tuple(skipped))


def merge_tallies(parts: Iterable[Mapping[str, Tally]]) -> dict[str, Tally]:
    merged: dict[str, Tally] = defaultdict(Tally)
    for part in parts:
        for name, tally in part.items():
            merged[name] += tally
    return dict(merged)


def score_report(gold: Mapping[str, Any], analysis: Analysis) -> dict[str, Tally]:
    """One tally a measure; findings that the gold forbids are tallied as ``findings forbidden``,
    expected none."""
    scores: dict[str, Tally] = {}
    for field in ("year", "form"):
        if gold.get(field) is not None:
            scores[field] = tally_one(gold[field], getattr(analysis, field))
    if gold.get("unit") is not None:
        name = analysis.unit.name if analysis.unit else ""
        scores["unit"] = Tally(int(_overlaps(gold["unit"], name)), 1, int(bool(name)))
    if "sections" in gold:
        found = [s.number for s in analysis.sections if s.location == "body" and s.number]
        scores["sections"] = tally_equal(Counter(gold["sections"]), Counter(found))
    for kind, cells in gold.get("tables", {}).items():
        scores[f"cells of {kind}"] = _score_cells(analysis, kind, cells)
    if "officials" in gold:
        scores["officials"] = tally_equal(
            Counter((_plain(o["name"]), _plain(o.get("role"))) for o in gold["officials"]),
            Counter((_plain(o.name), _plain(o.role)) for o in analysis.officials),
        )
    if "counts" in gold:
        figures = [c for c in analysis.counts if c.numeral == "arabic"]
        scores["counts"] = tally_equal(
            Counter((round(float(c["value"]), 4), _plain(c["unit"])) for c in gold["counts"]),
            Counter((round(float(c.value), 4), _plain(c.unit)) for c in figures),
        )
    if "placeholders" in gold:
        quotes = [p.text for p in analysis.placeholders if p.kind != "blank_cell"]
        scores["placeholders"] = tally_quotes([p["quote"] for p in gold["placeholders"]], quotes)
    if "findings" in gold:
        rules = {finding.rule for finding in analysis.findings}
        wanted, forbidden = set(gold["findings"]), set(gold.get("no_findings", ()))
        scores["findings"] = Tally(len(wanted & rules), len(wanted), len(wanted & rules))
        scores["findings forbidden"] = Tally(0, 0, len(forbidden & rules))
    return scores | _score_tags(gold.get("paragraphs", ()), analysis)


def tally_quotes(expected: Sequence[str], found: Sequence[str]) -> Tally:
    """Quotes match one to one where one contains the other."""
    left = [_plain(quote) for quote in expected]
    for quote in map(_plain, found):
        match = next((other for other in left if other in quote or quote in other), None)
        if match is not None:
            left.remove(match)
    return Tally(len(expected) - len(left), len(expected), len(found))


def _score_cells(analysis: Analysis, kind: str, gold: Mapping[str, float | None]) -> Tally:
    """Cells that the gold's form has; cells of another form are found for nothing."""
    table = next((t for t in analysis.tables if t.kind == kind), None)
    cells = {str(cell.key): cell for cell in table} if table else {}
    surplus = [c for key, c in cells.items() if key not in gold and c.state != "missing"]
    return Tally(
        right=sum(key in cells and cells[key].value == value for key, value in gold.items()),
        expected=len(gold),
        found=sum(key in cells for key in gold) + len(surplus),
    )


def _score_tags(gold: Sequence[Mapping[str, Any]], analysis: Analysis) -> dict[str, Tally]:
    """Themes of each labelled paragraph that was found; ``also`` are tags one may give or not."""
    scores: dict[str, Tally] = defaultdict(Tally)
    left = [(_plain(p.text), {tag.tag for tag in p.tags}) for p in analysis.paragraphs]
    for paragraph in gold:
        start = _plain(paragraph["start"])
        place = next((i for i, (t, _) in enumerate(left) if start in t[: len(start) + 12]), None)
        scores["paragraphs"] += Tally(int(place is not None), 1, int(place is not None))
        wanted = set(paragraph["tags"])
        given = (
            left.pop(place)[1] - (set(paragraph.get("also", ())) - wanted)
            if place is not None
            else set()
        )
        for tag in TAGS:
            if tag in THEMES and tag in wanted | given:
                both = tag in wanted and tag in given
                scores[TAG + tag] += Tally(int(both), int(tag in wanted), int(tag in given))
    return dict(scores)


def _overlaps(one: str, other: str) -> bool:
    one, other = _plain(one), _plain(other)
    return bool(one and other) and (one in other or other in one)


def _plain(text: str | None) -> str:
    return _SPACE.sub("", unicodedata.normalize("NFKC", text or ""))
