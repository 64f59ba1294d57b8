from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.forms import load_form
from documents.forms.model import KINDS, VERSIONS
from documents.tables import CellKey, FormVersion
from training.factory.figures import SCALES, Scale, make_figures


@pytest.mark.parametrize("form", VERSIONS)
@pytest.mark.parametrize("scale", SCALES)
@given(seed=st.integers(0, 10**9))
@settings(max_examples=8)
def test_figures_close_every_sum_of_the_form(form: FormVersion, scale: Scale, seed: int) -> None:
    figures = make_figures(Random(seed), form, scale)
    for kind in KINDS:
        table = load_form(form).table(kind)
        values = figures.tables[kind]
        assert tuple(values) == table.keys()
        for equation in table.sums:
            left = sum(values[key] for key in equation.left)
            assert left == sum(values[key] for key in equation.right), equation.rule
        for key, value in values.items():
            column = table.column(key)
            assert value >= 0 or column.signed
            assert isinstance(value, int) or column.decimal


def test_figures_of_the_zero_scale_are_all_zero() -> None:
    figures = make_figures(Random(3), "v2021", "zero")
    assert not any(value for table in figures.tables.values() for value in table.values())


def test_figures_reach_provincial_scale() -> None:
    largest = max(
        make_figures(Random(seed), "v2021", "province").of("requests", "new_received")
        for seed in range(20)
    )
    assert largest > 5000


@given(seed=st.integers(0, 10**9))
@settings(max_examples=30)
def test_figures_keep_rules_to_bodies_with_the_power(seed: int) -> None:
    for scale in ("township", "department", "county"):
        values = make_figures(Random(seed), "v2021", scale).tables["proactive"]
        assert values[CellKey("rules", "issued")] == 0
        assert values[CellKey("rules", "in_force")] == 0


def test_figures_of_signed_columns_go_both_ways() -> None:
    key = CellKey("licence", "items_delta")
    found = {
        make_figures(Random(seed), "v2019", "county").tables["proactive"][key] for seed in range(40)
    }
    assert min(found) < 0 < max(found)
