"""Made-up reports as files, Word documents to photos: which cells are read rightly, which doubted,
which silently wrong. ``python -m benchmarks.accuracy.factory_files FOLDER`` scores a folder that
``python -m training.factory files`` has written."""

from __future__ import annotations

import json
import os
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from analysis.pipeline import analyze
from benchmarks.accuracy.factory_tables import is_vouched
from benchmarks.accuracy.planted_defects import find_alarms
from benchmarks.accuracy.tallies import NO_SHARE, Share
from documents.errors import InputError
from documents.report import Analysis
from documents.tables import Cell, Table
from training.factory.files import FactoryFile, FileKind, make_files

PRINTED: Final[tuple[FileKind, ...]] = ("pdf", "docx", "pdf", "browser")
PICTURED: Final[tuple[FileKind, ...]] = ("scan", "photo")
_SHOWN: Final = 20


@dataclass(frozen=True, slots=True)
class FileScore:
    """``failed`` files gave no report. ``cells`` are those whose value is right, ``numbers`` those
    of them that hold one, ``states`` the cells whose state is right, ``vouched`` the right cells
    that the reader is sure of. ``doubted`` are wrong and say so; ``silent`` are wrong and sure, and
    ``silent_in`` are the files with such cells, the first twenty. ``alarmed`` are the whole reports
    in which the review finds an error that is none."""

    files: int = 0
    failed: int = 0
    cells: Share = NO_SHARE
    numbers: Share = NO_SHARE
    states: Share = NO_SHARE
    vouched: Share = NO_SHARE
    doubted: int = 0
    silent: int = 0
    silent_in: tuple[str, ...] = ()
    alarmed: Share = NO_SHARE

    def __add__(self, other: FileScore) -> FileScore:
        return FileScore(
            self.files + other.files,
            self.failed + other.failed,
            self.cells + other.cells,
            self.numbers + other.numbers,
            self.states + other.states,
            self.vouched + other.vouched,
            self.doubted + other.doubted,
            self.silent + other.silent,
            (self.silent_in + other.silent_in)[:_SHOWN],
            self.alarmed + other.alarmed,
        )


def measure_files(printed: int, pictured: int) -> dict[str, FileScore]:
    """Scores by kind of file; empty where the programs that print are not installed."""
    scores: dict[str, FileScore] = {}
    for count, kinds in ((printed, PRINTED), (pictured, PICTURED)):
        try:
            scores |= score_files(make_files(count, "accuracy", kinds))
        except FileNotFoundError as error:
            print(
                f"{', '.join(sorted(set(kinds)))} are not measured: {error} is missing",
                file=sys.stderr,
            )
    return scores


def score_files(files: Iterable[FactoryFile]) -> dict[str, FileScore]:
    scores: dict[str, FileScore] = defaultdict(FileScore)
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        for kind, score in pool.map(_score_file, files):
            scores[kind] += score
    return dict(scores)


def _score_file(file: FactoryFile) -> tuple[str, FileScore]:
    try:
        score = score_analysis(file.name, file.gold, analyze(file.data, file.name))
    except InputError:
        score = FileScore(failed=1) + score_tables(file.name, file.gold, ())
    return str(file.gold["made"]["kind"]), score


def score_analysis(name: str, gold: Mapping[str, Any], analysis: Analysis) -> FileScore:
    score = score_tables(name, gold, analysis.tables)
    if "no_findings" not in gold:
        return score
    wrong = find_alarms(analysis) & set(gold["no_findings"])
    return score + FileScore(alarmed=Share(int(bool(wrong)), 1))


def score_tables(name: str, gold: Mapping[str, Any], tables: Sequence[Table]) -> FileScore:
    """One file's cells against its gold. Cells of tables that the gold does not tell of count, as
    silent, only where it tells of the whole report."""
    found = {table.kind: {str(cell.key): cell for cell in table} for table in reversed(tables)}
    cells = numbers = states = vouched = doubted = silent = whole = valued = 0
    for kind, truth in gold["tables"].items():
        for key, value in truth.items():
            cell = found.get(kind, {}).get(key)
            right = cell is not None and cell.value == value
            whole += 1
            valued += value is not None
            cells += right
            numbers += right and value is not None
            states += cell is not None and cell.state == gold["states"][kind][key]
            if cell is not None:
                vouched += right and is_vouched(cell)
                silent += not right and is_vouched(cell)
                doubted += not right and not is_vouched(cell)
    silent += sum(is_vouched(cell) for cell in _list_invented(gold, tables))
    return FileScore(
        files=1,
        cells=Share(cells, whole),
        numbers=Share(numbers, valued),
        states=Share(states, whole),
        vouched=Share(vouched, whole),
        doubted=doubted,
        silent=silent,
        silent_in=(name,) if silent else (),
    )


def _list_invented(gold: Mapping[str, Any], tables: Sequence[Table]) -> Iterator[Cell]:
    """Figures that no table of the report holds."""
    for table in tables:
        truth = gold["tables"].get(table.kind)
        if truth is None and "sections" not in gold:
            continue
        yield from (c for c in table if c.value is not None and str(c.key) not in (truth or {}))


def read_tables(result: Mapping[str, Any]) -> tuple[Table, ...]:
    """The tables of a result of ``gongkai structure --format json``, less their places."""
    names = ("row", "column", "value", "raw", "unit", "state", "confidence")
    return tuple(
        Table(
            table["kind"],
            table["form"],
            table["location"],
            tuple(Cell(**{name: cell[name] for name in names}) for cell in table["cells"]),
        )
        for table in result["tables"]
    )


def read_folder(folder: Path) -> Iterator[FactoryFile]:
    """The files of a folder that have their gold beside them."""
    for path in sorted(folder.glob("*.json")):
        gold = json.loads(path.read_text("utf-8"))
        yield FactoryFile(gold["file"], (folder / gold["file"]).read_bytes(), gold)


def list_measures(scores: Mapping[str, FileScore]) -> dict[str, float]:
    """The figures that floors are held against."""
    if not scores:
        return {}
    measures: dict[str, float] = {
        "files: cells silently wrong": sum(score.silent for score in scores.values())
    }
    for kind, score in scores.items():
        shares = {
            "cells right": score.cells,
            "numbers right": score.numbers,
            "cells right and vouched for": score.vouched,
            "share with a false error": score.alarmed,
        }
        measures |= {
            f"{kind} files: {name}": share.ratio
            for name, share in shares.items()
            if share.ratio is not None
        }
    return measures


def write_scores(scores: Mapping[str, FileScore]) -> Iterator[str]:
    """A table in Markdown, and the names of the files with silent cells."""
    yield "| kind | files | failed | cells | numbers | vouched for | doubted | silent | alarmed |"
    yield "|---|---:|---:|---:|---:|---:|---:|---:|---:|"
    for kind, score in scores.items():
        shares = (score.cells, score.numbers, score.vouched)
        shown = " | ".join("–" if s.ratio is None else f"{s.ratio:.4f}" for s in shares)
        yield (
            f"| {kind} | {score.files} | {score.failed} | {shown} | {score.doubted:,} "
            f"| {score.silent} | {score.alarmed.part}/{score.alarmed.whole} |"
        )
    silent = [name for score in scores.values() for name in score.silent_in]
    if silent:
        yield from ("", f"Files with silent cells: {', '.join(silent)}.")


if __name__ == "__main__":
    print("\n".join(write_scores(score_files(read_folder(Path(sys.argv[1]))))))
