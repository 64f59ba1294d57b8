"""What a text that stops in its middle leaves behind: the beginning of a part's heading, the
beginning of a table's row. An excerpt of a web page ends so more often than not.

Text is compared without white space and punctuation, in simplified characters.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache
from typing import Final

from analysis.lines import Line
from analysis.markers import read_marker
from analysis.wordings import read_numeral
from documents.forms import load_forms
from documents.places import Span
from documents.script import simplify

_MARKER = re.compile(r"[一二三四五六七八九十]{1,2}\s?[、．.,，]\s?")
_LONGEST: Final = 32
_POINTS = re.compile(r"[^\w]|_|20\d\d年?度?")
_PART_WORDS: Final = {
    1: ("总体情况", "概述", "基本情况"),
    2: ("主动公开政府信息情况", "主动公开政府信息的情况", "政府信息主动公开情况"),
    3: (
        "收到和处理政府信息公开申请情况",
        "依申请公开政府信息情况",
        "政府信息依申请公开情况",
    ),
    4: (
        "政府信息公开行政复议行政诉讼情况",
        "行政复议行政诉讼情况",
        "因政府信息公开申请行政复议提起行政诉讼的情况",
    ),
    5: ("存在的主要问题及改进情况", "存在的问题", "主要问题"),
    6: ("其他需要报告的事项", "其它需要报告的事项", "需要说明的其他事项"),
}
_LED: Final = ("政府信息公开工作", "政府信息公开")
# what a short line can say in full
_STATED = re.compile(r"[无無未没沒不零略否同见見]|\d\s?[条件次个]")
_CLOSED: Final = tuple("。！？；;：:”")
_STUB: Final = 3
_GAP: Final = 8  # characters between a table and a line of its own above it
_ARTICLE: Final = ("第二十条第", "第二十條第")
_TABLED: Final = (2, 3, 4)


def drop_scraps(
    lines: Sequence[Line], parts: Sequence[tuple[int, int]], holes: Sequence[Span], ends: bool
) -> list[Line]:
    """The lines of the body without scraps of its tables and, where the text ``ends`` with them,
    without a stub of a line. ``parts`` are the numbers of the form's parts and where they begin."""
    begins = [start for _, start in parts]
    tables = [hole.start for hole in holes]
    kept: list[Line] = []
    part = 0
    for line in lines:
        number = bisect_right(begins, line.span.start)
        part, start = parts[number - 1] if number else (0, 0)
        next_table = bisect_left(tables, line.span.start)
        behind = bisect_left(tables, start) < next_table
        begins_at = tables[next_table] if next_table < len(tables) else None
        last = ends and line is lines[-1]
        above = begins_at is not None and begins_at - line.span.end <= _GAP
        above = above and line.text.startswith(_ARTICLE)
        near = behind or above or last or "|" in line.text
        tabled = part in _TABLED or (last and line.text.startswith(_ARTICLE))
        if not (tabled and near and is_table_scrap(line.text)):
            kept.append(line)
    if ends and kept and kept[-1] is lines[-1] and _is_stub(kept[-1].text, part):
        kept.pop()
    return kept


def read_cut_heading(line: str) -> int | None:
    """The part of the form whose heading the line begins and does not end (``五、存在的主``);
    null where it could begin another's."""
    marker = _MARKER.match(line)
    if marker is None or len(line) > _LONGEST:
        return None
    words = _reduce(line[marker.end() :])
    number = read_numeral(marker[0])
    if _LED[0].startswith(words):
        return 4 if number == 4 and len(words) > 1 else None
    fitting = [part for part, known in _PART_WORDS.items() if _begins(known, words)]
    if number in fitting:
        return number
    # an older form numbers its parts otherwise
    return fitting[0] if len(fitting) == 1 and len(words) > 1 else None


def is_open_beginning(heading: str) -> bool:
    """True for a heading cut so early (``四、政府信息公``) that it may be an older form's, too."""
    words = _reduce(_MARKER.sub("", heading, count=1))
    return bool(words) and _LED[0].startswith(words)


def is_table_scrap(line: str) -> bool:
    """True for a piece of the statutory tables' labels, header or notes, and for a row of bars with
    nothing but these."""
    if len(line) > 120 or line.strip("。") in "无略否零":
        return False
    words = [_reduce(field) for field in re.split(r"[|｜\s]+", line)]
    told = [word for word in words if word]
    return bool(told) and all(word in _read_labels() for word in told)


def _is_stub(line: str, part: int) -> bool:
    """True for a few characters of a heading or a sentence, and for a number without words; in the
    last part a word can be all there is to say."""
    marker = read_marker(line)
    said = "".join(line[marker.end if marker else 0 :].split())
    if _STATED.search(said) or said.endswith(_CLOSED):
        return False
    return len(said) <= (1 if part == 6 or marker else _STUB)


def _begins(known: tuple[str, ...], words: str) -> bool:
    leads = [lead for lead in ("", *_LED) if words.startswith(lead)]
    rests = [words[len(lead) :] for lead in leads if words != lead]
    return any(told.startswith(rest) and told != rest for told in known for rest in rests)


@cache
def _read_labels() -> str:
    """All that the forms print in their tables, in its order."""
    printed: list[str] = []
    for table in (table for form in load_forms() for table in form.tables):
        printed.append(table.caption)
        for block in table.blocks:
            printed += [block.caption or "", block.header or "", block.corner or ""]
            printed += [block.header or "", block.column_group or ""]
            printed += [column.label for column in block.columns]
            printed += [name for row in block.rows for name in row.path]
    return _reduce("".join(printed))


def _reduce(said: str) -> str:
    return _POINTS.sub("", simplify(said))
