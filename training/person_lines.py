"""Lines in which named officials are marked, and endless variations of them.

Each variation keeps the construction and changes who stands in it: another name, another office,
nobody at all. What names nobody teaches as much as what names someone.
"""

from __future__ import annotations

import json
import lzma
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final

from documents.places import Span
from nlp.officials import HINT, fold
from nlp.person_hints import SENTENCE, may_name
from training.person_names import NAMELESS, POSTS, make_mask, make_name
from training.reports import REPORTS, read_reports
from training.split import is_held_out

LINES: Final = Path(__file__).parents[1] / "corpora" / "officials"
FILES: Final = ("named", "named-2", "nobody", "nobody-2")
_POST: Final = re.compile(
    "(?:" + "|".join(sorted(map(re.escape, POSTS), key=len, reverse=True)) + ")$"
)
_SLOT: Final = "〇"
_HALF_WIDTH: Final = str.maketrans("，；：（）", ",;:()")


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A line, the names of officials marked in it in order, and whose line it is."""

    text: str
    names: tuple[Span, ...]
    organisation: str


def read_lines(split: str, folder: Path = LINES) -> Iterator[PersonLine]:
    """One half of the lines of ``corpora/officials``: ``dev`` or ``test``."""
    for path in (folder / f"{file}.jsonl" for file in FILES):
        for printed in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(printed)
            if row["split"] == split:
                spans = {Span(*official["span"]) for official in row["officials"]}
                yield _make_line(row["text"], spans, row["body"])


def read_constructions(folder: Path = LINES) -> Iterator[PersonLine]:
    """The lines with a slot where a name goes, each filled, and those that name nobody."""
    random = Random(0)
    for place, line in enumerate((folder / "constructions.txt").read_text("utf-8").splitlines()):
        pieces = line.split(_SLOT)
        text, names = pieces[0], []
        for piece in pieces[1:]:
            name = make_name(random)
            names.append(Span(len(text), len(text) + len(name)))
            text += name + piece
        yield _make_line(text, names, f"construction {place}")
    nobody = (folder / "constructions-nobody.txt").read_text("utf-8").splitlines()
    yield from (_make_line(line, (), f"nobody {place}") for place, line in enumerate(nobody))


def read_report_lines(*, held_out: bool, folder: Path = REPORTS) -> Iterator[PersonLine]:
    """The paragraphs of ``corpora/reports`` that could name an official."""
    for report in read_reports(folder):
        if is_held_out(report.organisation) != held_out:
            continue
        for part in report.parts:
            for paragraph in part.paragraphs:
                if HINT.search(paragraph.text):
                    spans = {official.span for official in paragraph.officials}
                    yield _make_line(paragraph.text, spans, report.organisation)


def read_register_lines(folder: Path) -> Iterator[PersonLine]:
    """The sentences of official texts in which something stands like a name; being law or a report
    to parliament, they name no official."""
    for path in sorted(folder.glob("*.txt.xz")):
        with lzma.open(path, "rt", encoding="utf-8") as paragraphs:
            for paragraph in paragraphs:
                if HINT.search(paragraph) and may_name(paragraph):
                    yield from cut_sentences(_make_line(paragraph.strip(), (), path.name))


def cut_sentences(line: PersonLine) -> Iterator[PersonLine]:
    """The sentences of the line that name an official, or that look as if they could."""
    for sentence in SENTENCE.finditer(line.text):
        place = Span(*sentence.span())
        inside = tuple(
            Span(name.start - place.start, name.end - place.start)
            for name in line.names
            if place.start <= name.start and name.end <= place.end
        )
        if inside or may_name(sentence[0]):
            yield PersonLine(sentence[0], inside, line.organisation)


def vary_line(line: PersonLine, random: Random) -> PersonLine:
    """The line with other names and other offices before them; in a fourth of all cases most of
    the names are left out."""
    renamed: dict[str, str] = {}
    emptied = random.random() < 0.25
    pieces: list[str] = []
    names: list[Span] = []
    end = length = 0
    for name in line.names:
        before = line.text[end : name.start]
        end = name.end
        if random.random() < 0.3:
            before = _POST.sub(random.choice(POSTS), before)
        old = name.cut(line.text)
        new = renamed.setdefault(old, make_name(random) if random.random() < 0.9 else old)
        left_out = emptied and random.random() < 0.75
        if left_out:
            before, new = _leave_out(before, random)
        pieces += before, new
        start = length + len(before)
        length = start + len(new)
        if not left_out:
            names.append(Span(start, length))
    text = "".join([*pieces, line.text[end:]])
    if random.random() < 0.08:
        text = text.translate(_HALF_WIDTH)
    return PersonLine(text, tuple(names), line.organisation)


def _leave_out(before: str, random: Random) -> tuple[str, str]:
    """What stands before a name that is left out, and in its place: a mask, nothing behind an
    office, or who is not named."""
    chance = random.random()
    if chance < 0.15:
        return before, make_mask(random)
    if chance < 0.75 and _POST.search(before):
        return before, ""
    return _POST.sub("", before), random.choice(NAMELESS)


def join_lines(lines: Sequence[PersonLine]) -> PersonLine:
    """The lines one after another, as one paragraph."""
    pieces: list[str] = []
    spans: list[Span] = []
    length = 0
    for line in lines:
        pieces.append(line.text)
        spans += (Span(name.start + length, name.end + length) for name in line.names)
        length += len(line.text)
    return PersonLine("".join(pieces), tuple(spans), lines[0].organisation)


def _make_line(text: str, spans: Iterable[Span], organisation: str) -> PersonLine:
    names = sorted(spans, key=lambda span: span.start)
    return PersonLine(fold(text), tuple(names), organisation)
