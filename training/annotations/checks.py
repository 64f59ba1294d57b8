"""What must hold between the labels of a paragraph and its words."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import Final

from documents.narrative import TAGS, Count, Official, Placeholder

Mention = Official | Count | Placeholder
SURROGATE: Final = re.compile("[\ud800-\udfff]")
_HAN: Final = 0x2E80  # letters below are Latin and their like: pinyin that mirrors leave in a name


def check_text(text: str) -> None:
    """Raises ValueError, in Chinese as all of these, for what is no paragraph."""
    if not text.strip():
        raise ValueError("文字（text）为空")
    if SURROGATE.search(text):
        raise ValueError("文字里有残缺的字符（单独的代理项）")


def check_tags(tags: Sequence[str]) -> None:
    if unknown := [tag for tag in tags if tag not in TAGS]:
        raise ValueError(f"没有“{unknown[0]}”这个主题；可用的是：{'、'.join(TAGS)}")
    if len(set(tags)) < len(tags):
        raise ValueError("同一主题写了两次")


def check_mention(mention: Mention, text: str) -> None:
    """Its place lies within the text, and the words there are what it says they are."""
    start, end = mention.span
    if not start < end <= len(text):
        raise ValueError(f"标注的位置 [{start}, {end}) 不在文字之内（共 {len(text)} 字）")
    if mention.regions:
        raise ValueError("标注不带页面坐标（regions）")
    words = mention.span.cut(text)
    match mention:
        case Official(name=name):
            if not is_named(name, words):
                raise ValueError(f"姓名“{name}”与所标文字“{words}”不符")
        case Count(value=value, text=clause):
            if not math.isfinite(value):
                raise ValueError(f"数量“{words}”的值不是数")
            if words not in clause or clause not in text:
                raise ValueError(f"数量“{words}”不在其语句“{clause}”之内")
        case Placeholder(text=printed):
            if printed != words:
                raise ValueError(f"空缺“{printed}”与所标文字“{words}”不符")


def is_named(name: str, words: str) -> bool:
    """Whether the words hold the name, which may be printed with blanks or pinyin in it."""
    letters = _read_letters(name)
    return letters in _read_letters(words) if letters else bool(name) and name in words


def _read_letters(words: str) -> str:
    return "".join(c for c in words if c.isalpha() and ord(c) >= _HAN)
