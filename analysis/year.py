"""The year that a report is about."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from analysis.lines import squeeze

_DIGITS: Final = str.maketrans(
    "〇○零ＯOo一二三四五六七八九０１２３４５６７８９", "000000123456789" + "0123456789"
)
FULL_WIDTH: Final = str.maketrans("０１２３４５６７８９", "0123456789")
YEAR: Final = re.compile(r"(?<!\d)20\s?\d\s?\d(?!\d)|二[〇○零ＯOo0][一二三四五六七八九〇○零0]{2}")
_PERIOD = re.compile(
    r"(?P<first>20\d\d)年?1月1日?[起]?[至到\-—－~～](?:(?P<last>20\d\d)年?)?1?2?月?3?1?"
    r"|统计(?:时间|期限|时限|数据|周期)[^。]{0,20}?(?P<stated>20\d\d)年"
)
_MENTION = re.compile(r"(?<![\d〔\[（(])(20\d\d)年(?!\d{1,2}月\d{1,2}日)")


def find_year(title: str | None, text: str) -> int | None:
    """From the title; else from the period of the figures; else the year most often named.

    ``text`` is the report's prose without white space. Null where no year is to be found."""
    if title and (match := YEAR.search(squeeze(title).translate(FULL_WIDTH))):
        return read_year(match[0])
    text = text[:20_000].translate(FULL_WIDTH)
    if match := _PERIOD.search(text):
        return int(match["first"] or match["stated"])
    mentions = Counter(match[1] for match in _MENTION.finditer(text))
    return int(mentions.most_common(1)[0][0]) if mentions else None


def read_year(said: str) -> int:
    """The year that ``2023`` or ``二〇二三`` says."""
    return int(squeeze(said).translate(_DIGITS))
