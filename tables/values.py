"""What a table cell says: a number with or without a unit, a slash, or other text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from documents.tables import CellState

_NUMBER: Final = re.compile(
    r"(?P<sign>[+\-]|增加?|减少?|加)?\s?(?P<digits>\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+|\d+)"
    r"(?P<decimals>\.\d+)?\s?(?P<scale>[万亿])?\s?(?P<unit>[件条元项个次人份宗例起家种])?"
)
_SLASHES: Final = frozenset({"/", "-", "--", "---", "\\", "无", "不适用", "N/A", "n/a", "//"})
_ALIKE: Final = frozenset("OoQ○")  # what recognisers write for 0
NOUGHT: Final = "〇"
_UNREADABLE: Final = "\ufffd"  # what ingest writes where a file does not say which character it is
SIGNS: Final = frozenset({"增", "减", "增加", "减少", "+"})
"""What may stand before a figure of 增减 (the form of 2019), where a line or the text ends."""
_SCALES: Final = {"万": 10_000, "亿": 100_000_000}


@dataclass(frozen=True, slots=True)
class Value:
    """``amount`` is in the cell's printed unit: 386.42万元 under 元 keeps ``unit`` 万元."""

    state: CellState
    amount: int | float | None = None
    unit: str | None = None


BLANK: Final = Value("blank")
SLASH: Final = Value("slash")
TEXT: Final = Value("text")
ZERO: Final = Value("number", 0)
BROKEN: Final = Value("unreadable")
_BROKEN: Final = re.compile(r"\d+ +\d+")


def read_value(text: str) -> Value:
    """The value of one cell's folded text; ``TEXT`` where it is neither number nor slash."""
    if text == "0":
        return ZERO
    text = text.strip()
    if text == NOUGHT:
        return ZERO
    if not text:
        return BLANK
    if text in _SLASHES:
        return SLASH
    if text in _ALIKE or _UNREADABLE in text:
        return BROKEN
    match = _NUMBER.fullmatch(text)
    if match is None:
        # 「1 5」 under one border may be 15 or two cells: a doubt of the reading (SUM-06)
        return BROKEN if _BROKEN.fullmatch(text) else TEXT
    digits = match["digits"].replace(",", "").replace(" ", "")
    if len(digits) > 1 and digits.startswith("0") and not match["decimals"]:
        return BROKEN  # "00" is two cells run together, "040" the end of a figure torn in two
    amount: int | float = float(digits + match["decimals"]) if match["decimals"] else int(digits)
    if match["sign"] and match["sign"][0] in "-减":
        amount = -amount
    unit = (match["scale"] or "") + (match["unit"] or "")
    return Value("number", _tidy(amount), unit or None)


def scale_amount(value: Value, column_unit: str | None) -> Value:
    """The value with a bare 万 or 亿 multiplied out, unless the column is counted in it anyway."""
    if (
        value.unit not in _SCALES
        or value.amount is None
        or (column_unit or "").startswith(value.unit)
    ):
        return value
    return Value(value.state, _tidy(value.amount * _SCALES[value.unit]))


def _tidy(amount: int | float) -> int | float:
    rounded = round(amount, 6)
    return int(rounded) if isinstance(rounded, float) and rounded.is_integer() else rounded
