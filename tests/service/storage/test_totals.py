import json
import math
import struct
import zlib
from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pytest
from sqlalchemy import LargeBinary, column, select, table, text, update

from documents.forms import load_form
from documents.report import Analysis
from documents.tables import Cell, CellKey, FormVersion, TableKind
from service.settings import Settings
from service.storage.figures import LETTERS, decode_layout, encode_figures
from service.storage.readings import keep_reading
from service.storage.rows import DocumentRow, FiguresRow
from service.storage.store import Store, open_store
from service.storage.totals import CellTotal, Totals, add_up
from tests.service.analyses import build_analysis


def set_cells(analysis: Analysis, kind: TableKind, wanted: Mapping[str, Cell]) -> Analysis:
    tables = tuple(
        replace(t, cells=tuple(wanted.get(str(c.key), c) for c in t.cells)) if t.kind == kind else t
        for t in analysis.tables
    )
    return replace(analysis, tables=tables)


def keep(store: Store, *analyses: Analysis) -> None:
    with store.write() as session:
        for number, analysis in enumerate(analyses):
            document = DocumentRow(
                sha256=f"{number:064}", name="a.txt", size=1, created_by="test", state="succeeded"
            )
            session.add(document)
            session.flush()
            keep_reading(session, document.id, 0, analysis, b"{}")


def total(store: Store) -> Totals:
    with store.read() as session:
        return add_up(session, select(DocumentRow.id))


def find_cell(totals: Totals, form: FormVersion, key: str) -> CellTotal:
    (found,) = (
        cell
        for table in totals.tables
        if (table.kind, table.form) == ("requests", form)
        for cell in table.cells
        if f"{cell.row}.{cell.column}" == key
    )
    return found


def test_totals_add_reports_with_and_without_the_other_tables(store: Store) -> None:
    whole = build_analysis()
    (form,) = {table.form for table in whole.tables}
    assert form
    alone = replace(whole, tables=tuple(t for t in whole.tables if t.kind == "requests"))
    keep(store, whole, alone, whole)
    totals = total(store)
    assert {(a.kind, a.document_ids) for a in totals.absent} == {
        ("proactive", (2,)),
        ("disputes", (2,)),
    }
    assert {t.kind: t.reports for t in totals.tables} == {
        "proactive": 2,
        "requests": 3,
        "disputes": 2,
    }
    own = whole.table("requests")
    assert own
    for cell in own.cells:
        if cell.state == "number":
            found = find_cell(totals, form, str(cell.key))
            assert (found.total, found.numbers) == (3 * (cell.value or 0), 3)


def test_totals_count_what_is_no_figure(store: Store) -> None:
    report = build_analysis()
    own = report.table("requests")
    assert own
    key = CellKey.parse("new_received.total")
    cell = own.cell(key.row, key.column)
    assert cell
    blank = replace(cell, value=None, state="blank", confidence=1.0)
    doubtful = replace(cell, value=5, state="number", confidence=0.1)
    unreadable = replace(cell, value=None, state="unreadable", confidence=0.0)
    changed = [
        set_cells(report, "requests", {str(key): new}) for new in (blank, doubtful, unreadable)
    ]
    keep(store, *changed)
    assert own.form
    found = find_cell(total(store), own.form, str(key))
    assert (found.total, found.numbers, found.doubtful) == (5, 1, 1)
    assert (found.empty, found.missing, found.unreadable) == (1, 0, 1)


def test_totals_are_exact_whatever_the_size_of_the_figures(store: Store) -> None:
    report = build_analysis()
    own = report.table("requests")
    assert own
    assert own.form
    key = CellKey.parse("new_received.total")
    cell = own.cell(key.row, key.column)
    assert cell
    alone = replace(report, tables=(own,))
    figures = (7, 30_000, 30_001, 3_000_000, 2**33, 2**33 + 1, 0.1, 0.2)
    changed = [
        set_cells(alone, "requests", {str(key): replace(cell, value=figure, state="number")})
        for figure in figures
    ]
    assert {decode_layout(encode_figures(one)[0]).type for one in changed} == {"<i2", "<i4", "<f8"}
    keep(store, *changed[:-2])
    found = find_cell(total(store), own.form, str(key))
    assert (found.total, type(found.total), found.numbers) == (sum(figures[:-2]), int, 6)
    with store.write() as session:
        session.execute(text("DELETE FROM document"))
    keep(store, *changed[-2:])
    assert find_cell(total(store), own.form, str(key)).total == 0.3


def test_figures_are_the_cells_in_the_order_of_the_form() -> None:
    report = build_analysis()
    said, data = encode_figures(report)
    layout = decode_layout(said)
    keys = [(k, key) for k, form in layout.forms.items() for key in load_form(form).table(k).keys()]  # noqa: SIM118
    number = np.dtype(layout.type)
    values = np.frombuffer(data[: len(keys) * number.itemsize], dtype=number)
    letters = data[len(keys) * number.itemsize :].decode()
    assert len(letters) == len(keys)
    for (kind, key), value, letter in zip(keys, values, letters, strict=True):
        own = report.table(kind)
        cell = own.cell(key.row, key.column) if own else None
        assert (cell.amount if cell else 0) == value
        assert (letter in "nd") == (cell is not None and cell.value is not None)
        assert letter in LETTERS.values()


@pytest.mark.parametrize("version", ["0002", "0003"])
def test_figures_of_an_older_database_are_rewritten(settings: Settings, version: str) -> None:
    report = build_analysis()
    own = report.table("requests")
    assert own
    alone = replace(report, tables=(own,))
    many = {str(own.cells[0].key): replace(own.cells[0], value=70_000, state="number")}
    reports = [report, alone, set_cells(alone, "requests", many)]
    store = open_store(settings)
    keep(store, *reports)
    now = total(store)
    with store.write() as session:
        kept = session.scalars(select(FiguresRow).order_by(FiguresRow.document_id)).all()
        before = {row.document_id: (row.layout, row.data) for row in kept}
    assert len({layout for layout, _ in before.values()}) == 3
    write = write_as_0002 if version == "0002" else write_as_0003
    with store.write() as session:
        session.execute(text("DROP TABLE figures"))
        session.execute(text("ALTER TABLE batch DROP COLUMN part_id"))
        kind = "BYTEA" if settings.database.startswith("postgresql") else "BLOB"
        session.execute(text(f"ALTER TABLE current ADD COLUMN figures {kind}"))
        for document_id, (layout, data) in before.items():
            older = table("current", column("document_id"), column("figures", LargeBinary))
            session.execute(
                update(older)
                .where(older.c.document_id == document_id)
                .values(figures=write(layout, data))
            )
        session.execute(text("UPDATE alembic_version SET version_num = :v"), {"v": version})
    store.close()
    store = open_store(settings)
    assert total(store) == now
    with store.read() as session:
        rows = session.scalars(select(FiguresRow)).all()
        assert {row.document_id: (row.layout, row.data) for row in rows} == before
    store.close()


def part(layout: str, data: bytes) -> tuple[dict[TableKind, str], list[float], str]:
    """The forms by kind, the values with NaN for none, the letters."""
    forms, number = decode_layout(layout).forms, np.dtype(decode_layout(layout).type)
    count = len(data) // (number.itemsize + 1)
    letters = data[count * number.itemsize :].decode()
    values = np.frombuffer(data[: count * number.itemsize], dtype=number)
    told = [
        float(value) if letter in "nd" else math.nan
        for value, letter in zip(values, letters, strict=True)
    ]
    return forms, told, letters


def write_as_0003(layout: str, data: bytes) -> bytes:
    forms, values, letters = part(layout, data)
    packed = struct.pack(f"<{len(values)}d", *values)
    head = json.dumps(forms, separators=(",", ":")).encode()
    return zlib.compress(head + b"\n" + packed + letters.encode())


def write_as_0002(layout: str, data: bytes) -> bytes:
    forms, values, letters = part(layout, data)
    found, start = {}, 0
    for kind, form in forms.items():
        end = start + len(load_form(form).table(kind).keys())
        some = [None if math.isnan(v) else v for v in values[start:end]]
        found[kind] = {"form": form, "values": some, "states": letters[start:end]}
        start = end
    return zlib.compress(json.dumps(found).encode())
