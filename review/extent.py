"""How much of a report reached us: what an excerpt may have lost is not its author's fault."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from documents.narrative import Paragraph, Section
from documents.patterns import compile_late
from documents.places import Span
from documents.report import Report
from review.evidence import list_body, list_headings

_SENTENCE_END: Final = tuple("。！？；.!?;）)")
_QUOTES: Final = "”」』"
_ITEM_MARK = compile_late(r"(?:^|\s|[。；])[（(]?[\d一二三四五六七八九十]{1,2}[.．、)）]$")
_LAST: Final = 6
_SAID_BESIDE = compile_late(r"(?:情况|问题|措施|事项)(?:\s{1,9}|[:：。]\s{0,9})(\S.*)", re.DOTALL)
_REST_BLANK = compile_late(r"[\s|]*\Z")
_BASIS = compile_late(
    r"根据《|依据《|按照《|编制|统计期限|下载|联系地址|联系电话|邮编|如有疑问|任何疑问"
)
_PREAMBLE_LENGTH: Final = 400
_SURELY: Final = 0.8
_GENERAL: Final = frozenset({"引言", "其他"})
_WRITTEN = compile_late(r"[\u4e00-\u9fff0-9A-Za-z]")
_CLOSING_LINE = compile_late(
    r"^[^\S\n]*(?:[\u4e00-\u9fff]{2,30}(?:[ 　]{1,4}[\u4e00-\u9fff]{2,8}){0,3}[:：]?"
    r"|[\d〇零一二三四五六七八九]{2,4}\s?年"
    r"[\d\s一二三四五六七八九十]{1,5}月[\d\s一二三四五六七八九十]{1,6}日)[^\S\n]*$",
    re.MULTILINE,
)


def map_sections(report: Report) -> Mapping[int, Section]:
    """The six sections of the body by number, each where it first stands."""
    found: dict[int, Section] = {}
    for section in sorted(report.sections, key=lambda s: s.span.start):
        if section.location == "body" and section.number:
            found.setdefault(section.number, section)
    return found


def find_body_end(report: Report) -> int:
    """Where the appendix begins, or the text ends."""
    starts = [s.span.start for s in report.sections if s.location == "appendix"]
    return min(starts, default=len(report.text))


def begins_whole(report: Report) -> bool:
    """True where the text begins as a report does, with a title or a preamble: what should stand
    in front of its first section would be there."""
    return report.title is not None or any(is_preamble(p) for p in list_body(report, 0))


def is_preamble(paragraph: Paragraph) -> bool:
    # a whole section on one line may begin with the preamble, and then go on
    if len(paragraph.text) >= _PREAMBLE_LENGTH:
        return False
    sure = {t.tag for t in paragraph.tags if t.score >= _SURELY}
    if "引言" in sure:
        return True
    # 按照《条例》编制目录 is work, and the tagger says so
    return sure <= _GENERAL and len(_BASIS.findall(paragraph.text)) >= 2


def breaks_off(report: Report) -> bool:
    """True where the body ends in the midst of a sentence, at a heading or in a table."""
    if report.signature.date:
        return False
    ends = [(p.span.end, p.text) for p in list_body(report)]
    ends += [(heading.end, heading.cut(report.text)) for heading in list_headings(report)]
    ends += [(t.span.end, "") for t in report.tables if t.location == "body" and t.span]
    last = max(ends, default=(0, ""))[1].rstrip()
    # a quotation ends a sentence where its own does; a bare 2. begins an item
    ended = last.rstrip(_QUOTES).endswith(_SENTENCE_END)
    return not ended or _ITEM_MARK.search(last[-6:]) is not None


def is_section_whole(report: Report, number: int) -> bool:
    """True where something follows the section: another one, or the date of the signature. An
    excerpt may end at any full stop, so only the form's last section is taken for whole there."""
    section = map_sections(report).get(number)
    if section is None:
        return False
    if any(s.span.start > section.span.start for s in report.sections if s.number != number):
        return True
    if report.signature.date:
        return True
    return number == _LAST and not breaks_off(report)


def read_prose(report: Report, number: int) -> str:
    """A section's paragraphs, or what it says on its heading's own line (六、…事项 无。)."""
    text = "\n".join(p.text for p in list_body(report, number))
    section = map_sections(report).get(number)
    if text.strip() or section is None:
        return text
    said = _SAID_BESIDE.search(section.heading)
    return said[1] if said else ""


def is_from_picture(report: Report) -> bool:
    """True where a page was recognised: what is not in its text may be in its picture."""
    return any(page.reader == "ocr" for page in report.pages)


def is_last(report: Report, place: int) -> bool:
    """True where nothing is written behind the place: an excerpt may end there."""
    return _REST_BLANK.match(report.text, place) is not None


def find_content(report: Report, section: Section) -> str:
    """What is written under a section's heading, the report's signature left out."""
    start = section.heading_span.end if section.heading_span else section.span.start
    start = min(start, section.span.end)
    text = report.text[start : section.span.end]
    signed = report.signature.span
    if signed and signed.overlaps(Span(start, section.span.end)):
        cut = max(0, signed.start - start)
        text = text[:cut] + text[max(0, signed.end - start) :]
    return text if _WRITTEN.search(text) else ""


def is_only_closing(text: str) -> bool:
    """True where the text is a unit's name and a date on lines of their own, the page's buttons
    (打印本页 关闭窗口), or nothing."""
    return not _WRITTEN.search(_CLOSING_LINE.sub("", text))
