"""``python -m benchmarks.speed``: measure, print, and with ``--write`` keep the page; with
``--races`` what is measured is other tools over the same files.

Times depend on the machine, so a missed goal is said and is no failure."""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path
from typing import Final

from benchmarks.speed.endurance import measure_endurance
from benchmarks.speed.growth import measure_growth, measure_shapes
from benchmarks.speed.passes import measure_passes
from benchmarks.speed.processes import measure_starts
from benchmarks.speed.racepage import write_races
from benchmarks.speed.races import measure_races
from benchmarks.speed.results import Speed, write_page
from benchmarks.speed.runs import measure_run
from benchmarks.speed.samples import load_texts, make_texts
from benchmarks.speed.themes import measure_themes
from benchmarks.stamp import write_stamp
from training.factory.prints import OFFICE

_PAGE: Final = Path(__file__).with_name("RESULTS.md")
_RACE_PAGE: Final = Path(__file__).with_name("RACES.md")


def main() -> None:
    parser = argparse.ArgumentParser(prog="benchmarks.speed", description=__doc__)
    parser.add_argument("--write", action="store_true", help="write the page")
    parser.add_argument("--races", action="store_true", help="race other tools, and nothing else")
    parser.add_argument("--rounds", type=int, default=15, help="rounds of each contender")
    parser.add_argument("--reports", type=int, default=2_000, help="reports of the long run")
    parser.add_argument("--files", type=int, default=500, help="files of the mixed run")
    parser.add_argument("--documents", type=int, default=4, help="Word documents and PDFs to race")
    parser.add_argument("--scans", type=int, default=2, help="scans to race")
    options = parser.parse_args()
    if not options.races and shutil.which(OFFICE) is None:
        parser.error(f"the mixed run prints PDFs by {OFFICE}, which is missing: make system")
    if options.races:
        page = write_races(measure_races(options.documents, options.scans), write_stamp())
    else:
        page = write_page(_measure(options), write_stamp())
    print(page)
    if options.write:
        (_RACE_PAGE if options.races else _PAGE).write_text(page, "utf-8")


def _measure(options: argparse.Namespace) -> Speed:
    return Speed(
        passes={
            name: measure_passes(texts, options.rounds) for name, texts in load_texts(17).items()
        },
        themes=measure_themes(make_texts(17), options.rounds),
        growth=measure_growth(),
        shapes=list(measure_shapes()),
        starts=measure_starts(make_texts(1)[0]),
        endurance={
            "made-up reports": measure_endurance(options.reports),
            "with words never seen before": measure_endurance(options.reports, nonsense=True),
        },
        run=measure_run(options.files),
    )


if __name__ == "__main__":
    main()
