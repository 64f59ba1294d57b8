"""Whole labelled narratives: ``corpora/reports`` as typed reports, checked while they are read.

The format, described in ``corpora/reports/README.md``, is plain text that a person writes: a line
for the body, one for each part and sub-heading, one for each paragraph with its tags, and marks in
the paragraph for named officials and for blanks that the author forgot to fill in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Final, NamedTuple, cast

from analysis.wordings import STRONG, TOP_MARKER, WEAK
from documents.narrative import TAGS, Tag
from documents.places import Span
from nlp.features import PREVIOUS_CHARACTERS
from training.labels import CorpusError, LabelledParagraph

REPORTS: Final = Path(__file__).parents[1] / "corpora" / "reports"
VOICES: Final = frozenset(
    {"township", "street", "county", "district", "city", "bureau", "school_or_hospital"}
)

_BODY: Final = re.compile(
    r"# (?P<name>[^|]+) \| (?P<province>\S+) \| (?P<voice>\w+) \| (?P<year>\d{4})"
)
_PART: Final = re.compile(r"## (?P<number>[0-7])(?: (?P<heading>\S.*))?")
_HEADING: Final = re.compile(r"### (?P<heading>\S.*)")
_PARAGRAPH: Final = re.compile(r"\[(?P<tags>[^\]]*)\] (?P<text>.*\S.*)")
_NO_HEADING: Final = "-"
_MARK: Final = re.compile(
    r"〔(?P<name>[^〔〕|]+)\|(?P<post>[^〔〕|]*)\|(?P<role>[^〔〕|]*)\|(?P<group>[^〔〕|]*)〕"
    r"|⟦(?P<blank>[^⟦⟧]+)⟧"
)
_STRAY: Final = re.compile(r"[⟦⟧|]")


@dataclass(frozen=True, slots=True)
class NamedOfficial:
    """A person named in a paragraph; ``span`` is the name's, in the paragraph's text."""

    name: str
    post: str | None
    role: str | None
    group: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class WrittenParagraph:
    """A paragraph without its marks; ``blanks`` are the words around each hole or mask."""

    line: int
    text: str
    tags: tuple[Tag, ...]
    heading: str | None = None
    officials: tuple[NamedOfficial, ...] = ()
    blanks: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class WrittenPart:
    """A part with its number and heading as printed; number 0 and no heading before the first."""

    number: int
    heading: str | None
    paragraphs: tuple[WrittenParagraph, ...]


@dataclass(frozen=True, slots=True)
class WrittenReport:
    """The narrative of one body's report; ``file`` is the name of the file without its ending."""

    file: str
    line: int
    organisation: str
    province: str
    voice: str
    year: int
    parts: tuple[WrittenPart, ...]


def read_reports(folder: Path = REPORTS) -> tuple[WrittenReport, ...]:
    """All reports of all text files in the order of file name and line.

    Raises CorpusError for a line that is none of the format's, and for a body that speaks twice:
    what is learnt and what is held out are told apart by the body's name.
    """
    reports = [report for path in sorted(folder.glob("*.txt")) for report in _read_file(path)]
    seen: dict[str, WrittenReport] = {}
    for report in reports:
        if report.organisation in seen:
            raise CorpusError(f"{report.file}:{report.line}: {report.organisation} speaks twice")
        seen[report.organisation] = report
    if not reports:
        raise CorpusError(f"no reports in {folder}")
    return tuple(reports)


def list_paragraphs(reports: Iterable[WrittenReport]) -> Iterator[LabelledParagraph]:
    """The paragraphs with the context in which an analysis would meet them.

    The section is the part of the form that the heading's wording names, whatever its numeral; a
    part of another make belongs to the one before it, as in an analysis.
    """
    for report in reports:
        section, previous = 0, None
        for part in report.parts:
            named = _find_section(part)
            if named is not None:
                section, previous = named, None
            for paragraph in part.paragraphs:
                yield LabelledParagraph(
                    id=f"reports/{report.file}:{paragraph.line}",
                    text=paragraph.text,
                    tags=paragraph.tags,
                    section=section,
                    heading=paragraph.heading,
                    previous=previous,
                    organisation=report.organisation,
                    province=report.province,
                    voice=report.voice,
                    year=report.year,
                )
                previous = paragraph.text[:PREVIOUS_CHARACTERS]


def read_paragraph(tags: str, marked: str, line: int, heading: str | None) -> WrittenParagraph:
    """A paragraph from its tags (comma between) and its text with marks.

    Raises ValueError for an unknown tag and for a mark that is not closed."""
    named = tuple(tag for tag in tags.split(",") if tag)
    if unknown := set(named) - set(TAGS):
        raise ValueError(f"unknown tags {sorted(unknown)}")
    if len(set(named)) < len(named):
        raise ValueError(f"a tag twice: {tags}")
    pieces: list[str] = []
    officials: list[NamedOfficial] = []
    blanks: list[Span] = []
    end = length = 0
    for mark in _MARK.finditer(marked):
        words = mark["name"] or mark["blank"]
        pieces += marked[end : mark.start()], words
        start = length + mark.start() - end
        end, length = mark.end(), start + len(words)
        if mark["blank"]:
            blanks.append(Span(start, length))
        else:
            post, role, group = (mark[field] or None for field in ("post", "role", "group"))
            officials.append(NamedOfficial(words, post, role, group, Span(start, length)))
    text = "".join([*pieces, marked[end:]])
    if _STRAY.search(text):
        raise ValueError(f"a mark that is none: {_STRAY.findall(text)}")
    known = tuple(cast(Tag, tag) for tag in named)
    return WrittenParagraph(line, text, known, heading, tuple(officials), tuple(blanks))


class _Line(NamedTuple):
    file: str
    number: int
    text: str

    def match(self, pattern: re.Pattern[str]) -> re.Match[str]:
        if found := pattern.fullmatch(self.text):
            return found
        raise self.refuse(f"cannot read {self.text[:30]!r}")

    def refuse(self, reason: str) -> CorpusError:
        return CorpusError(f"{self.file}:{self.number}: {reason}")


def _read_file(path: Path) -> Iterator[WrittenReport]:
    printed = enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
    lines = [_Line(path.name, number, text) for number, text in printed if text.strip()]
    for first, rest in _cut(lines, "# "):
        body = first.match(_BODY)
        if body["voice"] not in VOICES:
            raise first.refuse(f"no such voice: {body['voice']}")
        parts = tuple(_read_part(head, below) for head, below in _cut(rest, "## "))
        yield WrittenReport(
            file=path.stem,
            line=first.number,
            organisation=body["name"],
            province=body["province"],
            voice=body["voice"],
            year=int(body["year"]),
            parts=parts,
        )


def _cut(lines: Sequence[_Line], start: str) -> Iterator[tuple[_Line, Sequence[_Line]]]:
    """Each line with that start, and the lines below it up to the next."""
    heads = [place for place, line in enumerate(lines) if line.text.startswith(start)]
    if lines and heads[:1] != [0]:
        raise lines[0].refuse(f"{start.strip()} was expected")
    for head, end in pairwise([*heads, len(lines)]):
        yield lines[head], lines[head + 1 : end]


def _read_part(head: _Line, lines: Sequence[_Line]) -> WrittenPart:
    part = head.match(_PART)
    paragraphs = []
    heading = None
    for line in lines:
        if line.text.startswith("### "):
            words = line.match(_HEADING)["heading"]
            heading = None if words == _NO_HEADING else words
            continue
        labelled = line.match(_PARAGRAPH)
        try:
            paragraphs.append(
                read_paragraph(labelled["tags"], labelled["text"], line.number, heading)
            )
        except ValueError as error:
            raise line.refuse(str(error)) from error
    return WrittenPart(int(part["number"]), part["heading"], tuple(paragraphs))


def _find_section(part: WrittenPart) -> int | None:
    """The part of the form that the heading names, 0 before the first, null where it is none."""
    if not part.number:
        return 0
    heading = part.heading or ""
    marker = TOP_MARKER.match(heading)
    words = heading[marker.end() :] if marker else heading
    named = STRONG.search(words) or WEAK.match(words)
    return int(named.lastgroup[1:]) if named and named.lastgroup else None
