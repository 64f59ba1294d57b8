"""The heights of a table's rows on the pages, and the figures that stand at them."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice, pairwise
from typing import Final, NamedTuple

from documents.forms import TableForm
from documents.layout import Layout
from documents.places import Span
from documents.tables import TableKind
from tables.anchors import find_anchors
from tables.figures import Figure, join_broken, list_lines
from tables.folding import fold
from tables.labels import reduce_label
from tables.rows import FormRow
from tables.runs import find_label
from tables.tokens import Token

_MOST_LABELS: Final = 1000  # lines of a page that may be labels
_NEAR: Final = 1.2  # heights of a figure between it and its row's label
_WIDE: Final = 4  # figures in a line that no page number or date has
_CLOSE: Final = 2.0  # heights of a figure between two lines of one cell
_FEW: Final = 3  # labels that must bear out the order of the lines
_LEAST_AGREEMENT: Final = 0.9
_LEAST_WEIGHT: Final = 1
_FILLED_WEIGHT: Final = 4


class Band(NamedTuple):
    """The part of a page where the label of the form's ``row``, counted from 0, stands."""

    row: int
    page: int
    top: float
    bottom: float


def find_bands(
    layout: Layout, form: TableForm, tokens: Sequence[Token], figures: Sequence[Figure]
) -> list[Band]:
    """The heaviest chain of row labels that follow each other down the pages as they do in the
    form; a label beside figures weighs most."""
    rows = [FormRow(row, len(b.columns)) for b in form.blocks for row in b.rows]
    found = [
        bands
        for row, label in _list_labels(layout, rows, form.kind, tokens)
        if (bands := list(_list_bands(layout, row, label)))
    ]
    found.sort(key=lambda bands: bands[0][1:])
    best: list[tuple[int, int]] = []
    for k, bands in enumerate(found):
        filled = any(_covers(band, figure) for band in bands for figure in figures)
        before = [(best[j][0], j) for j in range(k) if found[j][0].row < bands[0].row]
        score, link = max(before, default=(0, -1))
        best.append((score + (_FILLED_WEIGHT if filled else _LEAST_WEIGHT), link))
    chain: list[Band] = []
    at = max(range(len(best)), key=lambda k: best[k][0], default=-1)
    while at >= 0:
        chain = found[at] + chain
        at = best[at][1]
    return chain


def _list_labels(
    layout: Layout, rows: Sequence[FormRow], kind: TableKind, tokens: Sequence[Token]
) -> Iterator[tuple[int, Span]]:
    """The row labels of the text, and those that are whole lines on their page, as where the text
    has several labels in one cell."""
    known: set[int] = set()
    for anchor in find_anchors(rows, kind, tokens):
        known.add(anchor.row)
        yield anchor.row, Span(tokens[anchor.at].start, tokens[anchor.at].end)
    places = {form_row.row.id: k for k, form_row in enumerate(rows)}
    if not tokens or len(known) == len(rows):
        return
    lines = layout.find_pieces(Span(tokens[0].start, tokens[-1].end))
    for piece in islice(lines, _MOST_LABELS):
        label = find_label(fold(piece.span.cut(layout.text)))
        meaning = label.means(kind, "row") if label else None
        row = places.get(meaning.id) if meaning else None
        if row is not None and row not in known:
            yield row, piece.span


def _list_bands(layout: Layout, row: int, span: Span) -> Iterator[Band]:
    """The label's band on each page that it stands on, brackets of the next label aside."""
    regions = [
        piece.cut(span)
        for piece in layout.find_pieces(span)
        if reduce_label(
            layout.text[max(span.start, piece.span.start) : min(span.end, piece.span.end)]
        )
    ]
    for page, group in groupby(regions, key=lambda region: region.page):
        own = [region.box for region in group]
        yield Band(row, page, min(box.top for box in own), max(box.bottom for box in own))


def take_lines(
    widths: Sequence[int], bands: Sequence[Band], figures: Sequence[Figure]
) -> tuple[dict[int, list[Figure]], list[Figure]]:
    """The figures of each row, counted from 0, that has so many cells as ``widths`` says; rows that
    are not told are left out. And the figures that found no row."""
    return _take_in_order(widths, bands, figures) or _take_by_label(widths, bands, figures)


def _take_in_order(
    widths: Sequence[int], bands: Sequence[Band], figures: Sequence[Figure]
) -> tuple[dict[int, list[Figure]], list[Figure]] | None:
    """The rows of a wide table by the order of its lines, if there is a line for each and hardly a
    label stands beside another row's; and the figures that are left."""
    least = min(widths) // 2 + 1
    if least < _WIDE:
        return None
    lines: list[list[Figure]] = []
    left: list[Figure] = []
    for line in list_lines(figures):
        if len(line) < least:
            left += line
        else:
            lines.append(line)
    if len(lines) != len(widths):
        return None
    homeless = [figure for figure in left if not _go_on_beneath(figure, lines)]
    beside = [
        band.row == row
        for row, line in enumerate(lines)
        for band in bands
        if any(_covers(band, figure) for figure in line)
    ]
    if len(beside) < _FEW or sum(beside) < _LEAST_AGREEMENT * len(beside):
        return None
    return dict(enumerate(lines)), homeless


def _go_on_beneath(figure: Figure, lines: Sequence[list[Figure]]) -> bool:
    """Adds to the nearest line a figure so close that it may be the rest of one of its own."""
    near = [
        line
        for line in lines
        if line[0].page == figure.page
        and abs(line[0].middle - figure.middle) <= _CLOSE * figure.height
    ]
    if near:
        min(near, key=lambda line: abs(line[0].middle - figure.middle)).append(figure)
    return bool(near)


def _take_by_label(
    widths: Sequence[int], bands: Sequence[Band], figures: Sequence[Figure]
) -> tuple[dict[int, list[Figure]], list[Figure]]:
    """The figures of the rows whose labels stand beside them, and the figures that are left."""
    lines: dict[int, list[Figure]] = {band.row: [] for band in bands}
    homeless: list[Figure] = []
    for figure in figures:
        row = _find_row(figure, bands)
        if row is None:
            homeless.append(figure)
        else:
            lines[row].append(figure)
    homeless = _fill_gaps(widths, bands, homeless, lines)
    for band in bands:
        # a figure that may be the row's is nobody's: then the row cannot be told
        if any(_is_beside(band, figure) for figure in homeless):
            lines.pop(band.row, None)
    return lines, homeless


def _find_row(figure: Figure, bands: Iterable[Band]) -> int | None:
    """The row whose label stands at the figure's height, or by far the nearest to it."""
    away = sorted((_get_gap(b, figure), b.row) for b in bands if _is_beside(b, figure))
    if not away or any(
        row != away[0][1] and gap < max(2 * away[0][0], 0.2) for gap, row in away[1:]
    ):
        return None
    return away[0][1]


def _fill_gaps(
    widths: Sequence[int],
    bands: Sequence[Band],
    homeless: Sequence[Figure],
    lines: dict[int, list[Figure]],
) -> list[Figure]:
    """Gives whole lines of figures to the rows whose labels were not recognised, where between two
    known rows there are as many of either; returns the figures that are left."""
    left = list_lines(homeless)
    ends = [Band(-1, 0, 0.0, 0.0), *bands, Band(len(widths), sys.maxsize, 0.0, 0.0)]
    for upper, lower in pairwise(ends):
        rows = range(upper.row + 1, lower.row)
        between = [
            line
            for line in left
            if (upper.page, upper.bottom) < (line[0].page, line[0].middle) < (lower.page, lower.top)
        ]
        fits = [len(join_broken(line)) for line in between] == [widths[row] for row in rows]
        if rows and fits:
            lines.update(zip(rows, between, strict=True))
            left = [line for line in left if line not in between]
    return [figure for line in left for figure in line]


def _covers(band: Band, figure: Figure) -> bool:
    return band.page == figure.page and band.top <= figure.middle <= band.bottom


def _is_beside(band: Band, figure: Figure) -> bool:
    """True where the figure stands at the label's height or not far from it."""
    return band.page == figure.page and _get_gap(band, figure) <= _NEAR * figure.height


def _get_gap(band: Band, figure: Figure) -> float:
    return max(band.top - figure.middle, figure.middle - band.bottom, 0.0)
