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
from documents.script import simplify
from nlp.person_model import describe
from nlp.seen_persons import SENTENCE
from training.person_deeds import ADVERB, DEED, WORK
from training.person_names import (
    NAMELESS,
    POSTS,
    make_deed,
    make_mask,
    make_name,
    make_post,
    make_unit,
)
from training.reports import REPORTS, read_reports
from training.split import is_held_out

LINES: Final = Path(__file__).parents[1] / "corpora" / "officials"
FILES: Final = (
    *("named", "named-2", "named-3", "named-4", "named-5", "named-6", "named-7"),
    *("nobody", "nobody-2", "nobody-3", "nobody-4", "nobody-6", "nobody-7", "nobody-8"),
)
_POST: Final = re.compile(
    "(?:" + "|".join(sorted(map(re.escape, POSTS), key=len, reverse=True)) + ")$"
)
_SLOT: Final = "〇"
# An office that could be anybody's, before what one person does: a name fits in between.
_VACANT: Final = re.compile(
    "(?<![各两每位名等])(?<![各两每全][村镇乡站所局部单级科股社])(?:[副镇乡县区市局股科所站]长|书记|主任|主席|委员|干事|文书)"
    f"(?=(?:{ADVERB}){{0,2}}(?:{DEED}|任组|任副|任联|任成|担任|为组|为副|为联))"
)
# A unit that ends what stands before a name, and a verb that begins what stands behind it.
_UNIT: Final = re.compile(
    "(?<![\u4e00-\u9fff])(?:[\u4e00-\u9fff]{2,4}[科股室办处站])$|(?<=由)[\u4e00-\u9fff]{2,4}[科股室办处站]$"
)
_DEED: Final = re.compile(f"(?:{ADVERB})?(?P<deed>{DEED}|{WORK})")
# A surname that is no part of a word, before a character that is none either.
_LONE: Final = re.compile("[src]s [-srcw]s")
_SKIPPED: Final = 6
# Marks that lists lose where a table was pasted.
FLAT: Final = str.maketrans("、：；", "   ")
HALF_WIDTH: Final = str.maketrans("，；：（）", ",;:()")


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
    """The paragraphs of ``corpora/reports``."""
    for report in read_reports(folder):
        if is_held_out(report.organisation) != held_out:
            continue
        for part in report.parts:
            for paragraph in part.paragraphs:
                spans = {official.span for official in paragraph.officials}
                yield _make_line(paragraph.text, spans, report.organisation)


def read_register_lines(folder: Path) -> Iterator[PersonLine]:
    """One in ``_SKIPPED`` sentences of official texts in which a surname and the character behind
    it are parts of no word; being law or a report to parliament, they name no official."""
    alike = 0
    for paragraph in read_register(folder):
        for sentence in SENTENCE.findall(paragraph):
            if _LONE.search(" ".join(describe(sentence))):
                alike += 1
                if alike % _SKIPPED == 0:
                    yield PersonLine(sentence, (), folder.name)


def read_register(folder: Path) -> Iterator[str]:
    """The paragraphs of official texts, one a line of the ``.txt.xz`` files, simplified."""
    for path in sorted(folder.glob("*.txt.xz")):
        with lzma.open(path, "rt", encoding="utf-8") as paragraphs:
            yield from (simplify(paragraph.strip()) for paragraph in paragraphs)


def cut_sentences(line: PersonLine) -> Iterator[PersonLine]:
    """The sentences of the line."""
    for sentence in SENTENCE.finditer(line.text):
        place = Span(*sentence.span())
        inside = tuple(
            Span(name.start - place.start, name.end - place.start)
            for name in line.names
            if place.start <= name.start and name.end <= place.end
        )
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
        if pieces:
            before = _vary_deed(before, random)
        if random.random() < 0.3:
            before = _POST.sub(make_post(random), before)
            before = _UNIT.sub(make_unit(random), before)
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
    text = "".join([*pieces, _vary_deed(line.text[end:], random)])
    if random.random() < 0.08:
        text = text.translate(HALF_WIDTH)
    elif random.random() < 0.04:
        text = text.translate(FLAT)
    return PersonLine(text, tuple(names), line.organisation)


def _vary_deed(behind: str, random: Random) -> str:
    """What stands behind a name, a third of its verbs changed."""
    deed = _DEED.match(behind)
    if not deed or random.random() > 0.3:
        return behind
    return behind[: deed.start("deed")] + make_deed(random) + behind[deed.end() :]


def name_offices(line: PersonLine, random: Random) -> PersonLine:
    """The line, which names nobody, with names behind most offices of those who do something."""
    pieces: list[str] = []
    names: list[Span] = []
    end = length = 0
    for office in _VACANT.finditer(line.text):
        if random.random() < 0.3:
            continue
        before, name = line.text[end : office.end()], make_name(random)
        pieces += before, name
        length += len(before) + len(name)
        names.append(Span(length - len(name), length))
        end = office.end()
    return PersonLine("".join([*pieces, line.text[end:]]), tuple(names), line.organisation)


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
    return PersonLine(simplify(text), tuple(names), organisation)
