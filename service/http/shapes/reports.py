"""Many reports at once."""

from __future__ import annotations

from service.http.shapes.base import Shape
from service.storage.terms import State


class Facet(Shape):
    """``value`` is null where the documents have none."""

    value: str | int | None
    count: int


class Facets(Shape):
    unit: list[Facet]
    unit_kind: list[Facet]
    year: list[Facet]
    form: list[Facet]
    state: list[Facet]
    grade: list[Facet]
    model: list[Facet]
    rule: list[Facet]


class UnitYear(Shape):
    document_id: int
    year: int | None
    form: str | None
    state: State
    errors: int
    warnings: int


class UnitReports(Shape):
    """A unit as its reports name it, and these by year."""

    unit: str
    kind: str | None
    reports: list[UnitYear]
