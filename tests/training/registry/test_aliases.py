from __future__ import annotations

import json
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import pytest

from documents.errors import ModelDamaged, ModelMissing
from nlp.stored import ALIASES, BUILTIN, find_champion
from training.registry.aliases import (
    Aliases,
    NothingBefore,
    change_aliases,
    read_aliases,
    register,
    roll_back,
)

A, B, C = (f"tags-20260101-{letter * 12}" for letter in "abc")


def test_aliases_of_a_new_registry(tmp_path: Path) -> None:
    assert read_aliases(tmp_path / "models") == Aliases()


def test_aliases_promotion_is_what_inference_reads(tmp_path: Path) -> None:
    change_aliases(tmp_path, lambda aliases: aliases.challenge(A).challenge(B).promote(B))
    assert find_champion(tmp_path) == B
    aliases = read_aliases(tmp_path)
    assert (aliases.champion, aliases.challenger, aliases.former) == (B, None, (BUILTIN,))
    assert [(e.act, e.version) for e in aliases.history] == [
        ("trained", A),
        ("trained", B),
        ("promoted", B),
    ]


def test_aliases_a_challenger_waits_while_another_is_promoted() -> None:
    assert Aliases().challenge(A).promote(B).challenger == A


def test_aliases_rolling_back_restores_what_was_before() -> None:
    first = Aliases().promote(A)
    back = first.promote(B).roll_back()
    assert (back.champion, back.former) == (first.champion, first.former)
    assert back.roll_back().champion == BUILTIN
    assert [e.act for e in back.history] == ["promoted", "promoted", "rolled-back"]


def test_aliases_rolling_back_reaches_an_earlier_one() -> None:
    aliases = Aliases().promote(A).promote(B).promote(C)
    assert aliases.roll_back(A).former == (BUILTIN,)
    assert aliases.roll_back(BUILTIN).former == ()
    with pytest.raises(NothingBefore, match=C):
        aliases.roll_back(C)
    with pytest.raises(NothingBefore):
        Aliases().roll_back()


def test_aliases_rolling_back_looks_at_the_files_first(tmp_path: Path) -> None:
    kept = change_aliases(tmp_path, lambda aliases: aliases.promote(A).promote(B))
    with pytest.raises(ModelMissing, match=A):
        roll_back(tmp_path)
    assert read_aliases(tmp_path) == kept
    assert roll_back(tmp_path, BUILTIN).champion == BUILTIN


def test_aliases_a_change_that_fails_leaves_them(tmp_path: Path) -> None:
    kept = change_aliases(tmp_path, lambda aliases: aliases.promote(A))
    with pytest.raises(NothingBefore):
        change_aliases(tmp_path, lambda aliases: aliases.roll_back().roll_back())
    assert read_aliases(tmp_path) == kept


@pytest.mark.parametrize(
    "change", [{"champion": "../../x"}, {"former": [7]}, {"history": [{"act": "promoted"}]}]
)
def test_aliases_that_say_something_else_are_damaged(
    tmp_path: Path, change: dict[str, object]
) -> None:
    change_aliases(tmp_path, lambda aliases: aliases.promote(A))
    said = json.loads((tmp_path / ALIASES).read_text("utf-8"))
    (tmp_path / ALIASES).write_text(json.dumps({**said, **change}), "utf-8")
    with pytest.raises(ModelDamaged):
        read_aliases(tmp_path)


def test_aliases_registering_makes_a_challenger(tmp_path: Path) -> None:
    version = register(tmp_path / "models", {"tags.json": b"{}"})
    assert read_aliases(tmp_path / "models").challenger == version
    assert find_champion(tmp_path / "models") == BUILTIN


def refuse_many(models: Path, version: str) -> None:
    for _ in range(20):
        change_aliases(models, lambda aliases: aliases.refuse(version, ("差",)))


def test_aliases_several_processes_lose_nothing(tmp_path: Path) -> None:
    with ProcessPoolExecutor(3, mp_context=get_context("spawn")) as pool:
        list(pool.map(partial(refuse_many, tmp_path), (A, B, C)))
    told = [event.version for event in read_aliases(tmp_path).history]
    assert sorted(told) == sorted([A, B, C] * 20)
