"""What a run came to: every input accounted for."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Final

from service.outcomes import Outcome, Reading

_REASONS: Final = {
    "empty-input": "空文件",
    "unreadable-text": "编码不明",
    "unsupported-format": "格式不支持",
    "converter-missing": "缺少 LibreOffice",
    "damaged-input": "文件损坏",
    "encrypted-input": "有密码",
    "input-too-large": "过大",
    "input-missing": "找不到",
    "input-unreachable": "打不开",
    "folder-empty": "空文件夹",
    "archive-empty": "空压缩包",
    "process-crashed": "程序崩溃",
    "time-limit": "超时",
    "memory-limit": "内存超限",
    "internal-error": "内部错误",
}


@dataclass(slots=True)
class Tally:
    """``strangers`` are no reports, ``torn`` were not read in full; both count as ``read``."""

    read: int = 0
    strangers: int = 0
    torn: int = 0
    recalled: int = 0
    refused: Counter[str] = field(default_factory=Counter)

    def add(self, outcome: Outcome) -> None:
        self.recalled += outcome.recalled
        if isinstance(outcome, Reading):
            self.read += 1
            self.strangers += not outcome.summary.is_report
            self.torn += bool(outcome.summary.failures)
        else:
            self.refused[outcome.code] += 1

    @property
    def failed(self) -> bool:
        return bool(self.torn or self.refused)

    def describe(self) -> str:
        """One line: ``共 5 份：完成 3 份，未能处理 2 份（文件损坏 1、超时 1）``."""
        refused = self.refused.total()
        said = f"共 {self.read + refused} 份：完成 {self.read} 份"
        notes = [
            f"{count} 份{what}"
            for count, what in ((self.strangers, "似乎不是年度报告"), (self.torn, "没有读全"))
            if count
        ]
        said += f"（其中 {'、'.join(notes)}）" if notes else ""
        if refused:
            reasons = "、".join(
                f"{_REASONS.get(code, code)} {count}" for code, count in self.refused.most_common()
            )
            said += f"，未能处理 {refused} 份（{reasons}）"
        if self.recalled:
            said += f"；{self.recalled} 份上次已处理，没有重做"
        return f"{said}。"
