import re
from typing import get_args

from documents import rules
from documents.findings import Severity
from documents.rules import RULES

CONTRACT = [
    "section-missing",
    "section-order",
    "section-empty",
    "empty-heading",
    "table-missing",
    "parts-count-mismatch",
    "element-missing",
    "overview-empty",
    "off-topic",
    "template-appended",
    "numbering-wrong",
    "form-year-mismatch",
    "basis-outdated",
    "label-variant",
    "row-missing",
    "placeholder-left",
    "cell-blank",
    "cell-slash",
    "cell-not-number",
    "cell-surplus",
    "requests-unbalanced",
    "outcomes-sum",
    "applicants-sum",
    "disputes-sum",
    "amount-unit-slip",
    "carry-over-mismatch",
    "in-force-discontinuous",
    "year-on-year-jump",
    "figures-copied",
    "text-table-mismatch",
    "none-claimed",
    "parts-exceed-whole",
    "rate-mismatch",
    "same-fact-two-figures",
    "growth-mismatch",
    "year-mismatch",
    "period-missing",
    "self-reference-mismatch",
    "problems-missing",
    "measures-unmatched",
    "problems-generic",
    "problems-repeated",
    "fee-unreported",
    "copied-from-last-year",
    "copied-from-other",
    "repeated-sentence",
    "doubled-words",
    "truncated-sentence",
    "typo",
    "outdated-phrase",
    "private-data",
    "rules-without-power",
    "all-zero",
    "late",
]


def test_rules_hold_every_code_of_the_contract_once() -> None:
    assert set(CONTRACT) <= set(RULES)
    assert len(RULES) == len(rules._ALL)
    assert all(code == rule.code for code, rule in RULES.items())


def test_rules_are_complete() -> None:
    for rule in RULES.values():
        assert rule.severity in get_args(Severity)
        assert re.search(r"[\u4e00-\u9fff]", rule.title)
        assert re.fullmatch(r"[A-Z]{3}-\d\d", rule.criterion)
        assert rule.reports in (1, 2)


def test_rules_titles_tell_them_apart() -> None:
    assert len({rule.title for rule in RULES.values()}) == len(RULES)


def test_rules_that_compare_years_or_bodies_need_two_reports() -> None:
    criteria = {rule.criterion[:3] for rule in RULES.values() if rule.reports == 2}
    assert criteria == {"XYR", "QLT", "DUP"}
    assert RULES["repeated-sentence"].reports == 1
