"""FEE-01 to FEE-03."""

from __future__ import annotations

import pytest

from tests.review.reports import build_report, build_tables, find_one, list_rules


def test_fees_must_be_reported_from_2021_on() -> None:
    assert "没有报告" in find_one(build_report({6: ("无。",)}), "fee-unreported").message


def test_fees_may_be_reported_anywhere_and_before_2021_not_at_all() -> None:
    told = build_report({1: ("2023年公开信息12条，收到申请0件，未收取信息处理费。",), 6: ("无。",)})
    assert "fee-unreported" not in list_rules(told)
    assert "fee-unreported" not in list_rules(build_report({6: ("无。",)}, year=2020, signed=None))


@pytest.mark.parametrize(
    "told",
    [
        "我局2023年无信息公开收费情况。",
        "本年度无收费。",
        "全年没有发生收费行为。",
        "依申请公开未收费。",
        "政府信息公开收费0元。",
    ],
)
def test_fees_may_be_reported_in_fewer_words(told: str) -> None:
    assert "fee-unreported" not in list_rules(build_report({6: (told,)}))


@pytest.mark.parametrize(
    "told",
    [
        "全年公开收费项目12个，其他无。",
        "未调整收费标准。",
        "本年度无行政事业性收费。",
        "无其他事项。",
    ],
)
def test_fees_of_other_kinds_are_not_those_for_information(told: str) -> None:
    assert "没有报告" in find_one(build_report({6: (told,)}), "fee-unreported").message


def test_fees_are_not_missed_where_the_last_section_was_cut_off() -> None:
    report = build_report({6: ("本年度共承办人大代表建议十二件，其中",)}, signed=None)
    assert "fee-unreported" not in list_rules(report)


def test_fees_unpaid_presuppose_a_notice() -> None:
    tables = build_tables(requests={"out.other.fee_unpaid.total": 2})
    finding = find_one(build_report(tables=tables), "fee-unreported")
    assert "没有发出收费通知" in finding.message
    assert finding.expected == "2"


def test_fees_notified_are_not_fees_collected() -> None:
    told = ("发出收费通知19件，总金额1900元，实际收取0元信息处理费。",)
    assert "fee-unreported" not in list_rules(build_report({6: told}))


def test_fees_collected_are_part_of_all_fees() -> None:
    paragraph = ("本年度发出收费通知3件，实际收取信息处理费1,240元。",)
    none = build_report({6: paragraph})
    assert find_one(none, "fee-unreported").actual == "1240元"
    tables = build_tables(proactive={"admin_fee.fee_amount": 0.12, "rules.issued": 0})
    assert list_rules(build_report({6: paragraph}, tables=tables)) == []


def test_fees_are_missed_where_the_last_heading_speaks_for_its_section() -> None:
    report = build_report(
        {6: ()}, headings={6: "六、其他需要报告的事项 无其他需要报告的事项。"}, signed=None
    )
    assert "没有报告" in find_one(report, "fee-unreported").message
    told = build_report(
        {6: ()}, headings={6: "六、其他需要报告的事项 未收取信息处理费。"}, signed=None
    )
    assert "fee-unreported" not in list_rules(told)


def test_fees_are_a_notice_where_the_section_says_that_there_is_nothing() -> None:
    assert find_one(build_report({6: ("无。",)}), "fee-unreported").severity == "notice"
    told = build_report({6: ("全年办理代表建议三件。",)})
    assert find_one(told, "fee-unreported").severity == "warning"
    tables = build_tables(requests={"out.other.fee_unpaid.total": 2})
    unpaid = build_report({6: ("无其他需要报告的事项。",)}, tables=tables)
    assert find_one(unpaid, "fee-unreported").severity == "warning"
