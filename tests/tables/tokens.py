"""Rows and tokens built by hand."""

from __future__ import annotations

from collections.abc import Sequence

from documents.forms import Row
from tables.fields import cut_fields
from tables.folding import fold
from tables.rows import FormRow, How, RowReading
from tables.stream import read_stream
from tables.tokens import Token
from tables.values import read_value

ROW = Row("甲", ("甲",))


def make_values(*texts: str, bordered: bool = True, column: int = 1) -> tuple[Token, ...]:
    """Value tokens side by side, the first in the given column of its line."""
    return tuple(
        Token(
            "value", text, 10 * k, 10 * k + len(text), bordered, None, read_value(text), column + k
        )
        for k, text in enumerate(texts)
    )


def make_reading(
    row: Row,
    how: How,
    *texts: str,
    width: int = 7,
    bordered: bool = True,
    met: int = 0,
    lead: int = 0,
    fields: int = 0,
) -> RowReading:
    items = make_values(*texts, bordered=bordered)
    return RowReading(row, width, items, how, None, met or len(texts), lead, fields)


def make_rows(*widths: int) -> tuple[FormRow, ...]:
    """Rows 甲, 乙, 丙 … of the given widths."""
    return tuple(
        FormRow(Row(name, (name,)), width)
        for name, width in zip("甲乙丙丁戊", widths, strict=False)
    )


def read_tokens(text: str) -> list[Token]:
    return read_stream(cut_fields(fold(text)))


def list_texts(items: Sequence[Token | None]) -> list[str | None]:
    return [item.text if item else None for item in items]
