"""Parts against their whole: NAR-01.

Only a list after 其中, 包括 or 分别为 is tied to the figure before it, and such lists are often
open: a sum that exceeds the whole is wrong, one that falls short only where the list names its
rest (guard 4 of standard.md chapter 12).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise
from typing import Final, NamedTuple

from documents.findings import Finding, Severity
from review.facts import CARRIED_IN
from review.labels import write_number
from review.quotes import Quote
from review.sentences import Figure, Passage

_TIES: Final = re.compile(r"其中|包括|包含|分别(?:为|是)|分为|涉及(?=[^，。；,\d]{2,12}\d)")
_SEPARATOR: Final = re.compile(r"[，,、]")
_OTHER_FACT: Final = re.compile(
    r"^(?:已|均|全年|本年|还|并|同时|另外?|此外|且|也|共|累计|完成|对|为|向|通过|在)*(?:开展|组织|"
    r"举办|召开|培训(?![会班类信])|回复|回应"
    r"|答复|办理|受理|接待|收到|制作|报送|阅读|浏览|点击|访问|开设|新增|关注|粉丝|转载|采用|整改|"
    r"办结|满意|另|还|并|同时"
    r"|此外|合计|共计|总计|累计|总数|日均|平均|每|均|各)|较|比上|比去|同比|环比|占|平均|日均|累计|"
    r"每[年月周日]|开展|(?<![他它会益])组织|举办|召开|接待|受理|收到|办结|转办|上报|移交"
)
_CHANNELS: Final = re.compile(
    r"网站|网上|微信|微博|公众号|新媒体|抖音|平台|公开栏|公示栏|报|电视|广播|APP|渠道"
)
_BESIDE: Final = re.compile(
    r"20\d\d|上一?年|去年|同期|历[年次]|以来|目标|计划|应|征求|采纳|传达|印发|参加|参训|发放|收集|意见|转载|重复|次均"
)
_KINDS: Final = re.compile(
    r"自然人|公民|个人|企业|法人|信函|当面|市级|区级|县级|[镇乡]|街道|部门|予以公开|部分公开"
)
# 同一信息多渠道发布的分别计数: the report says itself that its parts overlap.
_OVERLAP: Final = re.compile(
    r"重复(?!申请)|重叠|交叉|分别计|[各均]计|同一(?:信息|件|条|文件)|同时(?:涉及|通过|在)|多(?:个|种)?(?:渠道|平台)|去重|剔重|兼有"
)
_TOTAL: Final = re.compile(r"^\s*(?:合计|共计|总计)(?:公开|发布)?(?:信息)?$")
_LAST_PART: Final = re.compile(r"^(?:其余|剩余|余下)|^(?:其他|其它)")
_OPEN_LIST: Final = re.compile(r"等|主要|如|例如|部分|重点")
TAKEN: Final = re.compile(r"受理|收到|接待|接收|接到|登记|交办|承办")
DONE: Final = re.compile(r"办结|办理|答复|回复|办复|完成")
_MOVED: Final = re.compile(r"转办|转交|移交|上报|交办|退回|在办|正在办理|待办|未办结")
_CHANGE: Final = re.compile(r"较|比|环比|增加|增长|增幅|减少|下降|上升|降低|占|率")
# 上年结转 1 件 beside what was received, unless it is said to be within it
_CARRIED: Final = re.compile(CARRIED_IN.pattern + r"|^\s*(?:另有?)?(?:结转|转结)(?:办理|申请)?$")
_WITHIN: Final = re.compile(r"含|其中|包括")
NOT_DUE: Final = re.compile(
    r"结转|在办|正在|未到|期限内|期内|按期|按时|及时|顺延|上年|去年|限时|到期|应办"
)


def check_parts(quote: Quote, before: Passage | None) -> Iterator[Finding]:
    """NAR-01: the parts after 其中 against the figure before it."""
    passage = quote.passage
    ties = list(_TIES.finditer(passage.text))
    for n, tie in enumerate(ties):
        if n and tie.start() - ties[n - 1].end() < 1:
            continue
        stop = ties[n + 1].start() if n + 1 < len(ties) else len(passage.text)
        found = _find_whole(quote, tie.start(), before if n == 0 else None)
        if found is None:
            continue
        whole, most = found.figure, found.most
        parts, closed = _list_parts(passage, tie.end(), stop, nested=n > 0)
        if not parts or parts[0].unit != whole.unit:
            continue
        if whole.approximate or any(p.approximate and not p.least for p in parts):
            continue
        inner = _is_inner(passage, ties, n, whole)
        most = whole.value if inner else most
        shown = (whole, *parts) if found.here else tuple(parts)
        values = [p.value for p in parts]
        total = sum(values)
        listed = "＋".join(write_number(v) for v in values)
        message = f"分项{listed}＝{write_number(total)}，总数为{write_number(whole.value)}"
        if total > whole.value:
            said_so = _OVERLAP.search(quote.sentence)
            if total > most and not (said_so or _is_nested(values, whole.value)):
                words = passage.text[tie.start() : parts[-1].end]
                doubtful = inner or _CHANNELS.search(words) or tie[0] == "涉及"
                severity: Severity = "warning" if doubtful else "error"
                yield quote.state(
                    "parts-exceed-whole",
                    f"{message}，分项之和超过总数。",
                    f"不超过{whole}",
                    f"{write_number(total)}{whole.unit}",
                    severity,
                    shown,
                )
        elif total < whole.value and closed and len(parts) > 1:
            if total == found.least or any(p.approximate for p in parts):
                continue
            yield quote.state(
                "parts-exceed-whole",
                f"{message}，所列各项似已列全而不足总数。",
                str(whole),
                f"{write_number(total)}{whole.unit}",
                "warning",
                shown,
            )


def check_bracket(outer: Quote, aside: Quote) -> Iterator[Finding]:
    """NAR-01 in brackets: 受理 21 件（自然人 16 件，企业 4 件，其他 1 件）."""
    passage = aside.passage
    place = passage.start - outer.passage.start - 1
    wholes = [f for f in outer.passage.figures if 0 <= place - f.end <= 12 and f.unit]
    if not wholes or _TIES.search(passage.text) or wholes[-1].approximate:
        return
    if _CHANGE.search(outer.passage.text[wholes[-1].end : place]):
        return
    whole = wholes[-1]
    start = 1 if passage.text[:1] in "含：:" else 0
    parts, _ = _list_parts(passage, start, len(passage.text), nested=False)
    if not parts or any(p.approximate or p.unit != whole.unit for p in parts):
        return
    values = [p.value for p in parts]
    total = sum(values)
    if len(parts) != len(passage.figures) or _is_nested(values, whole.value):
        return
    if total <= whole.value or (len(parts) == 1 and not start):
        return
    # channels carry the same thing more than once; other years and other acts are no parts, and
    # what comes to twice the whole was not meant as one
    if any(p.search(passage.text) for p in (_CHANNELS, _BESIDE, _OVERLAP)):
        return
    if total >= 2 * whole.value:
        return
    listed = "＋".join(write_number(v) for v in values)
    yield aside.state(
        "parts-exceed-whole",
        f"括号前为{whole}，括号内分项{listed}"
        f"{'' if len(values) == 1 else f'＝{write_number(total)}'}，分项之和超过总数。",
        f"不超过{whole}",
        f"{write_number(total)}{whole.unit}",
        None if _KINDS.search(passage.text) and len(values) > 1 else "warning",
        tuple(parts),
    )


def check_total(quote: Quote) -> Iterator[Finding]:
    """网站公开 164 条，微博发布 739 条，合计 903 条: all figures so far, in one unit."""
    heads = quote.heads
    ends = [n for n, (_, head) in enumerate(heads) if n >= 2 and _TOTAL.search(head)]
    if not ends:
        return
    heads = heads[: ends[0] + 1]
    figures = [f for f, _ in heads]
    *parts, whole = figures
    if len({f.unit for f in figures}) > 1 or not whole.unit or whole.unit == "%":
        return
    if any(f.approximate for f in figures) or any(_CHANGE.search(h) for _, h in heads):
        return
    if _TIES.search(quote.passage.text) or re.search(r"累计|共", heads[0][1]):
        return
    total = sum(f.value for f in parts)
    suffixes = set(accumulate(f.value for f in reversed(parts)))
    if whole.value in suffixes or whole.value in set(accumulate(f.value for f in parts)):
        return
    yield quote.state(
        "parts-exceed-whole",
        f"各项{'＋'.join(write_number(f.value) for f in parts)}＝{write_number(total)}，"
        f"合计写为{write_number(whole.value)}。",
        f"{write_number(total)}{whole.unit}",
        str(whole),
        "warning",
        tuple(figures),
    )


class _Whole(NamedTuple):
    """The figure that a list of parts divides. ``most`` and ``least`` are what the list may come
    to where more than one reading is open; ``here`` where the figure stands in its passage."""

    figure: Figure
    most: int | float
    least: int | float
    here: bool = True


def _find_whole(quote: Quote, end: int, before: Passage | None) -> _Whole | None:
    """What 其中 at ``end`` speaks of, null where that is not plain. Growth (较上年增加 20 条) and
    shares between the two are passed over; what was carried in is added to what was received."""
    passage = quote.passage
    earlier = [(f, h) for f, h in quote.heads if f.end <= end and f.unit]
    if earlier:
        gap = passage.text[earlier[-1][0].end : end]
        wholes = [(f, h) for f, h in earlier if f.unit != "%" and not _CHANGE.search(h)]
        if not wholes or len(gap) > 12 or re.search(r"[；;]", gap):
            return None
        whole = wholes[-1][0]
        same = [f for f, _ in wholes if f.unit == whole.unit]
        carried = [
            f for f, h in wholes if f in same and _CARRIED.search(h) and not _WITHIN.search(h)
        ]
        if new := [f for f in same if f not in carried] if carried else []:
            most = max(f.value for f in new) + sum(f.value for f in carried)
            least = max(f.value for f in new)
            if whole in carried:
                start = min(f.start for f in (new[-1], *carried))
                about = any(f.approximate for f in (new[-1], *carried))
                whole = replace(new[-1], value=most, start=start, end=whole.end, approximate=about)
            return _Whole(whole, most, least)
        listed = any(
            passage.text[a.end : b.start].startswith(("、", "和", "及")) for a, b in pairwise(same)
        )
        return _Whole(whole, (sum if listed else max)(f.value for f in same), whole.value)
    if passage.aside or passage.text[:end].strip() or before is None:
        return None
    counted = [f for f in before.figures if f.unit]
    plain = len(counted) == 1 and len(before.figures) == 1
    if not plain or before.text[counted[0].end :].strip(" ，,"):
        return None
    value = counted[0].value
    return _Whole(counted[0], value, value, here=False)


def _is_inner(passage: Passage, ties: Sequence[re.Match[str]], n: int, whole: Figure) -> bool:
    """True for 其中审计 12 条，包括 8 条、8 条: the list goes on from the one part before it."""
    if not n or ties[n - 1][0] != "其中" or ties[n][0] not in ("包括", "包含"):
        return False
    between = [f for f in passage.figures if ties[n - 1].end() <= f.start < ties[n].start()]
    return between == [whole]


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


def check_disposal(quote: Quote) -> Iterator[Finding]:
    """NAR-01 without 其中: received N, settled a, passed on b, in one breath and one unit."""
    heads = quote.heads
    if len(heads) < 3 or NOT_DUE.search(quote.sentence):
        return
    for taken, done, moved in zip(heads, heads[1:], heads[2:], strict=False):
        figures = [figure for figure, _ in (taken, done, moved)]
        if len({f.unit for f in figures}) > 1 or not figures[0].unit:
            continue
        if any(f.approximate for f in figures) or _MOVED.search(done[1]):
            continue
        if not (TAKEN.search(taken[1]) and DONE.search(done[1]) and _MOVED.search(moved[1])):
            continue
        if TAKEN.search(done[1]):
            continue
        whole, total = figures[0].value, figures[1].value + figures[2].value
        if total > whole:
            unit = figures[0].unit
            yield quote.state(
                "parts-exceed-whole",
                f"办结{write_number(figures[1].value)}与转办{write_number(figures[2].value)}"
                f"之和{write_number(total)}超过受理{write_number(whole)}。",
                f"不超过{write_number(whole)}{unit}",
                f"{write_number(total)}{unit}",
                figures=tuple(figures),
            )
