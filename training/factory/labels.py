"""How a report prints the form's labels: widths, numbering, spaces, and the known variants."""

from __future__ import annotations

import re
from dataclasses import dataclass
from random import Random
from typing import Final

from documents.tables import TableKind

_CIRCLED: Final = "①②③④⑤⑥⑦⑧"
_NUMBERED = re.compile(r"^(\d)\.")
_BRACKETED = re.compile(r"^（([一二三四五六七])）")

# standard.md chapter 8 and layouts.md 3.11: seen in print, meaning unchanged
VARIANTS: Final[dict[TableKind, tuple[tuple[str, str], ...]]] = {
    "proactive": (
        ("本年制发件数", "本年（2023）制发件数"),
        ("行政规范性文件", "规范性文件"),
        ("本年新公开数量", "本年新制作数量"),
        ("）项", "）款"),
        ("上一年项目数量", "上年项目数量"),
        ("本年增/减", "本年增减"),
        ("本年处理决定数量", "处理决定数量"),
    ),
    "requests": (
        ("四、结转下年度继续办理", "四、转结下年度继续办理"),
        ("四、结转下年度继续办理", "四、结转下一年度继续办理"),
        ("（七）总计", "（七）合计"),
        ("（七）总计", "七、总计"),
        ("2.其他法律行政法规禁止公开", "2.其他法律、行政法规禁止公开"),
        ("二、上年结转", "二、上年度结转"),
        ("本年度办理结果", "本年办理结果"),
    ),
    "disputes": (("结果维持", "结果维护"), ("总计", "合计")),
}


@dataclass(frozen=True, slots=True)
class LabelStyle:
    """One body's habits; they change widths, marks and spaces, never the words."""

    half_brackets: bool = False
    number_mark: str = "."
    quotes: str = "“”"
    spaced: bool = False
    without_di: bool = False
    short_other: bool = False

    def print(self, label: str) -> str:
        text = label
        if self.short_other:
            text = text.replace(
                "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请", "1.逾期不补正"
            )
            text = text.replace(
                "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
                "2.逾期不缴费",
            )
        if self.number_mark == "①":
            text = _NUMBERED.sub(lambda m: _CIRCLED[int(m[1]) - 1], text)
        elif self.number_mark != ".":
            text = _NUMBERED.sub(lambda m: m[1] + self.number_mark, text)
        if self.quotes != "“”":
            opening, closing = self.quotes[:1], self.quotes[1:]
            text = text.replace("“", opening).replace("”", closing)
        if self.without_di:
            text = text.replace("第二十条第（", "第二十条（")
        if self.spaced:
            text = _BRACKETED.sub(r"（\1） ", text).replace("第二十条第", "第二十条  第")
            text = "规    章" if text == "规章" else text
        if self.half_brackets:
            text = text.replace("（", "(").replace("）", ")")
        return text


def make_label_style(rng: Random) -> LabelStyle:
    """Half of the bodies print the form as it is."""
    if rng.random() < 0.5:
        return LabelStyle()
    return LabelStyle(
        half_brackets=rng.random() < 0.5,
        number_mark=rng.choice((".", ".", ". ", "、", "．", "①")),
        quotes=rng.choice(("“”", "“”", '""', "", "「」")),
        spaced=rng.random() < 0.3,
        without_di=rng.random() < 0.15,
        short_other=rng.random() < 0.15,
    )
