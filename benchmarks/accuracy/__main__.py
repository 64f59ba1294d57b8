"""``python -m benchmarks.accuracy``: measure, hold against the floors, exit 1 below one."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Final

from benchmarks.accuracy import figure_lines
from benchmarks.accuracy.factory_files import measure_files
from benchmarks.accuracy.factory_tables import measure_tables
from benchmarks.accuracy.floors import read_floors, write_floors
from benchmarks.accuracy.gold_reports import measure_excerpts, measure_gold
from benchmarks.accuracy.official_lines import measure_lines
from benchmarks.accuracy.planted_defects import measure_clean, measure_defects
from benchmarks.accuracy.results import Accuracy, write_page
from benchmarks.accuracy.tag_splits import measure_held_out, measure_strangers
from benchmarks.stamp import write_stamp

_PAGE: Final = Path(__file__).with_name("RESULTS.md")
_WHOLE: Final = (20_000, 20, 300, 220, 6)
_QUICK: Final = (1_500, 2, 60, 8, 0)


def main() -> int:
    parser = argparse.ArgumentParser(prog="benchmarks.accuracy", description=__doc__)
    parser.add_argument("--tables", type=int, help=f"made-up tables (default {_WHOLE[0]:,})")
    parser.add_argument("--reports", type=int, help=f"reports a rule (default {_WHOLE[1]})")
    parser.add_argument("--clean", type=int, help=f"clean reports (default {_WHOLE[2]})")
    parser.add_argument("--files", type=int, help=f"Word files and prints (default {_WHOLE[3]})")
    parser.add_argument("--pictures", type=int, help=f"scans and photos (default {_WHOLE[4]})")
    parser.add_argument("--quick", action="store_true", help="a sample: only floors of 0 are held")
    parser.add_argument("--write", action="store_true", help="write RESULTS.md")
    parser.add_argument("--raise", dest="lift", action="store_true", help="raise the floors")
    options = parser.parse_args()
    usual = _QUICK if options.quick else _WHOLE
    asked = (
        options.tables,
        options.reports,
        options.clean,
        options.files,
        options.pictures,
    )
    sizes = tuple(size if own is None else own for own, size in zip(asked, usual, strict=True))
    whole = all(size >= least for size, least in zip(sizes, _WHOLE, strict=True))
    if options.lift and not whole:
        parser.error("floors are raised by a whole run only")
    accuracy = Accuracy(
        measure_tables(sizes[0]),
        measure_defects(sizes[1]),
        measure_clean(sizes[2]),
        {"seen": measure_excerpts(held_out=False), "held out": measure_excerpts(held_out=True)},
        measure_gold(),
        measure_files(sizes[3], sizes[4]),
    )
    measured = accuracy.list_measures() | measure_held_out() | measure_lines()
    measured |= figure_lines.list_measures()
    if whole:
        measured |= measure_strangers()
    page = write_page(accuracy, measured, write_stamp())
    print(page)
    if options.write:
        _PAGE.write_text(page, "utf-8")
    floors = read_floors()
    if options.lift:
        write_floors(floors.lift(measured))
    breaches = list(floors.find_breaches(measured, whole=whole))
    print("\n".join(breaches) or "No floor was broken.", file=sys.stderr)
    return int(bool(breaches))


if __name__ == "__main__":
    sys.exit(main())
