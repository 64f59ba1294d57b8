"""Radicals in place of the characters that they look like, as browsers and some printers write
them into a PDF's text layer."""

from __future__ import annotations

import unicodedata
from typing import Final

# Unicode names no compatibility form for these (EquivalentUnifiedIdeograph.txt): the radicals of
# the supplement that stand alone as characters of simplified Chinese; and for ⼾ the traditional
# form, but simplified fonts draw 户 for both
_SUPPLEMENT: Final = dict(
    zip(
        "⼾⺁⺄⺇⺌⺍⺎⺐⺟⺠⺡⺢⺩⺮⺼⻁⻄⻅⻆⻉⻋⻑⻒⻓⻔⻘⻙⻚⻛⻜⻝⻠⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰⻳",
        "户厂乙几小小兀尢母民氵氺王竹肉虎西见角贝车镸长长门青韦页风飞食饣马骨鬼鱼鸟麦黄齐齿龙龟",
        strict=True,
    )
)
RADICALS: Final = {
    code: plain
    for code in range(0x2E80, 0x2FE0)
    if len(plain := _SUPPLEMENT.get(chr(code)) or unicodedata.normalize("NFKC", chr(code))) == 1
    and plain != chr(code)
}
"""For ``str.translate``: each radical and the character that it stands for, one for one."""
