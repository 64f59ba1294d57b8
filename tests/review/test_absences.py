from __future__ import annotations

import pytest

from tests.review.narrated import NONE, TWELVE, Values, list_mismatches, narrate

# the table agrees, or the words are about something else
TRUE: list[tuple[str, Values]] = [
    ("2023年我局未收到政府信息公开申请。", NONE),
    ("本年度没有收到公民、法人和其他组织的信息公开申请，无行政复议、行政诉讼。", NONE),
    ("通过信函、网络等渠道收到依申请公开0件。", NONE),
    ("依申请公开：无。", NONE),
    ("未收到因政府信息公开申请行政复议、提起行政诉讼的情况。", {"new_received.total": 5}),
    ("未收到不予公开的政府信息公开申请。", {"new_received.total": 5}),
    ("未收到减免费用的政府信息公开申请。", {"new_received.total": 5}),
    ("未收到商业企业提出的政府信息公开申请。", {"new_received.total": 5}),
    ("通过当面方式未收到政府信息公开申请。", {"new_received.total": 5}),
    ("除上述申请外，未收到其他政府信息公开申请。", {"new_received.total": 5}),
    ("未收到涉及征地补偿的政府信息公开申请。", {"new_received.total": 5}),
    ("各村未收到政府信息公开申请。", {"new_received.total": 5}),
    ("上年度未收到政府信息公开申请。", {"new_received.total": 5}),
    ("没有逾期答复政府信息公开申请的情况。", {"new_received.total": 5}),
    ("无依申请公开收费。", {"new_received.total": 5}),
    ("无因政府信息公开申请引发的投诉举报。", {"new_received.total": 5}),
    ("收到群众申请的申请，均已办理。", {"new_received.total": 5}),
    ("无逾期未答复申请，无重复申请。", {"new_received.total": 5}),
    ("有无依申请公开信息一一登记。", {"new_received.total": 5}),
    ("未按规定答复的0件。", {"new_received.total": 5, "out.total.total": 5}),
    ("不予受理申请1件，逾期答复0件。", TWELVE),
    ("没有上年结转的申请。", {"new_received.total": 5}),
]
DENIED: list[tuple[str, Values]] = [
    ("2023年我局未收到政府信息公开申请。", TWELVE),
    ("本年度没有收到公民、法人和其他组织提出的信息公开申请。", TWELVE),
    ("全年无依申请公开事项。", TWELVE),
    ("2023年度我局未收到申请公开信息要求。", TWELVE),
    ("未收到依申请公开政府信息的申请，也未发生投诉。", TWELVE),
    ("政府信息公开申请为零。", TWELVE),
    ("通过信函、网络等渠道收到政府信息公开申请0件。", TWELVE),
    ("我局没有接到政府信息公开申请。", TWELVE),
    ("截止2023年12月，未收到政府信息公开申请。", TWELVE),
    ("没有公民、法人或其他组织向我局提出政府信息公开申请。", TWELVE),
    ("收到政府信息公开申请12件，没有上年结转申请。", TWELVE),
    ("收到政府信息公开申请12件，无结转下年度申请。", TWELVE),
    ("未发生因政府信息公开引起的行政复议。", TWELVE),
    ("全年未发生政府信息公开行政诉讼。", TWELVE),
    ("政府信息公开行政复议0件。", TWELVE),
    ("政府信息公开行政诉讼为零。", TWELVE),
]


@pytest.mark.parametrize(("text", "cells"), TRUE)
def test_absences_are_silent_where_nothing_is_denied(text: str, cells: Values) -> None:
    assert list_mismatches(narrate(text, cells=cells)) == []


@pytest.mark.parametrize(("text", "cells"), DENIED)
def test_absences_deny_what_the_table_has(text: str, cells: Values) -> None:
    found = [(f.rule, f.severity) for f in list_mismatches(narrate(text, cells=cells))]
    assert found == [("none-claimed", "error")]


def test_absences_doubt_a_plain_zero_of_what_was_handled() -> None:
    found = list_mismatches(narrate("全年受理政府信息公开申请0件。", cells=TWELVE))
    assert [(f.rule, f.severity) for f in found] == [("none-claimed", "warning")]
