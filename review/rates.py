"""Rates and growth against the figures they are made of: NAR-02, NAR-04, NAR-05."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from documents.findings import Finding
from review.labels import write_number
from review.parts import DONE, NOT_DUE, TAKEN
from review.quotes import Quote
from review.sentences import Figure, Passage, read_heads

_RATE: Final = re.compile(
    r"(?P<what>办结|答复|回复|办复|完成|办理|整改|采纳|采用)(?:回复|答复)?率(?:均|都)?(?:为|达到|达|是|实现|"
    r"保持)?(?:了|在)?[:：]?\s?$"
)
_SHARE: Final = re.compile(
    r"占(?P<of>(?:总数|总量|总体|全部|总|比例|比重|比|到|了|公开总数|信息总数|发布总数|申请总数)*)(?:的)?"
    r"(?:比例|比重|比率)?(?:为|是|达到|达)?[:：]?\s?$"
)
_ALL_SETTLED: Final = re.compile(r"办结率(?:均|都)?(?:为|达到|达|是|实现)?(?:了)?[:：]?\s?$")
_LEFT: Final = re.compile(r"(?:结转|转结|顺延)(?:至|到|入)?(?:下一?年|次年|明年)")
_DUE: Final = re.compile(r"按期|按时|及时|期限|法定|到期|应办|未到|在办")
_ROSE: Final = re.compile(r"增加|增长|上升|提高|增多|增幅|多")
_FELL: Final = re.compile(r"减少|下降|降低|降幅|少")
_LAST_YEARS: Final = re.compile(
    r"(?:较|比|与|同|由)(?:20\d\d ?年度?|上一?年度?|去年)(?:同期|全年)?(?:的|为)?(?:总[量数])?\s?$"
)
_ASKED: Final = re.compile(r"发现|征集|征求|收集")
_ACTED_ON: Final = re.compile(r"整改|办结|办复|采纳|采用")
_SHARES: Final = 4
# 公共卫生类 and 总体规划类 are kinds, no totals
_SUM: Final = re.compile(r"(?<!公)共(?![同青享建])|总(?!体规|[结理局署队工经])|累计|合计")
_TIMES_OVER: Final = re.compile(r"上一?年|去年|同期|[较比]|环比")
_AMONG: Final = re.compile(r"\s*其中[，,:：]?")
_TOTALS: Final = frozenset({"总数", "总量", "总体", "公开总数", "信息总数"})
_CHANGED: Final = re.compile(
    r"(?:(?:较|比|同比|环比)(?:20\d\d ?年度?|上一?年度?|去年)?(?:同期)?)?"
    r"(?:增加|增长|上升|提高|增多|减少|下降|降低)(?:了|约)?$"
)
_BASE: Final = re.compile(r"(?:20\d\d ?年度?|上一?年度?|去年)(?:同期)?(?:为|是|共|有)?\s?")
_COMPARED: Final = re.compile(r"较|比|同比|与")


def check_rates(
    quote: Quote, before: Passage | None = None, disclosed: Figure | None = None
) -> Iterator[Finding]:
    """NAR-02 and NAR-04: a rate against the two figures it is made of. ``disclosed`` is what the
    report says it disclosed in all, which 占总数 may speak of."""
    yield from _check_settled_all(quote)
    yield from _check_shares(quote)
    passage, heads = quote.passage, quote.heads
    for n, (rate, head) in enumerate(heads):
        if rate.unit != "%" or rate.approximate or re.search(r"约|近|超|以上", head):
            continue
        earlier = heads[:n]
        if _RATE.search(head) and not NOT_DUE.search(quote.sentence):
            pair = _find_settled(passage, earlier, rate) or _find_adjacent(earlier)
        elif share := _SHARE.search(head):
            pair = _find_share(passage, earlier) or _find_share_of(
                passage, earlier, before, disclosed if share["of"] in _TOTALS else None, rate
            )
        else:
            continue
        if pair is None:
            continue
        part, whole = pair
        actual = 100 * part.value / whole.value
        if _is_rounded(actual, rate) or part.approximate or whole.approximate:
            continue
        if _is_of_another(part, [*(read_heads(before) if before else ()), *earlier], rate):
            continue
        yield quote.state(
            "rate-mismatch",
            f"{write_number(part.value)}÷{write_number(whole.value)}＝{actual:.2f}%，"
            f"文中为{rate}。",
            f"{actual:.2f}%",
            str(rate),
            figures=tuple(f for f in (part, whole, rate) if f in passage.figures),
        )


def _is_of_another(part: Figure, heads: Sequence[tuple[Figure, str]], rate: Figure) -> bool:
    """True where another figure so far explains the rate: of 受理 38 件，其中新收 30 件 either may
    be the whole."""
    wholes = (f.value for f, _ in heads if f.unit == part.unit and f.value > part.value)
    return any(_is_rounded(100 * part.value / whole, rate) for whole in wholes)


def _check_shares(quote: Quote) -> Iterator[Finding]:
    """Four shares or more of one whole that the sentence does not print: where all but one agree
    on it (317 件占 48.2 %, 64 件占 9.7 % …), the one is wrong."""
    heads = quote.heads
    shares = [
        (part, rate)
        for (part, _), (rate, head) in pairwise(heads)
        if rate.unit == "%" and _SHARE.search(head) and part.unit not in ("%", "")
        if part.value
        and rate.value > _rounding(rate)
        and not (part.approximate or rate.approximate)
    ]
    if len(shares) < _SHARES or len({part.unit for part, _ in shares}) > 1:
        return
    wholes = [
        (
            100 * part.value / (rate.value + _rounding(rate)),
            100 * part.value / (rate.value - _rounding(rate)),
        )
        for part, rate in shares
    ]
    odd = []
    for n, (least, most) in enumerate(wholes):
        rest = wholes[:n] + wholes[n + 1 :]
        low, high = max(w[0] for w in rest), min(w[1] for w in rest)
        if low <= high and (most < low or least > high):
            odd.append((shares[n], (low + high) / 2))
    if len(odd) != 1:
        return
    (part, rate), whole = odd[0]
    expected = f"约{100 * part.value / whole:.1f}%"
    yield quote.state(
        "rate-mismatch",
        f"按同一句其他各项的占比推算，{part}应{expected}，文中为{rate}。",
        expected,
        str(rate),
        figures=(part, rate),
    )


def _find_settled(
    passage: Passage, heads: Sequence[tuple[Figure, str]], rate: Figure
) -> tuple[Figure, Figure] | None:
    """The settled and the received of a rate of settling: the sentence's first two figures."""
    counts = [(f, h) for f, h in heads if f.unit != "%"]
    if len(counts) < 2:
        return None
    (whole, taken), (part, done) = counts[:2]
    if not TAKEN.search(taken) or not DONE.search(done) or TAKEN.search(done):
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


def _find_adjacent(heads: Sequence[tuple[Figure, str]]) -> tuple[Figure, Figure] | None:
    """受理 1033 件，办结 1027 件 just before the rate, whatever the sentence counted earlier."""
    if len(heads) < 2:
        return None
    (whole, taken), (part, done) = heads[-2:]
    if whole.unit != part.unit or not whole.unit or not whole.value >= part.value > 0:
        return None
    if not (TAKEN.search(taken) or _ASKED.search(taken)) or not _ACTED_ON.search(done):
        return None
    return None if TAKEN.search(done) else (part, whole)


def _find_share(
    passage: Passage, heads: Sequence[tuple[Figure, str]]
) -> tuple[Figure, Figure] | None:
    """The part just before 占 and the only whole (共 N) before it, in the same unit."""
    if len(heads) < 2 or not heads[-1][0].unit:
        return None
    part = heads[-1][0]
    # what has a share of its own is a part beside this one
    before = [
        (f, h)
        for (f, h), (rate, said) in pairwise(heads)
        if f.unit == part.unit and not (rate.unit == "%" and _SHARE.search(said))
    ]
    wholes = [f for f, h in before if _SUM.search(h)]
    if not wholes and heads[-1][1].lstrip().startswith("其中"):
        # “收到 251 件，同比上升 6%，其中自然人 233 件，占 92.8%”
        wholes = [f for f, h in before if not (_ROSE.search(h) or _FELL.search(h))]
    if not wholes and (pair := _find_adjacent(heads)):
        # “收到意见 26 条，采纳 9 条，占 34.6%”
        wholes = [pair[1]]
    if len(wholes) != 1 or part.value > wholes[0].value or not wholes[0].value:
        return None
    return part, wholes[0]


def _find_share_of(
    passage: Passage,
    heads: Sequence[tuple[Figure, str]],
    before: Passage | None,
    disclosed: Figure | None,
    rate: Figure,
) -> tuple[Figure, Figure] | None:
    """The part before 占 in a sentence that opens with 其中, and the only figure of the sentence
    before; or what the report disclosed in all, where the share comes near enough to mean it."""
    counts = [f for f, _ in heads if f.unit != "%"]
    if not heads or heads[-1][0] not in counts or not heads[-1][0].unit:
        return None
    part = heads[-1][0]
    if before is not None and _AMONG.match(passage.text):
        # 受理 840 件，是上年的 3 倍: the one figure of this year
        wholes = [
            f
            for f, h in read_heads(before)
            if f.unit not in ("%", "倍") and not _TIMES_OVER.search(h)
        ]
        if len(wholes) == 1 and wholes[0].unit == part.unit and wholes[0].value >= part.value > 0:
            return part, wholes[0]
    if disclosed is None or disclosed.unit != part.unit or not disclosed.value >= part.value > 0:
        return None
    near = 0.5 <= rate.value / (100 * part.value / disclosed.value) <= 2
    return (part, disclosed) if near and "信息" in heads[-1][1] else None


def _check_settled_all(quote: Quote) -> Iterator[Finding]:
    """NAR-04: 办结率 100% in the sentence that carries some over to the next year. What is not
    yet due may have been left out of the rate: a notice."""
    rates = [f for f, head in quote.heads if f.unit == "%" and _ALL_SETTLED.search(head)]
    if not rates or rates[0].value != 100 or _DUE.search(quote.sentence):
        return
    left = [f for f, head in quote.heads if f.value and f.unit != "%" and _LEFT.search(head)]
    if left and left[0].start < rates[0].start:
        yield quote.state(
            "rate-mismatch",
            f"还有{left[0]}结转下年，办结率却为100%。",
            "低于100%，或写明是按期办结率",
            "100%",
            "notice",
            (left[0], rates[0]),
        )


def check_growth(quote: Quote) -> Iterator[Finding]:
    """NAR-05: N, n more than the year before, p % more: p = n / (N - n)."""
    yield from _check_two_years(quote)
    heads = quote.heads
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
        # “共 120 条，其中机构 20 条、其他 100 条，较上年增加 30 条”: it is the whole that grew
        ties = quote.passage.text.find("其中")
        grown = next((f for f in reversed(wholes) if f.end <= ties), wholes[-1])
        base = grown.value + sign * change.value
        if base <= 0:
            continue
        expected = f"{100 * change.value / base:.2f}%"
        yield quote.state(
            "growth-mismatch",
            f"按{grown}、变动{change}推算为{expected}，文中为{rate}。",
            expected,
            str(rate),
            figures=(grown, change, rate),
        )


def _check_two_years(quote: Quote) -> Iterator[Finding]:
    """N, against last year's M, n more, p % more: n = N - M, p = n / M."""
    heads = quote.heads
    for at, ((new, _), (old, old_head)) in enumerate(pairwise(heads)):
        if new.unit != old.unit or not new.unit or new.approximate or old.approximate:
            continue
        if not _LAST_YEARS.search(old_head) or not old.value:
            continue
        for told, head in heads[at + 2 : at + 4]:
            rose = _CHANGED.match(head.strip())
            if rose is None or told.approximate or told.unit not in ("%", new.unit):
                break
            sign = -1 if _FELL.search(rose[0]) else 1
            found = _compare(quote, (new, old), told, sign)
            if found is not None:
                yield found
                return


def _compare(
    quote: Quote, figures: tuple[Figure, Figure], told: Figure, sign: int
) -> Finding | None:
    """What the text says grew (or fell, ``sign`` -1) against this year's and last year's figure."""
    new, old = figures
    actual = sign * (new.value - old.value)
    expected = f"{write_number(actual)}{told.unit}"
    agrees = actual == told.value
    if told.unit == "%":
        actual = 100 * actual / old.value
        expected, agrees = f"{actual:.2f}%", _near(actual, told)
    if agrees:
        return None
    shown = tuple(f for f in (new, old, told) if f in quote.passage.figures)
    return quote.state(
        "growth-mismatch",
        f"由{old}变为{new}，推算{'增加' if sign > 0 else '减少'}{expected}，文中为{told}。",
        expected,
        str(told),
        figures=shown,
    )


def check_base(sentence: Sequence[Quote]) -> Iterator[Finding]:
    """公开信息 431 条，同比增长 12 %（2022 年为 385 条）: the base stands in brackets, before the
    rate or behind it."""
    if len(sentence) < 2:
        return
    outer, *asides = sentence
    heads = outer.heads
    for aside in asides:
        figures = aside.passage.figures
        if len(figures) != 1 or figures[0].approximate or not figures[0].value:
            continue
        base = figures[0]
        if not _BASE.fullmatch(aside.passage.text[: base.start]) or (
            aside.passage.text[base.end :].strip()
        ):
            continue
        place = aside.passage.start - outer.passage.start
        for (new, _), (rate, head) in pairwise(heads):
            changed = _CHANGED.match(head.strip())
            if new.unit != base.unit or rate.unit != "%" or changed is None or new.approximate:
                continue
            if not (0 < place - rate.end <= 2 or new.end < place <= new.end + 2):
                continue
            sign = -1 if _FELL.search(changed[0]) else 1
            found = _compare(outer, (new, base), rate, sign)
            if found is not None:
                yield found


def _rounding(rate: Figure) -> float:
    """What any convention of rounding can explain: one of the last digit, at least 0.1 (NAR-02)."""
    return max(0.1, rate.step) + 1e-9


def _is_rounded(value: float, rate: Figure) -> bool:
    """True where the rate is the value rounded or cut off, or within 0.1 of it (NAR-02)."""
    off = value - rate.value
    return -max(0.1, rate.step / 2) - 1e-9 <= off <= max(0.1, rate.step) + 1e-9


def _near(value: float, rate: Figure) -> bool:
    return abs(value - rate.value) <= _rounding(rate)
