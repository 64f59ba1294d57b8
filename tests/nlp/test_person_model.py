"""Sentences are ours, places and persons invented."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Sequence
from itertools import pairwise, product
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.errors import ModelDamaged, ModelMissing
from nlp.person_model import KINDS, MODEL, describe, find_names, load_person_model


def find(text: str) -> list[str]:
    (names,) = load_person_model().find_persons([text])
    return [name.span.cut(text) for name in names]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("由镇长刘志强任组长，副镇长张晓梅任副组长。", ["刘志强", "张晓梅"]),
        ("党组书记、局长欧阳文静同志任组长", ["欧阳文静"]),
        ("组长：王建国 局长 副组长：李 敏 副局长", ["王建国", "李 敏"]),
        ("由镇长任组长，分管副镇长任副组长，各办负责人为成员。", []),
        ("县长信箱共收到群众来信三百余件，办结率百分之百。", []),
        ("", []),
    ],
)
def test_person_model_sees_names_at_their_places(text: str, names: list[str]) -> None:
    assert find(text) == names


def test_person_model_reads_a_long_text_as_it_reads_its_sentences() -> None:
    sentence = "由镇长刘志强任组长，副镇长张晓梅任副组长。"
    assert find(sentence * 12) == find(sentence) * 12


@given(
    st.lists(st.text("由乡长王海任组，。、 \u3000·何清源同志a𠀀\ue000", max_size=30), max_size=4)
)
@settings(max_examples=40, deadline=None)
def test_person_model_names_lie_apart_and_inside(texts: list[str]) -> None:
    found = list(load_person_model().find_persons(texts))
    assert len(found) == len(texts)
    for text, names in zip(texts, found, strict=True):
        spans = [name.span for name in names]
        ends = [0, *(place for span in spans for place in (span.start, span.end)), len(text)]
        assert ends == sorted(ends)
        assert all(not text[span.start].isspace() for span in spans)
        assert all(0 < name.sureness <= 1 for name in names)


def test_person_model_is_told_surnames_and_words() -> None:
    assert describe("由高峰和欧阳") == ["ws", "sb", "-e", "rs", "rBb", "rIe"]
    assert set(describe("张庄村高峰办公室")) <= set(KINDS)


@given(st.lists(st.lists(st.floats(0.01, 1), min_size=4, max_size=4), min_size=1, max_size=7))
def test_person_model_takes_the_likeliest_way(rows: list[list[float]]) -> None:
    shares = np.array(rows, dtype=np.float32)
    follows = {0: (0, 1), 1: (2, 3), 2: (2, 3), 3: (0, 1)}
    ways = [
        way
        for way in product(range(4), repeat=len(rows))
        if way[0] in (0, 1)
        and way[-1] in (0, 3)
        and all(other in follows[step] for step, other in pairwise(way))
    ]
    names = list(find_names("何" * len(rows), shares))
    taken = [0] * len(rows)
    for name in names:
        middle = [2] * (name.span.length - 2)
        taken[name.span.start : name.span.end] = [1, *middle, 3]
        sureness = np.prod([shares[at, taken[at]] for at in range(*name.span)])
        assert name.sureness == pytest.approx(float(sureness), rel=1e-3)

    def add(way: Sequence[int]) -> float:
        return float(sum(np.log(shares[at, step]) for at, step in enumerate(way)))

    assert add(taken) == pytest.approx(max(map(add, ways)), abs=1e-3)


def test_person_model_needs_no_spacy() -> None:
    import subprocess

    code = (
        "import sys; from nlp.officials import find_officials; "
        "find_officials('由乡长何清任组长'); sys.exit('spacy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_person_model_is_refused_when_missing_or_damaged(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing):
        load_person_model(tmp_path / "persons.json")
    card = Path(shutil.copy(MODEL, tmp_path))
    weights = Path(shutil.copy(MODEL.with_suffix(".onnx"), tmp_path))
    stored = weights.read_bytes()
    weights.write_bytes(stored[:-1] + bytes([stored[-1] ^ 1]))
    with pytest.raises(ModelDamaged):
        load_person_model(card)
    weights.write_bytes(stored)
    card.write_text(json.dumps(json.loads(card.read_text("utf-8")) | {"schema": "other"}))
    with pytest.raises(ModelDamaged):
        load_person_model(card)
