"""The review as a whole."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from documents.rules import RULES
from review import check_report
from tests.review.reports import build_report, build_tables, list_rules


def test_review_finds_nothing_in_a_clean_report() -> None:
    assert list_rules(build_report()) == []


def test_review_says_nothing_of_a_text_that_is_no_report() -> None:
    spoilt = build_report({5: ("无。",)})
    assert list_rules(spoilt)
    assert check_report(replace(spoilt, is_report=False)) == ()


def test_review_orders_findings_by_place_and_names_each_once() -> None:
    report = build_report(
        {1: ("2023年，我局公开公开了信息9条。",), 6: ("无。",)},
        tables=build_tables(requests={"new_received.total": 3}),
        signed=None,
    )
    findings = check_report(report)
    starts = [min((e.span.start for e in f.evidence if e.span), default=0) for f in findings]
    assert starts == sorted(starts)
    assert len({f.id for f in findings}) == len(findings) > 3


def test_review_speaks_chinese_and_keeps_ids_from_run_to_run() -> None:
    report = build_report({5: ("无。",), 6: ("无。",)})
    first, second = check_report(report), check_report(report)
    assert [f.id for f in first] == [f.id for f in second]
    assert all(f.rule in RULES and f.message.endswith("。") and f.advice for f in first)


def test_review_ids_depend_on_the_source() -> None:
    report = build_report({5: ("无。",)})
    other = replace(report, source=replace(report.source, sha256="1" * 64))
    assert {f.id for f in check_report(report)}.isdisjoint(f.id for f in check_report(other))


WORDS = st.text(
    alphabet="公开信息政府我镇局一二是（）、。，；：《》“”0123456789年月日件条余无问题将转结"
    "\u3000 \U00020000",
    max_size=120,
)


@settings(max_examples=120)
@given(body=st.dictionaries(st.integers(0, 6), st.lists(WORDS, max_size=4)))
def test_review_points_inside_the_text_whatever_is_written(body: dict[int, list[str]]) -> None:
    report = build_report(body)
    for finding in check_report(report):
        for evidence in finding.evidence:
            assert evidence.span is None or evidence.span.end <= len(report.text)
