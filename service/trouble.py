"""What commands tell of inputs that gave less than they should, each in one line."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from service.outcomes import Outcome, Refusal
from service.speech import say

_SHOWN: Final = 5


def tell_trouble(outcome: Outcome, stranger: str = "结果仅供参考") -> None:
    """Says on standard error what failed, is no report (and what follows from that) or has gaps."""
    name = outcome.input.name
    if isinstance(outcome, Refusal):
        say(f"{name}：{outcome.message}")
        return
    if not outcome.summary.is_report:
        from service.exports.wording import NOT_A_REPORT

        say(f"{name}：{NOT_A_REPORT}，{stranger}。")
    for failure in outcome.summary.failures:
        say(f"{name}：有一部分没有读成：{failure}")


def tell_skipped(skipped: Sequence[str]) -> None:
    """Says on standard error which files were passed over."""
    if skipped:
        shown = "、".join(Path(name).name for name in skipped[:_SHOWN])
        more = "等" if len(skipped) > _SHOWN else ""
        say(f"另有 {len(skipped)} 个文件不是能处理的格式，没有处理：{shown}{more}")
