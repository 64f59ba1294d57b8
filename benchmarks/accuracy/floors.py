"""Floors under the measures, which only ever rise.

``floors.toml`` has two tables: ``at_least`` for shares that should be high, ``at_most`` for errors.
A floor is lowered by a person who edits the file and says why in its history, never by a run.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

FLOORS: Final = Path(__file__).with_name("floors.toml")
_DIGITS: Final = 4
_HEAD: Final = """\
# What `python -m benchmarks.accuracy` must reach. `--raise` lifts these to what was measured and
# never lowers one; lowering is done by hand, with the reason in the commit.
"""


@dataclass(frozen=True, slots=True)
class Floors:
    """Bounds by the measure's name."""

    at_least: Mapping[str, float]
    at_most: Mapping[str, float]

    def find_breaches(self, measured: Mapping[str, float], *, whole: bool = True) -> Iterator[str]:
        """One sentence for each measure on the wrong side of its bound.

        A part of the whole run (``whole`` false) is held only against what must never happen, an
        upper bound of 0: a share over few cases says little. What was not measured is no breach.
        """
        for name, bound in self.at_least.items():
            if whole and name in measured and measured[name] < bound:
                yield f"{name}: {measured[name]:.4f} is below {bound:g}"
        for name, bound in self.at_most.items():
            if (whole or bound == 0) and name in measured and measured[name] > bound:
                yield f"{name}: {measured[name]:g} is above {bound:g}"

    def lift(self, measured: Mapping[str, float]) -> Floors:
        """Bounds as tight as what was measured, rounded to the loose side; none becomes looser."""
        scale = 10**_DIGITS
        return Floors(
            {
                name: max(bound, math.floor(measured.get(name, bound) * scale) / scale)
                for name, bound in self.at_least.items()
            },
            {
                name: min(bound, math.ceil(measured.get(name, bound) * scale) / scale)
                for name, bound in self.at_most.items()
            },
        )


def read_floors(path: Path = FLOORS) -> Floors:
    """Raises ``KeyError`` where the file lacks one of its two tables."""
    bounds = tomllib.loads(path.read_text("utf-8"))
    return Floors(bounds["at_least"], bounds["at_most"])


def write_floors(floors: Floors, path: Path = FLOORS) -> None:
    lines = [_HEAD]
    for title, bounds in (("at_least", floors.at_least), ("at_most", floors.at_most)):
        lines += [f"[{title}]", *(f'"{name}" = {bound:g}' for name, bound in bounds.items()), ""]
    path.write_text("\n".join(lines).rstrip() + "\n", "utf-8")
