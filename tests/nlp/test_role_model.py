"""Which role a text gives to whom; sentences are ours, places and persons invented."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.errors import ModelDamaged, ModelMissing
from documents.places import Span
from nlp.role_model import (
    KINDS,
    MODEL,
    NAME,
    STEPS,
    NamedText,
    cut_windows,
    describe,
    load_role_model,
    mark_people,
    read_steps,
)

_NAMED = re.compile("〔(.+?)〕")


def read_roles(sentence: str) -> list[tuple[str, list[tuple[str, str | None]]]]:
    """Each name that stands in 〔〕, with its roles and their groups as the model reads them."""
    text = _NAMED.sub(r"\1", sentence)
    names = [
        Span(match.start() - 2 * number, match.end() - 2 * number - 2)
        for number, match in enumerate(_NAMED.finditer(sentence))
    ]
    read = load_role_model().find_roles(text, names)
    return [
        (name.cut(text), [(r.role.cut(text), r.group and r.group.cut(text)) for r in roles])
        for name, roles in zip(names, read, strict=True)
    ]


@pytest.mark.parametrize(
    ("sentence", "roles"),
    [
        ("由镇长〔刘志强〕任组长，副镇长〔何清〕任副组长。", ["组长", "副组长"]),
        (
            "组长：〔何明〕，副组长：〔林涛〕，成员：〔赵敏〕、〔钱多〕。",
            ["组长", "副组长", "成员", "成员"],
        ),
        ("指定党政办干事〔苗青〕为信息员，〔王海〕具体负责。", ["信息员", ""]),
        ("副县长〔龙飞〕同志分管政务公开工作。", [""]),
        ("〔罗平〕（组长）、〔田野〕（副组长）、〔马骏〕（成员）。", ["组长", "副组长", "成员"]),
    ],
)
def test_role_model_says_whose_role_it_is(sentence: str, roles: list[str]) -> None:
    read = [given for _, given in read_roles(sentence)]
    assert ["、".join(role for role, _ in given) for given in read] == roles


def test_role_model_reads_the_group_as_printed() -> None:
    ((_, ((role, group),)),) = read_roles("成立政务公开领导小组，由乡长〔周凯〕任组长。")
    assert (role, group) == ("组长", "政务公开领导小组")


def test_role_model_looks_in_the_sentences_around() -> None:
    filler = "全年公开各类信息二百条，群众满意。" * 30
    text = f"{filler}由镇长刘志强任组长。{filler}副镇长何清任副组长。{filler}"
    names = [Span(text.index(name), text.index(name) + len(name)) for name in ("刘志强", "何清")]
    windows = list(cut_windows(text, names))
    assert [inside for _, inside in windows] == [names[:1], names[1:]]
    assert all(len(window.cut(text)) < 600 for window, _ in windows)
    assert all(window.cut(text)[0] == "全" for window, _ in windows)
    read = load_role_model().find_roles(text, names)
    assert [[role.role.cut(text) for role in roles] for roles in read] == [["组长"], ["副组长"]]


@st.composite
def texts_with_names(draw: st.DrawFn) -> tuple[str, list[Span]]:
    pieces = draw(
        st.lists(st.tuples(st.text("任组长，。 \n", max_size=150), st.integers(2, 4)), max_size=9)
    )
    text, names = "", []
    for piece, length in pieces:
        names.append(Span(len(text) + len(piece), len(text) + len(piece) + length))
        text += piece + "何" * length
    return text + draw(st.text("任组长，。 \n", max_size=150)), names


@given(texts_with_names())
def test_role_model_windows_hold_every_name_once(case: tuple[str, list[Span]]) -> None:
    text, names = case
    windows = list(cut_windows(text, names))
    assert [name for _, inside in windows for name in inside] == names
    for window, inside in windows:
        assert all(window.covers(name) for name in inside)
        named = mark_people(text, inside, window)
        assert [named.text[place] for place in named.people] == [NAME] * len(inside)
        assert len(named.text) == window.length - sum(name.length - 1 for name in inside)
        assert describe(named).shape == (len(inside), len(named.text))


def test_role_model_kinds_tell_whose_name_it_is() -> None:
    kinds = describe(NamedText(f"{NAME}和{NAME}任组长", (0, 2)))
    assert [[KINDS[place] for place in reading[:3]] for reading in kinds] == [
        ["person-s", "text-s", "other-s"],
        ["other-s", "text-s", "person-s"],
    ]


def test_role_model_reads_runs_of_steps() -> None:
    said = ["O", "GB", "GI", "O", "RB", "RI", "RI", "O", "RI", "RB", "O"]
    shares = np.full((len(said), len(STEPS)), 0.05, dtype=np.float32)
    for place, step in enumerate(said):
        shares[place, STEPS.index(step)] = 0.8
    (read,) = read_steps(shares)
    assert (read.role, read.group) == (Span(4, 7), Span(1, 3))
    assert read.sureness == pytest.approx(0.8**3)


def test_role_model_missing_or_damaged_is_told(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing):
        load_role_model(tmp_path / "roles.json")
    for suffix in (".json", ".onnx"):
        (tmp_path / f"roles{suffix}").write_bytes(MODEL.with_suffix(suffix).read_bytes())
    (tmp_path / "roles.onnx").write_bytes(b"x")
    with pytest.raises(ModelDamaged):
        load_role_model(tmp_path / "roles.json")
