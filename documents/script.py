"""Traditional characters read as simplified ones: one page in seven is a mirror's, converted.

``traditional.txt`` pairs the characters that laws and reports are written with, those left out that
simplified text uses too (乾, 著, 藉). The pairs are those of OpenCC's list of characters (Apache
License 2.0).
"""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from typing import Final

from documents.patterns import compile_late

_TONES: Final = "āáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜ"
SOUND: Final = rf"(?<=[^\W\d_a-z])[(（](?=[a-z]{{0,4}}[{_TONES}])[a-z{_TONES}]{{1,6}}[)）]"
"""A pattern of what such pages leave behind a character, how it is said: 鄉(xiāng)."""

# 答覆 is 答复, 反覆 反复, but 覆蓋 覆盖
_REPLIES: Final = compile_late("(?<=[答回批反])覆")


def simplify(text: str) -> str:
    """The text in simplified characters, one for one, so that places stay what they are."""
    table, sign = _load_table()
    return _REPLIES.sub("复", text).translate(table) if sign.search(text) else text


@cache
def _load_table() -> tuple[dict[int, str], re.Pattern[str]]:
    table: dict[int, str] = {}
    said = resources.files("documents").joinpath("traditional.txt").read_text("utf-8")
    for line in said.splitlines():
        traditional, simplified = line.split()
        table.update(zip(map(ord, traditional), simplified, strict=True))
    return table, re.compile(f"[{''.join(map(chr, table))}]")
