"""Defects of figures, cells, labels and forms, planted before the prose is written from them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from random import Random
from typing import Final

from documents.forms.model import KINDS
from documents.tables import CellKey, FormVersion, TableKind
from training.factory.drafts import ReportDraft
from training.factory.entries import SLASHES, Entry
from training.factory.grids import Draft, Slot, list_values

_COMMON_VARIANTS: Final[tuple[tuple[TableKind, str, str], ...]] = (
    ("disputes", "结果维持", "结果维护"),
    ("requests", "补正后申请内容仍不明确", "补正后申请内容不明确"),
    ("requests", "结转下年度继续办理", "转结下年度继续办理"),
)
_VARIANTS: Final[Mapping[FormVersion, tuple[tuple[TableKind, str, str], ...]]] = {
    "v2019": _COMMON_VARIANTS,
    "v2021": (*_COMMON_VARIANTS, ("proactive", "行政规范性文件", "规范性文件")),
}


def drop_table(rng: Random, draft: ReportDraft) -> None:
    draft.tables[rng.choice(KINDS)].flattening = "absent"


def use_old_form(rng: Random, draft: ReportDraft) -> None:
    year = rng.randint(2021, 2024)
    draft.title = draft.title.replace(str(draft.year), str(year))
    draft.year = year


def vary_label(rng: Random, draft: ReportDraft) -> None:
    """A wording seen in print that is not the form's (standard of the form, chapter 8)."""
    kind, official, variant = rng.choice(_VARIANTS[draft.form])

    def edit(rng: Random, grid: Draft) -> None:
        for line in grid.lines:
            for index, slot in enumerate(line):
                if slot.role == "label" or slot.role == "header":
                    line[index] = replace(slot, text=slot.text.replace(official, variant))

    draft.tables[kind].edits.append(edit)


def drop_form_row(rng: Random, draft: ReportDraft) -> None:
    def edit(rng: Random, grid: Draft) -> None:
        spare = [
            index
            for index, line in grid.data_lines()
            if not any(slot.role == "group" for slot in line)
            and all(grid.entries[v.key].amount == 0 for v in list_values(line) if v.key)
        ]
        if not spare:
            return
        line = grid.lines.pop(rng.choice(spare))
        for slot in list_values(line):
            if slot.key is not None:
                grid.entries[slot.key] = Entry("missing", None, "")

    draft.tables["requests"].edits.append(edit)


def _change_zeros(draft: ReportDraft, number: int, make: Callable[[Random], Entry]) -> None:
    def edit(rng: Random, grid: Draft) -> None:
        places = [
            (line, index)
            for _, line in grid.data_lines()
            for index, slot in enumerate(line)
            if slot.key is not None and grid.entries[slot.key].value == 0
        ]
        for line, index in rng.sample(places, min(number, len(places))):
            key, entry = line[index].key, make(rng)
            if key is not None:
                grid.entries[key] = entry
                line[index] = replace(line[index], text=entry.text)

    draft.tables["requests"].edits.append(edit)


def blank_cells(rng: Random, draft: ReportDraft) -> None:
    _change_zeros(draft, rng.randint(2, 5), lambda rng: Entry("blank", None, ""))


def strike_cells(rng: Random, draft: ReportDraft) -> None:
    slash = rng.choice(SLASHES)
    _change_zeros(draft, rng.randint(2, 5), lambda rng: Entry("slash", None, slash))


def write_words(rng: Random, draft: ReportDraft) -> None:
    text = rng.choice(("详见附件", "若干", "未统计", "待核实"))
    _change_zeros(draft, 1, lambda rng: Entry("text", None, text))


def add_surplus(rng: Random, draft: ReportDraft) -> None:
    disputes = draft.tables["disputes"]
    disputes.figures = dict.fromkeys(disputes.figures, 0)
    disputes.edits.append(lambda rng, grid: grid.lines[-1].append(Slot("value", "0")))


def unbalance_requests(rng: Random, draft: ReportDraft) -> None:
    number = rng.randint(1, 4)
    for column in ("natural_person", "total"):
        draft.tables["requests"].shift("carried_out", column, number)


def break_outcomes(rng: Random, draft: ReportDraft) -> None:
    number = rng.randint(1, 4)
    row = rng.choice(("out.disclosed", "out.partial", "out.unable.not_held"))
    for column in ("natural_person", "total"):
        draft.tables["requests"].shift(row, column, number)


def break_applicants(rng: Random, draft: ReportDraft) -> None:
    """The totals of two rows grow together, so that F1 holds in the column of totals."""
    number = rng.randint(1, 4)
    for row in ("new_received", "carried_out"):
        draft.tables["requests"].shift(row, "total", number)


def break_disputes(rng: Random, draft: ReportDraft) -> None:
    row = rng.choice(("review", "suit_direct", "suit_after_review"))
    draft.tables["disputes"].shift(row, "total", rng.randint(1, 3))


def slip_unit(rng: Random, draft: ReportDraft) -> None:
    amount = rng.randint(12, 900) * 1000 + rng.randint(0, 999)
    draft.tables["proactive"].figures[CellKey("admin_fee", "fee_amount")] = amount


def claim_rules(rng: Random, draft: ReportDraft) -> None:
    columns = {
        "v2019": ("made_new", "disclosed_new", "disclosed_total"),
        "v2021": ("issued", "in_force"),
    }[draft.form]
    number = rng.randint(1, 6)
    for column in columns:
        draft.tables["proactive"].figures[CellKey("rules", column)] = number


def keep_all_zero(rng: Random, draft: ReportDraft) -> None:
    """The scale does it: every cell is 0."""
    for plan in draft.tables.values():
        plan.figures = dict.fromkeys(plan.figures, 0)


def receive_some(rng: Random, draft: ReportDraft) -> None:
    """See to it that there are applications."""
    requests = draft.tables["requests"]
    if not requests.figures[CellKey("new_received", "total")]:
        for row in ("new_received", "out.total", "out.disclosed"):
            for column in ("natural_person", "total"):
                requests.shift(row, column, 3)
