"""The parts that a preamble announces and lists: STR-04."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from documents.findings import Finding
from documents.patterns import compile_late
from documents.report import Report
from review.evidence import list_body, point_at_words, state_finding
from review.labels import read_numeral

_COUNT: Final = r"(?P<{}>[三四五六七八九十]|[3-9]|10)\s?个?(?:大)?(?:部分|章节|方面内容|项内容)"
_PARTS_AFTER: Final = compile_late(
    r"(?:由|包括|包含|包括了|分为|含|涵盖|内容有|内容为)[:：]?(?P<list>[^。；]{12,260}?)"
    r"(?P<open>等)?[，,]?(?:共|总共|共计|合计)?" + _COUNT.format("after")
)
_PARTS_BEFORE: Final = compile_late(
    r"(?:(?<!需要)(?<!事项)报告|全文|年报|内容)[^。；：:、]{0,24}?(?<!等)(?<!等共)"
    + _COUNT.format("before")
    + r"(?:组成|构成)?[，,]?(?P<told>即|分别为|分别是|包括|具体为|依次为)?(?P<mark>[:：，,])"
    r"(?P<list>[^。]{12,260})"
)  # fmt: skip
# names of parts, of which a list that a comma alone opens must hold three
_PART_NAME: Final = compile_late(
    r"概述|概况|总体|主动公开|申请|复议|诉讼|收费|问题|其[他它]|附[表件]"
)
_FEWEST_NAMES: Final = 3
_LIST_OPENING: Final = compile_late(r"包括|包含|分为|涵盖")
_BREAK: Final = compile_late(r"[，,；;、]|以及")
_NUMBER: Final = compile_late(
    r"^[\s“”\"（(]*(?:[一二三四五六七八九十\d]{1,2}(?:[.．）)]|$))?[\s“”\"]*"
)
_ENDS: Final = r"(?:情况|事项|概述|措施|问题|附表|附件|打算|概况|计划)"
_WHOLE_NAME: Final = compile_late(_ENDS + "$")
# 行政复议、行政诉讼情况 is one part of the form
_HALF_NAME: Final = compile_late(r"(?:复议|诉讼|申诉|收费)$")
_OTHER_HALF: Final = compile_late(
    r"^(?:和|及|与|或)?(?:提起|被?提出|申请)?(?:行政)?(?:诉讼|复议|申诉|应诉|举报|减免)"
)
_MAY_GO_ON: Final = compile_late(r"问题$|^(?:附表|附件)")
# a border that is written 和, or that a conversion lost; 情况概述 and 问题及改进 have none
_HIDDEN: Final = compile_late(
    r"(?:情况|事项)(?:[和及与]|(?=[\u4e00-\u9fff])(?![和及与的等]|概述|说明|报告|介绍))|(?:措施|概述|问题)(?=[\u4e00-\u9fff])(?![和及与的等])"
)
_PREAMBLE_END: Final = 2000
_FEWEST: Final = 3


def check_contents(report: Report) -> Iterator[Finding]:
    """The number of parts against those listed, where no reading of the list gives the number.
    A list closed by 等 may leave parts out, unless it names all but one."""
    for paragraph in list_body(report, 0, 1)[:6]:
        for pattern in (_PARTS_AFTER, _PARTS_BEFORE):
            match = pattern.search(paragraph.text, 0, _PREAMBLE_END)
            if match is None or (pattern is _PARTS_BEFORE and not _is_list(match)):
                continue
            said = read_numeral(match.group("after" if pattern is _PARTS_AFTER else "before"))
            fewest, most = count_parts(match["list"])
            opened = bool(match.groupdict().get("open")) or match["list"].rstrip().endswith("等")
            if most < _FEWEST or fewest <= said <= most or (opened and fewest < said - 1):
                continue
            listed = fewest if said < fewest else most
            yield state_finding(
                report,
                "parts-count-mismatch",
                f"引言称报告分{said}个部分，而列出的是{listed}个。",
                [point_at_words(report, paragraph, match.start(), match.end())],
                expected=str(said),
                actual=str(listed),
                advice="请核对部分数与所列名称。",
            )
            return


def _is_list(match: re.Match[str]) -> bool:
    """True where what stands behind the number is announced as the list or reads like one:
    六个部分，旨在全面反映… says what the report is for."""
    if match["told"] or match["mark"] in ":：":
        return True
    return len(set(_PART_NAME.findall(match["list"]))) >= _FEWEST_NAMES


def count_parts(words: str) -> tuple[int, int]:
    """How many parts a list names at least and at most; ``(0, 0)`` for none."""
    pieces = [
        name
        for piece in _BREAK.split(_LIST_OPENING.split(words)[-1])
        if (name := _NUMBER.sub("", piece).strip(' 　“”"等'))
    ]
    if not pieces:
        return 0, 0
    sure, open_ = 1, 0
    for before, after in pairwise(pieces):
        half = _HALF_NAME.search(before)
        if half and _OTHER_HALF.match(after):
            continue
        if (
            not half
            and _WHOLE_NAME.search(before)
            and not (_MAY_GO_ON.search(before) or _MAY_GO_ON.match(after))
        ):
            sure += 1
        else:
            open_ += 1
    open_ += sum(len(_HIDDEN.findall(piece)) for piece in pieces)
    return sure, sure + open_
