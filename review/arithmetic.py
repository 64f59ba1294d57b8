"""Do the figures of the narrative agree with each other? NAR-01 to NAR-05.

Only figures that the words tie together are held against each other: parts named after 其中, a rate
beside the two figures it is made of, growth beside what grew (guard 4 of standard.md chapter 12).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Final

from documents.findings import Finding, Severity
from documents.narrative import Paragraph
from documents.report import Report
from review.evidence import list_body, point_at_words, shorten, state_finding
from review.labels import write_number
from review.scopes import Scope
from review.sentences import Figure, Passage, read_passages

_TIES: Final = re.compile(r"其中|包括|包含|分别(?:为|是)|分为")
_WORTH_READING: Final = re.compile(
    r"其中|分别|包括|包含|分为|合计|%|办结|(?:公开|发布)[^，,；;]{0,16}\d"
)
_SEPARATOR: Final = re.compile(r"[，,、]")
_OTHER_FACT: Final = re.compile(
    r"^(?:已|均|全年|本年|还|并|同时|另外?|此外|且|也|共|累计|完成|对|为|向|通过|在)*(?:开展|组织|"
    r"举办|召开|培训(?![会班类信])|回复|回应"
    r"|答复|办理|受理|接待|收到|制作|报送|阅读|浏览|点击|访问|开设|新增|关注|粉丝|转载|采用|整改|"
    r"办结|满意|另|还|并|同时"
    r"|此外|合计|共计|总计|累计|总数|日均|平均|每|均|各)|较|比上|比去|同比|环比|占|平均|日均|累计|"
    r"每[年月周日]|开展|组织|举办|召开|接待|受理|收到|办结|转办|上报|移交"
)
_CHANNELS: Final = re.compile(
    r"网站|网上|微信|微博|公众号|新媒体|抖音|平台|公开栏|公示栏|报|电视|广播|APP|渠道"
)
_LAST_PART: Final = re.compile(r"^(?:其余|剩余|余下)|^(?:其他|其它)")
_OPEN_LIST: Final = re.compile(r"等|主要|如|例如|部分|重点")
_TAKEN: Final = re.compile(r"受理|收到|接待|接收|接到|登记|交办|承办")
_DONE: Final = re.compile(r"办结|办理|答复|回复|办复|完成")
_MOVED: Final = re.compile(r"转办|转交|移交|上报|交办|退回|在办|正在办理|待办|未办结")
_RATE: Final = re.compile(
    r"(?P<what>办结|答复|回复|办复|完成|办理)(?:回复|答复)?率(?:均|都)?(?:为|达到|达|是|实现|"
    r"保持)?(?:了|在)?[:：]?\s?$"
)
_NOT_DUE: Final = re.compile(
    r"结转|在办|正在|未到|期限内|期内|按期|按时|及时|顺延|上年|去年|限时|到期|应办"
)
_SHARE: Final = re.compile(
    r"占(?:总数|总量|全部|总|比|到|了|公开总数|信息总数|发布总数|申请总数)*(?:的)?\s?$"
)
_ROSE: Final = re.compile(r"增加|增长|上升|提高|增多|增幅|多")
_FELL: Final = re.compile(r"减少|下降|降低|降幅|少")
_CHANGE: Final = re.compile(r"较|比|环比|增加|增长|增幅|减少|下降|上升|降低|占|率")
_COMPARED: Final = re.compile(r"较|比|同比|与")
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
_GENERAL: Final = re.compile(
    r"^[（(\d一二三四五六七八九十）).、\s]*(?:总体情况|主动公开(?:政府信息)?(?:情况|方面|工作)?|"
    r"(?:政府)?信息公开(?:工作)?"
    r"(?:总体|基本)?情况|概述|基本情况|工作情况|公开情况)?[。:：]?$"
)


@dataclass(frozen=True, slots=True)
class _Place:
    report: Report
    paragraph: Paragraph
    passage: Passage

    @property
    def sentence(self) -> str:
        start, end = self.passage.sentence
        return self.paragraph.text[start:end]

    def state(
        self, rule: str, message: str, expected: str, actual: str, severity: Severity | None = None
    ) -> Finding:
        start, end = self.passage.sentence
        return state_finding(
            self.report,
            rule,
            f"“{shorten(self.sentence)}”：{message}",
            [point_at_words(self.report, self.paragraph, start, end)],
            severity=severity,
            expected=expected,
            actual=actual,
            advice="请核对原始数据，改正有误的数字；如口径不同，请在文中写明。",
        )


def check_arithmetic(report: Report) -> Iterator[Finding]:
    """parts-exceed-whole, rate-mismatch, growth-mismatch, same-fact-two-figures."""
    facts: dict[tuple[str, str], tuple[Figure, _Place]] = {}
    told: set[tuple[str, str]] = set()
    scope = Scope.of(report)
    for paragraph in list_body(report):
        if not _WORTH_READING.search(paragraph.text):
            continue
        before: Passage | None = None
        for passage in read_passages(paragraph.text):
            place = _Place(report, paragraph, passage)
            if passage.figures:
                yield from _check_parts(place, before)
                yield from _check_disposal(place)
                yield from _check_rates(place)
                yield from _check_growth(place)
                named = _name_disclosure(place, scope)
                if named and named[0] not in told:
                    key, figure = named
                    first, where = facts.setdefault(key, (figure, place))
                    if first.value != figure.value:
                        told.add(key)
                        yield _describe_two(where, first, place, figure)
            if not passage.aside:
                before = passage


def _check_parts(place: _Place, before: Passage | None) -> Iterator[Finding]:
    """NAR-01: the parts after 其中 against the figure before it."""
    passage = place.passage
    ties = list(_TIES.finditer(passage.text))
    for n, tie in enumerate(ties):
        if n and tie.start() - ties[n - 1].end() < 1:
            continue
        stop = ties[n + 1].start() if n + 1 < len(ties) else len(passage.text)
        found = _find_whole(passage, tie.start(), before if n == 0 else None)
        if found is None:
            continue
        whole, most = found
        parts, closed = _list_parts(passage, tie.end(), stop, nested=n > 0)
        if not parts or parts[0].unit != whole.unit:
            continue
        if whole.approximate or any(p.approximate for p in parts):
            continue
        values = [p.value for p in parts]
        total = sum(values)
        listed = "＋".join(write_number(v) for v in values)
        message = f"分项{listed}＝{write_number(total)}，总数为{write_number(whole.value)}"
        if total > whole.value:
            if total > most and not _is_nested(values, whole.value):
                words = passage.text[tie.start() : parts[-1].end]
                severity: Severity = "warning" if _CHANNELS.search(words) else "error"
                yield place.state(
                    "parts-exceed-whole",
                    f"{message}，分项之和超过总数。",
                    f"不超过{write_number(whole.value)}{whole.unit}",
                    f"{write_number(total)}{whole.unit}",
                    severity,
                )
        elif total < whole.value and closed and len(parts) > 1:
            yield place.state(
                "parts-exceed-whole",
                f"{message}，所列各项似已列全而不足总数。",
                f"{write_number(whole.value)}{whole.unit}",
                f"{write_number(total)}{whole.unit}",
                "warning",
            )


def _find_whole(
    passage: Passage, end: int, before: Passage | None
) -> tuple[Figure, int | float] | None:
    """The figure that 其中 at ``end`` speaks of and what its parts may come to at most, null where
    that is not plain. Growth (较上年增加 20 条) and shares between the two are passed over."""
    earlier = [(f, h) for f, h in _read_heads(passage) if f.end <= end and f.unit]
    if earlier:
        gap = passage.text[earlier[-1][0].end : end]
        wholes = [f for f, h in earlier if f.unit != "%" and not _CHANGE.search(h)]
        if not wholes or len(gap) > 12 or re.search(r"[；;]", gap):
            return None
        whole = wholes[-1]
        same = [f for f in wholes if f.unit == whole.unit]
        listed = any(
            passage.text[a.end : b.start].startswith(("、", "和", "及")) for a, b in pairwise(same)
        )
        return whole, (sum if listed else max)(f.value for f in same)
    if passage.aside or passage.text[:end].strip() or before is None:
        return None
    counted = [f for f in before.figures if f.unit]
    plain = len(counted) == 1 and len(before.figures) == 1
    if not plain or before.text[counted[0].end :].strip(" ，,"):
        return None
    return counted[0], counted[0].value


def _list_parts(
    passage: Passage, start: int, stop: int, *, nested: bool
) -> tuple[list[Figure], bool]:
    """The figures of the list that begins at ``start``, and whether the list looks complete.

    The list ends where another unit, another act or a clause without a figure begins."""
    parts: list[Figure] = []
    spread = bool(re.match(r"分别(?:为|是)", passage.text[max(0, start - 3) : start]))
    named_rest = False
    for figure in passage.figures:
        if figure.start < start:
            continue
        label = passage.text[start : figure.start]
        if figure.start >= stop or (nested and re.search(r"[，,]", label) and parts):
            return parts, False
        label = label.strip(" ，,、:：")
        broken = re.search(r"[；;]", label) or len(_SEPARATOR.findall(label)) > 2
        if broken or _OTHER_FACT.search(label) or label.endswith("各") or not figure.unit:
            return parts, False
        if parts and figure.unit != parts[0].unit:
            return parts, False
        if parts and re.search(r"[，,]", label):
            return parts, False
        named_rest = bool(_LAST_PART.search(label))
        if _OPEN_LIST.search(label) and not named_rest:
            spread = False
        parts.append(figure)
        start = figure.end
    tail = passage.text[start:stop].strip(" ，,、")
    complete = (spread or named_rest) and not tail and stop == len(passage.text)
    return parts, complete


def _is_nested(values: Sequence[int | float], whole: int | float) -> bool:
    """True where a reading exists in which the values do not exceed the whole: some are parts of
    the one before them, or the first ones already make up the whole."""
    if whole in list(accumulate(values))[:-1]:
        return True
    for i, value in enumerate(values):
        run: int | float = 0
        for j in range(i + 1, len(values)):
            run += values[j]
            if j > i + 1 and run == value and sum(values) - run <= whole:
                return True
    return False


def _check_disposal(place: _Place) -> Iterator[Finding]:
    """NAR-01 without 其中: received N, settled a, passed on b, in one breath and one unit."""
    passage = place.passage
    if _NOT_DUE.search(place.sentence):
        return
    heads = _read_heads(passage)
    for taken, done, moved in zip(heads, heads[1:], heads[2:], strict=False):
        figures = [figure for figure, _ in (taken, done, moved)]
        if len({f.unit for f in figures}) > 1 or not figures[0].unit:
            continue
        if any(f.approximate for f in figures) or _MOVED.search(done[1]):
            continue
        if not (_TAKEN.search(taken[1]) and _DONE.search(done[1]) and _MOVED.search(moved[1])):
            continue
        if _TAKEN.search(done[1]):
            continue
        whole, total = figures[0].value, figures[1].value + figures[2].value
        if total > whole:
            unit = figures[0].unit
            yield place.state(
                "parts-exceed-whole",
                f"办结{write_number(figures[1].value)}与转办{write_number(figures[2].value)}"
                f"之和{write_number(total)}超过受理{write_number(whole)}。",
                f"不超过{write_number(whole)}{unit}",
                f"{write_number(total)}{unit}",
            )


def _check_rates(place: _Place) -> Iterator[Finding]:
    """NAR-02 and NAR-04: a rate against the two figures it is made of."""
    passage = place.passage
    heads = _read_heads(passage)
    for n, (rate, head) in enumerate(heads):
        if rate.unit != "%" or rate.approximate or re.search(r"约|近|超|以上", head):
            continue
        earlier = heads[:n]
        if _RATE.search(head) and not _NOT_DUE.search(place.sentence):
            pair = _find_settled(passage, earlier, rate)
        elif _SHARE.search(head):
            pair = _find_share(passage, earlier)
        else:
            continue
        if pair is None:
            continue
        part, whole = pair
        actual = 100 * part.value / whole.value
        if abs(actual - rate.value) <= _rounding(rate) or part.approximate or whole.approximate:
            continue
        yield place.state(
            "rate-mismatch",
            f"{write_number(part.value)}÷{write_number(whole.value)}＝{actual:.2f}%，"
            f"文中为{write_number(rate.value)}%。",
            f"{actual:.2f}%",
            f"{write_number(rate.value)}%",
        )


def _find_settled(
    passage: Passage, heads: Sequence[tuple[Figure, str]], rate: Figure
) -> tuple[Figure, Figure] | None:
    """The settled and the received of a rate of settling: the sentence's first two figures."""
    counts = [(f, h) for f, h in heads if f.unit != "%"]
    if len(counts) < 2:
        return None
    (whole, taken), (part, done) = counts[:2]
    if not _TAKEN.search(taken) or not _DONE.search(done) or _TAKEN.search(done):
        return None
    if part.unit != whole.unit and rate.value != 100:
        return None
    ties = passage.text.find("其中", part.end)
    rest = [f.value for f, h in counts[2:] if (ties < 0 or f.end < ties) and f.unit == part.unit]
    if ties < 0 and len(counts) > 2 and part.value + sum(rest) >= whole.value:
        return None
    if part.value + sum(rest) >= whole.value > part.value or not whole.value:
        return None
    return part, whole


def _find_share(
    passage: Passage, heads: Sequence[tuple[Figure, str]]
) -> tuple[Figure, Figure] | None:
    """The part just before 占 and the only whole (共 N) before it, in the same unit."""
    if len(heads) < 2 or not heads[-1][0].unit:
        return None
    part = heads[-1][0]
    wholes = [f for f, h in heads[:-1] if f.unit == part.unit and re.search(r"共|总|累计|合计", h)]
    if len(wholes) != 1 or part.value > wholes[0].value or not wholes[0].value:
        return None
    return part, wholes[0]


def _check_growth(place: _Place) -> Iterator[Finding]:
    """NAR-05: N, n more than the year before, p % more: p = n / (N - n)."""
    heads = _read_heads(place.passage)
    for n in range(2, len(heads)):
        (rate, rate_head), (change, change_head) = heads[n], heads[n - 1]
        if rate.unit != "%" or change.unit == "%" or not change.unit or change.approximate:
            continue
        rose, fell = _ROSE.search(rate_head), _FELL.search(rate_head)
        if bool(rose) == bool(fell) or rate.approximate or "占" in rate_head:
            continue
        if not (_ROSE if rose else _FELL).search(change_head):
            continue
        if not (_COMPARED.search(change_head) or _COMPARED.search(rate_head)):
            continue
        wholes = [f for f, _ in heads[: n - 1] if f.unit == change.unit]
        if not wholes or any(f.approximate for f in wholes):
            continue
        sign = -1 if rose else 1
        bases = [f.value + sign * change.value for f in wholes]
        rates = [100 * change.value / base for base in bases if base > 0]
        if not rates or any(abs(r - rate.value) <= _rounding(rate) for r in rates):
            continue
        # a base that the text itself gives (较上年的 40 件) may have been meant instead
        if any(f.value and _near(100 * change.value / f.value, rate) for f in wholes[1:]):
            continue
        yield place.state(
            "growth-mismatch",
            f"按{write_number(wholes[-1].value)}{change.unit}、变动{write_number(change.value)}"
            f"{change.unit}推算为{rates[-1]:.2f}%，文中为{write_number(rate.value)}%。",
            f"{rates[-1]:.2f}%",
            f"{write_number(rate.value)}%",
        )


def _read_heads(passage: Passage) -> list[tuple[Figure, str]]:
    """Each figure with the words of its own clause before it."""
    heads = []
    start = 0
    for figure in passage.figures:
        words = passage.text[start : figure.start]
        heads.append((figure, re.split(r"[，,；;]", words)[-1]))
        start = figure.end
    return heads


def _rounding(rate: Figure) -> float:
    """What any convention of rounding can explain: one of the last digit, at least 0.1 (NAR-02)."""
    return max(0.1, rate.step) + 1e-9


def _near(value: float, rate: Figure) -> bool:
    return abs(value - rate.value) <= _rounding(rate)


def _name_disclosure(place: _Place, scope: Scope) -> tuple[tuple[str, str], Figure] | None:
    """What an unqualified sentence of disclosure counts, as words that name the same fact again.

    Null where anything before it in the paragraph or its heading may narrow it down."""
    passage, paragraph = place.passage, place.paragraph
    figure = passage.figures[0]
    if passage.aside or figure.approximate or not figure.unit or figure.unit == "%":
        return None
    said = passage.text[: figure.start]
    words = said.replace(scope.name, "") if scope.name else said
    words = _OWN_TIME.sub("", words).strip()
    if not _DISCLOSED.match(words) or not scope.covers(said):
        return None
    opening = paragraph.text[: passage.start]
    if not _GENERAL.match(paragraph.heading or "") or not _GENERAL.match(opening):
        return None
    return (words, figure.unit), figure


def _describe_two(first: _Place, one: Figure, second: _Place, two: Figure) -> Finding:
    paragraph, (start, end) = first.paragraph, first.passage.sentence
    found = second.state(
        "same-fact-two-figures",
        f"同一事项前文为{write_number(one.value)}{one.unit}，此处为"
        f"{write_number(two.value)}{two.unit}。",
        f"{write_number(one.value)}{one.unit}",
        f"{write_number(two.value)}{two.unit}",
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
