"""A report as read (``Report``), and with what the review says of it (``Analysis``)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from documents.errors import Failure
from documents.findings import Finding
from documents.narrative import Count, Heading, Official, Paragraph, Placeholder, Section
from documents.places import Span
from documents.tables import FormVersion, Table, TableKind

PageReader = Literal["text", "ocr"]
UnitKind = Literal["province", "city", "county", "township", "department", "other"]
SCHEMA = "gongkai/1"


@dataclass(frozen=True, slots=True)
class Source:
    """The file a report came in. ``sha256`` is of its bytes, ``pages`` null where it has none."""

    name: str
    media_type: str
    sha256: str
    pages: int | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the file: upright, its size in points. ``reader`` tells whether its characters
    are named by the file (``text``) or were recognised in its picture (``ocr``)."""

    number: int
    width: float
    height: float
    reader: PageReader = "text"


@dataclass(frozen=True, slots=True)
class Legibility:
    """How far the pictures in a file could be read. ``recognised`` are the stretches of the text
    that were read from pictures, ``doubtful`` the lines of words there that the recogniser itself
    doubts; ``unread`` is true where a page or another part of the file could not be read."""

    recognised: tuple[Span, ...] = ()
    doubtful: tuple[Span, ...] = ()
    unread: bool = False

    def is_recognised(self, span: Span) -> bool:
        return any(span.overlaps(place) for place in self.recognised)

    def is_doubtful(self, span: Span) -> bool:
        return any(span.overlaps(place) for place in self.doubtful)


@dataclass(frozen=True, slots=True)
class Unit:
    """The body that reports, as the report names it."""

    name: str
    kind: UnitKind


@dataclass(frozen=True, slots=True)
class Contact:
    address: str | None = None
    phone: str | None = None
    postcode: str | None = None
    email: str | None = None
    website: str | None = None


@dataclass(frozen=True, slots=True)
class Signature:
    """``date`` is ISO 8601 (``2023-01-16``) where it could be read."""

    by: str | None = None
    date: str | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Everything read from one report. ``text`` is the one coordinate system of all spans;
    ``pages`` are those that the regions lie on, none for files without pages; ``legibility`` is
    of what was read from pictures."""

    schema: str = SCHEMA
    source: Source
    text: str
    is_report: bool
    title: str | None = None
    title_span: Span | None = None
    unit: Unit | None = None
    year: int | None = None
    form: FormVersion | None = None
    contact: Contact = Contact()
    signature: Signature = Signature()
    sections: tuple[Section, ...] = ()
    headings: tuple[Heading, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    tables: tuple[Table, ...] = ()
    officials: tuple[Official, ...] = ()
    counts: tuple[Count, ...] = ()
    placeholders: tuple[Placeholder, ...] = ()
    pages: tuple[Page, ...] = ()
    legibility: Legibility = Legibility()

    def __post_init__(self) -> None:
        end = len(self.text)
        places: list[Span] = [
            *(s.span for s in self.sections),
            *(p.span for p in self.paragraphs),
            *(o.span for o in self.officials),
            *(c.span for c in self.counts),
            *(p.span for p in self.placeholders),
            *(c.span for t in self.tables for c in t.cells if c.span),
        ]
        if any(place.end > end for place in places):
            raise ValueError("a span of the report lies outside its text")

    def table(self, kind: TableKind) -> Table | None:
        """The first table of the kind: the body's before an appendix's."""
        found = sorted(
            (t for t in self.tables if t.kind == kind), key=lambda t: t.location != "body"
        )
        return found[0] if found else None


@dataclass(frozen=True, slots=True)
class Producer:
    """What made a result: the product's version and its models' versions by task."""

    version: str
    models: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis(Report):
    """A report with the findings of its review; the object of the contract."""

    findings: tuple[Finding, ...] = ()
    failures: tuple[Failure, ...] = ()
    produced_by: Producer
