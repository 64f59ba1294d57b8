import re
import unicodedata
from dataclasses import replace
from random import Random

import pytest

from documents.forms import load_form
from documents.forms.model import KINDS
from documents.rules import RULES
from documents.tables import CellKey
from training.factory import reports
from training.factory.defects import DEFECTS
from training.factory.prose_defects import make_identity
from training.factory.reports import make_report

SUMS = ("requests-unbalanced", "outcomes-sum", "applicants-sum", "disputes-sum")


def test_defects_cover_every_rule_that_needs_one_report() -> None:
    assert set(DEFECTS) == {rule.code for rule in RULES.values() if rule.reports == 1}


@pytest.mark.parametrize("rule", DEFECTS)
def test_defects_change_the_text(rule: str, monkeypatch: pytest.MonkeyPatch) -> None:
    planted = [make_report(Random(seed), defect=rule) for seed in range(6)]
    for report in planted:
        assert report.gold["findings"] == [rule]
        assert report.gold["defect"] == rule
        assert rule not in report.gold["no_findings"]
    idle = replace(DEFECTS[rule], plan=None, facts=None, prose=None)
    monkeypatch.setattr(reports, "DEFECTS", {rule: idle})
    same = [
        make_report(Random(seed), defect=rule).text == report.text
        for seed, report in enumerate(planted)
    ]
    # a report of the zero scale is all zero without any help
    assert all(same) if rule == "all-zero" else not any(same)


@pytest.mark.parametrize("rule", DEFECTS)
def test_defects_follow_from_the_seed(rule: str) -> None:
    assert make_report(Random(11), defect=rule) == make_report(Random(11), defect=rule)


def find_broken(seed: int, rule: str) -> set[str]:
    gold = make_report(Random(seed), defect=rule).gold
    form = load_form(gold["form"])
    broken = set()
    for kind in KINDS:
        cells = {CellKey.parse(k): v or 0 for k, v in gold["tables"][kind].items()}
        for equation in form.table(kind).sums:
            left = sum(cells[key] for key in equation.left)
            if left != sum(cells[key] for key in equation.right):
                broken.add(equation.rule)
    return broken


@pytest.mark.parametrize("rule", SUMS)
def test_defects_of_sums_break_that_sum_alone(rule: str) -> None:
    for seed in range(12):
        assert find_broken(seed, rule) == {rule}


@pytest.mark.parametrize("rule", sorted(set(DEFECTS) - {*SUMS, "row-missing"}))
def test_defects_elsewhere_break_no_sum(rule: str) -> None:
    for seed in range(3):
        assert find_broken(seed, rule) == set()


def test_defects_of_cells_show_in_the_gold() -> None:
    states = {
        rule: {
            state
            for table in make_report(Random(4), defect=rule).gold["states"].values()
            for state in table.values()
        }
        for rule in ("cell-blank", "cell-slash", "cell-not-number", "row-missing", "table-missing")
    }
    assert "blank" in states["cell-blank"]
    assert "slash" in states["cell-slash"]
    assert "text" in states["cell-not-number"]
    assert "missing" in states["row-missing"]
    assert "missing" in states["table-missing"]


def test_defects_invent_identities_with_a_right_check_digit() -> None:
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2, 1)
    for seed in range(30):
        number = make_identity(Random(seed))
        digits = [10 if c == "X" else int(c) for c in number]
        assert len(digits) == 18
        assert sum(d * w for d, w in zip(digits, weights, strict=True)) % 11 == 1


def test_defects_leave_placeholders_in_the_text() -> None:
    for seed in range(12):
        report = make_report(Random(seed), defect="placeholder-left")
        assert report.gold["placeholders"]
        for placeholder in report.gold["placeholders"]:
            assert squeeze(placeholder["quote"]) in squeeze(report.text)


def squeeze(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
