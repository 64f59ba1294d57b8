"""Automatic numbers as a reader sees them: 一、 （二） 3. ④."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

_DIGITS: Final = "零一二三四五六七八九"
_FORMAL: Final = "零壹贰叁肆伍陆柒捌玖"
_STEMS: Final = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES: Final = "子丑寅卯辰巳午未申酉戌亥"
_WIDE: Final = str.maketrans("0123456789", "０１２３４５６７８９")
_ROMAN: Final = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc")),
    *((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


def write_chinese(number: int, digits: str = _DIGITS, units: str = "十百千") -> str:
    """12 as 十二, 305 as 三百零五; from 10000 on in plain digits."""
    if not 0 < number < 10_000:
        return digits[0] if number == 0 else str(number)
    text = ""
    for place, digit in enumerate(reversed(str(number))):
        if digit != "0":
            text = digits[int(digit)] + (units[place - 1] if place else "") + text
        elif text and not text.startswith(digits[0]):
            text = digits[0] + text
    # 十一 and not 一十一; the formal 壹拾壹 keeps its first digit
    return text[1:] if digits == _DIGITS and 10 <= number < 20 else text


def _write_digits(number: int) -> str:
    return "".join("〇一二三四五六七八九"[int(digit)] for digit in str(number))


def _write_roman(number: int) -> str:
    if not 0 < number < 4000:
        return str(number)
    text = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        text += letters * count
    return text


def _write_letter(number: int) -> str:
    """a to z, then aa to zz as Word counts them."""
    if not 0 < number <= 260:
        return str(number)
    return chr(97 + (number - 1) % 26) * (1 + (number - 1) // 26)


def _take(signs: str) -> Callable[[int], str]:
    return lambda number: signs[number - 1] if 0 < number <= len(signs) else str(number)


def _run(first: str, count: int) -> str:
    return "".join(chr(ord(first) + k) for k in range(count))


_FORMATS: Final[Mapping[str, Callable[[int], str]]] = {
    "none": lambda number: "",
    "bullet": lambda number: "",
    "decimalZero": lambda number: f"{number:02}",
    "decimalFullWidth": lambda number: str(number).translate(_WIDE),
    "decimalFullWidth2": lambda number: str(number).translate(_WIDE),
    "decimalEnclosedCircle": _take(_run("①", 20)),
    "decimalEnclosedCircleChinese": _take(_run("①", 20)),
    "decimalEnclosedParen": _take(_run("⑴", 20)),
    "decimalEnclosedFullstop": _take(_run("⒈", 20)),
    "ideographEnclosedCircle": _take(_run("㊀", 10)),
    "chineseCounting": write_chinese,
    "chineseCountingThousand": write_chinese,
    "japaneseCounting": write_chinese,
    "taiwaneseCounting": write_chinese,
    "taiwaneseCountingThousand": write_chinese,
    "ideographDigital": _write_digits,
    "japaneseDigitalTenThousand": _write_digits,
    "taiwaneseDigital": _write_digits,
    "chineseLegalSimplified": lambda number: write_chinese(number, _FORMAL, "拾佰仟"),
    "ideographLegalTraditional": lambda number: write_chinese(number, _FORMAL, "拾佰仟"),
    "ideographTraditional": _take(_STEMS),
    "ideographZodiac": _take(_BRANCHES),
    "lowerLetter": _write_letter,
    "upperLetter": lambda number: _write_letter(number).upper(),
    "lowerRoman": _write_roman,
    "upperRoman": lambda number: _write_roman(number).upper(),
}


def write_number(number: int, style: str) -> str:
    """The number in a format of WordprocessingML (ISO 29500-1, 17.18.59); decimal where the
    format is another one."""
    return _FORMATS.get(style, str)(number)


def place_number(number: str, text: str) -> str:
    """A paragraph behind its number: a blank between, but not after 、 and closing brackets."""
    if not number:
        return text
    gap = "" if number.endswith(("、", "）", ")", "，")) else " "
    return number + gap + text.lstrip(" ")
