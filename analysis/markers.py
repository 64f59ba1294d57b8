"""Numbering at the head of a line: ``（一）``, ``1.``, ``（1）``, ``①``, ``一是``, ``第一，``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal, cast

from analysis.wordings import GARBLED, is_element

MarkerStyle = Literal[
    "part",
    "cn",
    "cn_paren",
    "cn_right",
    "digit_paren",
    "digit_right",
    "digit",
    "circled",
    "ordinal",
    "element",
]
_CN: Final = "一二三四五六七八九十"
_MARKER = re.compile(
    rf"(?P<part>第[{_CN}]{{1,2}}(?:部分|章|节)\s?[、:：.]?)"
    rf"|(?P<cn_paren>[（(]\s?[{_CN}]{{1,3}}\s?[）)]\s?[、.．]?)"
    rf"|(?P<signed>[㈠-㈩]\s?[、.．]?|\?。[{''.join(GARBLED)}][唬模澹撸耍]?[\u2500-\u257f]?)"
    rf"|(?P<digit_paren>[（(]\s?\d{{1,2}}\s?[）)]\s?[、.．]?)"
    rf"|(?P<ordinal>(?:第[{_CN}]{{1,2}}[，,、:：]|[{_CN}]{{1,2}}(?:是|要|则)[，,：:]?))"
    rf"|(?P<cn>[{_CN}]{{1,3}}\s?[、．.])"
    rf"|(?P<cn_right>[{_CN}]{{0,3}}[）)])"
    r"|(?P<digit_right>\d{1,2}[）)])"
    r"|(?P<digit>\d{1,2}\s?(?:[、．]|\.(?!\d)))"
    r"|(?P<circled>[①-⑳⑴-⒇❶-❿])"
)
_PARENS = re.compile(r"[（(][^（）()]{0,80}[）)]")
_INNER = re.compile(r"[。；;！？!?：:]")
_GLUED = re.compile(
    r"(?P<lead>[^。；;！？!?：:\d]{2,36}(?:[（(][^（）()]{0,60}[）)])?)[。：:]\s?(?=[^\s。：:])"
    r"|(?P<themed>[^。；;！？!?：:，,“”\s\d]{2,14}(?:方面|情[况況]))[，,\s]{0,2}"
    r"(?=20[\dxX*]|本年度?|今年|全年|一年[来來]|我[省市州县縣区區旗乡鄉镇鎮街局委办辦]|本[单單机機局街乡鄉镇鎮])"
)
# the next heading, on the same line: （一）规范公开 一是完善内容。
_BELOW = re.compile(rf"\s+(?=[{_CN}]是|\d[.、．]|[（(][{_CN}\d][）)])")
_SPACED = re.compile(r"(?P<lead>\S{2,16})\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Marker:
    """``text`` as printed, ``end`` where the words behind it begin."""

    style: MarkerStyle
    text: str
    end: int


def read_marker(said: str) -> Marker | None:
    """The marker that the line begins with."""
    match = _MARKER.match(said)
    if match is None or match.lastgroup is None:
        return None
    end = match.end()
    while end < len(said) and said[end] == " ":
        end += 1
    named = match.lastgroup if match.lastgroup != "signed" else "cn_paren"
    style = cast(MarkerStyle, named)
    return Marker(style, match[0].strip(), end)


def is_bare_heading(said: str) -> bool:
    """True for a line that is a heading and nothing else: short, numbered or one of the form's
    elements, without a sentence in it. A full stop at its end does not count."""
    marker = read_marker(said)
    words = said[marker.end :] if marker else said
    words = _PARENS.sub("", words).rstrip("。：:；; ")
    if marker is None:
        return is_element(words)
    return 2 <= len(words) <= 32 and not _INNER.search(words) and words.count("，") <= 2


def read_glued_heading(said: str, marker: Marker) -> tuple[int, int] | None:
    """Where the heading's words stand in a paragraph that begins with them
    (``（一）工作机制。充实…``); null where its first sentence is all there is."""
    if match := _GLUED.match(said, marker.end):
        group = "lead" if match["lead"] else "themed"
        start, end = match.span(group)
        below = _BELOW.search(said, start, end)
        return start, below.start() if below else end
    match = _SPACED.match(said, marker.end)
    if match and is_element(match["lead"]):
        return match.span("lead")
    return None
