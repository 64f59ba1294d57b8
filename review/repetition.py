"""The same sentence twice within a report: DUP-05."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate
from typing import Final

from documents.findings import Evidence, Finding
from documents.narrative import Paragraph
from documents.report import Report
from review.evidence import list_body, point_at_words, shorten, state_finding
from review.phrases import load_phrases

_CLAUSE = re.compile(r"[^，。；：、！？,;:!?\s“”\"（）()]+")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_SENTENCE_MARK = re.compile(r"[。；！？;]")
_TITLES = re.compile(r"《[^》]{0,160}》")
_STATED_TWICE = re.compile(r"复议|诉讼|申请")
"""What sections three and four must state is often said in section one too."""

_LONG: Final = 20
_LONGEST: Final = 400
"""Characters without punctuation from which an equal run is more than a set phrase."""

_MOST: Final = 8
_GROUPS: Final = ((0, 1), (2,), (3,), (4,), (5,), (6,))


_Clause = tuple[Paragraph, re.Match[str]]


def check_repeated(report: Report) -> Iterator[Finding]:
    """Runs of at least 20 characters that begin with a clause, fill one at least and stand twice
    in a section; names of documents, the body's own name and set formulas do not count."""
    said = 0
    for group in _GROUPS:
        clauses = [
            (paragraph, match)
            for paragraph in list_body(report, *group)
            # without a full stop it is a title, an entry of an index or a name
            if _SENTENCE_MARK.search(paragraph.text)
            for match in _CLAUSE.finditer(paragraph.text)
        ]
        for finding in _find_repeated(report, clauses):
            said += 1
            if said > _MOST:
                return
            yield finding


def _find_repeated(report: Report, clauses: list[_Clause]) -> Iterator[Finding]:
    texts = [match[0] for _, match in clauses]
    whole = "".join(texts)
    seen: dict[str, int] = {}
    skip = 0
    for here, place in enumerate(accumulate(map(len, texts), initial=0)):
        key = whole[place : place + _LONG]
        if len(key) < _LONG:
            return
        there = seen.setdefault(key, here)
        if there == here or here < skip:
            continue
        run = _count_equal(texts, there, here)
        # what only begins two clauses is a name: the same body does two things
        if len(run) >= len(texts[here]) and _is_own_sentence(report, run):
            skip = _find_end(texts, here, len(run)) + 1
            places = [
                _point(report, clauses, there, len(run)),
                _point(report, clauses, here, len(run)),
            ]
            yield state_finding(
                report,
                "repeated-sentence",
                f"“{shorten(run)}”在同一部分重复出现。",
                places,
                expected="1处",
                actual="2处",
                advice="请删去重复的语句。",
            )


def _count_equal(texts: list[str], there: int, here: int) -> str:
    """The longest common run of the two places, which do not overlap, without punctuation; what
    is longer than a message could show is cut, so that cost stays linear."""
    run: list[str] = []
    start = here
    length = 0
    while here < len(texts) and there < start and length < _LONGEST:
        one, two = texts[there], texts[here]
        if one != two:
            same = 0
            for a, b in zip(one, two, strict=False):
                if a != b:
                    break
                same += 1
            run.append(one[:same])
            break
        run.append(one)
        length += len(one)
        there, here = there + 1, here + 1
    return "".join(run)


def _is_own_sentence(report: Report, run: str) -> bool:
    if _STATED_TWICE.search(run):
        return False
    own = load_phrases().fixed.sub("", _TITLES.sub("", run))
    own = "".join(_HAN.findall(own))
    if report.unit is not None:
        own = own.replace(report.unit.name, "")
    return len(own) >= _LONG - 4


def _find_end(texts: list[str], index: int, length: int) -> int:
    while length > len(texts[index]) and index + 1 < len(texts):
        length -= len(texts[index])
        index += 1
    return index


def _point(report: Report, clauses: list[_Clause], index: int, length: int) -> Evidence:
    paragraph, first = clauses[index]
    end = first.start()
    while length > 0 and index < len(clauses) and clauses[index][0] is paragraph:
        clause = clauses[index][1]
        end = min(clause.end(), clause.start() + length)
        length -= len(clause[0])
        index += 1
    return point_at_words(report, paragraph, first.start(), end)
