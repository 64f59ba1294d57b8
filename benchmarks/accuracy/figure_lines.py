"""Counts and placeholders in the lines of ``corpora/figures``: ``python -m
benchmarks.accuracy.figure_lines``.

A count is right where value and unit are those of the label and the places overlap; one that the
corpus leaves open is neither asked for nor invented. What a count counts, whose it is and whether
it is approximate are told of those that are right. A placeholder is right where kind and place are.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal, Protocol, TypeVar, get_args

from benchmarks.accuracy.tallies import NO_SHARE, Share
from documents.narrative import Numeral, PlaceholderKind
from nlp.counts import FoundCount, find_counts
from nlp.placeholders import find_placeholders
from training.evaluation import Tally
from training.labels import CorpusError

LINES: Final = Path(__file__).parents[2] / "corpora" / "figures"
Split = Literal["dev", "test", "fresh"]
"""``test`` and ``fresh`` are frozen; ``fresh`` was written later, in voices of other bodies."""
_NONE: Final = Tally()
_NOT_SAID: Final = re.compile(r"[\s“”的]")


@dataclass(frozen=True, slots=True)
class LabelledCount:
    """As ``nlp.counts.FoundCount``; ``optional`` where it may as well be none (三个环节),
    ``scope_open`` where the scope was told before a semicolon and need not be repeated."""

    start: int
    end: int
    value: int | float
    unit: str | None
    measure: str | None
    scope: str | None
    approximate: bool
    numeral: Numeral
    optional: bool
    scope_open: bool


@dataclass(frozen=True, slots=True)
class LabelledPlaceholder:
    start: int
    end: int
    kind: PlaceholderKind


@dataclass(frozen=True, slots=True)
class LabelledLine:
    """A paragraph of one body with all that it counts and leaves blank."""

    body: str
    split: Split
    text: str
    counts: tuple[LabelledCount, ...]
    placeholders: tuple[LabelledPlaceholder, ...]


@dataclass(frozen=True, slots=True)
class FiguresResult:
    """``arabic`` are the counts that the contract scores. A measure agrees where the characters of
    one stand in the other in order (公开信息, 公开各类政府信息), a scope where one contains the
    other; ``worded`` measures are the same word for word."""

    arabic: Tally = _NONE
    chinese: Tally = _NONE
    measures: Share = NO_SHARE
    worded: Share = NO_SHARE
    scopes: Share = NO_SHARE
    approximate: Share = NO_SHARE
    placeholders: Tally = _NONE

    def __add__(self, other: FiguresResult) -> FiguresResult:
        return FiguresResult(
            self.arabic + other.arabic,
            self.chinese + other.chinese,
            self.measures + other.measures,
            self.worded + other.worded,
            self.scopes + other.scopes,
            self.approximate + other.approximate,
            self.placeholders + other.placeholders,
        )


def read_lines(folder: Path = LINES) -> tuple[LabelledLine, ...]:
    """All lines of all files in the order of file name and line.

    Raises CorpusError for a row that is not of the form in ``corpora/figures/README.md``: places
    out of order or out of the text, a unit that is not printed there, an unknown kind."""
    lines = []
    for path in sorted(folder.glob("*.jsonl")):
        for number, printed in enumerate(path.read_text("utf-8").splitlines(), start=1):
            try:
                lines.append(_read_line(json.loads(printed)))
            except (KeyError, TypeError, ValueError) as error:
                raise CorpusError(f"{path.name}:{number}: {error}") from error
    if not lines:
        raise CorpusError(f"no lines in {folder}")
    return tuple(lines)


def measure_figures(split: Split, lines: Iterable[LabelledLine] | None = None) -> FiguresResult:
    """One half of the lines."""
    half = (line for line in (read_lines() if lines is None else lines) if line.split == split)
    return sum(map(measure_line, half), FiguresResult())


def list_measures() -> dict[str, float]:
    """What floors are held against: both frozen sets."""
    measures = {}
    named: dict[Split, str] = {"test": "figure lines", "fresh": "fresh figure lines"}
    for split, name in named.items():
        result = measure_figures(split)
        measures[f"{name}: counts F1"] = result.arabic.f1
        measures[f"{name}: placeholders F1"] = result.placeholders.f1
        measures[f"{name}: measures agree"] = result.measures.ratio or 0.0
        measures[f"{name}: scopes agree"] = result.scopes.ratio or 0.0
    return measures


def measure_line(line: LabelledLine) -> FiguresResult:
    """What the rules make of one line."""
    asked = [count for count in line.counts if not count.optional]
    opened = [count for count in line.counts if count.optional]
    found = [f for f in find_counts(line.text) if _first_over(opened, f) is None]
    right = list(_pair(asked, found))
    marked = find_placeholders(line.text)
    blanks = [(p, _first_over(line.placeholders, p)) for p in marked]
    return FiguresResult(
        _tally("arabic", asked, right, found),
        _tally("chinese", asked, right, found),
        _share(_say_the_same(c.measure, f.measure) for c, f in right),
        _share(_close(c.measure) == _close(f.measure) for c, f in right),
        _share(_is_whose(c, f.scope) for c, f in right),
        _share(c.approximate == f.approximate for c, f in right),
        Tally(
            len({label.start for p, label in blanks if label and label.kind == p.kind}),
            len(line.placeholders),
            len(marked),
        ),
    )


def _pair(
    labels: Iterable[LabelledCount], found: Iterable[FoundCount]
) -> Iterator[tuple[LabelledCount, FoundCount]]:
    left = list(labels)
    for count in found:
        label = _first_over(left, count)
        if label is None:
            continue
        left.remove(label)
        if label.value == count.value and _close(label.unit) == _close(count.unit):
            yield label, count


def _tally(
    numeral: Numeral,
    asked: Iterable[LabelledCount],
    right: Iterable[tuple[LabelledCount, FoundCount]],
    found: Iterable[FoundCount],
) -> Tally:
    return Tally(
        sum(label.numeral == numeral for label, _ in right),
        sum(label.numeral == numeral for label in asked),
        sum(count.numeral == numeral for count in found),
    )


class _Placed(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


_P = TypeVar("_P", bound=_Placed)


def _first_over(places: Iterable[_P], other: _Placed) -> _P | None:
    return next((p for p in places if p.start < other.end and other.start < p.end), None)


def _say_the_same(one: str | None, other: str | None) -> bool:
    short, long = sorted((_close(one), _close(other)), key=len)
    rest = iter(long)
    return all(character in rest for character in short) and bool(short or not long)


def _is_whose(label: LabelledCount, found: str | None) -> bool:
    one, other = _close(label.scope), _close(found)
    if not one or not other:
        return one == other or (label.scope_open and not other)
    return one in other or other in one


def _close(words: str | None) -> str:
    return _NOT_SAID.sub("", words or "")


def _share(told: Iterable[bool]) -> Share:
    answers = list(told)
    return Share(sum(answers), len(answers))


def _read_line(row: Mapping[str, Any]) -> LabelledLine:
    text = row["text"]
    counts = tuple(_read_count(count, text) for count in row["counts"])
    placeholders = tuple(
        LabelledPlaceholder(start, end, _one_of(PlaceholderKind, kind))
        for (start, end), kind in ((p["span"], p["kind"]) for p in row["placeholders"])
    )
    for places in (counts, placeholders):
        end = 0
        for place in places:
            if not end <= place.start < place.end <= len(text):
                raise ValueError(f"place {place.start} to {place.end}")
            end = place.end
    return LabelledLine(row["body"], _one_of(Split, row["split"]), text, counts, placeholders)


def _read_count(count: Mapping[str, Any], text: str) -> LabelledCount:
    start, end = count["span"]
    unit = count["unit"]
    if unit and unit not in "%‰" and unit not in text[start:]:  # 百分之九十 is in %
        raise ValueError(f"no {unit} at {start}")
    if not isinstance(count["value"], int | float):
        raise TypeError(f"value {count['value']!r}")
    return LabelledCount(
        start,
        end,
        count["value"],
        unit,
        count["measure"],
        count["scope"],
        bool(count["approximate"]),
        _one_of(Numeral, count["numeral"]),
        bool(count.get("optional")),
        bool(count.get("scope_open")),
    )


def _one_of(names: Any, name: str) -> Any:
    if name not in get_args(names):
        raise ValueError(f"unknown {name}")
    return name


def _print_result(split: Split, result: FiguresResult) -> None:
    for what, tally in (
        ("counts", result.arabic),
        ("counts in Chinese numerals", result.chinese),
        ("placeholders", result.placeholders),
    ):
        print(
            f"{split}: {what} P {tally.precision:.4f} R {tally.recall:.4f} F1 {tally.f1:.4f}"
            f" ({tally.right}/{tally.expected}/{tally.found})"
        )
    for what, share in (
        ("measures agree", result.measures),
        ("measures word for word", result.worded),
        ("scopes agree", result.scopes),
        ("approximate or not", result.approximate),
    ):
        print(f"{split}: {what} {share.part}/{share.whole}, {share.ratio or 0:.4f}")


if __name__ == "__main__":
    for half in get_args(Split):
        _print_result(half, measure_figures(half))
