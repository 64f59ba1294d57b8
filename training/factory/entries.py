"""What is written into a value cell: number, blank, slash or text, in a body's own manner."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random
from typing import Final

from documents.forms import TableForm
from documents.tables import CellKey, CellState
from training.factory.figures import Amount

_WIDE: Final = str.maketrans("0123456789.-", "０１２３４５６７８９．－")
SLASHES: Final = ("/", "／", "—", "无", "-", "——")
WRITINGS: Final = ("plain", "plain", "plain", "plain", "wide", "comma", "unit", "signed", "padded")
FILLS: Final = (
    "zeros",
    "blank_zeros",
    "blank_details",
    "blank_totals",
    "few_blanks",
    "slash_rules",
    "slash_zeros",
    "nbsp_zeros",
    "odd_text",
)
_FILL_WEIGHTS: Final = (60, 5, 5, 4, 8, 5, 3, 3, 1)


@dataclass(frozen=True, slots=True)
class Entry:
    """A cell's gold and the text that is printed for it."""

    state: CellState
    value: Amount | None
    text: str

    @property
    def amount(self) -> Amount:
        return self.value if self.value is not None else 0


def choose_fill(rng: Random) -> str:
    return rng.choices(FILLS, _FILL_WEIGHTS)[0]


def fill_cells(
    rng: Random, form: TableForm, figures: Mapping[CellKey, Amount], fill: str, writing: str
) -> dict[CellKey, Entry]:
    """Write the figures into the form's cells. Zeros may be left blank or struck out; the few
    blanks of ``few_blanks`` stand where zeros belong, so that no sum changes."""
    write = _WRITERS[writing]
    entries: dict[CellKey, Entry] = {}
    for key, value in figures.items():
        column = form.column(key)
        text = write(rng, value, column.signed, column.unit or column.id == "procurement_amount")
        entries[key] = Entry("number", value, text)
    for key in _emptied(rng, entries, fill):
        if fill.startswith("slash"):
            entries[key] = Entry("slash", None, rng.choice(SLASHES))
        elif fill == "nbsp_zeros":
            entries[key] = Entry("blank", None, "&nbsp;")
        elif fill == "odd_text":
            entries[key] = Entry(
                "text", None, rng.choice(("详见附件", "不涉及", "见网站", "未统计"))
            )
        else:
            entries[key] = Entry("blank", None, rng.choice(("", "", " ", "\u3000", "\xa0")))
    return entries


def _emptied(rng: Random, entries: Mapping[CellKey, Entry], fill: str) -> list[CellKey]:
    zeros = [key for key, entry in entries.items() if entry.value == 0]
    if fill == "zeros" or not zeros:
        return []
    if fill == "blank_totals":
        return [key for key in zeros if key.column == "total"]
    if fill == "blank_details":
        return [key for key in zeros if key.column != "total"]
    if fill == "slash_rules":
        return [key for key in zeros if key.row == "rules"]
    if fill in ("few_blanks", "odd_text"):
        return rng.sample(zeros, min(len(zeros), rng.randint(1, 4)))
    return zeros


def _plain(rng: Random, value: Amount, signed: bool, money: object) -> str:
    return str(value)


def _wide(rng: Random, value: Amount, signed: bool, money: object) -> str:
    return str(value).translate(_WIDE)


def _comma(rng: Random, value: Amount, signed: bool, money: object) -> str:
    return f"{value:,}"


def _unit(rng: Random, value: Amount, signed: bool, money: object) -> str:
    if money == "万元":
        return f"{value}万元" if rng.random() < 0.5 else str(value)
    return f"{value}元" if money else f"{value}件"


def _signed(rng: Random, value: Amount, signed: bool, money: object) -> str:
    if not signed or not value:
        return str(value)
    up, down = rng.choice((("+", "-"), ("增", "减"), ("增加", "减少"), ("＋", "－"), ("", "−")))
    return (up if value > 0 else down) + str(abs(value))


def _padded(rng: Random, value: Amount, signed: bool, money: object) -> str:
    before, after = rng.choice(
        ((" ", ""), ("\u3000", ""), ("\xa0", ""), ("", " "), (" ", " "), ("", ""))
    )
    return before + str(value) + after


_WRITERS: Final[Mapping[str, Callable[[Random, Amount, bool, object], str]]] = {
    "plain": _plain,
    "wide": _wide,
    "comma": _comma,
    "unit": _unit,
    "signed": _signed,
    "padded": _padded,
}
