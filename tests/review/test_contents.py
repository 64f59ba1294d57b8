"""STR-04."""

from __future__ import annotations

import pytest

from review.contents import count_parts
from tests.review.reports import build_report, find_one, list_rules

LIST = (
    "总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、"
    "政府信息公开行政复议、行政诉讼情况"
)


@pytest.mark.parametrize(
    ("preamble", "mismatch"),
    [
        (f"报告包括{LIST}、存在的主要问题及改进情况、其他需要报告的事项等6个部分。", None),
        (f"本报告由{LIST}、存在的主要问题及改进情况、其他需要报告的事项六部分组成。", None),
        (f"本报告由{LIST}、其他需要报告的事项六个部分组成。", ("6", "5")),
        (f"全文共七个部分：{LIST}、存在的主要问题及改进情况、其他需要报告的事项。", ("7", "6")),
        ("报告包括总体情况、主动公开情况、依申请公开情况等六个部分。", None),
        (
            f"报告由{LIST}、存在的主要问题及改进情况、其他需要报告的事项等六个部分组成，"
            "如实反映了年度状况，回应社会关切，接受公众评议。",
            None,
        ),
        ("本报告共六个部分，力求全面反映主动公开情况，回应社会关切，接受公众评议。", None),
        (f"本报告共七个部分，{LIST}、存在的主要问题及改进情况、其他需要报告的事项。", ("7", "6")),
        (
            "报告包括概述、主动公开情况、依申请公开情况、行政复议、存在的问题及改进情况、"
            "其他事项等六部分内容。",
            None,
        ),
        ("我镇将公开工作细分为三个部分，由党政办、财政所、社会事务办分别负责。", None),
    ],
)
def test_contents_count_the_parts_that_the_preamble_lists(
    preamble: str, mismatch: tuple[str, str] | None
) -> None:
    report = build_report({0: (preamble, "统计期限自2023年1月1日起至2023年12月31日止。")})
    if mismatch is None:
        assert "parts-count-mismatch" not in list_rules(report)
    else:
        finding = find_one(report, "parts-count-mismatch")
        assert (finding.expected, finding.actual) == mismatch


@pytest.mark.parametrize(
    ("listed", "fewest", "most"),
    [
        ("工作概述、主动公开情况、依申请公开情况", 3, 3),
        ("一、工作概述，二、主动公开情况，三、依申请公开情况", 3, 3),
        ("概述、主动公开情况、需要说明的事项与附表", 3, 4),
        ("概述、主动公开情况、申请复议、提起诉讼的情况", 3, 3),
        ("概述、主动公开情况、复议、诉讼和申诉的情况，以及存在的问题和改进措施", 4, 4),
        ("概述、主动公开情况、下一步设想、其他事项", 3, 4),
        ("概述、主动公开情况其他需要报告的事项", 2, 3),
        ("概述、行政诉讼、存在的问题", 2, 3),
        ("概述、行政复议和行政诉讼、其他事项", 2, 3),
        ("概述、存在的问题、改进措施", 2, 3),
        ("", 0, 0),
    ],
)
def test_contents_know_where_a_list_has_two_readings(listed: str, fewest: int, most: int) -> None:
    assert count_parts(listed) == (fewest, most)
