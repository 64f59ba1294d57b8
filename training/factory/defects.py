"""Planted defects: one for each rule of the catalogue that needs a single report.

A defect acts at up to three steps: ``plan`` changes figures and tables before the prose is written
from them, ``facts`` what the prose believes, ``prose`` the written chapters. ``also`` are errors
that a review may rightly report beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from types import MappingProxyType
from typing import Final

from documents.tables import FormVersion
from training.factory import prose_defects, table_defects
from training.factory.drafts import ReportDraft
from training.factory.figures import Scale
from training.factory.flatten import FLATTENING, UNREADABLE
from training.factory.narrative import HeadingStyle

Plant = Callable[[Random, ReportDraft], None]
_KEPT: Final = tuple(
    name for name, f in FLATTENING.items() if f.mode == "kept" and name not in UNREADABLE
)
_WHOLE_LABELS: Final = tuple(name for name in _KEPT if name != "cell_lines_torn")
_POPULOUS: Final[tuple[Scale, ...]] = ("county", "city")
_UNNUMBERED: Final[tuple[HeadingStyle, ...]] = ("unnumbered", "in_aspect")


@dataclass(frozen=True, slots=True)
class Defect:
    """Empty wishes leave the choice free; ``first_year`` is the earliest report year."""

    rule: str
    plan: Plant | None = None
    facts: Plant | None = None
    prose: Plant | None = None
    form: FormVersion | None = None
    scales: tuple[Scale, ...] = ()
    headings: tuple[HeadingStyle, ...] = ()
    flattenings: tuple[str, ...] = ()
    first_year: int = 0
    also: tuple[str, ...] = ()


def _collect(defects: Sequence[Defect]) -> Mapping[str, Defect]:
    return MappingProxyType({defect.rule: defect for defect in defects})


DEFECTS: Final = _collect(
    (
        Defect("section-missing", prose=prose_defects.drop_section, also=("problems-missing",)),
        Defect("section-order", prose=prose_defects.swap_sections),
        Defect("section-empty", prose=prose_defects.empty_section),
        Defect(
            "empty-heading",
            prose=prose_defects.leave_heading_bare,
            headings=("bracket_line",),
            also=("placeholder-left",),
        ),
        Defect("table-missing", plan=table_defects.drop_table, also=("section-empty",)),
        Defect("parts-count-mismatch", prose=prose_defects.miscount_parts),
        Defect(
            "element-missing", prose=prose_defects.drop_elements, form="v2021", headings=_UNNUMBERED
        ),
        Defect("overview-empty", prose=prose_defects.empty_overview),
        Defect("off-topic", prose=prose_defects.leave_topic, headings=_UNNUMBERED),
        Defect(
            "template-appended", prose=prose_defects.append_template, also=("placeholder-left",)
        ),
        Defect("numbering-wrong", prose=prose_defects.skip_number),
        Defect("form-year-mismatch", plan=table_defects.use_old_form, form="v2019"),
        Defect("basis-outdated", prose=prose_defects.cite_old_basis, form="v2021", first_year=2022),
        Defect("label-variant", plan=table_defects.vary_label, flattenings=_WHOLE_LABELS),
        Defect("row-missing", plan=table_defects.drop_form_row, flattenings=_KEPT),
        Defect("placeholder-left", prose=prose_defects.leave_placeholder, flattenings=_KEPT),
        Defect("cell-blank", plan=table_defects.blank_cells, flattenings=_KEPT),
        Defect("cell-slash", plan=table_defects.strike_cells, flattenings=_KEPT),
        Defect("cell-not-number", plan=table_defects.write_words, flattenings=_KEPT),
        Defect("cell-surplus", plan=table_defects.add_surplus, flattenings=_KEPT),
        Defect("requests-unbalanced", plan=table_defects.unbalance_requests),
        Defect("outcomes-sum", plan=table_defects.break_outcomes),
        Defect("applicants-sum", plan=table_defects.break_applicants),
        Defect("disputes-sum", plan=table_defects.break_disputes, flattenings=_KEPT),
        Defect(
            "amount-unit-slip", plan=table_defects.slip_unit, form="v2021", scales=("township",)
        ),
        Defect(
            "text-table-mismatch", facts=prose_defects.misstate_requests, also=("none-claimed",)
        ),
        Defect(
            "none-claimed",
            plan=table_defects.receive_some,
            facts=prose_defects.claim_none,
            scales=_POPULOUS,
            also=("text-table-mismatch",),
        ),
        Defect("parts-exceed-whole", prose=prose_defects.exceed_whole),
        Defect("rate-mismatch", prose=prose_defects.misstate_rate),
        Defect("same-fact-two-figures", prose=prose_defects.contradict_fact),
        Defect("growth-mismatch", prose=prose_defects.misstate_growth),
        Defect("year-mismatch", prose=prose_defects.mistake_year),
        Defect("period-missing", prose=prose_defects.omit_period),
        Defect("self-reference-mismatch", prose=prose_defects.mistake_self),
        Defect("problems-missing", prose=prose_defects.deny_problems, also=("section-empty",)),
        Defect("measures-unmatched", prose=prose_defects.unmatch_measures),
        Defect("problems-generic", prose=prose_defects.write_generic_problems),
        Defect("fee-unreported", prose=prose_defects.omit_fee, form="v2021"),
        Defect("repeated-sentence", prose=prose_defects.repeat_sentence),
        Defect("doubled-words", prose=prose_defects.double_words),
        Defect("truncated-sentence", prose=prose_defects.truncate_sentence),
        Defect("characters-lost", prose=prose_defects.tear_period),
        Defect("typo", prose=prose_defects.mistype),
        Defect(
            "outdated-phrase",
            prose=prose_defects.use_outdated_phrase,
            form="v2021",
            first_year=2022,
        ),
        Defect("private-data", prose=prose_defects.reveal_person),
        Defect(
            "rules-without-power",
            plan=table_defects.claim_rules,
            scales=("township", "department", "county"),
        ),
        Defect("all-zero", plan=table_defects.keep_all_zero, scales=("zero",)),
        Defect("late", prose=prose_defects.sign_late, scales=("department", "county", "city")),
    )
)
