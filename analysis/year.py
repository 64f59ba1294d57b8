"""The year that a report is about."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from analysis.lines import squeeze
from documents.script import simplify

_DIGITS: Final = str.maketrans(
    "〇○零ＯOo一二三四五六七八九０１２３４５６７８９", "000000123456789" + "0123456789"
)
FULL_WIDTH: Final = str.maketrans("０１２３４５６７８９", "0123456789")
YEAR: Final = re.compile(r"(?<!\d)20\s?\d\s?\d(?!\d)|二[〇○零ＯOo0][一二三四五六七八九〇○零0]{2}")
_PERIOD = re.compile(
    r"(?P<first>20\d\d)年?1月1日?[起]?[至到\-—－~～](?:(?P<last>20\d\d)年?)?1?2?月?3?1?"
    r"|统计(?:时间|期限|时限|数据|周期)[^。]{0,20}?(?P<stated>20\d\d)年"
    r"|截[至止](?:到)?(?P<until>20\d\d)年(?:12月31日|底)"
)
_TERM = re.compile(r"20\d\d年?[—–\-－~～至]+(?:20)?\d\d学?年|20\d\d学年")
_REPORTED = re.compile(
    r"(?<!\d)(20\d\d)年度?[^。，；《》\n]{0,30}?公开[^。，；《》\n]{0,8}(?:报告|年报)"
)
_MENTION = re.compile(r"(?<![\d〔\[（(])(20\d\d)年(?!\d{1,2}月\d{1,2}日)")
# Documents carry the year of others in their names.
_QUOTED = re.compile(r"《(?![^《》]{0,80}(?:报告|年报)》)[^《》]{0,120}》?")


def find_year(title: str | None, text: str) -> int | None:
    """From the title; else from the period of the figures, what the report calls itself, or the
    year most often named outside other documents' names.

    ``text`` is the report's prose without white space. Null where no year is to be found, and for
    a report on a school year, which is parts of two."""
    if title:
        title = squeeze(title).translate(FULL_WIDTH)
        if _TERM.search(title):
            return None
        if match := YEAR.search(title):
            return read_year(match[0])
    text = simplify(text[:20_000]).translate(FULL_WIDTH)
    if match := _PERIOD.search(text):
        return int(match["first"] or match["stated"] or match["until"])
    text = _QUOTED.sub("《》", text)
    if match := _REPORTED.search(text, 0, 1_000):
        return int(match[1])
    mentions = Counter(match[1] for match in _MENTION.finditer(text))
    return int(mentions.most_common(1)[0][0]) if mentions else None


def read_year(said: str) -> int:
    """The year that ``2023`` or ``二〇二三`` says."""
    return int(squeeze(said).translate(_DIGITS))
