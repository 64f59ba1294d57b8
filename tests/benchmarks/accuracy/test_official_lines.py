"""What the measure of officials counts."""

from __future__ import annotations

from pathlib import Path

from benchmarks.accuracy.floors import read_floors
from benchmarks.accuracy.official_lines import (
    SECOND,
    LabelledText,
    Named,
    measure_lines,
    measure_officials,
    read_lines,
    read_paragraphs,
    read_whole_texts,
)
from benchmarks.accuracy.tallies import Share
from training.evaluation import Tally


def test_official_lines_count_names_roles_posts_and_inventions() -> None:
    texts = [
        LabelledText("由镇长李岩任组长。", (Named("李岩", "组长", "镇长"),)),
        LabelledText("由镇长李岩任组长。", (Named("李岩", "副组长", "镇长"),)),
        LabelledText("由镇长李岩任组长。", ()),
        LabelledText("由镇长任组长。", ()),
        LabelledText("全年公开信息12条。", (Named("何清", None, None),)),
    ]
    result = measure_officials(texts)
    assert result.names == Tally(right=2, expected=3, found=3)
    assert result.pairs == Tally(right=1, expected=3, found=3)
    assert result.posts == Share(1, 1)
    assert (result.invented, result.silent, result.nameless) == (1, 1, 2)


def test_official_lines_are_read_by_half_and_hand() -> None:
    halves = [list(read_lines(split)) for split in ("dev", "test")]
    assert not {line.text for line in halves[0]} & {line.text for line in halves[1]}
    assert not {line.text for line in read_lines("dev", SECOND)} & {line.text for line in halves[0]}
    names = [official.name for line in halves[0] for official in line.officials]
    assert names
    assert not any(" " in name for name in names)


def test_official_lines_know_the_narratives_held_out() -> None:
    named = [paragraph for paragraph in read_paragraphs() if paragraph.officials]
    assert named
    assert all(official.name for paragraph in named for official in paragraph.officials)


def test_official_lines_read_texts_beside_their_labels(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("由镇长李岩任组长。", "utf-8")
    label = '{"file": "a.txt", "officials": [{"name": "李 岩", "post": "镇长", "role": "组长"}]}'
    (tmp_path / "a.json").write_text(label, "utf-8")
    (tmp_path / "b.json").write_text('{"file": "b.pdf", "officials": []}', "utf-8")
    (text,) = read_whole_texts(tmp_path, tmp_path)
    assert text.officials == (Named("李岩", "组长", "镇长"),)
    assert list(read_whole_texts(tmp_path / "none", tmp_path)) == []


def test_official_lines_are_on_the_right_side_of_their_floors() -> None:
    measured, floors = measure_lines(), read_floors()
    assert measured.keys() <= floors.at_least.keys() | floors.at_most.keys()
    assert not list(floors.find_breaches(measured))
