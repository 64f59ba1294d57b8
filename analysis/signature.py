"""Who signed the report and when: the body's name and a date on lines of their own at the end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from analysis.lines import Line, squeeze
from analysis.unit import is_placed, is_unit_name
from analysis.year import read_year
from documents.places import Span
from documents.report import Signature

_YEAR = r"(?P<year>20\d\d|二[〇○零ＯOo0][一二三四五六七八九〇○零0]{2})"
_DATE = re.compile(
    rf"{_YEAR}(?:年|[-/.])(?P<month>\d{{1,2}}|[一二三四五六七八九十元]{{1,2}})(?:月|[-/.])"
    r"(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})日?"
)
_TAIL = re.compile(
    r"(?:^|(?<=[。！；.\s]))\s*(?P<by>[\u3400-\u9fff·]{2,30}?(?:\s[\u3400-\u9fff·]{2,30}?)?)?\s*"
    r"(?P<date>20\d\d\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日|二[〇○零ＯOo0].{2}年.{1,2}月.{1,3}日)\s*[）)]?$"
)
# in figures it may begin a sentence that the text breaks off in
_YEAR_ALONE = re.compile(r"二[〇○零ＯOo0][一二三四五六七八九〇○零0]{2}年")
# who else is told stands below the date, on whose line a page may have it
_COPIED = re.compile(r"日\s{0,20}(抄[送报]\s?[:：][^\n]*)")
_CLOSED = re.compile(r"[。！？!?）)]$")
_LOOK: Final = 8
_CHINESE: Final = "一二三四五六七八九十"


def read_date(said: str) -> str | None:
    """ISO 8601 of ``2023年1月16日``, ``2023-1-16``, ``二〇二三年一月十六日``; null for no date."""
    match = _DATE.fullmatch(squeeze(said).strip("（）()"))
    if match is None:
        return None
    try:
        return date(
            read_year(match["year"]), _read_number(match["month"]), _read_number(match["day"])
        ).isoformat()
    except ValueError:
        return None


def find_copied(text: str) -> list[Span]:
    """The lines of who else is told (抄送：…) that begin behind a date."""
    return [Span(*match.span(1)) for match in _COPIED.finditer(text)]


def find_signature(lines: Sequence[Line]) -> Signature:
    """The signature among the last lines, which are those of the body without the page's."""
    for number in range(len(lines) - 1, max(-1, len(lines) - 1 - _LOOK), -1):
        line = lines[number]
        signed = read_date(line.text)
        if signed is not None:
            return _read_names(lines, number, signed)
        if number == len(lines) - 1 and _YEAR_ALONE.fullmatch(squeeze(line.text)):
            return _read_names(lines, number, None)
        # The line of a name and a date, or a text all on one line that ends with both.
        tail = line.text[-80:]
        if "日" in tail and (match := _TAIL.search(tail)) and (len(line.text) <= 60 or match["by"]):
            name = squeeze(match["by"] or "")
            when = read_date(match["date"])
            if when and (is_unit_name(name) or (not name and len(line.text) <= 60)):
                length = len(line.text) - (len(line.text) - len(tail)) - match.start()
                start = max(line.span.start, line.span.end - length)
                return Signature(name or None, when, Span(start, line.span.end))
    if lines and (name := squeeze(lines[-1].text)) and _is_signing(name):
        # An excerpt may be cut off anywhere: what stands under no finished sentence, or names no
        # one body, is the rest of a heading or a sentence.
        above = lines[-2].text if len(lines) > 1 else ""
        if is_placed(name) and (not above or _CLOSED.search(above)):
            return Signature(name, None, lines[-1].span)
    return Signature()


def _read_names(lines: Sequence[Line], number: int, signed: str | None) -> Signature:
    names: list[str] = []
    first = number
    while first > 0 and len(names) < 3 and _is_signing(squeeze(lines[first - 1].text)):
        first -= 1
        names.insert(0, squeeze(lines[first].text))
    after = squeeze(lines[number + 1].text) if number + 1 < len(lines) else ""
    last = number
    if not names and _is_signing(after):
        names, last = [after], number + 1
    span = lines[first].span.join(lines[last].span)
    return Signature("".join(names[:1]) or None, signed, span)


def _is_signing(name: str) -> bool:
    return len(name) <= 30 and is_unit_name(name.strip("（）()盖章:："))


def _read_number(said: str) -> int:
    if said.isdigit():
        return int(said)
    if said == "元":
        return 1
    value = 0
    for numeral in said:
        worth = _CHINESE.index(numeral) + 1
        value = (value or 1) * 10 if worth == 10 else value + worth
    return value
