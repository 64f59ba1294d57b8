"""What a file of labels would change in the store."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final, Literal, get_args

from training.annotations.annotation import Annotation, Review
from training.annotations.faults import Fault, Parsed

Effect = Literal["new", "changed", "same", "kept"]
EFFECTS: Final[tuple[Effect, ...]] = get_args(Effect)
_FILLED: Final = (
    *("tags", "officials", "counts", "placeholders", "section", "heading", "previous"),
    *("organisation", "province", "voice", "year", "source"),
)


@dataclass(frozen=True, slots=True)
class Arrival:
    """A row as the store would hold it, its effect there, and what the store holds ``before``.
    ``kept``: that is a later review, or one that a suggestion must not undo."""

    row: Annotation
    effect: Effect
    before: Annotation | None


@dataclass(frozen=True, slots=True)
class Plan:
    """All rows of a file that hold, and what is wrong with the others."""

    arrivals: tuple[Arrival, ...]
    faults: tuple[Fault, ...] = ()

    @property
    def rows(self) -> tuple[Annotation, ...]:
        """Those to be added."""
        return tuple(a.row for a in self.arrivals if a.effect in ("new", "changed"))

    def count(self, effect: Effect) -> int:
        return sum(arrival.effect == effect for arrival in self.arrivals)


def plan_import(
    parsed: Parsed,
    store: Iterable[Annotation],
    now: datetime,
    by: str | None = None,
    *,
    reviewed: bool = False,
) -> Plan:
    """What the rows would do to what the store holds (``find_annotations``).

    ``by`` is who reviewed the rows that name nobody. With ``reviewed`` also suggestions that came
    back as they went out are reviewed: somebody let them stand. Yet letting stand undoes nothing
    that a person has said before.
    """
    held = {row.id: row for row in store}
    arrivals: list[Arrival] = []
    faults = list(parsed.faults)
    for number, row in zip(parsed.numbers, parsed.annotations, strict=True):
        before = held.get(row.id)
        if before and before.text != row.text:
            message = f"编号 {row.id} 在库中是另一段文字"
            faults.append(Fault(parsed.file, number, message, parsed.unit))
            continue
        let_stand = reviewed and row.review.state == "suggested"
        if let_stand:
            row = replace(row, review=Review("reviewed", model=row.review.model))
        if before:
            row = _fill_gaps(row, before)
        if row.review.state != "suggested":
            signed = replace(row.review, by=row.review.by or by, at=row.review.at or now)
            row = replace(row, review=signed)
        if before and before.review.at == row.review.at and row != before:
            row = replace(row, review=replace(row.review, at=now))  # edited where it lay
        effect = _tell_effect(row, before)
        if before and let_stand and effect == "changed" and before.review.state != "suggested":
            effect = "kept"
        arrivals.append(Arrival(row, effect, before))
    return Plan(tuple(arrivals), tuple(sorted(faults, key=lambda fault: fault.number)))


def _fill_gaps(row: Annotation, before: Annotation) -> Annotation:
    """The row, with what only the store knows: a review of one layer leaves the others alone."""
    known = {name: getattr(before, name) for name in _FILLED if getattr(row, name) is None}
    return replace(row, **known)


def _tell_effect(row: Annotation, before: Annotation | None) -> Effect:
    if before is None:
        return "new"
    states = row.review.state, before.review.state
    if states[0] == states[1] and replace(row, review=before.review) == before:
        return "same"
    if states[1] == "suggested":
        return "changed"
    older = row.review.at and before.review.at and row.review.at < before.review.at
    return "kept" if states[0] == "suggested" or older else "changed"
