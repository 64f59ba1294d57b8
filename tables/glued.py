"""Figures of a row that were run together: 「2100003」 are seven cells, or were."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from typing import Final

from tables.runs import find_value
from tables.tokens import Token

_MOST_DIGITS: Final = 18  # seven cells in some ten thousand ways


def is_glued(items: Sequence[Token], width: int) -> bool:
    """True for one run of digits, without borders, where a row has several cells."""
    if len(items) != 1 or items[0].bordered:
        return False
    return 1 < width <= len(items[0].text) <= _MOST_DIGITS and items[0].text.isdecimal()


def split_glued(token: Token, width: int) -> Iterator[tuple[Token, ...]]:
    """Every way to cut the digits into so many figures, none with a 0 in front of others."""
    for cuts in combinations(range(1, len(token.text)), width - 1):
        pieces = [token.text[a:b] for a, b in pairwise((0, *cuts, len(token.text)))]
        if not any(len(piece) > 1 and piece[0] == "0" for piece in pieces):
            yield tuple(_cut(token, pieces))


def _cut(token: Token, pieces: Sequence[str]) -> Iterator[Token]:
    start = token.start
    for piece in pieces:
        yield token._replace(
            text=piece, start=start, end=start + len(piece), value=find_value(piece)
        )
        start += len(piece)
