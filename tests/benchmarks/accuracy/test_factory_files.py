"""What a file's score counts: right, doubted, silently wrong, invented."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.accuracy.factory_files import (
    FileScore,
    list_measures,
    measure_files,
    read_folder,
    read_tables,
    score_files,
    score_tables,
    write_scores,
)
from benchmarks.accuracy.tallies import Share
from documents.tables import Cell, CellState, Table
from training.factory.files import make_files

GOLD: dict[str, Any] = {
    "tables": {"requests": {"a.total": 1, "b.total": 2, "c.total": None}},
    "states": {"requests": {"a.total": "number", "b.total": "number", "c.total": "blank"}},
}


def make_cell(
    row: str, value: int | None, state: CellState = "number", confidence: float = 1.0
) -> Cell:
    return Cell(row, "total", value, "", None, state, confidence)


def score(*cells: Cell, whole: bool = False) -> FileScore:
    gold = {**GOLD, "sections": [1]} if whole else GOLD
    return score_tables("a.pdf", gold, [Table("requests", "v2021", "body", cells)])


def test_factory_files_right_cells() -> None:
    found = score(
        make_cell("a", 1), make_cell("b", 2, confidence=0.4), make_cell("c", None, "blank")
    )
    assert found == FileScore(
        1, 0, Share(3, 3), Share(2, 2), Share(3, 3), Share(2, 3), doubted=0, silent=0
    )


def test_factory_files_sure_and_wrong_is_silent() -> None:
    found = score(make_cell("a", 7), make_cell("b", None, "blank"), make_cell("c", 0))
    assert (found.cells.part, found.silent, found.doubted) == (0, 3, 0)
    assert found.silent_in == ("a.pdf",)


def test_factory_files_a_doubt_that_is_shown_is_not_silent() -> None:
    cells = (
        make_cell("a", 7, confidence=0.89),
        make_cell("b", 3, "inferred"),
        make_cell("c", None, "unreadable"),
    )
    found = score(*cells)
    assert (found.silent, found.doubted, found.cells, found.states.part) == (0, 2, Share(1, 3), 1)


def test_factory_files_a_blank_read_as_slash_is_right_but_for_its_state() -> None:
    found = score(make_cell("c", None, "slash"))
    assert (found.cells.part, found.states.part, found.silent) == (1, 0, 0)


def test_factory_files_invented_figures_count_where_the_whole_report_is_known() -> None:
    cells = (make_cell("a", 1), make_cell("z", 4), make_cell("y", 4, confidence=0.5))
    assert score(*cells, whole=True).silent == 1
    other = Table("disputes", "v2021", "body", (make_cell("a", 1),))
    assert score_tables("a.pdf", GOLD, [other]).silent == 0
    assert score_tables("a.pdf", {**GOLD, "sections": [1]}, [other]).silent == 1


def test_factory_files_results_are_read_as_tables() -> None:
    cell = {
        "row": "a",
        "column": "total",
        "value": 1,
        "raw": "1",
        "unit": None,
        "state": "number",
        "confidence": 0.96,
        "span": [3, 4],
        "regions": [],
    }
    result = {
        "tables": [{"kind": "requests", "form": "v2021", "location": "body", "cells": [cell]}]
    }
    [table] = read_tables(result)
    assert score_tables("a.pdf", GOLD, [table]).cells == Share(1, 3)


def test_factory_files_word_documents_are_read_rightly(tmp_path: Path) -> None:
    for file in make_files(1, "benchmark", ("docx",)):
        (tmp_path / file.name).write_bytes(file.data)
        (tmp_path / file.name).with_suffix(".json").write_text(json.dumps(file.gold), "utf-8")
    scores = score_files(read_folder(tmp_path))
    assert list(scores) == ["docx"]
    assert scores["docx"].files == 1
    assert scores["docx"].cells.ratio == scores["docx"].vouched.ratio == 1
    assert (scores["docx"].silent, scores["docx"].alarmed) == (0, Share(0, 1))
    assert list_measures(scores)["files: cells silently wrong"] == 0
    assert "| docx | 1 | 0 | 1.0000 | 1.0000 | 1.0000 | 0 | 0 | 0/1 |" in write_scores(scores)


def test_factory_files_what_cannot_be_read_has_failed() -> None:
    [file] = make_files(1, "benchmark", ("docx",))
    broken = type(file)("a.docx", b"", file.gold)
    found = score_files([broken])["docx"]
    assert (found.files, found.failed, found.cells.part) == (1, 1, 0)
    assert found.cells.whole > 150


def test_factory_files_nothing_is_measured_without_printers(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", "")
    assert measure_files(2, 2) == {}
    assert "soffice" in capsys.readouterr().err
    assert list_measures({}) == {}
