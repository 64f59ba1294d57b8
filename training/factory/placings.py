"""Which cells a printed line still determines once its blanks are gone.

The gold must not claim more than the text holds: a value counts as recoverable only where every
placing of the line's values that closes the form's sums puts the same thing into the cell.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations

from training.factory.entries import Entry

Token = tuple[str, int | float | None]
"""What stands in a cell: its state and value. ``BLANK`` is an empty cell."""

BLANK: Token = ("blank", None)


def tokenize(entry: Entry) -> Token:
    return BLANK if entry.state == "blank" else (entry.state, entry.value)


def find_certain(tokens: Sequence[Token], widths: Sequence[int], balanced: bool) -> list[bool]:
    """For each cell of a line whether its content is certain, given only ``tokens``, the values
    left in their order. ``widths`` are the groups of the line, each with its total last;
    ``balanced`` where the form says that a total is the sum of the others."""
    options: list[set[Token]] = [set() for _ in range(sum(widths))]
    _explore(tuple(tokens), tuple(widths), balanced, 0, options)
    return [len(option) == 1 for option in options]


def find_certain_windows(
    tokens: Sequence[Token], widths: Sequence[int], balanced: bool, before: int, after: int
) -> list[bool]:
    """The same where blank cells are kept, but ``before`` and ``after`` empty fillers stand at the
    line's ends and look like blank cells."""
    fields = [BLANK] * before + list(tokens) + [BLANK] * after
    width = sum(widths)
    options: list[set[Token]] = [set() for _ in range(width)]
    for start in range(len(fields) - width + 1):
        window = fields[start : start + width]
        outside = fields[:start] + fields[start + width :]
        if all(token == BLANK for token in outside) and (
            not balanced or all(_closes(group) for group in _cut(window, widths))
        ):
            for option, token in zip(options, window, strict=True):
                option.add(token)
    return [len(option) == 1 for option in options]


def _cut(tokens: Sequence[Token], widths: Sequence[int]) -> Iterator[Sequence[Token]]:
    start = 0
    for width in widths:
        yield tokens[start : start + width]
        start += width


def _explore(
    tokens: tuple[Token, ...],
    widths: tuple[int, ...],
    balanced: bool,
    offset: int,
    options: list[set[Token]],
) -> bool:
    """Collect what each cell may hold; False where no placing fits."""
    if not widths:
        return not tokens
    fits = False
    for taken in range(min(widths[0], len(tokens)) + 1):
        placings = _place_group(tokens[:taken], widths[0], balanced)
        if placings and _explore(tokens[taken:], widths[1:], balanced, offset + widths[0], options):
            fits = True
            for placing in placings:
                for index, token in enumerate(placing):
                    options[offset + index].add(token)
    return fits


@cache
def _place_group(
    tokens: tuple[Token, ...], width: int, balanced: bool
) -> tuple[tuple[Token, ...], ...]:
    placings = []
    for places in combinations(range(width), len(tokens)):
        cells = [BLANK] * width
        for place, token in zip(places, tokens, strict=True):
            cells[place] = token
        if not balanced or _closes(cells):
            placings.append(tuple(cells))
    return tuple(placings)


def _closes(cells: Sequence[Token]) -> bool:
    return sum(value or 0 for _, value in cells[:-1]) == (cells[-1][1] or 0)
