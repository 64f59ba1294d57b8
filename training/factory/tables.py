"""One flattened table with its gold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from types import MappingProxyType
from typing import Final

from documents.forms import load_form
from documents.tables import CellKey, CellState, FormVersion, TableKind
from training.factory.damage import DAMAGES, damage_draft
from training.factory.entries import WRITINGS, choose_fill, fill_cells
from training.factory.figures import SCALES, Amount, Scale, make_figures
from training.factory.flatten import FLATTENING, FLATTENINGS, flatten_draft
from training.factory.grids import Draft, draw_grid
from training.factory.labels import LabelStyle, make_label_style

_LABELS_ONLY: Final = ("torn_labels", "dropped_characters", "noise_characters", "label_variants")
_STRICT_ONLY: Final = ("lost_blanks", "split_headers", "page_break")


@dataclass(frozen=True, slots=True)
class FactoryTable:
    """``truth`` and ``states`` list every cell of the form.

    ``truth`` is what the report says; ``states`` what a reader should ideally give: the report's
    own state, and ``unreadable`` where the text no longer determines the cell. ``recoverable`` are
    the cells that the text determines, by place or by the form's sums. For a cell outside it a
    reader may be right by luck, but must not be sure of anything that differs from ``truth``.
    """

    text: str
    kind: TableKind
    form: FormVersion
    truth: Mapping[CellKey, Amount | None]
    states: Mapping[CellKey, CellState]
    recoverable: frozenset[CellKey]
    flattening: str
    damage: tuple[str, ...]


def make_table(
    rng: Random,
    kind: TableKind,
    form: FormVersion,
    flattening: str | None = None,
    damage: Sequence[str] | None = None,
    *,
    scale: Scale | None = None,
) -> FactoryTable:
    """A table of that form. ``None`` leaves the choice to the generator; ``damage=()`` means none.

    Damage that the flattening cannot show (a dropped value where columns are aligned) is left out;
    ``FactoryTable.damage`` says what was really done. Raises ``KeyError`` for unknown names.
    """
    flattening = flattening or rng.choice(FLATTENINGS)
    if damage is None:
        damage = () if rng.random() < 0.4 else rng.sample(DAMAGES, rng.choice((1, 1, 2)))
    size: Scale = rng.choice(SCALES) if scale is None else scale
    figures = make_figures(rng, form, size).tables[kind]
    style = make_label_style(rng)
    return print_table(rng, kind, form, figures, flattening, damage, style=style)


def print_table(
    rng: Random,
    kind: TableKind,
    form: FormVersion,
    figures: Mapping[CellKey, Amount],
    flattening: str,
    damage: Sequence[str],
    *,
    fill: str | None = None,
    writing: str | None = None,
    style: LabelStyle | None = None,
    caption: str | None = None,
) -> FactoryTable:
    """Print given figures; the habits that are not given are drawn."""
    table = load_form(form).table(kind)
    fill = choose_fill(rng) if fill is None else fill
    entries = fill_cells(rng, table, figures, fill, writing or rng.choice(WRITINGS))
    style = style or make_label_style(rng)
    draft = draw_grid(table, entries, style, table.caption if caption is None else caption)
    return finish_table(rng, draft, flattening, damage)


def finish_table(rng: Random, draft: Draft, flattening: str, damage: Sequence[str]) -> FactoryTable:
    """Damage and flatten a drawn grid, and take its gold."""
    for name in damage:
        if name not in DAMAGES:
            raise KeyError(name)
        if shows_damage(flattening, name):
            damage_draft(rng, draft, name)
    text = flatten_draft(rng, draft, flattening)
    states: dict[CellKey, CellState] = {
        key: "unreadable" if key in draft.lost else entry.state
        for key, entry in draft.entries.items()
    }
    return FactoryTable(
        text=text,
        kind=draft.kind,
        form=draft.form,
        truth=MappingProxyType({key: entry.value for key, entry in draft.entries.items()}),
        states=MappingProxyType(states),
        recoverable=frozenset(draft.entries.keys() - draft.lost),
        flattening=flattening,
        damage=tuple(draft.damage),
    )


def shows_damage(flattening: str, damage: str) -> bool:
    """False where the flattening has no room for the damage or would turn it into another."""
    if flattening == "absent":
        return False
    if flattening in ("deduplicated", "without_values"):
        return damage in _LABELS_ONLY
    if damage == "swapped_headers":
        return flattening in ("pdf_plain", "pdf_raw")
    mode = FLATTENING[flattening].mode
    if damage in _STRICT_ONLY:
        return mode == "kept"
    if damage in ("dropped_value", "repeated_value", "split_digits"):
        return mode != "aligned"
    return True
