"""What the page's panel says of each finding, official, count and placeholder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from documents.findings import Finding
from documents.report import Analysis
from service.exports.places import Positions, describe_place
from service.exports.wording import (
    PLACEHOLDERS,
    SEVERITIES,
    list_gaps,
    name_rule,
    squeeze,
    write_count,
)


@dataclass(frozen=True, slots=True)
class Place:
    """A link from a card to its evidence: ``anchor`` in the text, ``leaf`` on a page's picture;
    each is empty where it has no such place."""

    anchor: str
    leaf: str
    text: str


@dataclass(frozen=True, slots=True)
class Card:
    """What the panel says of one thing; ``ref`` is shared with its marks in the text."""

    ref: str
    number: int
    kind: str
    head: str
    text: str
    lines: tuple[str, ...]
    places: tuple[Place, ...]
    code: str = ""


def list_findings(
    analysis: Analysis, findings: Sequence[Finding], live: Set[str]
) -> Iterator[Card]:
    """A card each, numbered from 1 in the order given; ``live`` are the anchors that exist."""
    positions = Positions(analysis)
    for number, finding in enumerate(findings, 1):
        yield _write_finding(analysis, finding, number, positions, live)


def _write_finding(
    analysis: Analysis, finding: Finding, number: int, positions: Positions, live: Set[str]
) -> Card:
    pair = (("应为", finding.expected), ("实为", finding.actual))
    said = [f"{word}：{value}" for word, value in pair if value is not None]
    if sum(map(len, said)) < 30:
        said = ["　".join(said)]
    return Card(
        ref=f"f{number}",
        number=number,
        kind=finding.severity,
        head=f"{SEVERITIES[finding.severity]} · {name_rule(finding)}",
        text=finding.message,
        lines=(*said, f"建议：{finding.advice}" if finding.advice else ""),
        places=tuple(
            _point(f"f{number}-{i}", text, live)
            for i, evidence in enumerate(finding.evidence)
            if (text := describe_place(analysis, evidence, positions))
        ),
        code=finding.rule,
    )


def list_officials(analysis: Analysis, live: Set[str]) -> Iterator[Card]:
    positions = Positions(analysis)
    for n, official in enumerate(analysis.officials, 1):
        doubt = "待核" if official.unsure else ""
        said = [official.post or "", official.role or "", official.group or "", doubt]
        place = _point(f"o{n}-0", positions.name(official.span, official.regions), live)
        text = " · ".join(part for part in said if part)
        yield Card(f"o{n}", n, "official", official.name, text, (), (place,))


def list_counts(analysis: Analysis, live: Set[str]) -> Iterator[Card]:
    positions = Positions(analysis)
    for n, count in enumerate(analysis.counts, 1):
        place = _point(f"c{n}-0", positions.name(count.span, count.regions), live)
        head = write_count(count)
        said = " · ".join(part for part in (count.measure, count.scope) if part)
        quote = f"“{squeeze(count.text)}”"
        yield Card(f"c{n}", n, "count", head, said, (quote,), (place,))


def list_placeholders(analysis: Analysis, live: Set[str]) -> Iterator[Card]:
    positions = Positions(analysis)
    for n, gap in enumerate(list_gaps(analysis), 1):
        place = _point(f"p{n}-0", positions.name(gap.span, gap.regions), live)
        quote = f"“{squeeze(gap.text)}”"
        yield Card(f"p{n}", n, "placeholder", PLACEHOLDERS[gap.kind], quote, (), (place,))


def _point(anchor: str, text: str, live: Set[str]) -> Place:
    leaf = f"at-{anchor}"
    return Place(anchor if anchor in live else "", leaf if leaf in live else "", text)
