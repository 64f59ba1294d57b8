"""The prose of one part of a report: its headings below, its paragraphs with their views."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from analysis.headings import Item, rank_items
from analysis.lines import Line, view_pieces
from analysis.markers import Marker, is_bare_heading, read_glued_heading, read_marker
from analysis.marks import Mark
from analysis.wordings import ELEMENT, read_numeral
from analysis.wraps import Wrap, join_lines
from documents.narrative import Heading, Paragraph
from documents.places import Span
from documents.script import simplify
from documents.tables import Location
from documents.views import View

_PART_START = re.compile(
    r"(?=[（(]\s?[一二三四五六七八九十]{1,2}\s?[）)])(?:(?<=[。；;！？：:\s”）)])|^)"
)
_DIGIT_START = re.compile(r"(?=\d{1,2}[.．、](?!\d))(?:(?<=[。！”）)\s])|^)")
_CN_START = re.compile(r"(?=[一二三四五六七八九十]{1,2}、)(?:(?<=[。！”）)\s])|^)")
_CN_HEADING = re.compile(r"[一二三四五六七八九十]{1,2}、[^，,。；;：:\d\s]{2,32}情[况況]\s+(?=\S)")
_ELEMENT_START = re.compile(
    rf"(?<=[。！”）)\s])[（(]\s?一\s?[）)]\s?{ELEMENT.pattern}[。：:\s]"
    r"|(?<=[。！\s])(?<!：\s)[（(]\s?一\s?[）)][^。；：:，,]{4,20}。"
)
_ONE_LINE = 400  # characters: a preamble's paragraph is shorter
_BACK = 12  # paragraphs looked back for an item of the same list
_STOPS = ("。", "；", ";")
_STATED = re.compile(r"未|没有|无(?!障碍|偿|序)|不存在|\d\s?[条件次个份篇]")
_VISIBLE = re.compile(r"[^\s。，、；：:;,](?:.*\S)?", re.DOTALL)
_WORDLESS = re.compile(r"[\W\d_]*")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the form with the lines under its heading; ``start`` is that of its heading."""

    number: int | None
    location: Location
    start: int
    lines: tuple[Line, ...]
    mark: Mark | None = None


def read_part(
    text: str,
    part: Part,
    wrap: Wrap,
    holes: Sequence[Span],
    end: int,
    count: int,
    *,
    cut: bool = False,
) -> tuple[list[Heading], list[tuple[Paragraph, View]]]:
    """The headings and paragraphs of a part that ends at ``end``; ``count`` paragraphs stand
    before it in the report. ``cut`` where the text breaks off in it."""
    views = [
        view
        for group in join_lines(part.lines, wrap)
        for view in _split(view_pieces(text, (line.span for line in group)), group, part)
    ]
    items = [_read_item(view, wrap, number, views) for number, view in enumerate(views)]
    headings: list[Heading] = []
    paragraphs: list[tuple[Paragraph, View]] = []
    above: Item | None = None
    for item, view in zip(rank_items(items, holes, end, cut=cut), views, strict=True):
        if item.style is not None or item.level:
            headings.append(
                Heading(
                    view.text[: _heading_end(item, view)].rstrip("。：:；; "),
                    item.level,
                    part.number,
                    part.location,
                    item.span,
                    item.empty,
                )
            )
            if item.bare:
                above = item
                continue
        if above is not None and above.style in (item.listed, item.style):
            above = None  # the next of the heading's own list
        paragraph = Paragraph(
            id=f"p{count + len(paragraphs) + 1}",
            section=part.number,
            text=view.text,
            span=view.span,
            location=part.location,
            heading=item.words if item.glued else above.words if above else None,
        )
        paragraphs.append((paragraph, view))
    return headings, paragraphs


def _heading_end(item: Item, view: View) -> int:
    if not item.glued:
        return len(view.text)
    return view.text.index(item.words) + len(item.words)


def _read_item(view: View, wrap: Wrap, number: int, views: Sequence[View]) -> Item:
    said = view.text
    marker = read_marker(said)
    full = wrap.margin is not None and len(said.encode("gb18030", "replace")) > wrap.margin - 4
    if not full and is_bare_heading(said) and _is_followed(simplify(said), marker, number, views):
        words = said[marker.end if marker else 0 :].rstrip("。：:；; ")
        numeral = read_numeral(marker.text) if marker else None
        return Item(view.span, marker.style if marker else "element", words, numeral)
    if marker is not None and (place := read_glued_heading(said, marker)) is not None:
        span = view.locate(0, place[1])
        return Item(span, marker.style, said[slice(*place)], glued=True)
    return Item(view.span, listed=marker.style if marker else None)


def _is_followed(said: str, marker: Marker | None, number: int, views: Sequence[View]) -> bool:
    """A short line that ends with a full stop, or has no number, is a heading only above prose, or
    above the first line of a list that is numbered otherwise."""
    if marker is not None and not said.endswith(_STOPS):
        return True
    if number + 1 >= len(views) or _STATED.search(said):
        return False
    following = views[number + 1].text
    below = read_marker(following)
    if marker is None:
        return below is None and len(following) > len(said)
    above = [view.text for view in views[max(0, number - _BACK) : number]]
    alike = [told for told in above if _read_style(told) == marker.style]
    if alike and alike[-1] is above[-1] and is_bare_heading(alike[-1]):
        return False  # the list's item before has nothing under it either
    if below is not None and below.style == marker.style:
        # nothing stands under it, where the next says something: no list of subjects
        return said.endswith("情况。") and not is_bare_heading(following)
    if below is not None:
        return marker.style != "ordinal" and read_numeral(below.text) == 1
    if any(is_bare_heading(told) and not told.endswith(_STOPS) for told in alike):
        return True
    return len(following) > len(said) or not following.endswith(_STOPS)


def _read_style(said: str) -> str | None:
    marker = read_marker(said)
    return marker.style if marker else None


def _split(view: View, group: Sequence[Line], part: Part) -> list[View]:
    """The paragraphs in a view: where a part's text is all on one line, its 一、 （一） 1. … begin
    new ones; in 总体情况 its （一） … do wherever they stand."""
    pieces = [view]
    inline = part.mark is not None and not part.mark.own_line
    on_one_line = inline and group[0].fresh
    on_one_line |= part.number == 0 and len(part.lines) == 1 and len(view.text) > _ONE_LINE
    if inline and part.mark is not None and part.mark.style == "cn":
        known = read_numeral(part.mark.marker) or 0
        # parts that the form does not have
        pieces = [
            half for piece in _cut_numbered(view, _CN_START, known) for half in _cut_heading(piece)
        ]
    if on_one_line:
        pieces = _cut_all(pieces, _CN_START)
    if part.number == 1 or on_one_line or _PART_START.match(view.text):
        pieces = _cut_all(pieces, _PART_START)
    if (
        part.number == 1
        and len(pieces) == 1
        and (lone := _ELEMENT_START.search(simplify(view.text)))
    ):
        pieces = [view.cut(0, lone.start()), view.cut(lone.start(), len(view.text))]
    if on_one_line and (part.number == 1 or len(pieces) > 1):
        pieces = _cut_all(pieces, _DIGIT_START)
    shown = []
    for piece in pieces:
        match = _VISIBLE.search(piece.text)
        if match and not _WORDLESS.fullmatch(match[0]):
            shown.append(piece if match[0] == piece.text else piece.cut(*match.span()))
    return shown


def _cut_all(pieces: Sequence[View], starts: re.Pattern[str]) -> list[View]:
    return [more for piece in pieces for more in _cut_numbered(piece, starts)]


def _cut_numbered(view: View, starts: re.Pattern[str], known: int = 0) -> list[View]:
    """Cut before （一）, （二） … as long as they count on; one alone is no list, unless ``known``
    says which number came before it."""
    cuts: list[int] = []
    for match in starts.finditer(view.text):
        numeral = read_numeral(view.text[match.start() : match.start() + 5])
        if numeral == known + len(cuts) + 1:
            cuts.append(match.start())
    return _cut_at(view, cuts) if len(cuts) > (not known) else [view]


def _cut_heading(view: View) -> list[View]:
    """The heading of such a part apart from what stands behind it on the line."""
    named = _CN_HEADING.match(view.text)
    return _cut_at(view, [0, named.end()]) if named else [view]


def _cut_at(view: View, cuts: Sequence[int]) -> list[View]:
    ends = [*cuts[1:], len(view.text)]
    head = [view.cut(0, cuts[0])] if cuts[0] else []
    return head + [view.cut(start, end) for start, end in zip(cuts, ends, strict=True)]
