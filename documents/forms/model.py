"""Rows, columns, labels and sums of a form, as its file gives them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Final, Literal

from documents.tables import CellKey, FormVersion, TableKind

KINDS: Final[tuple[TableKind, ...]] = ("proactive", "requests", "disputes")
VERSIONS: Final[tuple[FormVersion, ...]] = ("v2019", "v2021")


@dataclass(frozen=True, slots=True)
class Column:
    """``unit`` is printed in the label (万元); ``signed`` cells may be negative (F5)."""

    id: str
    label: str
    variants: tuple[str, ...] = ()
    unit: str | None = None
    signed: bool = False
    decimal: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """``path`` are the labels from the outermost group to the row's own, as printed."""

    id: str
    path: tuple[str, ...]
    variants: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        return self.path[-1]


@dataclass(frozen=True, slots=True)
class Block:
    """Rows under one header. ``across``: the rows stand side by side in one data row."""

    id: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    caption: str | None = None
    corner: str | None = None
    header: str | None = None
    column_group: str | None = None
    grouped_columns: tuple[str, ...] = ()
    across: bool = False

    def list_keys(self) -> Iterator[CellKey]:
        for row in self.rows:
            for column in self.columns:
                yield CellKey(row.id, column.id)


@dataclass(frozen=True, slots=True)
class Sum:
    """One equation of the form: the cells of ``left`` add up to those of ``right``."""

    rule: str
    left: tuple[CellKey, ...]
    right: tuple[CellKey, ...]

    @property
    def cells(self) -> tuple[CellKey, ...]:
        return self.left + self.right


@dataclass(frozen=True, slots=True)
class TableForm:
    kind: TableKind
    version: FormVersion
    caption: str
    blocks: tuple[Block, ...]
    sums: tuple[Sum, ...]

    def keys(self) -> tuple[CellKey, ...]:
        """The cells in the form's order."""
        return tuple(key for block in self.blocks for key in block.list_keys())

    def column(self, key: CellKey) -> Column:
        for block in self.blocks:
            if any(row.id == key.row for row in block.rows):
                return next(c for c in block.columns if c.id == key.column)
        raise KeyError(str(key))

    def row(self, row_id: str) -> Row:
        return next(r for block in self.blocks for r in block.rows if r.id == row_id)


@dataclass(frozen=True, slots=True)
class Form:
    """``years`` are the report years the form is meant for, both included (standard.md 4.4)."""

    version: FormVersion
    years: tuple[int, int]
    tables: tuple[TableForm, ...]

    def table(self, kind: TableKind) -> TableForm:
        return next(t for t in self.tables if t.kind == kind)


@cache
def load_form(version: FormVersion) -> Form:
    """The form of that version; raises ``FileNotFoundError`` where there is none."""
    text = resources.files("documents.forms").joinpath(f"{version}.toml").read_text("utf-8")
    data = tomllib.loads(text)
    first, last = data["years"]
    tables = tuple(_read_table(kind, version, data[kind]) for kind in KINDS)
    return Form(version, (first, last), tables)


@cache
def load_forms() -> tuple[Form, ...]:
    return tuple(load_form(version) for version in VERSIONS)


def _read_table(kind: TableKind, version: FormVersion, data: dict[str, Any]) -> TableForm:
    blocks = tuple(_read_block(block) for block in data["blocks"])
    sums = tuple(s for entry in data.get("sums", ()) for s in _read_sums(entry, blocks))
    return TableForm(kind, version, data["caption"], blocks, sums)


def _read_block(data: dict[str, Any]) -> Block:
    group = data.get("column_group", {})
    return Block(
        id=data["id"],
        columns=tuple(Column(**_tuples(c)) for c in data["columns"]),
        rows=tuple(Row(**_tuples(r)) for r in data["rows"]),
        caption=data.get("caption"),
        corner=data.get("corner"),
        header=data.get("header"),
        column_group=group.get("label"),
        grouped_columns=tuple(group.get("columns", ())),
        across=data.get("across", False),
    )


def _tuples(data: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in data.items()}


def _read_sums(data: dict[str, Any], blocks: tuple[Block, ...]) -> Iterator[Sum]:
    over: Literal["rows", "columns"] = data["over"]
    for block in blocks:
        for line in block.columns if over == "columns" else block.rows:
            left, right = (
                tuple(
                    CellKey(name, line.id) if over == "columns" else CellKey(line.id, name)
                    for name in data[side]
                )
                for side in ("left", "right")
            )
            yield Sum(data["rule"], left, right)
