"""CEL-01 to CEL-06, SEM-01, SEM-03."""

from __future__ import annotations

from dataclasses import replace

import pytest

from documents.places import Span
from documents.report import UnitKind
from tests.review.reports import (
    Value,
    build_report,
    build_table,
    build_tables,
    find_one,
    list_rules,
    with_surplus,
)


def test_cells_name_a_blank_by_row_and_column() -> None:
    report = build_report(tables=build_tables(requests={"carried_out.total": "blank"}))
    finding = find_one(report, "cell-blank")
    assert finding.message == (
        "第三部分“收到和处理申请”表有1格为空：“四、结转下年度继续办理”行“总计”列。"
    )
    assert [e.cell for e in finding.evidence] == ["requests:carried_out.total"]


def test_cells_list_many_blanks_in_one_finding() -> None:
    rows = ("new_received", "carried_in", "out.disclosed", "out.partial", "carried_out")
    columns = ("natural_person", "enterprise", "research_org", "other_org", "total")
    blanks: dict[str, Value] = {f"{row}.{column}": "blank" for row in rows for column in columns}
    finding = find_one(build_report(tables=build_tables(requests=blanks)), "cell-blank")
    assert "有25格为空" in finding.message
    assert len(finding.evidence) == 20


def test_cells_are_silent_about_blanks_not_surely_read() -> None:
    table = build_table("requests", {"carried_out.total": "blank"}, confidence=0.5)
    assert "cell-blank" not in list_rules(build_report(tables=[table]))


def test_cells_know_how_many_are_blank_where_not_which() -> None:
    keys = [str(c.key) for c in build_table("proactive")]
    values: dict[str, Value] = dict.fromkeys(keys[:6], "blank")
    table = build_table("proactive", values)
    unsure = replace(
        table,
        cells=tuple(replace(c, confidence=0.5) if c.state == "blank" else c for c in table.cells),
    )
    others = build_tables()[1:]
    finding = find_one(build_report(tables=(unsure, *others)), "cell-blank")
    assert "10格中有6格为空，只填了4个数" in finding.message
    cut = replace(
        unsure, cells=(*unsure.cells[:-1], replace(unsure.cells[-1], state="missing", value=None))
    )
    assert "cell-blank" not in list_rules(build_report(tables=(cut, *others)))


def test_cells_of_a_table_cut_in_its_head_are_not_blank() -> None:
    states: dict[str, Value] = {str(c.key): "missing" for c in build_table("requests")}
    states["out.total.total"] = "blank"
    tables = build_tables(requests=states)
    assert "cell-blank" not in list_rules(build_report(tables=tables))


def test_cells_call_a_slash_a_slash() -> None:
    report = build_report(tables=build_tables(disputes={"review.total": "slash"}))
    assert find_one(report, "cell-slash").actual == "/"


@pytest.mark.parametrize(
    ("cell", "value", "fault"),
    [
        ("normative_docs.issued", "text", "不是数字"),
        ("normative_docs.issued", -2, "是负数"),
        ("licence.decisions", 2.5, "不是整数"),
    ],
)
def test_cells_report_what_is_no_count(cell: str, value: int, fault: str) -> None:
    finding = find_one(
        build_report(tables=build_tables(proactive={cell: value})), "cell-not-number"
    )
    assert fault in finding.message
    assert finding.severity == "error"


def test_cells_allow_decimals_in_amounts_and_signs_in_changes() -> None:
    assert (
        list_rules(build_report(tables=build_tables(proactive={"admin_fee.fee_amount": 2.35})))
        == []
    )
    tables = build_tables(
        form="v2019", proactive={"licence.items_delta": -4, "licence.items_prev": 9}
    )
    assert (
        list_rules(
            build_report(
                {
                    0: ("统计期限自2020年1月1日起至2020年12月31日止。",),
                    1: (
                        "2020年公开各类信息12条，年底对各村公开栏检查一遍并纳入年度考核，结果为合格。",
                    ),
                },
                year=2020,
                tables=tables,
                signed="2021-01-08",
            )
        )
        == []
    )


def test_cells_of_a_township_that_only_says_so_itself_hold_no_rules() -> None:
    tables = build_tables(proactive={"rules.in_force": 6})
    report = replace(build_report({1: ("我镇公开信息12条。",)}, tables=tables), unit=None)
    assert "乡镇" in find_one(report, "rules-without-power").message
    bureau = replace(build_report({1: ("我局公开信息12条。",)}, tables=tables), unit=None)
    assert "rules-without-power" not in list_rules(bureau)


def test_cells_report_surplus_values_more_softly_where_the_reading_is_unsure() -> None:
    report = build_report()
    place = Span(report.text.index("86"), report.text.index("86") + 2)
    sure = with_surplus(build_table("disputes"), place)
    unsure = with_surplus(build_table("disputes", confidence=0.5), place)
    tables = build_tables()[:2]
    finding = find_one(build_report(tables=[*tables, sure]), "cell-surplus")
    assert (finding.severity, finding.expected, finding.actual) == ("error", "15格", "16个数值")
    assert find_one(build_report(tables=[*tables, unsure]), "cell-surplus").severity == "warning"


def test_cells_doubt_a_township_fee_of_thousands_of_wan() -> None:
    report = build_report(tables=build_tables(proactive={"admin_fee.fee_amount": 35200}))
    assert find_one(report, "amount-unit-slip").expected == "3.52万元（如原数以元计）"
    city = build_report(
        unit=("云溪市人民政府", "city"),
        tables=build_tables(proactive={"admin_fee.fee_amount": 96171.6}),
    )
    assert "amount-unit-slip" not in list_rules(city)


@pytest.mark.parametrize(
    ("name", "kind", "expected"),
    [
        ("柳塘镇人民政府", "township", True),
        ("平岗县人民政府", "county", True),
        ("云溪市水务局", "department", True),
        ("云溪市人民政府", "city", False),
        ("云溪市人民政府办公室", "department", False),
        ("国家某管理局", "department", False),
    ],
)
def test_cells_know_who_may_make_rules(name: str, kind: UnitKind, expected: bool) -> None:
    report = build_report(unit=(name, kind), tables=build_tables(proactive={"rules.in_force": 6}))
    assert ("rules-without-power" in list_rules(report)) is expected


def test_cells_notice_a_year_of_zeros_once() -> None:
    report = build_report(tables=build_tables(proactive={}))
    finding = find_one(report, "all-zero")
    assert finding.severity == "notice"
    assert "200格" in finding.message


@pytest.mark.parametrize(
    ("name", "slip"),
    [("平岗县林业局", True), ("平岗县自然资源局", False), ("云溪市林业局", False)],
)
def test_cells_doubt_a_fee_that_no_bureau_of_a_county_collects(name: str, slip: bool) -> None:
    tables = build_tables(proactive={"admin_fee.fee_amount": 218640.5})
    report = build_report(unit=(name, "department"), tables=tables)
    assert ("amount-unit-slip" in list_rules(report)) is slip
