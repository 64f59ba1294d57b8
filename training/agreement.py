"""How far two labellings of the same paragraphs agree: ``python -m training.agreement [--draw]``.

``--draw`` prints a sheet for another labelling, without the tags: paragraphs that nobody labelled
twice. What came back is kept in ``corpora/agreement``, beside the first labels as they were then
and what was settled. Without it, the table of the data card.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, cast

import numpy as np
from numpy.typing import NDArray

from documents.narrative import TAGS, Tag
from nlp.features import PREVIOUS_CHARACTERS
from training.evaluation import THEMES
from training.intervals import Interval
from training.labels import CorpusError, LabelledParagraph, read_corpus
from training.reports import list_paragraphs, read_reports
from training.split import is_held_out

SECOND: Final = Path(__file__).parents[1] / "corpora" / "agreement" / "paragraphs.jsonl"
SEED: Final = 20260
STRATUM: Final = 100
LEAST: Final = 7
DRAWS: Final = 2_000


@dataclass(frozen=True, slots=True)
class TwiceLabelled:
    """A paragraph with the tags of two labellers, and what was settled; ``reason`` says why where
    they differ. ``organisation`` is the body that speaks."""

    id: str
    text: str
    organisation: str
    first: tuple[Tag, ...]
    second: tuple[Tag, ...]
    settled: tuple[Tag, ...]
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class TagAgreement:
    """How often each labeller gave the tag, both did, and kappa (Cohen 1960), at most 1: how far
    they agree beyond what chance would make them. The interval is drawn by body."""

    tag: Tag
    first: int
    second: int
    both: int
    kappa: Interval


def read_second_labels(path: Path = SECOND) -> tuple[TwiceLabelled, ...]:
    """All rows in order. Raises CorpusError for a row that is not of this form."""
    rows = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            rows.append(_read_row(json.loads(line)))
        except (KeyError, TypeError, ValueError) as error:
            raise CorpusError(f"{path.name}:{number}: {error}") from error
    return tuple(rows)


def measure_agreement(
    rows: Sequence[TwiceLabelled],
) -> tuple[tuple[TagAgreement, ...], Interval, float]:
    """Each tag that one of both gave, mean kappa of the 13 themes, and the share in [0, 1] of
    paragraphs with the very same tags."""
    first = np.array([[tag in row.first for tag in TAGS] for row in rows])
    second = np.array([[tag in row.second for tag in TAGS] for row in rows])
    bodies = {row.organisation: i for i, row in enumerate(rows)}
    places = np.unique([bodies[row.organisation] for row in rows], return_inverse=True)[1]
    chance = np.random.default_rng(0)
    size = int(places.max()) + 1
    drawn = chance.multinomial(size, [1 / size] * size, size=DRAWS)[:, places]
    kappas = np.array([_find_kappa(first, second, w) for w in (np.ones(len(rows)), *drawn)])
    tags = tuple(
        TagAgreement(
            tag,
            int(first[:, i].sum()),
            int(second[:, i].sum()),
            int((first & second)[:, i].sum()),
            _bound(kappas[:, i]),
        )
        for i, tag in enumerate(TAGS)
        if first[:, i].any() or second[:, i].any()
    )
    themes = kappas[:, [TAGS.index(tag) for tag in THEMES]]
    known = np.maximum(np.isfinite(themes).sum(axis=1), 1)
    same = float((first == second).all(axis=1).mean())
    return tags, _bound(np.nansum(themes, axis=1) / known), same


def draw_paragraphs() -> tuple[LabelledParagraph, ...]:
    """300 paragraphs that nobody labelled twice, in a random order: a third from bodies held out,
    a third from the other whole narratives, a third from the single paragraphs, with every tag on
    at least seven of each third that has as many."""
    known = {row.id for row in read_second_labels()} if SECOND.exists() else set()
    written = [row for row in list_paragraphs(read_reports()) if row.id not in known]
    held_out = [row for row in written if is_held_out(row.organisation)]
    learnt = [row for row in written if not is_held_out(row.organisation)]
    single = [row for row in read_corpus() if row.id not in known]
    chance = random.Random(SEED)
    drawn = [row for rows in (held_out, learnt, single) for row in _draw(rows, chance)]
    chance.shuffle(drawn)
    return tuple(drawn)


def print_sheet(rows: Sequence[LabelledParagraph]) -> None:
    """What a labeller sees: number, section, heading above, predecessor, text."""
    for number, row in enumerate(rows, start=1):
        previous = (row.previous or "-")[:PREVIOUS_CHARACTERS]
        print(f"{number} §{row.section} ¶{row.heading or '-'} ↑{previous}\n  {row.text}")


def print_agreement(rows: Sequence[TwiceLabelled]) -> None:
    """The table of the data card, in Markdown."""
    tags, mean, same = measure_agreement(rows)
    print("| tag | first | second | both | kappa |\n|---|---|---|---|---|")
    for row in tags:
        print(f"| {row.tag} | {row.first} | {row.second} | {row.both} | {_show(row.kappa)} |")
    print(f"| mean of the 13 themes | | | | {_show(mean)} |")
    print(f"\n{same:.1%} of {len(rows)} paragraphs bear the very same tags.")


def _read_row(values: dict[str, Any]) -> TwiceLabelled:
    labels = {}
    for field in ("first", "second", "settled"):
        if unknown := set(values[field]) - set(TAGS):
            raise ValueError(f"unknown tags {sorted(unknown)}")
        labels[field] = tuple(cast(Tag, tag) for tag in values[field])
    return TwiceLabelled(**{**values, **labels})


def _find_kappa(
    first: NDArray[np.bool_], second: NDArray[np.bool_], weights: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Kappa of each column, the rows counting by ``weights``; nan where nobody gave the tag."""
    share = weights / weights.sum()
    a, b = share @ first, share @ second
    by_chance = a * b + (1 - a) * (1 - b)
    agreed = share @ (first == second)
    given = by_chance < 1
    kappa: NDArray[np.float64] = np.where(
        given, (agreed - by_chance) / np.where(given, 1 - by_chance, 1), np.nan
    )
    return kappa


def _bound(kappas: NDArray[np.float64]) -> Interval:
    low, high = np.nanquantile(kappas[1:], [0.025, 0.975])
    return Interval(float(kappas[0]), float(low), float(high))


def _show(kappa: Interval) -> str:
    return f"{kappa.value:.2f} ({kappa.low:.2f} to {kappa.high:.2f})"


def _draw(rows: list[LabelledParagraph], chance: random.Random) -> list[LabelledParagraph]:
    """At random, but some of each tag first, the rarest tag before the others."""
    chance.shuffle(rows)
    often = Counter(tag for row in rows for tag in row.tags)
    drawn: list[LabelledParagraph] = []
    for tag in sorted(TAGS, key=often.__getitem__):
        missing = LEAST - sum(tag in row.tags for row in drawn)
        bearers = [row for row in rows if tag in row.tags and row not in drawn]
        drawn += bearers[: max(missing, 0)]
    drawn += [row for row in rows if row not in drawn][: max(STRATUM - len(drawn), 0)]
    return drawn


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m training.agreement", description=__doc__)
    parser.add_argument("--draw", action="store_true", help="print a new sheet, without tags")
    if parser.parse_args(arguments).draw:
        print_sheet(draw_paragraphs())
    else:
        print_agreement(read_second_labels())


if __name__ == "__main__":
    main()
