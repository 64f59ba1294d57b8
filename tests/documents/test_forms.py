import re
from collections import Counter

import pytest

from documents.forms import Form, TableForm, load_form, load_forms
from documents.tables import CellKey

FORMS = load_forms()
TABLES = [table for form in FORMS for table in form.tables]
COLUMNS = [
    "natural_person",
    "enterprise",
    "research_org",
    "public_welfare_org",
    "legal_service_org",
    "other_org",
    "total",
]
OUTCOMES = [
    "out.disclosed",
    "out.partial",
    "out.refused.state_secret",
    "out.refused.law_prohibited",
    "out.refused.security_stability",
    "out.refused.third_party",
    "out.refused.internal_affairs",
    "out.refused.deliberative",
    "out.refused.enforcement_file",
    "out.refused.statutory_inquiry",
    "out.unable.not_held",
    "out.unable.needs_creation",
    "out.unable.unclear",
    "out.not_handled.petition",
    "out.not_handled.repeat",
    "out.not_handled.publication",
    "out.not_handled.abusive",
    "out.not_handled.confirm_reissue",
]
OTHER = {
    "v2019": ["out.other"],
    "v2021": ["out.other.no_correction", "out.other.fee_unpaid", "out.other.misc"],
}
DISCLOSED = {
    "v2019": {
        "rules": ["made_new", "disclosed_new", "disclosed_total"],
        "normative_docs": ["made_new", "disclosed_new", "disclosed_total"],
        "licence": ["items_prev", "items_delta", "decisions"],
        "other_external_service": ["items_prev", "items_delta", "decisions"],
        "penalty": ["items_prev", "items_delta", "decisions"],
        "coercion": ["items_prev", "items_delta", "decisions"],
        "admin_fee": ["items_prev", "items_delta"],
        "central_procurement": ["procurement_count", "procurement_amount"],
    },
    "v2021": {
        "rules": ["issued", "repealed", "in_force"],
        "normative_docs": ["issued", "repealed", "in_force"],
        "licence": ["decisions"],
        "penalty": ["decisions"],
        "coercion": ["decisions"],
        "admin_fee": ["fee_amount"],
    },
}


def name_table(table: TableForm) -> str:
    return f"{table.version}-{table.kind}"


def list_rows(table: TableForm) -> dict[str, list[str]]:
    rows: dict[str, list[str]] = {}
    for key in table.keys():  # noqa: SIM118
        rows.setdefault(key.row, []).append(key.column)
    return rows


@pytest.mark.parametrize(("form", "cells"), zip(FORMS, (198, 200), strict=True))
def test_forms_have_the_cells_of_the_notice(form: Form, cells: int) -> None:
    assert sum(len(table.keys()) for table in form.tables) == cells


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.version)
def test_forms_have_the_rows_and_columns_of_the_notice(form: Form) -> None:
    outcomes = [*OUTCOMES, *OTHER[form.version], "out.total"]
    requests = ["new_received", "carried_in", *outcomes, "carried_out"]
    groups = ["review", "suit_direct", "suit_after_review"]
    parts = ["upheld", "corrected", "other", "pending", "total"]
    assert list_rows(form.table("proactive")) == DISCLOSED[form.version]
    assert list_rows(form.table("requests")) == dict.fromkeys(requests, COLUMNS)
    assert list_rows(form.table("disputes")) == dict.fromkeys(groups, parts)


@pytest.mark.parametrize("table", TABLES, ids=name_table)
def test_forms_label_every_row_and_column_differently(table: TableForm) -> None:
    rows = [row for block in table.blocks for row in block.rows]
    assert max(Counter(row.path for row in rows).values()) == 1
    assert max(Counter(row.id for row in rows).values()) == 1
    for block in table.blocks:
        labels = [label for c in block.columns for label in (c.label, *c.variants)]
        assert max(Counter(labels).values()) == 1
    for row in rows:
        assert row.label not in row.variants


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.version)
def test_forms_balance_requests_in_every_column(form: Form) -> None:
    """F1 and F2 of each of seven columns, F3 of every row."""
    table = form.table("requests")
    sums = {
        rule: [s for s in table.sums if s.rule == rule] for rule in {s.rule for s in table.sums}
    }
    assert [s.left[0].column for s in sums["requests-unbalanced"]] == COLUMNS
    for equation in sums["requests-unbalanced"]:
        assert [k.row for k in equation.left] == ["new_received", "carried_in"]
        assert [k.row for k in equation.right] == ["out.total", "carried_out"]
    assert len(sums["outcomes-sum"]) == 7
    for equation in sums["outcomes-sum"]:
        assert [k.row for k in equation.left] == ["out.total"]
        assert [k.row for k in equation.right] == [*OUTCOMES, *OTHER[form.version]]
        assert len({k.column for k in equation.cells}) == 1
    assert [s.left[0].row for s in sums["applicants-sum"]] == list(list_rows(table))
    for equation in sums["applicants-sum"]:
        assert [k.column for k in equation.cells] == ["total", *COLUMNS[:-1]]
        assert len({k.row for k in equation.cells}) == 1


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.version)
def test_forms_add_up_disputes_group_by_group(form: Form) -> None:
    """F4; the first table has no sums, and no sum crosses tables."""
    table = form.table("disputes")
    assert {s.rule for s in table.sums} == {"disputes-sum"}
    assert [(s.left, s.right) for s in table.sums] == [
        (
            (CellKey(group, "total"),),
            tuple(CellKey(group, part) for part in ("upheld", "corrected", "other", "pending")),
        )
        for group in ("review", "suit_direct", "suit_after_review")
    ]
    assert form.table("proactive").sums == ()


@pytest.mark.parametrize("table", TABLES, ids=name_table)
def test_forms_sum_only_their_own_cells(table: TableForm) -> None:
    keys = set(table.keys())
    for equation in table.sums:
        assert set(equation.cells) <= keys
        assert not set(equation.left) & set(equation.right)


def test_forms_know_units_signs_and_decimals() -> None:
    fee = load_form("v2021").table("proactive").column(CellKey("admin_fee", "fee_amount"))
    assert (fee.unit, fee.decimal, fee.signed) == ("万元", True, False)
    signed = {key.column for t in TABLES for key in t.keys() if t.column(key).signed}  # noqa: SIM118
    assert signed == {"items_delta"}
    decimal = {key.column for t in TABLES for key in t.keys() if t.column(key).decimal}  # noqa: SIM118
    assert decimal == {"fee_amount", "procurement_amount"}


def test_forms_cover_the_years_without_gap() -> None:
    old, new = FORMS
    assert (old.years[0], old.years[1] + 1) == (2019, new.years[0])


def test_forms_captions_are_the_sections() -> None:
    captions = {t.kind: t.caption for t in TABLES}
    assert [re.sub(r"^[一二三四]、", "", c) for c in captions.values()] == [
        "主动公开政府信息情况",
        "收到和处理政府信息公开申请情况",
        "政府信息公开行政复议、行政诉讼情况",
    ]


def test_forms_refuse_unknown_parts() -> None:
    with pytest.raises(KeyError):
        TABLES[0].column(CellKey("no-such-row", "total"))
    with pytest.raises(FileNotFoundError):
        load_form("pre2019")
