"""What one document may cost before it is refused, and where that is set."""

from __future__ import annotations

import math
import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import Final

from documents.errors import InputTooLarge, SetupError

MEBIBYTE: Final = 1 << 20
_PREFIX: Final = "GONGKAI_LIMIT_"


class SettingWrong(SetupError):
    """环境变量的值不对。"""

    code = "setting-wrong"


@dataclass(frozen=True, slots=True)
class Limits:
    """``seconds`` on the clock and resident ``memory`` (MiB) of the process that reads a document;
    the document's size as a ``file`` and ``unpacked`` (MiB), its ``pages``, and the ``pixels`` of
    one picture (millions).

    Each is set by the environment variable of its name: ``GONGKAI_LIMIT_SECONDS=600``.
    """

    seconds: float = 300
    memory: float = 2048
    file: float = 100
    unpacked: float = 200
    pages: float = 300
    pixels: float = 100


def read_limits(settings: Mapping[str, str]) -> Limits:
    """The limits that the variables set, the usual ones otherwise.

    Raises ``SettingWrong`` where a value is no positive number.
    """
    named = {f.name: settings.get(f"{_PREFIX}{f.name.upper()}", "") for f in fields(Limits)}
    return Limits(**{name: _read_number(name, text) for name, text in named.items() if text})


def _read_number(name: str, text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not (0 < number < math.inf):
        variable = f"{_PREFIX}{name.upper()}"
        raise SettingWrong(f"环境变量 {variable} 应为正数，现为“{text}”。")
    return number


@cache
def load_limits() -> Limits:
    """The limits of this process; raises ``SettingWrong``."""
    return read_limits(os.environ)


def check_size(size: int, limits: Limits) -> None:
    """Raises ``InputTooLarge`` for a file of more bytes than are taken."""
    if size > limits.file * MEBIBYTE:
        raise InputTooLarge(
            f"文件有 {size / MEBIBYTE:.1f} MB，超出 {limits.file:g} MB 的上限；"
            "请拆分文件，或删去其中的图片后再试。"
        )
