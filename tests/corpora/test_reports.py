"""The labelled narratives keep the promises of their data card."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

import pytest

from documents.narrative import TAGS
from training.labels import LabelledParagraph, read_corpus
from training.reports import REPORTS, VOICES, WrittenReport, list_paragraphs, read_reports
from training.split import hash_rows, is_held_out, read_held_out

CARD = (REPORTS / "README.md").read_text(encoding="utf-8")
EXCERPTS = REPORTS.parent / "excerpts"
SHARED_REPORTS = Path(__file__).parents[2].parent / "shared" / "reports"
CLAUSE = 25
LONG = 40
# Basis, period, contact and list of parts have one wording all over the country.
FORMULA = {"引言"}


@cache
def load() -> tuple[WrittenReport, ...]:
    return read_reports()


@cache
def load_rows() -> tuple[LabelledParagraph, ...]:
    return tuple(list_paragraphs(load()))


def test_reports_every_line_is_read() -> None:
    for path in REPORTS.glob("*.txt"):
        lines = path.read_text(encoding="utf-8").splitlines()
        labelled = {n for n, line in enumerate(lines, start=1) if line.startswith("[")}
        other = [line for line in lines if line.strip() and line[0] not in "[#"]
        assert not other
        assert labelled == {
            p.line
            for r in load()
            if r.file == path.stem
            for part in r.parts
            for p in part.paragraphs
        }


def test_reports_are_whole_narratives() -> None:
    for report in load():
        assert len(report.parts) >= 2, report.organisation
        assert sum(len(part.paragraphs) for part in report.parts) >= 4, report.organisation
        printed = [part.number for part in report.parts]
        assert printed == sorted(set(printed)), report.organisation


def test_reports_cover_years_provinces_and_voices() -> None:
    assert {report.year for report in load()} == set(range(2018, 2026))
    assert len({report.province for report in load()}) == 31
    assert {report.voice for report in load()} == VOICES


def test_reports_marks_hold_names_and_nothing_else() -> None:
    for report in load():
        for paragraph in (p for part in report.parts for p in part.paragraphs):
            for official in paragraph.officials:
                assert re.fullmatch(r"[㐀-鿿·]+(?:[ 　]+[㐀-鿿]+)*", official.name), official
                assert paragraph.text[official.span.start : official.span.end] == official.name


def test_reports_card_counts_are_those_of_the_texts() -> None:
    rows = load_rows()
    assert f"{len(load())} narratives, {len(rows):,} paragraphs" in CARD
    for tag in TAGS:
        bearers = [row for row in rows if tag in row.tags]
        kept = sum(is_held_out(row.organisation) for row in bearers)
        assert f"| {tag} | {len(bearers)} | {kept} |" in CARD
    for field in ("voice", "province", "year"):
        counts = Counter(str(getattr(report, field)) for report in load())
        shown = ", ".join(f"{value} {count}" for value, count in sorted(counts.items()))
        assert shown in CARD
    officials, blanks = (
        sum(len(getattr(p, field)) for r in load() for part in r.parts for p in part.paragraphs)
        for field in ("officials", "blanks")
    )
    assert f"{officials} named officials and {blanks} blanks" in CARD


def test_reports_held_out_bodies_are_frozen() -> None:
    """A file's test rows change only by intent: the card names their hash."""
    rows = defaultdict(list)
    for row in read_held_out():
        rows[row.id.split("/")[1].split(":")[0]].append(row)
    for file, kept in rows.items():
        bodies = len({row.organisation for row in kept})
        assert f"| `{file}.txt` | {bodies} | {len(kept)} | `{hash_rows(kept)}` |" in CARD


def test_reports_share_no_body_and_no_long_text_with_the_other_corpus() -> None:
    texts = {row.text for row in read_corpus() if len(row.text) >= CLAUSE}
    bodies = {row.organisation for row in read_corpus()}
    kept = {row.organisation for row in read_held_out()}
    assert not kept & bodies
    assert not [row.id for row in load_rows() if row.text in texts]


def read_plain(path: Path) -> str:
    return strip(path.read_text(encoding="utf-8"))


def strip(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def cut(text: str) -> set[str]:
    return {clause for clause in re.split(r"[。；！？;!?]", text) if len(clause) >= CLAUSE}


def find_near(texts: list[str]) -> list[str]:
    """Ids of paragraphs that share a clause with a text, or half their character 4-grams."""
    clauses = {clause for text in texts for clause in cut(text)}
    grams = [{text[i : i + 4] for i in range(len(text) - 3)} for text in texts]
    near = []
    for row in load_rows():
        text = strip(row.text)
        if FORMULA & {*row.tags}:
            continue
        own = {text[i : i + 4] for i in range(len(text) - 3)}
        alike = len(text) >= LONG and any(2 * len(own & other) > len(own) for other in grams)
        if alike or cut(text) & clauses:
            near.append(row.id)
    return near


def test_reports_are_not_near_to_the_excerpts() -> None:
    texts = [read_plain(path) for path in sorted(EXCERPTS.glob("*.txt"))]
    assert len(texts) == 45
    assert not find_near(texts)


@pytest.mark.skipif(not SHARED_REPORTS.exists(), reason="the development reports are not here")
def test_reports_are_not_near_to_the_development_reports() -> None:
    assert not find_near([read_plain(path) for path in sorted(SHARED_REPORTS.glob("*.txt"))])
