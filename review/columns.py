"""The column labels that the first table's text prints: which form is theirs, and which are wrong
in a way that the reading of cells does not show."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

from rapidfuzz.distance import Indel

from documents.forms import load_form, load_forms
from documents.patterns import compile_late
from documents.places import Span
from documents.report import Report
from documents.tables import Deviation, FormVersion, Table
from review.extent import is_from_picture

_SPACE: Final = compile_late(r"[\s|]+")
_FIELD: Final = compile_late(r"(?<![^\s|])[\u4e00-\u9fff/（）：:]{5,20}(?![^\s|])")
_WRONG: Final = 2
_LONG: Final = 8
_ENOUGH: Final = 2
_SHORTEST: Final = 5


def prints_own_labels(report: Report, table: Table) -> bool:
    """True where the table prints two labels that stand in no other form but its own, and none of
    another's: what a cut table shows is enough to know its form."""
    if table.kind != "proactive" or table.form not in ("v2019", "v2021"):
        return False
    text = _squeeze(report, table)
    printed = {version: _count_printed(text, version) for version in ("v2019", "v2021")}
    return printed.pop(table.form) >= _ENOUGH and not any(printed.values())


def find_misprints(report: Report, table: Table) -> Iterator[Deviation]:
    """A column's label that stands nowhere while its neighbour's stands once too often, and one
    that lost its last character."""
    if table.kind != "proactive" or table.form not in ("v2019", "v2021"):
        return
    if is_from_picture(report):
        return
    text = _squeeze(report, table)
    told = {deviation.expected for deviation in table.deviations}
    due = _count_due(table.form)
    for block in load_form(table.form).table("proactive").blocks:
        labels = [column.label for column in block.columns]
        for label in labels:
            if label in text or label in told or due[label] > 1 or len(label) < _SHORTEST:
                continue
            twice = [other for other in labels if text.count(other) > due[other]]
            printed = label[:-1] if label[:-1] in text else twice[0] if twice else ""
            if printed and (place := _find_last(report, table, printed)):
                yield Deviation(label, printed, place)
                told.add(label)
    yield from _find_misspelt(report, table, told)


def _find_misspelt(report: Report, table: Table, told: set[str]) -> Iterator[Deviation]:
    """Fields that differ from a column's label by a character or two in their middle."""
    if table.span is None:
        return
    known = _list_columns()
    found: set[str] = set()
    for field in _FIELD.finditer(table.span.cut(report.text)):
        printed = field[0]
        if printed in known or printed in found:
            continue
        due = [label for label in _count_due(table.form) if _is_misspelt(label, printed)]
        if len(due) == 1 and due[0] not in told:
            found.add(printed)
            start = table.span.start
            yield Deviation(due[0], printed, Span(start + field.start(), start + field.end()))


def _is_misspelt(label: str, printed: str) -> bool:
    """A character lost, added or wrong, two wrong in a long label; its ends left as they are."""
    if len(label) < _SHORTEST or printed[:2] != label[:2] or printed[-2:] != label[-2:]:
        return False
    most = _WRONG * (2 if len(label) >= _LONG else 1)
    return abs(len(printed) - len(label)) <= 1 and Indel.distance(label, printed) <= most


def _squeeze(report: Report, table: Table) -> str:
    return _SPACE.sub("", table.span.cut(report.text)) if table.span else ""


def _find_last(report: Report, table: Table, label: str) -> Span | None:
    if table.span is None:
        return None
    pattern = r"[\s|]{0,20}".join(map(re.escape, label))
    found = list(re.finditer(pattern, table.span.cut(report.text)))
    start = table.span.start
    return Span(start + found[-1].start(), start + found[-1].end()) if found else None


def _count_printed(text: str, version: FormVersion) -> int:
    return sum(label in text for label in _list_own(version))


@cache
def _count_due(version: FormVersion | None) -> Mapping[str, int]:
    """How often the form's first table prints each column label."""
    if version is None:
        return MappingProxyType({})
    blocks = load_form(version).table("proactive").blocks
    return MappingProxyType(Counter(c.label for block in blocks for c in block.columns))


@cache
def _list_columns() -> frozenset[str]:
    """Every wording of a column of the first table, in any form."""
    blocks = [block for form in load_forms() for block in form.table("proactive").blocks]
    columns = [column for block in blocks for column in block.columns]
    return frozenset(name for column in columns for name in (column.label, *column.variants))


@cache
def _list_own(version: FormVersion) -> frozenset[str]:
    """Column labels of the form's first table that are part of no label of another form's."""
    names: dict[FormVersion, set[str]] = {}
    for form in load_forms():
        columns = [c for block in form.table("proactive").blocks for c in block.columns]
        names[form.version] = {name for c in columns for name in (c.label, *c.variants)}
    others = [name for other, found in names.items() if other != version for name in found]
    return frozenset(
        name
        for name in names[version]
        if len(name) >= _SHORTEST and not any(name in other for other in others)
    )
