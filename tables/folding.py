"""Folding of widths and look-alikes, one character for one, so that places stay what they are."""

from __future__ import annotations

import re
from typing import Final

from documents.radicals import RADICALS
from documents.script import SOUND, simplify


def _build_fold() -> dict[str, str]:
    fold = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    fold.update((chr(code), plain) for code, plain in RADICALS.items())
    spaces = "\u00a0\u00ad\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    spaces += (
        "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u202f\u205f\u2060\u3000\ufeff"
    )
    fold.update(dict.fromkeys(spaces, " "))
    fold.update(dict.fromkeys("\u000b\u000c\u0085\u2028\u2029", "\n"))
    fold.update(dict.fromkeys("‐‑‒–—―−－─━ー⸺⸻", "-"))
    fold.update(dict.fromkeys("│┃｜¦∣", "|"))
    fold.update(dict.fromkeys("〔［【﹝{〈", "("))
    fold.update(dict.fromkeys("〕］】﹞}〉", ")"))
    fold.update(dict.fromkeys("“”‘’「」『』＂＇'", '"'))
    fold.update(dict.fromkeys("．。", "."))
    fold.update(dict.fromkeys("·•", " "))
    fold.update(dict.fromkeys("，﹐", ","))
    fold.update(dict.fromkeys("：﹕", ":"))
    fold.update(dict.fromkeys("／∕⁄", "/"))
    return fold


_FOLD: Final = _build_fold()
_FOLDED: Final = re.compile("[" + re.escape("".join(_FOLD)) + "]")
# what web pages and Word leave in a cell without a reader ever seeing it
_NBSP: Final = re.compile(r"&nbsp;?|&#160;|&emsp;|&ensp;")
# a row of which the blank cells have kept theirs: 17 3 &nbsp; &nbsp; 1 &nbsp; 21
_SPACED_ROW: Final = re.compile(
    r"^(?!.*[\t|]).*?\S (?:.* )?(?:&nbsp;?|&#160;)(?: .*)?$", re.MULTILINE
)
_ALONE: Final = re.compile(r"(?<=\S )(?:&nbsp;?|&#160;)(?![^ \n])")
EMPTY: Final = "\u2423"
"""Stands in the folded text where a blank cell was marked by a blank of its own."""
_SOUND: Final = re.compile(SOUND)
# mirrors put other words for some, as long as these: 規範性檔案, 上一年專案數量
_MIRRORED: Final = {"檔案": "文件", "專案": "项目", "資訊": "信息"}
_BOOKMARK: Final = re.compile(r"\[bookmark:[^\]\n]{0,40}\]")
# what pages and editors mark a cell with, left in the text: <td colspan="2">0</td>, **12**, 1\\.
_CELL_TAG: Final = re.compile(r"</t[dh]>", re.IGNORECASE)
_ROW_TAG: Final = re.compile(r"</tr>", re.IGNORECASE)
_TAG: Final = re.compile(
    r"</?(?:table|thead|tbody|tr|t[dh]|p|span|div|font|br|b|strong|col|colgroup)\b[^<>\n]{0,400}>",
    re.IGNORECASE,
)
_BOLD: Final = re.compile(r"(?<!\*)\*\*(?!\*)(.{1,80}?)(?<!\*)\*\*(?!\*)")
_ESCAPE: Final = re.compile(r"\\(?=[.()\[\]*_|+-])")


def fold(text: str) -> str:
    """The text with every character folded in place; its length is unchanged."""
    # most characters stay, and a pattern passes over those faster than str.translate
    for mirrored, plain in _MIRRORED.items():
        if mirrored in text:
            text = text.replace(mirrored, plain)
    text = _FOLDED.sub(_fold_character, simplify(text))
    if "\r" in text:
        text = text.replace("\r\n", " \n").replace("\r", "\n")
    if "&" in text:
        text = _SPACED_ROW.sub(_mark_empty, text)
        text = _NBSP.sub(_blank_out, text)
    if "[bookmark:" in text:
        text = _BOOKMARK.sub(_blank_out, text)
    if "</t" in text or "</T" in text:
        text = _draw_tags(text)
    if "**" in text:
        text = _BOLD.sub(_lift_bold, text)
    if "\\" in text:
        text = _ESCAPE.sub(" ", text)
    return _SOUND.sub(_blank_out, text)


def _draw_tags(text: str) -> str:
    """The text with a pipe for the end of every cell and a line's end for that of every row."""
    text = _CELL_TAG.sub("|    ", text)
    text = _ROW_TAG.sub("\n    ", text)
    return _TAG.sub(_blank_out, text)


def _lift_bold(match: re.Match[str]) -> str:
    return f"  {match[1]}  "


def _fold_character(match: re.Match[str]) -> str:
    return _FOLD[match.group()]


def _blank_out(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _mark_empty(row: re.Match[str]) -> str:
    return _ALONE.sub(lambda blank: EMPTY.ljust(len(blank.group())), row.group())
