import json
import math
import zlib
from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from alembic import command
from sqlalchemy import select, text

from documents.forms import load_form
from documents.report import Analysis
from documents.tables import Cell, CellKey, FormVersion, TableKind
from service.settings import Settings
from service.storage.figures import LETTERS, NUMBER, encode_figures
from service.storage.packing import unpack
from service.storage.readings import keep_reading
from service.storage.rows import CurrentRow, DocumentRow
from service.storage.schema import configure
from service.storage.store import Store, connect, open_store
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


def test_figures_are_the_cells_in_the_order_of_the_form() -> None:
    report = build_analysis()
    head, _, body = unpack(encode_figures(report)).partition(b"\n")
    forms = json.loads(head)
    keys = [(k, key) for k, form in forms.items() for key in load_form(form).table(k).keys()]  # noqa: SIM118
    values = np.frombuffer(body[: len(keys) * NUMBER.itemsize], dtype=NUMBER)
    letters = body[len(keys) * NUMBER.itemsize :].decode()
    assert len(letters) == len(keys)
    for (kind, key), value, letter in zip(keys, values, letters, strict=True):
        table = report.table(kind)
        cell = table.cell(key.row, key.column) if table else None
        assert (cell.value if cell else None) == (None if math.isnan(value) else value)
        assert letter in LETTERS.values()


def test_figures_of_an_older_database_are_rewritten(settings: Settings) -> None:
    report = build_analysis()
    store = open_store(settings)
    keep(store, report)
    now = total(store)
    with store.write() as session:
        row = session.scalars(select(CurrentRow)).one()
        new = row.figures
        row.figures = zlib.compress(json.dumps(write_as_before(new)).encode())
        session.execute(text("UPDATE alembic_version SET version_num = '0002'"))
    store.close()
    engine = connect(settings.database)
    with engine.begin() as connection:
        command.upgrade(configure(connection), "head")
    engine.dispose()
    store = open_store(settings)
    assert total(store) == now
    store.close()


def write_as_before(figures: bytes) -> dict[str, dict[str, object]]:
    """As version 0002 kept them."""
    head, _, body = unpack(figures).partition(b"\n")
    forms = json.loads(head)
    count = len(body) // (NUMBER.itemsize + 1)
    values = np.frombuffer(body[: count * NUMBER.itemsize], dtype=NUMBER)
    letters = body[count * NUMBER.itemsize :].decode()
    found, start = {}, 0
    for kind, form in forms.items():
        end = start + len(load_form(form).table(kind).keys())
        some = [None if math.isnan(v) else float(v) for v in values[start:end]]
        found[kind] = {"form": form, "values": some, "states": letters[start:end]}
        start = end
    return found
