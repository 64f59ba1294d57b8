import json
import re
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.forms import load_form
from documents.forms.model import KINDS, VERSIONS
from documents.rules import RULES
from documents.tables import FormVersion
from training.factory.flatten import FLATTENINGS
from training.factory.narrative import HEADING_STYLES, print_heading
from training.factory.printing import wrap_hard
from training.factory.reports import make_report


def squeeze(text: str) -> str:
    return re.sub(r"\s+", "", text)


@given(seed=st.integers(0, 10**9))
@settings(max_examples=25)
def test_reports_show_their_gold_in_the_text(seed: int) -> None:
    report = make_report(Random(seed))
    text, gold = squeeze(report.text), report.gold
    assert gold["unit"] in text
    assert f"{gold['year']}年" in text
    for count in gold["counts"]:
        assert f"{count['value']}{count['unit']}" in text
    for official in gold["officials"]:
        assert official["post"] + official["name"] in text
    assert gold["sections"] == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize("form", VERSIONS)
def test_reports_have_gold_for_every_cell(form: FormVersion) -> None:
    gold = make_report(Random(5), form=form).gold
    for kind in KINDS:
        keys = [str(key) for key in load_form(form).table(kind).keys()]  # noqa: SIM118
        assert list(gold["tables"][kind]) == keys
        assert list(gold["states"][kind]) == keys


def test_reports_without_defect_expect_no_error() -> None:
    gold = make_report(Random(8)).gold
    errors = {rule.code for rule in RULES.values() if rule.severity == "error"}
    assert gold["findings"] == []
    assert set(gold["no_findings"]) == errors
    assert gold["defect"] is None
    assert gold["placeholders"] == []


@given(seed=st.integers(0, 10**9))
@settings(max_examples=25)
def test_reports_without_defect_agree_with_their_tables(seed: int) -> None:
    report = make_report(Random(seed), flattening="tab_rows")
    text = squeeze(report.text)
    tables = report.gold["tables"]
    new = tables["requests"]["new_received.total"]
    said = re.search(r"(?:新收|收到|收到的?)政府信息公开申请(\d+)件", text)
    none = re.search(r"(?:未收到|没有收到|未接到)政府信息公开申请", text)
    assert said or none
    if said:
        assert int(said[1]) == new
    if none:
        assert new == 0
    for kind in KINDS:
        for equation in load_form(report.gold["form"]).table(kind).sums:
            left = sum(tables[kind][str(key)] or 0 for key in equation.left)
            assert left == sum(tables[kind][str(key)] or 0 for key in equation.right)


@pytest.mark.parametrize("flattening", FLATTENINGS)
def test_reports_come_in_every_flattening(flattening: str) -> None:
    report = make_report(Random(3), flattening=flattening)
    assert report.gold["flattening"] == flattening
    assert "存在" in report.text


def test_reports_carry_damage_into_their_gold() -> None:
    report = make_report(Random(3), flattening="tab_rows", damage=("dropped_value",))
    assert any(report.gold["unrecoverable"].values())


def test_reports_may_mix_forms() -> None:
    gold = make_report(Random(3), form="v2021", mixed=True).gold
    assert gold["form"] == "v2021"
    assert "out.other.total" in gold["tables"]["requests"]
    assert "normative_docs.issued" in gold["tables"]["proactive"]


def test_reports_follow_from_the_seed() -> None:
    for seed in range(10):
        assert make_report(Random(seed)) == make_report(Random(seed))


def test_reports_have_json_for_gold() -> None:
    gold = make_report(Random(1)).gold
    assert json.loads(json.dumps(gold)) == gold


def test_reports_refuse_unknown_names() -> None:
    with pytest.raises(KeyError):
        make_report(Random(1), flattening="no-such-flattening")
    with pytest.raises(KeyError):
        make_report(Random(1), defect="no-such-rule")


def test_narrative_prints_every_heading_style_differently() -> None:
    printed = {print_heading(style, 2, "主动公开") for style in HEADING_STYLES}
    assert len(printed) == len(HEADING_STYLES)


@given(text=st.text(alphabet="公开信息 0123456789，。", max_size=200))
@settings(max_examples=60)
def test_printing_wraps_without_losing_or_tearing_numbers(text: str) -> None:
    wrapped = wrap_hard(text, 28)
    assert squeeze("".join(wrapped)) == squeeze(text)
    runs = [run for run in re.findall(r"\d+", text) if len(run) < 20]
    if len(runs) == len(re.findall(r"\d+", text)):
        assert [r for line in wrapped for r in re.findall(r"\d+", line)] == runs
