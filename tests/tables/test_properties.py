"""What holds of every table, however it was flattened and damaged (figures of the factory)."""

from dataclasses import replace
from functools import cache
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.forms import load_form
from documents.forms.model import KINDS, VERSIONS
from documents.places import Span
from documents.tables import Cell, CellKey, FormVersion, Table, TableKind
from tables import read_tables
from training.factory.figures import SCALES, Scale, make_figures
from training.factory.flatten import FLATTENING, FLATTENINGS, UNREADABLE
from training.factory.tables import FactoryTable, make_table, print_table

SHOWN = tuple(name for name in FLATTENINGS if name != "absent")
BORDERED = tuple(
    name for name in SHOWN if FLATTENING[name].mode == "kept" and name not in UNREADABLE
)
SEEDS = range(16)
ABOVE = """\
一、总体情况
（一）主动公开。2023年，青石镇公开行政许可12件、行政处罚3件，制发规范性文件5件，现行有效7件。
（二）依申请公开。收到自然人申请23件，其他2件，总计25件；予以公开19件，部分公开6件。
"""
BELOW = """\

五、存在的主要问题及改进情况
自然人申请多，总计40件，其中重复申请3件；行政强制0件，规章0件。下一步改进规范性文件公开。
六、其他需要报告的事项
收取行政事业性收费0元；行政复议1件，结果维持1件，总计1件。
"""


@cache
def make_tables(flattening: str) -> tuple[FactoryTable, ...]:
    return tuple(
        make_table(Random(f"{seed}-{kind}-{form}"), kind, form, flattening)
        for seed in SEEDS
        for kind in KINDS
        for form in VERSIONS
    )


def find_table(text: str, table: FactoryTable) -> Table | None:
    found = [read for read in read_tables(text) if read.kind == table.kind]
    assert len(found) <= 1, f"{table.kind} twice"
    return found[0] if found else None


def list_wrong(read: Table, table: FactoryTable) -> list[tuple[CellKey, object, object]]:
    """Cells that the reading vouches for and that the report says otherwise."""
    return [
        (cell.key, cell.value, table.truth[cell.key])
        for cell in read
        if cell.sure and cell.state != "text" and cell.value != table.truth[cell.key]
    ]


@pytest.mark.parametrize("flattening", SHOWN)
def test_tables_are_never_silently_wrong(flattening: str) -> None:
    for table in make_tables(flattening):
        read = find_table(table.text, table)
        if read is not None and read.form == table.form:
            assert list_wrong(read, table) == [], table.text


@pytest.mark.parametrize("flattening", SHOWN)
def test_tables_hold_every_cell_once_in_the_forms_order(flattening: str) -> None:
    for table in make_tables(flattening):
        for read in read_tables(ABOVE + table.text + BELOW):
            assert read.form is not None
            assert tuple(c.key for c in read) == load_form(read.form).table(read.kind).keys()


@pytest.mark.parametrize("flattening", SHOWN)
def test_tables_quote_the_text(flattening: str) -> None:
    for table in make_tables(flattening):
        text = ABOVE + table.text + BELOW
        for read in read_tables(text):
            assert read.span is not None
            places = [c.span for c in read if c.span]
            assert all(read.span.covers(place) for place in places)
            assert [c.raw for c in read if c.span] == [place.cut(text) for place in places]
            filled = [place for place in places if place.length]
            assert len(set(filled)) == len(filled)
            assert not any(c.raw for c in read if c.span is None)
            for deviation in read.deviations:
                assert "".join(deviation.span.cut(text).split()) == deviation.printed
                assert deviation.printed != deviation.expected


@pytest.mark.parametrize("flattening", BORDERED)
@pytest.mark.parametrize("kind", KINDS)
@given(seed=st.integers(0, 10**6), form=st.sampled_from(VERSIONS), scale=st.sampled_from(SCALES))
@settings(max_examples=6)
def test_tables_with_all_figures_printed_are_read_completely(
    kind: TableKind, flattening: str, seed: int, form: FormVersion, scale: Scale
) -> None:
    rng = Random(seed)
    figures = make_figures(rng, form, scale).tables[kind]
    table = print_table(rng, kind, form, figures, flattening, (), fill="zeros")
    read = find_table(table.text + "\n", table)
    assert read is not None
    assert {c.key: c.value for c in read} == table.truth
    assert {c.state for c in read} == {"number"}
    # a figure on the line after its tab may be a page number: read, but doubted
    assert flattening == "cell_lines_torn" or [c.key for c in read if not c.sure] == []
    if kind != "disputes":
        assert read.form == form


def list_readings(read: Table, shift: int) -> list[tuple[Cell, Span | None]]:
    return [
        (
            replace(cell, span=None),
            cell.span and Span(cell.span.start - shift, cell.span.end - shift),
        )
        for cell in read
    ]


@pytest.mark.parametrize("flattening", SHOWN)
def test_tables_do_not_depend_on_the_prose_around_them(flattening: str) -> None:
    for table in make_tables(flattening):
        alone = find_table(f"{table.text}\n\n（完）\n", table)
        among = find_table(f"{ABOVE}\n{table.text}\n\n{BELOW}", table)
        assert (alone is None) == (among is None)
        if alone is not None and among is not None:
            assert list_readings(among, len(ABOVE) + 1) == list_readings(alone, 0), table.text


@pytest.mark.parametrize("flattening", SHOWN)
def test_tables_of_a_report_stand_apart(flattening: str) -> None:
    for seed in SEEDS:
        parts = [
            make_table(Random(f"{seed}-{kind}"), kind, "v2021", flattening, ()) for kind in KINDS
        ]
        text = ABOVE + "\n\n".join(part.text for part in parts) + BELOW
        spans = [table.span for table in read_tables(text)]
        assert None not in spans
        assert len(spans) == len(set(spans))
        joined = [span for span in spans if span]
        assert joined == sorted(joined)
        assert not any(a.overlaps(b) for a, b in pairwise(joined))


@given(text=st.text("规章0 1\t\n|行政许可信息内容第二十条（一）项总计自然人新收", max_size=200))
@settings(max_examples=150)
def test_tables_of_any_text_lie_inside_it(text: str) -> None:
    for read in read_tables("信息内容\n规章\t0\n" + text):
        assert read.span is not None
        assert read.span.end <= len(text) + 10
