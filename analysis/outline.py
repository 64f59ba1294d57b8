"""The outline of a report: what it is, whose and of which year, its parts, headings, paragraphs."""

from __future__ import annotations

import re
import sys
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Final

from analysis.chrome import begins_footer, is_chrome, is_head_chrome, measure_head
from analysis.contact import find_contact
from analysis.genre import Evidence, is_report
from analysis.lines import Line, cut_line, read_lines, squeeze
from analysis.marks import Mark, find_marks, trim_holes
from analysis.naming import find_unit, read_cover
from analysis.paragraphs import Part, read_part
from analysis.part_headings import choose_headings
from analysis.scraps import drop_scraps
from analysis.signature import find_copied, find_signature, read_date
from analysis.title import Title, find_title, is_title_like, measure_repeat
from analysis.unit import is_unit_name
from analysis.wordings import KINDS
from analysis.wraps import begins_with_unit, measure_wrap
from analysis.year import find_year
from documents.narrative import Heading, Paragraph, Section
from documents.places import Span
from documents.report import Contact, Signature, Unit
from documents.tables import Table
from documents.views import View

_SUBJECT = re.compile(r"公[\s\u200b-\u200f\u2060\ufeff]*[开開]")
_ATTACHMENT = re.compile(r"附\s?(?:件|表|录)\s?(?:[一二三四五六1-9]|[:：]|$)")
_COVER = re.compile(
    r"(?:信?息?公?开?工)?作?年度(?:工作)?报告"  # the end of a title that was cut off
    r"|20\d\d年度|[（(]?20\d\d年\d{1,2}月(?:编制)?[）)]?|[（(]?20[\d年月]{2,8}日[）)]?|[_\-—–|][^。，]{2,40}"
)
# a key of the page's own data whose value stands on the line below
_KEY = re.compile(r"(?!概述|联系|聯繫).{2,12}[:：]")
_VALUE = re.compile(r"[^，。；：,;:\d]{1,16}")
_SHORT_LINE: Final = 60
_MENU: Final = 16  # characters of an item in the page's menu
_CLOSING: Final = 6
_LONGEST_FOOT: Final = 120
_HEAD = 6_000
_READ: Final = 40  # paragraphs in which the body is looked for, and what it calls itself
_FILLED = 6  # figures; a form that is sent around to be filled in has none
NO_CONTACT = Contact()
UNSIGNED = Signature()


@dataclass(frozen=True, slots=True)
class Outline:
    """All that the outline of a text gives. Each paragraph comes with the view of its text."""

    is_report: bool
    title: str | None = None
    title_span: Span | None = None
    unit: Unit | None = None
    year: int | None = None
    contact: Contact = NO_CONTACT
    signature: Signature = UNSIGNED
    sections: tuple[Section, ...] = ()
    headings: tuple[Heading, ...] = ()
    paragraphs: tuple[tuple[Paragraph, View], ...] = ()


def read_outline(text: str, tables: Sequence[Table]) -> Outline:
    """The outline of the whole raw text; the spans of the tables are cut out of its prose.

    Costs time in proportion to the text's length. A text that never speaks of 公开 is no report and
    gets an empty outline.
    """
    if not _SUBJECT.search(text):
        return Outline(is_report=False)
    holes = trim_holes(text, [table.span for table in tables if table.span is not None])
    whole = read_lines(text, holes)
    named = choose_headings(find_marks(text, whole))
    body, copies = named.body, named.copies
    headings_at = [mark.span for mark in (*named.contents, *body, *copies)]
    lines = _break_lines(text, whole, [*headings_at, *find_copied(text)])
    if named.contents:
        lines = [line for line in lines if not _in_marks(line, named.contents)]

    first = body[0].span.start if body else len(text)
    head = [line for line in lines if line.span.start < first]
    title = find_title(head, text)
    if title is not None:
        lines = _break_lines(text, lines, [title.span])
    shown = lines
    lines = _drop_head(text, lines, title, first)
    lines, footer = _drop_footer(lines, shown, (body or copies)[-1:], len(text))
    appendix = _find_appendix(lines, copies, body, footer)
    if not copies and not any(appendix <= hole.start < footer for hole in holes):
        footer = appendix  # a list of files to download, no copy of the form
    prose = [line for line in lines if line.span.start < appendix]
    ends = bool(prose) and not text[prose[-1].span.end :].strip(" \r\n\t|｜\u3000")
    prose = drop_scraps(prose, [(mark.part, mark.span.start) for mark in body], holes, ends)
    signature = find_signature(prose)
    if signature.span is None:
        below = find_signature(_list_closing(lines, appendix, holes))
        if below.span is not None and below.date:
            signature, lines = below, _cut_tail(text, lines, below.span)
    else:
        prose = _cut_tail(text, prose, signature.span)

    parts = [*_list_parts(prose, body, first), *_list_copies(lines, copies, appendix, footer)]
    end = min(appendix, footer, signature.span.start if signature.span else footer)
    sections = _make_sections(parts, body, copies, text, title, end, footer)
    wrap = measure_wrap([line for part in parts[: len(body) + 1] for line in part.lines])
    headings: list[Heading] = []
    paragraphs: list[tuple[Paragraph, View]] = []
    for number, part in enumerate(parts):
        stop = parts[number + 1].start if number + 1 < len(parts) else end
        cut = ends and number == len(body) and part.number != 6 and signature.span is None
        found, told = read_part(
            text, part, wrap, holes, max(stop, part.start), len(paragraphs), cut=cut
        )
        headings += found
        paragraphs += told
    if headings and signature.span is None and appendix == footer == len(text):
        headings = _spare_last(headings, paragraphs, holes)

    said = squeeze("".join(view.text for _, view in paragraphs[:_READ]))
    front = "\n".join(view.text for _, view in paragraphs[:6])
    chrome = "\n".join(line.text for line in head[:40])
    formal = [table for table in tables if table.kind != "other"]
    evidence = Evidence(
        title.span if title else None,
        len({m.part for m in body if m.strong}),
        len(formal),
        filled=any(sum(c.value is not None for c in t) >= _FILLED for t in formal),
    )
    return Outline(
        is_report=is_report(_take(whole, 0, appendix), evidence),
        title=title.text if title else None,
        title_span=title.span if title else None,
        unit=find_unit(
            title.unit if title else None,
            signature.by or read_cover(head, title),
            front if title else "\n".join(view.text for _, view in paragraphs[:_READ]),
            chrome,
            said,
        ),
        year=find_year(title.text if title else None, said),
        contact=find_contact(front[:_HEAD]),
        signature=signature,
        sections=sections,
        headings=tuple(headings),
        paragraphs=tuple(paragraphs),
    )


def _break_lines(text: str, lines: Sequence[Line], headings: Sequence[Span]) -> list[Line]:
    """The lines cut where a heading begins and ends inside them."""
    cuts = sorted({place for span in headings for place in span})
    broken: list[Line] = []
    next_cut = 0
    for line in lines:
        while next_cut < len(cuts) and cuts[next_cut] <= line.span.start:
            next_cut += 1
        start = line.span.start
        inside = False
        while next_cut < len(cuts) and cuts[next_cut] < line.span.end:
            if piece := cut_line(text, start, cuts[next_cut], fresh=line.fresh or inside):
                broken.append(piece)
            start, inside = cuts[next_cut], True
            next_cut += 1
        if not inside:
            broken.append(line)
        elif piece := cut_line(text, start, line.span.end, fresh=True):
            broken.append(piece)
    return broken


def _drop_head(text: str, lines: Sequence[Line], title: Title | None, first: int) -> list[Line]:
    """Without the page's chrome, the title and all above it, its repeats, a date under it, the
    names of who reports and of who is told."""
    start = title.span.end if title else 0
    kept: list[Line] = []
    fresh = keyed = False
    for line, after in zip_longest(lines, lines[1:]):
        # what follows a table follows it also where chrome stood between
        fresh |= line.fresh
        if line.span.end <= start:
            continue
        figure = line.text.isdigit() and after is not None and begins_with_unit(after.text)
        value, keyed = keyed and bool(_VALUE.fullmatch(line.text)), False
        if is_chrome(line.text) and not figure:
            keyed = bool(_KEY.fullmatch(line.text))
            continue
        if line.span.start < first:
            if value or _is_of_head(line.text, title) or (line.listed and len(line.text) <= _MENU):
                continue
            if front := measure_head(line.text) or measure_repeat(line.text, title):
                begin = line.span.start + text[line.span.start : line.span.end].find(
                    line.text[front:][:8], front
                )
                line = cut_line(text, max(begin, line.span.start), line.span.end) or line
        kept.append(replace(line, fresh=fresh) if fresh else line)
        fresh = False
    return kept


def _is_of_head(said: str, title: Title | None) -> bool:
    """True for a line that, above the first part, is no prose."""
    squeezed = squeeze(said)
    return (
        is_title_like(said)
        or is_head_chrome(said)
        or read_date(said) is not None
        or bool(_COVER.fullmatch(squeezed))
        or (len(squeezed) >= 3 and is_unit_name(squeezed.rstrip(":：")))
        or (title is not None and len(said) >= 4 and squeezed in title.text)
    )


def _drop_footer(
    lines: Sequence[Line], shown: Sequence[Line], last: Sequence[Mark], end: int
) -> tuple[list[Line], int]:
    """Without the foot of the page, which begins behind the last part's heading. Of the lines
    ``shown`` on the page, those behind all prose tell where it begins, too."""
    start = last[0].span.end if last else 0
    for number, line in enumerate(lines):
        if number and line.span.start >= start and _is_foot(line):
            return list(lines[:number]), line.span.start
    start = max([start, *(line.span.end for line in lines[-1:])])
    behind = _take(shown, start, end)
    return list(lines), next((line.span.start for line in behind if _is_foot(line)), end)


def _is_foot(line: Line) -> bool:
    return len(line.text) < _LONGEST_FOOT and begins_footer(line.text)


def _find_appendix(
    lines: Sequence[Line], copies: Sequence[Mark], body: Sequence[Mark], footer: int
) -> int:
    """Where the appendix begins: at the 附件 line before a copy of the form, at another report's
    title, or behind the body."""
    start = copies[0].span.start if copies else footer
    between = _take(lines, body[-1].span.end if body else 0, start)
    for line, after in zip_longest(between, between[1:]):
        if len(line.text) <= _SHORT_LINE and _ATTACHMENT.match(line.text):
            return line.span.start
        titles = (line.text, line.text + after.text if after else "")
        if copies and any(map(is_title_like, titles)):
            return line.span.start
    return start


def _list_closing(lines: Sequence[Line], appendix: int, holes: Sequence[Span]) -> tuple[Line, ...]:
    """The lines of an attachment's name and what may stand below it before the attached table:
    the report's own signature."""
    stop = next((hole.start for hole in holes if hole.start >= appendix), sys.maxsize)
    closing = _take(lines, appendix, stop)
    named = closing and len(closing) <= _CLOSING and _ATTACHMENT.match(closing[0].text)
    return closing if named else ()


def _cut_tail(text: str, lines: Sequence[Line], span: Span) -> list[Line]:
    """The lines without the signature, also where it ends a line of prose."""
    kept: list[Line] = []
    for line in lines:
        if not line.span.overlaps(span):
            kept.append(line)
        elif line.span.start < span.start and (
            piece := cut_line(text, line.span.start, span.start, fresh=line.fresh)
        ):
            kept.append(piece)
    return kept


def _in_marks(line: Line, marks: Sequence[Mark]) -> bool:
    return any(mark.span.overlaps(line.span) for mark in marks)


def _list_parts(prose: Sequence[Line], body: Sequence[Mark], first: int) -> list[Part]:
    """The preamble and the parts of the body with their lines."""
    preamble = _take(prose, 0, first)
    parts = [Part(0, "body", preamble[0].span.start if preamble else 0, preamble)]
    for mark, stop in _pair(body, sys.maxsize):
        own = _take(prose, mark.span.end, stop)
        parts.append(Part(mark.part, "body", mark.span.start, own, mark))
    return parts


def _list_copies(
    lines: Sequence[Line], copies: Sequence[Mark], appendix: int, footer: int
) -> list[Part]:
    parts = [
        Part(None, "appendix", mark.span.start, _take(lines, mark.span.end, stop), mark)
        for mark, stop in _pair(copies, footer)
    ]
    if not copies and appendix < footer:
        parts.append(Part(None, "appendix", appendix, _take(lines, appendix, footer)[1:]))
    return parts


def _pair(marks: Sequence[Mark], end: int) -> Iterator[tuple[Mark, int]]:
    """Each heading with the place where the next begins."""
    return zip(marks, [*(mark.span.start for mark in marks[1:]), end], strict=False)


def _take(lines: Sequence[Line], start: int, end: int) -> tuple[Line, ...]:
    """The lines that begin between the two places."""
    low = bisect_left(lines, start, key=lambda line: line.span.start)
    high = bisect_left(lines, end, key=lambda line: line.span.start)
    return tuple(lines[low:high])


def _make_sections(
    parts: Sequence[Part],
    body: Sequence[Mark],
    copies: Sequence[Mark],
    text: str,
    title: Title | None,
    end: int,
    footer: int,
) -> tuple[Section, ...]:
    sections: list[Section] = []
    for number, part in enumerate(parts):
        last_of_body = number == len(body)
        stop = parts[number + 1].start if number + 1 < len(parts) else footer
        if last_of_body:
            stop = max(end, part.mark.span.end if part.mark else part.start)
        if part.number == 0:
            if part.lines:
                span = Span(part.start, part.lines[-1].span.end)
                sections.append(Section(0, "preamble", "", "body", span))
            continue
        span = Span(part.start, max(part.start, stop))
        if part.mark is None or part.location == "appendix":
            line = text[part.start : part.start + 60].split("\n")[0].strip()
            heading = part.mark.heading if part.mark else line
            sections.append(
                Section(
                    None,
                    "appendix",
                    heading,
                    "appendix",
                    span,
                    part.mark.marker if part.mark else "",
                    part.mark.span if part.mark else None,
                )
            )
            continue
        mark = part.mark
        sections += [
            Section(named, KINDS[named], mark.heading, "body", span, mark.marker, mark.span)
            for named in mark.parts
        ]
    return tuple(sections)


def _spare_last(
    headings: Sequence[Heading],
    paragraphs: Sequence[tuple[Paragraph, View]],
    holes: Sequence[Span],
) -> list[Heading]:
    """A heading at the very end of a text is not called empty: an excerpt may just stop there."""
    last = headings[-1]
    behind = [p.span.start for p, _ in paragraphs[-1:]] + [hole.start for hole in holes[-1:]]
    if any(place >= last.span.end for place in behind):
        return list(headings)
    return [*headings[:-1], replace(last, empty=False)]
