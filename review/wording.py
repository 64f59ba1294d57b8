"""Wrong, cut, doubled and stale words: LNG-01 to LNG-05."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Set
from functools import partial
from typing import Final

from documents.findings import Evidence, Finding
from documents.narrative import Paragraph
from documents.places import Span
from documents.report import Report
from review.evidence import list_body, list_headings, point_at_span, point_at_words, state_finding
from review.phrases import load_phrases

_DOUBLED = re.compile(
    r"(?P<word>[\u4e00-\u9fff]{2,6}?)(?P=word)|(?P<year>20\d\d年度?)(?P=year)"
    r"|可(?:以)?(?P<verb>[\u4e00-\u9fff]{2})可(?:以)?(?P=verb)|的(?<![目标]的)的(?!确)"
)
_COUNTED = re.compile(r"^[〇零一二三四五六七八九十百千万两几]+$|^[一逐每的有]")
_NAMED = re.compile(r"《[^》]{0,160}》|“[^”]{0,120}”")
_FUNCTION: Final = frozenset("对把将被向的和与及在为从按由以并了")
_GOVERNMENT: Final = frozenset("人民县市区镇乡省州旗级、")
_OPEN_END = re.compile(r"(?:[，、]|以及|[的和与及或在对把将被向])$")
_DATE_WANTED = re.compile(r"(?:期限|时限|时段|时间)[自从]$")
_BARE_END = re.compile(r"[\u4e00-\u9fff]$")
_LEADS_ON = re.compile(r"如下|以下|主要|包括|做法|有|目的|似的$")
_MARK = re.compile(r"[，。；：、！？,;:!?\s]")
_BLANK = re.compile(r"\s*")
_CAPTION = re.compile(
    r"(?:^|[。！？\s])附?[图表]\s?[\d一二三四五六七八九十]{0,2}\s?[:：.、 ]?[^。！？]{0,60}$"
)
_SHORTEST: Final = 20
_SENTENCES: Final = 2
"""So many full stops show that the paragraph is written in sentences."""


def check_doubled(report: Report) -> Iterator[Finding]:
    """LNG-01. Where two compounds meet the doubling is grammar (市场主体｜主体责任), so what the
    word list knows as such a join is passed over."""
    lawful, whole = load_phrases().lawful_doubles, load_phrases().whole
    places: dict[str, list[tuple[str, Evidence, re.Match[str]]]] = defaultdict(list)
    for text, point in _list_passages(report):
        named: list[tuple[int, int]] | None = None
        for match in _DOUBLED.finditer(text):
            word = match["word"] or ""
            if word and (
                word in lawful
                or _COUNTED.match(word)
                or text.startswith(f"再{word}", match.end())
                or _is_join(text, match)
                or (word == "政府" and text[match.start() - 1 : match.start()] in _GOVERNMENT)
            ):
                continue
            if named is None:
                named = [m.span() for m in _NAMED.finditer(text)]
            at = bisect_right(named, (match.start(), len(text))) - 1
            # of a name in 《》 only what no name can hold is told
            quoted = at >= 0 and named[at][1] > match.start()
            if not quoted or text[match.start() : match.end() + 2] in whole:
                places[match[0]].append((text, point(*match.span()), match))
    for doubled, found in places.items():
        text, _, match = found[0]
        yield state_finding(
            report,
            "doubled-words",
            f"“{_show(text, match)}”中词语重复"
            + (f"，共{len(found)}处。" if len(found) > 1 else "。"),
            (place for _, place, _ in found),
            expected=match["word"] or match["year"] or match["verb"] or "的",
            actual=doubled,
            advice="请删去重复的字词。",
        )


def _list_passages(report: Report) -> Iterator[tuple[str, Callable[[int, int], Evidence]]]:
    """Paragraphs and headings of the body, each with what points at a range of it. A heading that
    runs into its paragraph is part of it already."""
    said: list[Span] = []
    for paragraph in list_body(report):
        said.append(paragraph.span)
        yield paragraph.text, partial(point_at_words, report, paragraph)
    starts = {span.start for span in said}
    for span in sorted(list_headings(report)):
        if span.start not in starts:
            yield span.cut(report.text), partial(_point_inside, report, span)


def _point_inside(report: Report, span: Span, start: int, end: int) -> Evidence:
    return point_at_span(report, Span(span.start + start, span.start + end))


def check_truncated(report: Report) -> Iterator[Finding]:
    """LNG-02: cut collocations, and a paragraph that breaks off before a heading or a table. The
    last paragraph of a text is not judged: an excerpt may end there."""
    paragraphs = list_body(report)
    starts = {s.span.start for s in report.sections} | {h.span.start for h in report.headings}
    starts |= {t.span.start for t in report.tables if t.span}
    for entry in load_phrases().truncated:
        for paragraph in paragraphs:
            if entry.gate not in paragraph.text:
                continue
            for match in entry.pattern.finditer(paragraph.text):
                # at a paragraph's end the rest may stand behind a wrap that was not joined
                if match.end() == len(paragraph.text) and not _is_followed(
                    report, paragraph, starts
                ):
                    continue
                yield _describe_cut(
                    report,
                    point_at_words(report, paragraph, *match.span()),
                    f"“{_show(paragraph.text, match)}”不完整，疑似缺“{entry.whole}”",
                    entry.whole,
                )
    for paragraph in paragraphs:
        text = paragraph.text.rstrip()
        if len(text) < _SHORTEST or not _is_followed(report, paragraph, starts):
            continue
        wanted = _DATE_WANTED.search(text[-4:])
        if not wanted and "。" not in text:
            continue
        if wanted or (_OPEN_END.search(text[-2:]) and not _LEADS_ON.search(text[-12:])):
            message, noted = f"段落到“{text[-12:]}”中断，后面就是下一标题", False
        elif _CAPTION.search(text[-80:]):
            continue
        elif _BARE_END.search(text[-1:]) and text.count("。") >= _SENTENCES:
            message, noted = f"段末“{text[-12:]}”没有句号，语句可能不完整，或为转换时丢失", True
        else:
            continue
        place = point_at_words(report, paragraph, max(0, len(text) - 12), len(text))
        yield _describe_cut(report, place, message, "完整的句子", noted=noted)


def check_typos(report: Report) -> Iterator[Finding]:
    """LNG-03 and LNG-04, from the list of words that are never right. One finding a word."""
    paragraphs = list_body(report)
    headings = list_headings(report)
    everything = "\n".join(
        [*(p.text for p in paragraphs), *(span.cut(report.text) for span in headings)]
    )
    for typo in load_phrases().typos:
        if typo.wrong not in everything:
            continue
        places: list[Evidence] = []
        words: list[str] = []
        for paragraph in paragraphs:
            for match in typo.pattern.finditer(paragraph.text):
                places.append(point_at_words(report, paragraph, *match.span()))
                words.append(match[0])
        for span in headings:
            found = typo.pattern.search(span.cut(report.text))
            if found and not any(e.span and span.covers(e.span) for e in places):
                places.append(point_at_span(report, span))
                words.append(found[0])
        if places:
            yield state_finding(
                report,
                "typo",
                f"“{words[0]}”疑为“{typo.right}”之误"
                + (f"，共{len(places)}处。" if len(places) > 1 else "。"),
                places,
                severity=typo.severity,
                expected=typo.right,
                actual=words[0],
                advice="请核对改正。",
            )


def check_outdated(report: Report) -> Iterator[Finding]:
    """LNG-05, QLT-07: phrases that the report's year had left behind."""
    year = report.year
    if year is None:
        return
    phrases = load_phrases()
    paragraphs = list_body(report)
    for entry in phrases.outdated:
        if year < entry.since:
            continue
        for paragraph in paragraphs:
            if entry.phrase not in paragraph.text:
                continue
            match = entry.pattern.search(paragraph.text)
            if match is None or (
                entry.unless and entry.unless.search(_cut_sentence(paragraph, match))
            ):
                continue
            yield state_finding(
                report,
                "outdated-phrase",
                f"“{match[0]}”的提法在{year}年报告中已过时。",
                [point_at_words(report, paragraph, *match.span())],
                severity=entry.severity,
                expected=entry.instead,
                actual=match[0],
                advice="请核对是否沿用了往年的文字。",
            )
            break
    for congress in phrases.congresses:
        if year < congress.since or any(congress.later.search(p.text) for p in paragraphs):
            continue
        for paragraph in paragraphs:
            match = congress.pattern.search(paragraph.text)
            if match is not None and "以来" not in paragraph.text[match.end() : match.end() + 4]:
                yield state_finding(
                    report,
                    "outdated-phrase",
                    f"{year}年报告仍以{congress.named}为最新的会议精神。",
                    [point_at_words(report, paragraph, *match.span())],
                    expected=congress.instead,
                    actual=congress.named,
                    advice="请核对是否沿用了往年的文字。",
                )
                break


def _is_join(text: str, match: re.Match[str]) -> bool:
    """True where the word may end one compound and begin the next: 主动公开｜公开属性.

    The pattern meets the first of several ways to part the letters: 政务服务服务事项 is
    政｜务服｜务服 to it, so the others are tried too."""
    start, end = match.span()
    phrases = load_phrases()
    length = len(match["word"])
    if not phrases.whole.isdisjoint((text[max(0, start - 2) : end + 2], text[start : end + 2])):
        return False
    if match["word"] in phrases.opening and text[max(0, start - 2) : start] not in phrases.modes:
        return False
    while True:
        before = text[start - 1 : start]
        follows = text[end : end + 2] in phrases.joins
        if (
            (follows or text[end - length : end + 1] in phrases.longer)
            and "\u4e00" <= before <= "\u9fff"
            and before not in _FUNCTION
        ):
            return True
        if text[end : end + 1] != text[start : start + 1]:
            return False
        start, end = start + 1, end + 1


def _is_followed(report: Report, paragraph: Paragraph, starts: Set[int]) -> bool:
    """True where a heading or a table comes next."""
    blank = _BLANK.match(report.text, paragraph.span.end)
    return blank is not None and blank.end() in starts


def _describe_cut(
    report: Report, place: Evidence, message: str, whole: str, *, noted: bool = False
) -> Finding:
    return state_finding(
        report,
        "truncated-sentence",
        message + "。",
        [place],
        severity="notice" if noted else None,
        expected=whole,
        actual=place.quote,
        advice="请补全语句。",
    )


def _cut_sentence(paragraph: Paragraph, match: re.Match[str]) -> str:
    start = paragraph.text.rfind("。", 0, match.start()) + 1
    end = paragraph.text.find("。", match.end())
    return paragraph.text[start : end if end >= 0 else len(paragraph.text)]


def _show(text: str, match: re.Match[str]) -> str:
    """The match with up to six characters of its clause on either side."""
    before = _MARK.split(text[max(0, match.start() - 6) : match.start()])[-1]
    after = _MARK.split(text[match.end() : match.end() + 6])[0]
    return before + match[0] + after
