from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.forms import load_form
from documents.forms.model import KINDS, VERSIONS
from documents.tables import CellKey, FormVersion, TableKind
from training.factory.damage import DAMAGES
from training.factory.figures import make_figures
from training.factory.flatten import FLATTENINGS
from training.factory.tables import make_table, print_table, shows_damage

SHOWING = tuple(f for f in FLATTENINGS if f not in ("absent", "without_values", "deduplicated"))


@pytest.mark.parametrize("flattening", FLATTENINGS)
@pytest.mark.parametrize("form", VERSIONS)
@pytest.mark.parametrize("kind", KINDS)
def test_tables_have_complete_gold_in_every_flattening(
    kind: TableKind, form: FormVersion, flattening: str
) -> None:
    for seed in range(4):
        table = make_table(Random(seed), kind, form, flattening)
        keys = load_form(form).table(kind).keys()
        assert tuple(table.truth) == keys
        assert tuple(table.states) == keys
        assert table.recoverable <= set(keys)
        for key, state in table.states.items():
            if state == "unreadable":
                assert key not in table.recoverable
            else:
                assert (table.truth[key] is not None) == (state == "number")


@pytest.mark.parametrize("flattening", SHOWING)
@pytest.mark.parametrize("kind", KINDS)
def test_tables_without_blanks_or_damage_are_wholly_recoverable(
    kind: TableKind, flattening: str
) -> None:
    figures = make_figures(Random(7), "v2021", "zero").tables[kind]
    table = print_table(
        Random(7), kind, "v2021", figures, flattening, (), fill="zeros", writing="plain"
    )
    assert table.recoverable == set(figures)
    assert table.text.count("0") >= len(figures)


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("flattening", FLATTENINGS)
def test_tables_name_only_damage_that_shows(flattening: str, damage: str) -> None:
    table = make_table(Random(2), "requests", "v2021", flattening, (damage,))
    assert table.damage == ((damage,) if shows_damage(flattening, damage) else ())


@pytest.mark.parametrize("damage", DAMAGES)
def test_tables_change_under_every_damage(damage: str) -> None:
    flattening = "pdf_raw" if damage == "swapped_headers" else "tab_rows"
    changed = 0
    for seed in range(8):
        figures = make_figures(Random(seed), "v2021", "city").tables["requests"]
        texts = {
            print_table(
                Random(seed),
                "requests",
                "v2021",
                figures,
                flattening,
                done,
                fill="blank_details",
                writing="plain",
            ).text
            for done in ((), (damage,))
        }
        changed += len(texts) == 2
    assert changed >= 4


def test_tables_give_up_the_row_of_a_dropped_value() -> None:
    figures = make_figures(Random(1), "v2021", "county").tables["requests"]
    table = print_table(
        Random(1), "requests", "v2021", figures, "tab_rows", ("dropped_value",), fill="zeros"
    )
    lost = set(figures) - table.recoverable
    assert len(lost) == 7
    assert len({key.row for key in lost}) == 1
    assert all(table.truth[key] == figures[key] for key in lost)


def test_tables_mark_a_dropped_row_as_missing() -> None:
    table = make_table(Random(1), "requests", "v2021", "tab_rows", ("dropped_row",))
    missing = [key for key, state in table.states.items() if state == "missing"]
    assert len(missing) == 7
    assert len({key.row for key in missing}) == 1


def test_tables_that_are_absent_are_missing_for_sure() -> None:
    table = make_table(Random(1), "disputes", "v2021", "absent")
    assert table.text.strip() == load_form("v2021").table("disputes").caption
    assert set(table.states.values()) == {"missing"}
    assert table.recoverable == set(table.truth)


def test_tables_know_nothing_of_values_after_deduplication() -> None:
    table = make_table(Random(4), "requests", "v2021", "deduplicated", (), scale="zero")
    assert not table.recoverable
    assert set(table.truth.values()) <= {0, None}


def test_tables_drop_blanks_from_streams_and_keep_them_in_grids() -> None:
    figures = make_figures(Random(9), "v2021", "zero").tables["requests"]
    kinds = {
        name: print_table(
            Random(9), "requests", "v2021", figures, name, (), fill="blank_details"
        ).recoverable
        for name in ("tab_rows", "space_rows")
    }
    assert kinds["tab_rows"] == set(figures)
    assert kinds["space_rows"] == frozenset()


@given(seed=st.integers(0, 10**9))
@settings(max_examples=20)
def test_tables_follow_from_the_seed(seed: int) -> None:
    first, second = (make_table(Random(seed), "requests", "v2019") for _ in range(2))
    assert first == second


def test_tables_refuse_unknown_names() -> None:
    with pytest.raises(KeyError):
        make_table(Random(1), "requests", "v2021", "no-such-flattening", ())
    with pytest.raises(KeyError):
        make_table(Random(1), "requests", "v2021", "tab_rows", ("no-such-damage",))


def test_tables_write_signed_figures_with_their_sign() -> None:
    figures = dict(make_figures(Random(1), "v2019", "zero").tables["proactive"])
    figures[CellKey("licence", "items_prev")] = 9
    figures[CellKey("licence", "items_delta")] = -4
    texts = {
        print_table(
            Random(seed), "proactive", "v2019", figures, "tab_rows", (), writing="signed"
        ).text
        for seed in range(30)
    }
    assert any("减4" in text for text in texts)
    assert any("-4" in text for text in texts)
