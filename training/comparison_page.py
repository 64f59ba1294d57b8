"""The tables of a comparison in Markdown, and the page in ``docs`` that they belong to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from documents.narrative import TAGS
from training.contenders import BOTH, ENCODER, LINEAR
from training.intervals import Interval
from training.pace import Pace
from training.standings import Result, Standing

PAGE: Final = Path(__file__).parents[1] / "docs" / "tag-models.md"
BEGIN: Final = "<!-- measured: python -m training.comparison --write -->"
END: Final = "<!-- end of measured -->"
_TITLES: Final = {
    "frozen": "The bodies held out",
    "voices": "Unseen voices",
    "writers": "Unseen writers",
}


def write_page(page: str, tables: str) -> str:
    """The page with new tables between its two marks; raises ValueError where one is missing."""
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError("the page has lost its marks")
    return f"{before}{BEGIN}\n\n{tables}\n{END}{after}"


def write_tables(results: Sequence[Result]) -> str:
    """One part a division, then the tags side by side."""
    parts = [line for result in results for line in _write_division(result)]
    return "\n".join([*parts, *_write_tags(results), ""])


def write_paces(paces: Sequence[Pace]) -> str:
    """What the stored models cost."""
    lines = [
        "### Cost\n",
        "The stored models on this machine's processor, whatever else it was doing.\n",
        "| model | paragraphs a second | ready after | on disk |",
        "|---|---|---|---|",
    ]
    lines += [
        f"| {pace.model} | {pace.paragraphs_per_second:,.0f}"
        f" | {1000 * pace.seconds_to_load:.0f} ms | {pace.size / 1e6:.2f} MB |"
        for pace in paces
    ]
    return "\n".join([*lines, ""])


def _write_division(result: Result) -> Iterator[str]:
    division = result.division
    bodies = len({row.organisation for row in division.rows})
    yield f"### {_TITLES[division.name]}\n"
    yield f"{len(division.rows):,} paragraphs of {bodies} bodies, frozen as `{division.sha256}`.\n"
    yield (
        "| model | macro-F1 | against linear | calibration error"
        " | left to a person | right of the rest | right of those left |"
    )
    yield "|---|---|---|---|---|---|---|"
    yield from map(_write_standing, result.standings)
    yield ""
    if len(division.asked) > 1:
        unseen = [fold.unseen for fold in division.asked]
        yield f"| macro-F1, unseen: | {' | '.join(unseen)} |"
        yield "|---" * (len(unseen) + 1) + "|"
        for standing in result.standings:
            figures = " | ".join(f"{value:.3f}" for _, value in standing.by_fold)
            yield f"| {standing.model} | {figures} |"
        yield ""
    yield "How often a probability held:\n"
    yield f"| model | {' | '.join(_name_bins(result.standings[0]))} |"
    yield "|---" * (len(result.standings[0].bins) + 1) + "|"
    for standing in filter(_is_candidate, result.standings):
        figures = " | ".join(
            f"{found.right:.3f} of {found.number:,}, said {found.chance:.3f}"
            for found in standing.bins
        )
        yield f"| {standing.model} | {figures} |"
    yield ""


def _write_standing(standing: Standing) -> str:
    reserve = standing.reserve
    gain = _show(standing.gain, "+") if standing.gain else ""
    return (
        f"| {standing.model} | {_show(standing.scores.macro)} | {gain}"
        f" | {standing.calibration_error:.3f} | {reserve.share:.1%}"
        f" | {reserve.right_above:.1%} | {reserve.right_below:.1%} |"
    )


def _write_tags(results: Sequence[Result]) -> Iterator[str]:
    yield "### Tag by tag\n"
    columns = [
        (f"{standing.model}, {result.division.name}", dict(standing.scores.by_tag))
        for result in results
        for standing in filter(_is_candidate, result.standings)
    ]
    heads = [head for head, _ in columns]
    yield f"| F1 | {' | '.join(heads)} |"
    yield "|---" * (len(heads) + 1) + "|"
    for tag in TAGS:
        figures = [_show(column[tag], digits=2) if tag in column else "" for _, column in columns]
        yield f"| {tag} | {' | '.join(figures)} |"


def _is_candidate(standing: Standing) -> bool:
    """Whether it could be in use: the others only show what each kind of evidence is worth."""
    return standing.model in (LINEAR, ENCODER, BOTH)


def _name_bins(standing: Standing) -> list[str]:
    return [f"{found.low:g} to {found.high:g}" for found in standing.bins]


def _show(figure: Interval, sign: str = "", digits: int = 3) -> str:
    value, low, high = (
        f"{bound:{sign}.{digits}f}" for bound in (figure.value, figure.low, figure.high)
    )
    return f"{value} ({low} to {high})"
