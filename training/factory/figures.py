"""Figures for the three tables that agree with each other (formulas F1 to F5 of the form)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from types import MappingProxyType
from typing import Final, Literal, get_args

from documents.forms import load_form
from documents.report import UnitKind
from documents.tables import CellKey, FormVersion, TableKind

Scale = Literal["zero", "township", "department", "county", "city", "province"]
SCALES: Final[tuple[Scale, ...]] = get_args(Scale)
Amount = int | float

UNIT_KINDS: Final[Mapping[Scale, UnitKind]] = {
    "zero": "township",
    "township": "township",
    "department": "department",
    "county": "county",
    "city": "city",
    "province": "province",
}
# mean number of new applications from natural persons, and the largest number of decisions
_REQUESTS: Final[Mapping[Scale, int]] = {
    "zero": 0,
    "township": 3,
    "department": 12,
    "county": 90,
    "city": 900,
    "province": 6000,
}
_DECISIONS: Final[Mapping[Scale, int]] = {
    "zero": 0,
    "township": 40,
    "department": 2000,
    "county": 60000,
    "city": 900000,
    "province": 6000000,
}
# natural persons apply most, then firms, then law offices; the rest hardly ever
_APPLICANTS: Final[Mapping[str, float]] = {
    "natural_person": 1.0,
    "enterprise": 0.12,
    "research_org": 0.005,
    "public_welfare_org": 0.005,
    "legal_service_org": 0.04,
    "other_org": 0.02,
}
_BUSY_OUTCOMES: Final = ("out.disclosed", "out.unable.not_held", "out.partial")


@dataclass(frozen=True, slots=True)
class Figures:
    """The true value of every cell of the three tables of a body's report."""

    form: FormVersion
    scale: Scale
    tables: Mapping[TableKind, Mapping[CellKey, Amount]]

    def of(self, kind: TableKind, row: str, column: str = "total") -> Amount:
        return self.tables[kind][CellKey(row, column)]


def make_figures(rng: Random, form: FormVersion, scale: Scale) -> Figures:
    """Figures as a body of that size reports them: mostly zeros, a few busy columns and rows."""
    tables: dict[TableKind, Mapping[CellKey, Amount]] = {
        "proactive": MappingProxyType(make_proactive(rng, form, scale)),
        "requests": MappingProxyType(make_requests(rng, form, scale)),
        "disputes": MappingProxyType(make_disputes(rng, form, scale)),
    }
    return Figures(form, scale, MappingProxyType(tables))


def make_proactive(rng: Random, form: FormVersion, scale: Scale) -> dict[CellKey, Amount]:
    """Table two. Only cities and provinces make 规章 (F13)."""
    most = _DECISIONS[scale]
    values: dict[CellKey, Amount] = dict.fromkeys(load_form(form).table("proactive").keys(), 0)
    if scale == "zero":
        return values
    documents = 3 + {"township": 0, "department": 3, "county": 20}.get(scale, 60)
    for row in ("rules", "normative_docs"):
        if row == "rules" and scale not in ("city", "province"):
            continue
        before, new = rng.randrange(documents * 3), rng.randrange(documents)
        gone = rng.randrange(min(before, documents) + 1) if rng.random() < 0.5 else 0
        names = ("issued", "repealed", "in_force")
        figures = (new, gone, before + new - gone)
        if form == "v2019":
            names = ("made_new", "disclosed_new", "disclosed_total")
            figures = (new, new, before + new)
        values.update((CellKey(row, n), f) for n, f in zip(names, figures, strict=True))
    for key in values:
        if key.column == "decisions" and rng.random() < 0.7:
            values[key] = _skew(rng, most)
        elif key.column == "items_prev" and rng.random() < 0.7:
            values[key] = _skew(rng, max(most // 100, 30))
    for key in values:
        if key.column == "items_delta" and rng.random() < 0.5:
            before = int(values[CellKey(key.row, "items_prev")])
            values[key] = rng.randint(-min(before, 20), 20)
    if form == "v2019" and rng.random() < 0.6:
        values[CellKey("central_procurement", "procurement_count")] = 1 + _skew(rng, 80)
        amount = rng.choice((round(rng.uniform(1, 90000), 4), _skew(rng, 900000) + 1000))
        values[CellKey("central_procurement", "procurement_amount")] = amount
    if form == "v2021" and rng.random() < 0.5:
        top = {"township": 60, "department": 900, "county": 9000}.get(scale, 200000)
        fee = round(rng.uniform(0.01, top), rng.choice((1, 2, 2, 4)))
        values[CellKey("admin_fee", "fee_amount")] = fee
    return values


def make_requests(rng: Random, form: FormVersion, scale: Scale) -> dict[CellKey, Amount]:
    """Table three: F1 and F2 hold in each column, F3 in each row."""
    table = load_form(form).table("requests")
    values: dict[CellKey, Amount] = dict.fromkeys(table.keys(), 0)
    rows = [row.id for row in table.blocks[0].rows]
    leaves = [row for row in rows if row.startswith("out.") and row != "out.total"]
    liking = {row: rng.random() ** 3 for row in leaves}
    liking.update((row, 1 + rng.random() * 3) for row in _BUSY_OUTCOMES)
    if rng.random() < 0.6:
        liking.update((row, 0.0) for row in rng.sample(leaves, len(leaves) // 2))
    liking["out.disclosed"] = max(liking["out.disclosed"], 0.5)
    mean = _REQUESTS[scale] if rng.random() < 0.8 else 0
    for column, share in _APPLICANTS.items():
        new = _draw(rng, mean * share)
        carried_in = _draw(rng, mean * share * 0.05)
        carried_out = min(new + carried_in, _draw(rng, mean * share * 0.06))
        handled = new + carried_in - carried_out
        values[CellKey("new_received", column)] = new
        values[CellKey("carried_in", column)] = carried_in
        values[CellKey("carried_out", column)] = carried_out
        values[CellKey("out.total", column)] = handled
        for row, number in _share_out(rng, handled, liking).items():
            values[CellKey(row, column)] = number
    for row in rows:
        values[CellKey(row, "total")] = sum(values[CellKey(row, c)] for c in _APPLICANTS)
    return values


def make_disputes(rng: Random, form: FormVersion, scale: Scale) -> dict[CellKey, Amount]:
    """Table four: F4 holds in each of the three groups."""
    block = load_form(form).table("disputes").blocks[0]
    values: dict[CellKey, Amount] = {}
    mean = _REQUESTS[scale] * 0.08
    for row in block.rows:
        busy = rng.random() < 0.6
        columns = [column.id for column in block.columns if column.id != "total"]
        for column in columns:
            values[CellKey(row.id, column)] = _draw(rng, mean * rng.random()) if busy else 0
        values[CellKey(row.id, "total")] = sum(values[CellKey(row.id, c)] for c in columns)
    return values


def _skew(rng: Random, most: int) -> int:
    """A number up to ``most``, small ones far likelier."""
    return int(most * rng.random() ** 4)


def _draw(rng: Random, mean: float) -> int:
    if mean <= 0:
        return 0
    return int(rng.expovariate(1 / mean) + rng.random() * 0.5)


def _share_out(rng: Random, number: int, liking: Mapping[str, float]) -> dict[str, int]:
    """Split ``number`` over the rows by their weight; the parts add up to it."""
    if number <= 60:
        parts = dict.fromkeys(liking, 0)
        for row in rng.choices(list(liking), list(liking.values()), k=number):
            parts[row] += 1
        return parts
    whole = sum(liking.values())
    parts = {row: int(number * weight / whole) for row, weight in liking.items()}
    parts["out.disclosed"] += number - sum(parts.values())
    return parts
