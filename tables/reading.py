"""Text -> the tables in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Final

from documents.forms import Column, TableForm, load_form
from documents.places import Span
from documents.tables import Cell, Deviation, FormVersion, Table, TableKind
from tables.alignment import align_rows
from tables.breaks import find_cut_label, find_torn, settle_break
from tables.confidence import DOUBTFUL, UNREADABLE, rate_rows
from tables.disputes import place_disputes
from tables.empty import fill_empty
from tables.fields import cut_fields
from tables.folding import fold
from tables.headers import find_printed, order_cells
from tables.labels import Label, Meaning, load_labels, reduce_label
from tables.local import read_local_tables
from tables.placing import PlacedRow, place_rows, spread_rows
from tables.regions import TableRegion, find_regions
from tables.rows import FormRow
from tables.stream import read_stream
from tables.tokens import Token
from tables.values import BLANK, scale_amount

_GAP: Final = r"\s{0,4}"
_SIGN: Final = re.compile(
    "|".join(
        _GAP.join(sign)
        for sign in ("二十条第", "信息内容", "自然人", "勾稽关系", "本年新收", "结果维", "未经复议")
    )
)


def read_tables(text: str) -> tuple[Table, ...]:
    """Every table of the text, in reading order: the statutory ones with all cells of their form,
    those that no form gives as kind ``other`` with the rows that they print.

    Spans count code points of ``text``. A table tells its own form; ``location`` is ``body``
    throughout, since only the outline knows what is an appendix.
    """
    folded = fold(text)
    tables = _read_statutory(text, folded) if _SIGN.search(folded) else ()
    local = tuple(read_local_tables(text, folded, [t.span for t in tables if t.span]))
    return tuple(sorted((*tables, *local), key=_get_place)) if local else tables


def _get_place(table: Table) -> int:
    return table.span.start if table.span else 0


def _read_statutory(text: str, folded: str) -> tuple[Table, ...]:
    regions = find_regions(read_stream(cut_fields(folded)))
    tables: list[Table] = []
    version: FormVersion = "v2021"
    orderly = False
    for region in regions:
        version = _tell_version(region, version)
        form = load_form(version).table(region.kind)
        rows = _place_rows(form, region, orderly=orderly)
        orderly = all(row.reading.how == "direct" for row in rows)
        torn = find_torn(text, region.tokens, rows) if region.cut else None
        tables.append(_build_table(text, form, region, rows, torn))
    return tuple(tables)


def _place_rows(form: TableForm, region: TableRegion, *, orderly: bool) -> tuple[PlacedRow, ...]:
    if form.kind == "disputes":
        return place_disputes(form, region.tokens, orderly=orderly, cut=region.cut)
    wanted = [FormRow(row, len(b.columns)) for b in form.blocks for row in b.rows]
    readings = align_rows(wanted, form.kind, region.tokens)
    if region.cut:
        readings = settle_break(readings, region.tokens)
    readings = fill_empty(readings, region)
    printed = find_printed(form, region.tokens, readings)
    if printed:
        narrow = [FormRow(row.row, len(printed)) for row in wanted]
        columns = [column.id for column in form.blocks[0].columns]
        readings = align_rows(narrow, form.kind, region.tokens)
        return spread_rows(readings, columns, printed)
    return place_rows(form, order_cells(form, region.tokens, readings))


def _build_table(
    text: str,
    form: TableForm,
    region: TableRegion,
    rows: Sequence[PlacedRow],
    torn: Token | None,
) -> Table:
    columns = [block.columns for block in form.blocks for _ in block.rows]
    cells = chain.from_iterable(
        _read_cells(text, row, own, confidence, torn)
        for row, own, confidence in zip(
            rows, columns, rate_rows(form, rows, cut=region.cut), strict=True
        )
    )
    end = next(token.end for token in reversed(region.tokens) if token.kind != "row")
    return Table(
        kind=form.kind,
        form=form.version,
        location="body",
        cells=tuple(cells),
        span=Span(region.tokens[0].start, end),
        deviations=tuple(_find_deviations(text, form, region)),
        surplus=tuple(_find_surplus(rows)),
    )


def _read_cells(
    text: str,
    row: PlacedRow,
    columns: Sequence[Column],
    confidence: float,
    torn: Token | None,
) -> Iterator[Cell]:
    reading = row.reading
    name = reading.row.id
    for k, column in enumerate(columns):
        if reading.how == "absent" or k in row.lacking:
            yield Cell(name, column.id, None, "", None, "missing", confidence)
        elif not row.placing or k in row.unknown:
            yield Cell(name, column.id, None, "", None, "unreadable", UNREADABLE)
        else:
            token = row.placing[k]
            value = scale_amount((token.value if token else None) or BLANK, column.unit)
            inferred = reading.how == "lossy" and value.state == "number"
            nothing = value.amount == 0 and not column.decimal  # no figure begins with 0
            if token and torn and token.start == torn.start and not nothing:
                confidence = min(confidence, DOUBTFUL)
            yield Cell(
                name,
                column.id,
                value.amount,
                text[token.start : token.end] if token else "",
                value.unit,
                "inferred" if inferred else value.state,
                UNREADABLE if value.state == "unreadable" else confidence,
                Span(token.start, token.end) if token else None,
            )


def _find_surplus(rows: Sequence[PlacedRow]) -> Iterator[Span]:
    """Values between borders that no cell takes; loose figures may be page numbers."""
    for row in rows:
        if row.reading.how == "surplus":
            taken = {t.start for other in rows for t in other.placing if t}
            for token in row.reading.items:
                if token.bordered and token.start not in taken:
                    yield Span(token.start, token.end)


def _tell_version(region: TableRegion, before: FormVersion) -> FormVersion:
    """The form that the region's own labels speak for; the table before decides where none does."""
    if region.kind == "disputes":
        return before
    labels = _find_labels(region.tokens, region.kind)
    meanings = [m for _, label in labels for m in label.meanings if m.kind == region.kind]
    votes = [
        m.versions[0]
        for m in meanings
        if len(m.versions) == 1 and m.part in ("row", "column") and not _is_shared(m)
    ]
    if region.kind == "requests":
        # the three rows under （六） are what the form of 2021 added
        return "v2021" if "v2021" in votes else "v2019" if _has_other_row(meanings) else before
    if not votes:
        return before
    return "v2021" if votes.count("v2021") > votes.count("v2019") else "v2019"


def _is_shared(meaning: Meaning) -> bool:
    """「其他」 heads a column of both forms and 「（六）其他处理」 stands in both."""
    return meaning.id in ("out.other", "out.other.misc", "（六）其他处理")


def _has_other_row(meanings: Sequence[Meaning]) -> bool:
    return any(m.id == "out.other" for m in meanings)


def _find_labels(tokens: Sequence[Token], kind: TableKind) -> Iterator[tuple[int, Label]]:
    """The labels among the tokens and their places, row labels that noise is like too."""
    for at, token in enumerate(tokens):
        label = token.label
        if label is None and token.kind == "noise" and 4 <= len(token.text) <= 60:
            label = load_labels().find_like(token.text, kind)
        if label is not None:
            yield at, label


def _find_deviations(text: str, form: TableForm, region: TableRegion) -> Iterator[Deviation]:
    """Row and column labels with other words than the form's; each wording once. A label that the
    text ends in may have gone on."""
    tokens = region.tokens
    cut = find_cut_label(tokens) if region.cut else None
    rows = {row.id: row.label for b in form.blocks for row in b.rows}
    columns = {c.id: c.label for b in form.blocks for c in b.columns}
    seen: set[str] = set()
    for k, label in _find_labels(tokens, form.kind):
        token = tokens[k]
        if token is cut or (token.label and (form.kind, form.version) in label.exact):
            continue
        wordings = [
            wording
            for m in label.meanings
            if m.kind == form.kind and form.version in m.versions
            if (wording := (rows if m.part == "row" else columns).get(m.id))
            and m.part in ("row", "column")
        ]
        core = reduce_label(token.text)
        expected = [reduce_label(w) for w in wordings]
        if not wordings or core in expected or core in seen or _is_torn(core, expected, tokens, k):
            continue
        seen.add(core)
        span = Span(token.start, token.end)
        printed = re.sub(r"\s+", "", span.cut(text))
        yield Deviation(wordings[0], printed, span)


def _is_torn(core: str, expected: Sequence[str], tokens: Sequence[Token], at: int) -> bool:
    """True where only a part of the form's label stands here and the rest elsewhere."""
    parts = [e.partition(core) for e in expected]
    if not core or not any(found and before + after for before, found, after in parts):
        return False
    above = _join_words(tokens[max(0, at - 24) : at])
    below = _join_words(tokens[at + 1 : at + 24])
    return any(
        found and before[-3:] in above and after[:3] in below
        for before, found, after in parts
        if before + after
    )


def _join_words(tokens: Sequence[Token]) -> str:
    return reduce_label("".join(t.text for t in tokens if t.kind in ("noise", "label")))
