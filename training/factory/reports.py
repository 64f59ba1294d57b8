"""Whole reports with gold, clean or with one planted defect."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random
from typing import Final

from documents.forms import load_form
from documents.forms.model import KINDS
from documents.tables import FormVersion
from training.factory.bodies import make_body
from training.factory.defects import DEFECTS, Defect
from training.factory.drafts import ReportDraft, TablePlan
from training.factory.figures import SCALES, UNIT_KINDS, Scale, make_figures
from training.factory.flatten import FLATTENINGS, UNREADABLE
from training.factory.narrative import (
    HEADING_STYLES,
    HeadingStyle,
    make_facts,
    make_slots,
    write_chapters,
    write_preamble,
)
from training.factory.printing import FactoryReport, print_report
from training.factory.voices import load_voices

READABLE: Final = tuple(name for name in FLATTENINGS if name not in UNREADABLE)
_NOTHING: Final = Defect("")
_LAST_YEAR: Final = 2025


def make_report(
    rng: Random,
    *,
    form: FormVersion | None = None,
    flattening: str | None = None,
    damage: Sequence[str] = (),
    defect: str | None = None,
    mixed: bool = False,
) -> FactoryReport:
    """A report of an invented body; ``mixed`` puts the 23-row requests table of 2019 into it.

    Without ``damage`` and ``defect`` it is clean: a reviewer would find no error in it. What a
    defect needs (a form, a flattening that shows it) goes before the wish. Raises ``KeyError`` for
    unknown names.
    """
    planted = _NOTHING if defect is None else DEFECTS[defect]
    # each step draws from its own stream, so that a defect changes nothing but what it plants
    plan, plant, write, press = (Random(rng.getrandbits(64)) for _ in range(4))
    draft = plan_report(plan, form, flattening, damage, planted)
    if mixed:
        old = make_figures(plan, "v2019", draft.scale).tables["requests"]
        table = draft.tables["requests"]
        draft.tables["requests"] = replace(table, form="v2019", figures=dict(old))
    if planted.plan is not None:
        planted.plan(plant, draft)
    gather_facts(write, draft)
    if planted.facts is not None:
        planted.facts(plant, draft)
    write_report(write, draft)
    if planted.prose is not None:
        planted.prose(plant, draft)
    return print_report(press, draft, [planted.rule] if planted.rule else [], planted.also)


def plan_report(
    rng: Random,
    form: FormVersion | None,
    flattening: str | None,
    damage: Sequence[str],
    defect: Defect,
) -> ReportDraft:
    """Who reports, on which year and form, and with what figures."""
    version: FormVersion = defect.form or form or ("v2021" if rng.random() < 0.75 else "v2019")
    name = flattening or rng.choice(READABLE)
    if name not in FLATTENINGS:
        raise KeyError(name)
    if defect.flattenings and name not in defect.flattenings:
        name = rng.choice(defect.flattenings)
    scales: Sequence[Scale] = defect.scales or SCALES
    headings: Sequence[HeadingStyle] = defect.headings or HEADING_STYLES
    scale = rng.choice(scales)
    voice = rng.choice([voice for voice in load_voices() if UNIT_KINDS[scale] in voice.kinds])
    first, last = load_form(version).years
    year = rng.randint(max(first, defect.first_year), min(last, _LAST_YEAR))
    figures = make_figures(rng, version, scale)
    writing = rng.choice(("plain", "plain", "plain", "padded", "wide", "signed"))
    tables = {
        kind: TablePlan(version, dict(figures.tables[kind]), name, tuple(damage), writing=writing)
        for kind in KINDS
    }
    body = make_body(rng, voice, UNIT_KINDS[scale])
    title = f"{body.unit}{year}年政府信息公开工作年度报告"
    signed = (1, rng.randint(5, 28)) if rng.random() < 0.5 else None
    heading = rng.choice(headings)
    return ReportDraft(
        body, year, scale, version, voice, heading, tables, title=title, signed=signed
    )


def gather_facts(rng: Random, draft: ReportDraft) -> None:
    """What the prose will say of the tables and of the year's work."""
    figures = {kind: plan.figures for kind, plan in draft.tables.items()}
    draft.facts = make_facts(rng, draft.scale, draft.form, draft.year, figures)
    draft.slots = make_slots(rng, draft.body, draft.year, draft.facts)


def write_report(rng: Random, draft: ReportDraft) -> None:
    draft.preamble = write_preamble(rng, draft.year, draft.slots, draft.facts)
    draft.chapters = write_chapters(rng, draft.voice, draft.heading, draft.slots, draft.facts)
