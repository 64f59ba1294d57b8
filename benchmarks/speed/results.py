"""A run of the speed benchmark as a page of tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from benchmarks.speed.endurance import Endurance
from benchmarks.speed.growth import Growth
from benchmarks.speed.passes import JIEBA, Passes
from benchmarks.speed.processes import Start
from benchmarks.speed.runs import Run
from benchmarks.speed.themes import GOALS, ThemeCost

RATIO_GOAL: Final = 3.0
GROWTH_GOAL: Final = 1.25
START_GOAL: Final = 2.0


@dataclass(frozen=True, slots=True)
class Speed:
    passes: Mapping[str, Passes]
    themes: Sequence[ThemeCost]
    growth: Sequence[Growth]
    shapes: Sequence[Growth]
    starts: Mapping[str, Start]
    endurance: Mapping[str, Endurance]
    run: Run

    def list_misses(self) -> list[str]:
        """One sentence for each goal that was missed."""
        missed = [
            f"{name} reports: {p.ratio:.2f} times jieba's pass, the goal is {RATIO_GOAL:g}"
            for name, p in self.passes.items()
            if p.ratio > RATIO_GOAL
        ]
        missed += list_theme_misses(self.themes)
        # what is cheaper than an ordinary report's characters hurts nobody, however it grows
        ordinary = self.growth[0].costs[0]
        missed += [
            f"{g.name}: a character costs {g.ratio:.2f} times as much in {g.lengths[-1]:,} "
            f"characters as in {g.lengths[0]:,}"
            for g in (*self.growth, *self.shapes)
            if g.ratio > GROWTH_GOAL and g.costs[-1] > ordinary
        ]
        missed += [
            f"{name}: {start.wall:.2f} s, the goal is {START_GOAL:g} s"
            for name, start in self.starts.items()
            if name.startswith("gongkai") and start.wall > START_GOAL
        ]
        return [*missed, *self.run.list_misses()]


def list_theme_misses(themes: Sequence[ThemeCost]) -> list[str]:
    """One sentence for each model that is slower than its goals."""
    return [
        f"themes by {t.model}: {t.paragraphs:,.0f} paragraphs a second, {t.ratio:.2f} times "
        "jieba's pass"
        for t in themes
        if not t.is_met
    ]


def write_page(speed: Speed, heading: str) -> str:
    """Markdown; ``heading`` says when, of what version and on what machine."""
    return "\n".join(("# Speed", "", heading, "", *_write_parts(speed))) + "\n"


def _write_parts(speed: Speed) -> Iterator[str]:
    yield (
        "CPU time of one thread, contenders in turns within one process, medians; the clock only "
        "where it says so. The ratios hold elsewhere too, the times do not."
    )
    missed = speed.list_misses()
    yield from (
        ("", "Missed goals:", "", *(f"- {m}" for m in missed))
        if missed
        else (
            "",
            "Every goal is met.",
        )
    )
    for name, passes in speed.passes.items():
        yield from _write_passes(name, passes)
    yield from write_themes(speed.themes)
    yield from ("", "## Growth", "")
    yield (
        "Microseconds a character as a report grows; the last column is the cost of a character "
        "in the longest text over that in the shortest: 1 is linear, below 1 a fixed cost spread."
    )
    yield from _write_growth(speed.growth)
    yield from ("", "Filling that no author writes, put into one report (its own cost taken off):")
    yield from _write_growth(speed.shapes)
    yield from _write_starts(speed.starts)
    yield from _write_endurance(speed.endurance)
    yield from _write_run(speed.run)


def _write_passes(name: str, passes: Passes) -> Iterator[str]:
    yield from ("", f"## {passes.texts} {name} reports, {passes.characters:,} characters", "")
    base = passes.contenders[JIEBA]
    for title, times in (("pass", passes.contenders), ("stage of the analysis", passes.stages)):
        yield from (f"| {title} | ms a report | times jieba's pass |", "|---|---:|---:|")
        for what, seconds in times.items():
            yield f"| {what} | {seconds / passes.texts * 1e3:.2f} | {seconds / base:.2f} |"
        yield ""


def write_themes(themes: Sequence[ThemeCost]) -> Iterator[str]:
    """The lines of the table, with its heading."""
    yield from (
        "## Models for themes",
        "",
        "Paragraphs of the bodies held out, as each model is used (clauses included where it reads "
        "them); then the whole analysis of the made-up reports with it. One core; two processes on "
        "two cores read twice as many. What is in use unless chosen otherwise is the linear model.",
        "",
        "| model | paragraphs a second | at least | whole analysis, times jieba's pass | at most |",
        "|---|---:|---:|---:|---:|",
    )
    for theme in themes:
        goal = GOALS[theme.model]
        yield (
            f"| {theme.model} | {theme.paragraphs:,.0f} | {goal.paragraphs:,.0f} "
            f"| {theme.ratio:.2f} | {goal.ratio:g} |"
        )


def _write_growth(growths: Sequence[Growth]) -> Iterator[str]:
    count = len(growths[0].lengths)
    shortest = [min(g.lengths[i] for g in growths) for i in range(count)]
    same = all(
        len(set(lengths)) == 1 for lengths in zip(*(g.lengths for g in growths), strict=True)
    )
    heads = [f"{n:,}" for n in shortest] if same else [f"×{2**i}" for i in range(count)]
    yield from (
        "",
        f"| what grows | {' | '.join(heads)} | longest to shortest |",
        f"|---|{'---:|' * (count + 1)}",
    )
    for growth in growths:
        costs = " | ".join(f"{cost:.2f}" for cost in growth.costs)
        yield f"| {growth.name} | {costs} | {growth.ratio:.2f} |"


def _write_starts(starts: Mapping[str, Start]) -> Iterator[str]:
    yield from (
        "",
        "## Cold start",
        "",
        "| process | seconds on the clock | of CPU | peak MiB |",
        "|---|---:|---:|---:|",
    )
    for name, start in starts.items():
        yield f"| {name} | {start.wall:.2f} | {start.cpu:.2f} | {start.peak:.0f} |"


def _write_endurance(runs: Mapping[str, Endurance]) -> Iterator[str]:
    yield from (
        "",
        "## One process over many reports",
        "",
        "Reports a second of the clock in one process; resident memory in MiB.",
        "",
        "| reports | a second | memory once warm | at the end | growth per 1,000 reports |",
        "|---|---:|---:|---:|---:|",
    )
    for name, run in runs.items():
        yield (
            f"| {run.reports:,} {name} | {run.rate:.0f} | {run.warm:.0f} | {run.last:.0f} "
            f"| {run.slope:+.1f} |"
        )


def _write_run(run: Run) -> Iterator[str]:
    yield from ("", "## Mixed files in one run", "")
    yield (
        f"`gongkai structure FOLDER -o OUT --resume`, {run.jobs} children side by side, over "
        f"{run.files} files: {_list_counts(run.made)}. The harmful ones are a file whose reading "
        "kills the child, one that hangs and one that eats memory; those skipped have no reader. "
        "The run is interrupted by Ctrl-C after a third, killed after two, and taken up again."
    )
    yield from (
        "",
        "| ended by | seconds | files done | parent MiB, early | at the end | largest child MiB "
        "| processes left behind |",
        "|---|---:|---:|---:|---:|---:|---:|",
    )
    for leg in run.legs:
        early, late = leg.parent
        yield (
            f"| {leg.ended} | {leg.seconds:.0f} | {leg.files} | {early:.0f} | {late:.0f} "
            f"| {leg.child:.0f} | {leg.left} |"
        )
    yield from (
        "",
        f"What became of them: {_list_counts(run.outcomes)}; {run.skipped} named as skipped, "
        f"{run.unaccounted} unaccounted for, {run.twice} done twice.",
    )


def _list_counts(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{count} {what}" for what, count in counts.items())
