from __future__ import annotations

import json
from pathlib import Path

import pytest

from training.labels import CorpusError, hash_corpus, read_corpus

ROW = {
    "id": "a-1",
    "text": "全年公开信息12条。",
    "tags": ["主动公开"],
    "section": 1,
    "heading": None,
    "previous": None,
    "organisation": "青岩坪乡",
    "province": "云南",
    "voice": "township",
    "year": 2022,
}


def write(folder: Path, *rows: dict[str, object]) -> Path:
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    (folder / "rows.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return folder


def test_labels_reads_rows_in_order(tmp_path: Path) -> None:
    corpus = read_corpus(write(tmp_path, ROW, {**ROW, "id": "a-2", "text": "无。", "tags": []}))
    assert [row.id for row in corpus] == ["a-1", "a-2"]
    assert corpus[0].tags == ("主动公开",)
    assert corpus[1].tags == ()


@pytest.mark.parametrize(
    "change",
    [{"tags": ["公开"]}, {"section": 7}, {"text": " "}, {"surplus": 1}],
    ids=["unknown tag", "unknown section", "empty text", "unknown field"],
)
def test_labels_refuses_a_bad_row_and_says_where(tmp_path: Path, change: dict[str, object]) -> None:
    with pytest.raises(CorpusError, match=r"rows\.jsonl:2"):
        read_corpus(write(tmp_path, ROW, {**ROW, "id": "a-2", "text": "无。", **change}))


def test_labels_refuses_a_missing_field(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="province"):
        read_corpus(write(tmp_path, {k: v for k, v in ROW.items() if k != "province"}))


@pytest.mark.parametrize("change", [{"id": "a-2"}, {"text": "无。"}], ids=["same text", "same id"])
def test_labels_refuses_the_same_row_twice(tmp_path: Path, change: dict[str, object]) -> None:
    with pytest.raises(CorpusError, match="twice"):
        read_corpus(write(tmp_path, ROW, {**ROW, **change}))


def test_labels_refuses_an_empty_folder(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="没有内置语料"):
        read_corpus(tmp_path)


def test_labels_hash_follows_every_field(tmp_path: Path) -> None:
    corpus = read_corpus(write(tmp_path, ROW))
    changed = read_corpus(write(tmp_path, {**ROW, "section": 2}))
    assert hash_corpus(corpus) == hash_corpus(tuple(corpus))
    assert hash_corpus(corpus) != hash_corpus(changed)
