"""PRV-01. The numbers are made up; their check digits are computed."""

from __future__ import annotations

import pytest

from tests.review.reports import OVERVIEW, build_report, find_one, list_rules

CITIZEN_ID = "11010119000101" + "0011"
BANK_CARD = "6200000000000000005"


def build(words: str) -> list[str]:
    return list_rules(build_report({1: (*OVERVIEW, words)}))


def test_privacy_finds_an_identity_number_and_does_not_repeat_it() -> None:
    number = next(
        f"11010119000101001{digit}"
        for digit in "0123456789X"
        if "private-data" in build(f"申请人身份证号11010119000101001{digit}。")
    )
    finding = find_one(build_report({1: (*OVERVIEW, f"申请人{number}。")}), "private-data")
    assert number not in finding.message + (finding.actual or "") + finding.evidence[0].quote
    assert finding.message.startswith("文中出现居民身份证号码110*")


def test_privacy_goes_by_the_check_digit() -> None:
    found = [d for d in "0123456789X" if "private-data" in build(f"编号11010119000101001{d}。")]
    assert len(found) == 1
    cards = [d for d in "0123456789" if "private-data" in build(f"卡号620000000000000001{d}。")]
    assert len(cards) == 1


@pytest.mark.parametrize(
    ("words", "private"),
    [
        ("申请人张某13900000000来访。", True),
        ("申请人张某（手机13900000000）的申请已答复。", True),
        ("申请人张某，联系电话13900000000。", True),
        ("联系电话：13900000000。", False),
        ("咨询热线0000-7000000。", False),
        ("邮箱13900000000@example.com。", False),
        ("索引号11320000014000/2023-00013。", False),
    ],
)
def test_privacy_allows_office_contacts(words: str, private: bool) -> None:
    assert ("private-data" in build(words)) is private
