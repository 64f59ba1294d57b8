"""The measures as a page of tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from benchmarks.learning.curve import Point, Poisoned, Results
from benchmarks.learning.lessons import Outcome
from training.annotations.annotation import Annotation
from training.intervals import Interval

_REASONS: Final = {
    "没有变好": "nowhere better",
    "得不偿失": "loses more on the frozen set than it gains",
    "又没有超出偶然误差": "loses more on the frozen set than is tolerated",
    "各主题平均 F1 比": "macro-F1 worse beyond chance",
    "的 F1 比": "a tag worse beyond chance",
    "疑似成批标错": "labels contradicted",
}


def write_page(results: Results, heading: str) -> str:
    """Markdown; ``heading`` says when and of what version."""
    return "\n".join(("# Learning from an office", "", heading, "", *_write_parts(results))) + "\n"


def close_gap(results: Results, point: Point) -> Interval:
    """What share of the way from the start to the frozen set's score the corrections go."""
    gap = results.frozen.value - results.start.value
    return Interval(point.gain.value / gap, point.gain.low / gap, point.gain.high / gap)


def _write_parts(results: Results) -> Iterator[str]:
    pool, rest = results.office.pool, results.office.rest
    yield (
        f"{len(pool)} paragraphs of {_count_bodies(pool)} bodies can be corrected; {len(rest)} of "
        f"{_count_bodies(rest)} other bodies of the same office are measured. Macro-F1 of the 13 "
        f"themes there is {_write(results.start)} with the corpus alone, against "
        f"{_write(results.frozen)} on the frozen set: the gap is "
        f"{results.frozen.value - results.start.value:.3f}. A model that has learnt every other "
        f"body of the office reaches {_write(results.own)}. Nothing was chosen by these "
        "paragraphs; docs/decisions/0021-learning-from-few.md tells how often they were scored."
    )
    yield from ("", "## Learning curve", "")
    yield (
        "Each batch goes through what `gongkai train` does. Intervals hold 95 % of draws of "
        "bodies, gains in pairs; batches of a size are taken together."
    )
    for title, points in (
        ("Drawn by chance", results.by_chance),
        ("Least sure first, by the model before", results.least_sure),
    ):
        yield from ("", f"### {title}", "")
        yield (
            "| corrections | draws | macro-F1 | lowest and highest | gain | of the gap "
            "| frozen set | there |"
        )
        yield "|---:|---:|---|---|---|---|---|---|"
        yield from (_write_point(results, point) for point in points)
    yield from ("", "## At the gate", "", "Batches with right labels, drawn by chance:", "")
    yield "| corrections | passed | contradicted | refused for |"
    yield "|---:|---:|---|---|"
    for point in results.by_chance:
        passed = sum(not outcome.objections for outcome in point.outcomes)
        yield (
            f"| {point.corrections} | {passed} of {len(point.outcomes)} "
            f"| {_write_doubts(point.outcomes)} | {_list_reasons(point.outcomes)} |"
        )
    yield from ("", "Batches of which a share has each other's labels:", "")
    yield (
        "| corrections | shuffled | wrong labels | refused | contradicted | frozen set, gain "
        "| own set, gain | refused for |"
    )
    yield "|---:|---:|---|---:|---|---|---|---|"
    yield from map(_write_poisoned, results.poisoned)


def _write_point(results: Results, point: Point) -> str:
    share = close_gap(results, point)
    draws = f"{min(point.draws):.3f} to {max(point.draws):.3f}" if len(point.draws) > 1 else "–"
    return (
        f"| {point.corrections} | {len(point.draws)} "
        f"| {_write(point.score)} | {draws} | {_write(point.gain, '+')} "
        f"| {share.value:.0%} ({share.low:.0%} to {share.high:.0%}) "
        f"| {point.frozen.value:.3f} | {_write(point.frozen_gain, '+')} |"
    )


def _write_poisoned(poisoned: Poisoned) -> str:
    made = poisoned.outcomes
    frozen = (outcome.find_gain("builtin") for outcome in made)
    own = (outcome.find_gain("own") for outcome in made)
    return (
        f"| {poisoned.corrections} | {poisoned.share:.0%} | {_span(poisoned.wrong)} "
        f"| {sum(bool(outcome.objections) for outcome in made)} of {len(made)} "
        f"| {_write_doubts(made)} | {_list_gains(frozen)} | {_list_gains(own)} "
        f"| {_list_reasons(made)} |"
    )


def _count_bodies(rows: Sequence[Annotation]) -> int:
    return len({row.organisation for row in rows})


def _write(interval: Interval, sign: str = "") -> str:
    return f"{interval.value:{sign}.3f} ({interval.low:{sign}.3f} to {interval.high:{sign}.3f})"


def _span(numbers: Iterable[int]) -> str:
    found = sorted(set(numbers))
    return f"{found[0]}" if len(found) == 1 else f"{found[0]} to {found[-1]}"


def _write_doubts(outcomes: Sequence[Outcome]) -> str:
    """Labels contradicted of those where the model is sure, batch by batch."""
    return ", ".join(f"{outcome.contradicted}/{outcome.sure}" for outcome in outcomes)


def _list_gains(gains: Iterable[Interval | None]) -> str:
    return ", ".join(f"{gain.value:+.3f}" for gain in gains if gain) or "–"


def _list_reasons(outcomes: Sequence[Outcome]) -> str:
    """How many of the batches were refused for what."""
    counts = Counter(
        reason for outcome in outcomes for reason in set(map(_tell_reason, outcome.objections))
    )
    return ", ".join(f"{reason} {number}" for reason, number in counts.most_common()) or "–"


def _tell_reason(objection: str) -> str:
    return next(reason for words, reason in _REASONS.items() if words in objection)
