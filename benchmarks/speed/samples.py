"""The texts that are timed: made-up reports, and labelled real ones where they lie beside."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from random import Random
from typing import Final

from training.factory.reports import READABLE, make_report

_REAL: Final = Path(__file__).parents[2].parent / "shared" / "reports"


@cache
def make_texts(count: int) -> tuple[str, ...]:
    """Made-up reports over all readable flattenings in turn."""
    return tuple(
        make_report(Random(f"speed/{i}"), flattening=READABLE[i % len(READABLE)]).text
        for i in range(count)
    )


def load_texts(count: int) -> Mapping[str, tuple[str, ...]]:
    """Groups of reports by name; the real ones only where they are to be found."""
    groups = {"made-up": make_texts(count)}
    if _REAL.is_dir():
        paths = sorted(_REAL.glob("*.txt"))
        groups["real"] = tuple(path.read_bytes().decode("utf-8-sig") for path in paths)
    return groups


def cut_report(text: str) -> tuple[str, str]:
    """The report before its second section, and from there on."""
    place = text.index("\n二、")
    return text[:place], text[place:]


@cache
def make_printed_texts(count: int) -> tuple[str, ...]:
    """Made-up reports with one cell a line whose second section is numbered 二、, so that they can
    be cut and put together to longer ones."""
    found: list[str] = []
    seed = 0
    while len(found) < count:
        text = make_report(Random(f"growth/{seed}"), flattening="cell_lines").text
        seed += 1
        if "\n二、" in text:
            found.append(text)
    return tuple(found)
