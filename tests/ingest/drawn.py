"""Pages drawn for the tests of the readers of pictures."""

from __future__ import annotations

import shutil
import subprocess
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from ingest.rulings import Picture


@cache
def find_font() -> Path:
    """A font with Chinese characters; the test is skipped where there is none."""
    if shutil.which("fc-match") is None:
        pytest.skip("no fontconfig")
    asked = ["fc-match", "-f", "%{file}\n%{lang}", "Noto Serif CJK SC:lang=zh-cn"]
    file, _, languages = subprocess.run(
        asked, capture_output=True, text=True, check=True
    ).stdout.partition("\n")
    if "zh-cn" not in languages:
        pytest.skip("no Chinese font")
    return Path(file)


def draw_text(text: str, size: int = 30, margin: int = 20) -> Picture:
    font = ImageFont.truetype(str(find_font()), size)
    left, top, right, bottom = (int(side) for side in font.getbbox(text))
    sheet = Image.new("RGB", (right - left + 2 * margin, bottom - top + 2 * margin), "white")
    ImageDraw.Draw(sheet).text((margin - left, margin - top), text, "black", font)
    return np.array(sheet)


def draw_table(rows: list[list[str]], widths: list[int], height: int = 44) -> Picture:
    """A ruled table on white paper, at 200 dpi; its corner is at (100, 100)."""
    font = ImageFont.truetype(str(find_font()), 26)
    xs = [100]
    for width in widths:
        xs.append(xs[-1] + width)
    ys = [100 + height * row for row in range(len(rows) + 1)]
    sheet = Image.new("RGB", (xs[-1] + 100, ys[-1] + 100), "white")
    pen = ImageDraw.Draw(sheet)
    for x in xs:
        pen.line([(x, ys[0]), (x, ys[-1])], "black", 2)
    for y in ys:
        pen.line([(xs[0], y), (xs[-1], y)], "black", 2)
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            middle = ((xs[column] + xs[column + 1]) / 2, (ys[row] + ys[row + 1]) / 2)
            pen.text(middle, text, "black", font, anchor="mm")
    return np.array(sheet)
