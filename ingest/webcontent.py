"""The report among a page's chrome: which lines of a web page are its content."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from ingest.weblines import HEADING, Embedded, PageBox, PageLine, PageReader

_TITLE: Final = re.compile(r".{0,50}(?:信息|政务|政務)公[开開].{0,16}(?:报告|報告|年报|年報|总结)")
_NUMBERED: Final = re.compile(r"[\s\u200b]*+[一二三四五六七八]、[^。；]{2,30}$")
_DATE: Final = re.compile(r"[\s\u200b]*+20\d\d\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日\s*")
_CHROME_TAGS: Final = frozenset(("nav", "footer"))
_CHROME_ROLES: Final = frozenset(("navigation", "contentinfo", "search"))
_CHROME_NAMES: Final = re.compile(
    r"(?:^|[\s_-])(?:nav|navi|navbar|menu|bread|breadcrumbs?|crumbs?|position|footer|foot|bottom"
    r"|sidebar|share|bdsharebuttonbox|related|recommend|toolbar|copyright|search|login|topbar)"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
_LONGEST_TITLE: Final = 70
_PROSE: Final = 25
_FEWEST_LINKS: Final = 3
_LITTLE: Final = 40
_WITH_TABLE: Final = frozenset(("proactive", "requests", "disputes"))
# A table whose cells became paragraphs leaves more short lines than this.
_SHORT: Final = 40
_FEW: Final = 12


@dataclass(frozen=True, slots=True)
class Content:
    """``lines`` are the page's lines that are kept; ``has_report`` where headings of a report
    stand among them; ``unread`` are parts with a picture or frame in the place of their text, each
    with its heading."""

    lines: tuple[PageLine, ...]
    has_report: bool
    has_title: bool
    unread: tuple[tuple[str, Embedded], ...]


def find_content(page: PageReader) -> Content:
    """The smallest box with all headings, its title and all prose beside them; without navigation,
    lists of links and what stands in a box named as chrome, unless prose stands in it.

    A page without headings is kept whole but for that. Linear in the page's size.
    """
    lines = page.lines
    headings = [number for number, line in enumerate(lines) if _is_heading(line)]
    parts = {match.lastgroup for n in headings if (match := HEADING.match(lines[n].text))}
    has_report = len(headings) >= 2 and bool(parts)
    start, stop = 0, len(lines)
    if has_report:
        start, stop = _choose_box(page, headings[0], headings[-1])
    within = (headings[0], headings[-1]) if has_report else (len(lines), -1)
    dropped = _list_chrome(page, start, stop, within)
    kept = tuple(lines[n] for n in range(start, stop) if n not in dropped)
    return Content(
        kept,
        has_report,
        any(_is_title(line) for line in kept),
        tuple(_find_unread(page, headings)) if has_report else (),
    )


def _is_heading(line: PageLine) -> bool:
    if line.tabular or line.is_link:
        return False
    return bool(HEADING.match(line.text) or _NUMBERED.match(line.text))


def _is_title(line: PageLine) -> bool:
    return (
        not line.tabular
        and not line.is_link
        and len(line.text) <= _LONGEST_TITLE
        and bool(_TITLE.match(line.text))
    )


def _is_said(line: PageLine) -> bool:
    """True for a line that belongs to a report: prose, or the date below it."""
    if line.is_link or line.tabular:
        return False
    return (len(line.text) >= _PROSE and "。" in line.text) or bool(_DATE.fullmatch(line.text))


def _choose_box(page: PageReader, first: int, last: int) -> tuple[int, int]:
    lines = page.lines
    start, stop = first, last + 1
    seen = (start, stop)
    titled = False
    for box in page.boxes:
        if not (box.start <= first and box.stop > last):
            continue
        before, behind = lines[box.start : seen[0]], lines[seen[1] : box.stop]
        is_title_here = not titled and any(_is_title(line) for line in before)
        if seen == (first, last + 1) or is_title_here or any(map(_is_said, (*before, *behind))):
            start, stop = box.start, box.stop
        titled = titled or is_title_here
        seen = box.start, box.stop
    return (start, stop) if page.boxes else (0, len(lines))


def _list_chrome(page: PageReader, start: int, stop: int, within: tuple[int, int]) -> set[int]:
    """The lines between the two that are chrome for sure; a list of links only where it does not
    stand ``within`` the report, from its first heading to its last."""
    lines = page.lines
    attached = {found.line for found in page.attachments}
    own = [
        _is_heading(line)
        or _is_title(line)
        or _is_said(line)
        or (line.tabular and not line.is_link)
        for line in lines
    ]
    owned = [0, *accumulate(own)]
    plain = [0, *accumulate(bool(line.text.strip()) and not line.is_link for line in lines)]
    links = [0, *accumulate(line.is_link for line in lines)]
    kept = [0, *accumulate(number in attached for number in range(len(lines)))]
    dropped: set[int] = set()
    done = start
    # outer boxes first: what is dropped with one need not be looked at again
    for box in sorted(page.boxes, key=lambda box: (box.start, -box.stop)):
        low, high = box.start, box.stop
        if low < max(start, done) or high > stop or (low, high) == (start, stop):
            continue
        if owned[high] - owned[low] or kept[high] - kept[low]:
            continue
        only_links = plain[high] == plain[low] and links[high] - links[low] >= _FEWEST_LINKS
        inside = within[0] <= low and high <= within[1]
        if (only_links and not inside) or _is_chrome(box):
            dropped.update(range(low, high))
            done = high
    return dropped


def _is_chrome(box: PageBox) -> bool:
    element = box.element
    names = f"{element.get('class') or ''} {element.get('id') or ''}"[:200]
    return (
        element.tag in _CHROME_TAGS
        or element.get("role") in _CHROME_ROLES
        or bool(_CHROME_NAMES.search(names))
    )


def _find_unread(page: PageReader, headings: list[int]) -> Iterator[tuple[str, Embedded]]:
    """Parts that have a picture or a frame where their table or their text should be."""
    ends = [*headings[1:], len(page.lines)]
    for heading, end in zip(headings, ends, strict=True):
        below = page.lines[heading + 1 : end]
        if any(line.tabular for line in below):
            continue
        match = HEADING.match(page.lines[heading].text)
        if match and match.lastgroup in _WITH_TABLE:
            is_told = sum(len(b.text) <= _SHORT for b in below) > _FEW
        else:
            is_told = sum(len(b.text) for b in below) > _LITTLE
        if is_told:
            continue
        found = next((p for p in page.pictures if heading < p.line <= end), None)
        if found is not None:
            yield page.lines[heading].text.strip()[:40], found
