"""SUM-01 to SUM-04."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.forms import load_form
from documents.report import Report
from documents.tables import FormVersion
from tests.review.reports import (
    Value,
    build_report,
    build_table,
    build_tables,
    find_all,
    find_one,
    list_rules,
)

BALANCED: dict[str, Value] = {
    "new_received.natural_person": 30,
    "new_received.total": 30,
    "carried_in.natural_person": 4,
    "carried_in.total": 4,
    "out.disclosed.natural_person": 31,
    "out.disclosed.total": 31,
    "out.total.natural_person": 31,
    "out.total.total": 31,
    "carried_out.natural_person": 3,
    "carried_out.total": 3,
}
SUMS = {"requests-unbalanced", "outcomes-sum", "applicants-sum", "disputes-sum"}


def build(**values: Value) -> Report:
    changed = {key.replace("__", "."): value for key, value in values.items()}
    return build_report(tables=build_tables(requests={**BALANCED, **changed}))


def test_sums_close_in_a_balanced_table() -> None:
    assert not SUMS & set(list_rules(build()))


def test_sums_state_both_sides_of_a_balance() -> None:
    report = build(carried_out__natural_person=5, carried_out__total=5)
    findings = find_all(report, "requests-unbalanced")
    assert [(f.expected, f.actual) for f in findings] == [("34", "36"), ("34", "36")]
    assert SUMS & set(list_rules(report)) == {"requests-unbalanced"}


def test_sums_point_at_the_cell_that_two_equations_share() -> None:
    report = build(out__disclosed__natural_person=13)
    finding = find_one(report, "outcomes-sum")
    assert (finding.expected, finding.actual) == ("13", "31")
    assert "“（一）予以公开”行“自然人”列" in finding.advice
    assert find_one(report, "applicants-sum").advice == finding.advice


def test_sums_write_large_figures_in_full() -> None:
    report = build_report(
        tables=build_tables(disputes={"review.upheld": 3985758, "review.total": 3985759})
    )
    finding = find_one(report, "disputes-sum")
    assert finding.message == (
        "第四部分“复议诉讼”表“行政复议”行：总计填3985759，而各项结果相加为3985758，相差1。"
    )


def test_sums_count_blanks_and_slashes_as_zero() -> None:
    assert not SUMS & set(
        list_rules(build(carried_in__enterprise="blank", carried_in__other_org="slash"))
    )


def test_sums_leave_a_blank_total_to_cell_blank() -> None:
    rules = list_rules(build(out__total__total="blank"))
    assert "cell-blank" in rules
    assert not SUMS & set(rules)


@pytest.mark.parametrize("state", ["missing", "text", "unreadable"])
def test_sums_cannot_be_assessed_without_every_cell(state: Value) -> None:
    report = build(out__disclosed__natural_person=state, out__disclosed__total=state)
    assert not SUMS & set(list_rules(report))


def test_sums_are_not_held_against_an_unsure_reading() -> None:
    report = build(carried_out__total=9)
    assert "requests-unbalanced" in list_rules(report)
    tables = [
        replace(
            table,
            cells=tuple(
                replace(c, confidence=0.6) if str(c.key) == "carried_out.total" else c
                for c in table
            ),
        )
        for table in report.tables
    ]
    assert not SUMS & set(list_rules(replace(report, tables=tuple(tables))))


def test_sums_follow_the_table_own_form() -> None:
    table = build_table(
        "requests", {"out.other.total": 2, "out.other.natural_person": 2}, form="v2019"
    )
    report = build_report(tables=[build_table("proactive"), table, build_table("disputes")])
    assert "outcomes-sum" in list_rules(report)


@settings(max_examples=60)
@given(
    form=st.sampled_from(["v2019", "v2021"]),
    figures=st.lists(st.integers(0, 999), min_size=60, max_size=60),
)
def test_sums_are_silent_about_any_consistent_table(form: FormVersion, figures: list[int]) -> None:
    requests = load_form(form).table("requests")
    columns = [c.id for c in requests.blocks[0].columns if c.id != "total"]
    leaves = [r.id for r in requests.blocks[0].rows if r.id.startswith("out.")][:-1]
    values: dict[str, Value] = {}
    totals = dict.fromkeys(["new_received", "carried_in", "out.total", "carried_out", *leaves], 0)
    for place, column in enumerate(columns):
        own = {leaf: figures[(place * 7 + n) % 60] for n, leaf in enumerate(leaves)}
        own["out.total"] = sum(own.values())
        own["carried_out"] = figures[place]
        own["carried_in"] = min(figures[-place - 1], own["out.total"])
        own["new_received"] = own["out.total"] + own["carried_out"] - own["carried_in"]
        for row, value in own.items():
            values[f"{row}.{column}"] = value
            totals[row] += value
    values |= {f"{row}.total": value for row, value in totals.items()}
    tables = [build_table("requests", values, form=form)]
    assert not SUMS & set(list_rules(build_report(tables=tables)))
