"""Do the figures of the narrative agree with each other? NAR-01 to NAR-05.

Only figures that the words tie together are held against each other: parts named after 其中, a rate
beside the two figures it is made of, growth beside what grew (guard 4 of standard.md chapter 12).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from documents.findings import Finding
from documents.report import Report
from review.evidence import list_body, point_at_words, state_finding
from review.parts import check_bracket, check_disposal, check_parts, check_total
from review.quotes import Quote
from review.rates import check_base, check_growth, check_rates
from review.scopes import Scope
from review.sentences import Figure, Passage, read_heads, read_passages

_WORTH_READING: Final = re.compile(
    r"其中|分别|包括|包含|分为|%|办结|合计|共计|总计|涉及|较[上去2]|比[上去2]"
    r"|（[^）)]{2,60}\d|\([^）)]{2,60}\d|公开[^，,；;]{0,16}\d|发布[^，,；;]{0,16}\d"
)
_OWN_TIME: Final = re.compile(
    r"(?:20\d\d ?年度?|今年以来|今年|本年度?|全年|年度内|年内|共计|总共|累计|共|合计|依法|及时|"
    r"[我本](?:局|委|办|厅|镇|乡"
    r"|街道|机关|单位|县|市|区|省)|全(?:局|镇|乡|县|市|区|省|街道)|[，,\s:：、]|"
    r"[一二三四五六七八九十]、|\d[.．、])"
)
_DISCLOSED: Final = re.compile(
    r"^(?:(?:通过|在|利用|依托)[\u4e00-\u9fffA-Za-z“”]{2,20})?(?:主动|新增|对外)?(?:公开|"
    r"发布)(?:了)?(?:各类)?"
    r"(?:政府|政务)?(?:信息|文件)(?:数量|总数)?(?:为|达)?$"
)
# 「2023年，我局主动公开政府信息66条」 is the year's total under whatever heading it stands
_WHOLE_YEAR: Final = re.compile(r"[（(\d一二三四五六七八九十）).、\s]*(?:20\d\d ?年度?|全年)[，,]?")
_OWN_BODY: Final = re.compile(r"[我本](?:局|委|办|厅|镇|乡|街道|机关|单位|县|市|区|省)")
_ACCOUNT: Final = re.compile(
    r"^(?:政务)?(?:微信)?(?:公众号|微博|抖音号|视频号|头条号)“[^”]{2,20}”(?:推送|发布|发送|更新)(?:了)?"
    r"(?:各类)?(?:政府|政务)?(?:信息|文章|消息|图文)?$"
)
_GENERAL: Final = re.compile(
    r"^[（(\d一二三四五六七八九十）).、\s]*(?:总体情况|主动公开(?:政府信息)?(?:情况|方面|工作)?|"
    r"(?:政府)?信息公开(?:工作)?"
    r"(?:总体|基本)?情况|概述|基本情况|工作情况|公开情况)?[。:：]?$"
)


def check_arithmetic(report: Report) -> Iterator[Finding]:
    """parts-exceed-whole, rate-mismatch, growth-mismatch, same-fact-two-figures."""
    facts: dict[tuple[str, str], tuple[Figure, Quote]] = {}
    told: set[tuple[str, str]] = set()
    disclosed: dict[tuple[int | float, str], Figure] = {}
    scope = Scope.of(report)
    for paragraph in list_body(report):
        if not _WORTH_READING.search(paragraph.text):
            continue
        before: Passage | None = None
        sentence: list[Quote] = []
        for passage in read_passages(paragraph.text):
            quote = Quote(report, paragraph, passage, read_heads(passage))
            if not passage.aside:
                yield from check_base(sentence)
                sentence = []
            sentence.append(quote)
            if passage.figures:
                if passage.aside:
                    yield from check_bracket(sentence[0], quote)
                else:
                    yield from check_total(quote)
                yield from check_parts(quote, before)
                yield from check_disposal(quote)
                named = _name_disclosure(quote, scope)
                if named:
                    disclosed.setdefault((named[1].value, named[1].unit), named[1])
                total = next(iter(disclosed.values())) if len(disclosed) == 1 else None
                yield from check_rates(quote, before, total)
                yield from check_growth(quote)
                if named and named[0] not in told:
                    key, figure = named
                    first, where = facts.setdefault(key, (figure, quote))
                    if first.value != figure.value:
                        told.add(key)
                        yield _describe_two(where, first, quote, figure)
            if not passage.aside:
                before = passage
        yield from check_base(sentence)


def _name_disclosure(quote: Quote, scope: Scope) -> tuple[tuple[str, str], Figure] | None:
    """What an unqualified sentence of disclosure counts, as words that name the same fact again.

    Null where anything before it in the paragraph or its heading may narrow it down, unless it
    says itself whose figure of the whole year it is, or of which account."""
    passage, paragraph = quote.passage, quote.paragraph
    figure = passage.figures[0]
    if passage.aside or figure.approximate or not figure.unit or figure.unit == "%":
        return None
    said = passage.text[: figure.start]
    unnamed = said.replace(scope.name, "") if scope.name else said
    words = _OWN_TIME.sub("", unnamed).strip()
    account = _ACCOUNT.match(words)
    if not (account or _DISCLOSED.match(words)) or not scope.covers(said):
        return None
    if not account:
        opening = paragraph.text[: passage.start]
        general = _GENERAL.match(paragraph.heading or "") and _GENERAL.match(opening)
        own = unnamed != said or _OWN_BODY.search(said)
        if not general and not (own and _WHOLE_YEAR.match(said)):
            return None
    return (words, figure.unit), figure


def _describe_two(first: Quote, one: Figure, second: Quote, two: Figure) -> Finding:
    paragraph, (start, end) = first.paragraph, first.passage.sentence
    found = second.state(
        "same-fact-two-figures",
        f"同一事项前文为{one}，此处为{two}。",
        str(one),
        str(two),
    )
    return state_finding(
        first.report,
        found.rule,
        found.message,
        [point_at_words(first.report, paragraph, start, end), *found.evidence],
        expected=found.expected,
        actual=found.actual,
        advice=found.advice,
    )
