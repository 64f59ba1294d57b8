"""``python -m benchmarks.speed``: measure, print, and with ``--write`` keep the page.

Times depend on the machine, so a missed goal is said and is no failure."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Final

from benchmarks.speed.endurance import measure_endurance
from benchmarks.speed.growth import measure_growth, measure_shapes
from benchmarks.speed.passes import measure_passes
from benchmarks.speed.processes import measure_starts
from benchmarks.speed.races import measure_races
from benchmarks.speed.results import Speed, write_page
from benchmarks.speed.runs import measure_run
from benchmarks.speed.samples import load_texts, make_texts
from benchmarks.stamp import write_stamp

_PAGE: Final = Path(__file__).with_name("RESULTS.md")


def main() -> None:
    parser = argparse.ArgumentParser(prog="benchmarks.speed", description=__doc__)
    parser.add_argument("--write", action="store_true", help="write RESULTS.md")
    parser.add_argument("--rounds", type=int, default=15, help="rounds of each contender")
    parser.add_argument("--reports", type=int, default=2_000, help="reports of the long run")
    parser.add_argument("--files", type=int, default=500, help="files of the mixed run")
    parser.add_argument("--documents", type=int, default=8, help="Word documents and PDFs to race")
    parser.add_argument("--scans", type=int, default=2, help="scans to race")
    options = parser.parse_args()
    speed = Speed(
        passes={
            name: measure_passes(texts, options.rounds) for name, texts in load_texts(17).items()
        },
        growth=measure_growth(),
        shapes=list(measure_shapes()),
        starts=measure_starts(make_texts(1)[0]),
        endurance={
            "made-up reports": measure_endurance(options.reports),
            "with words never seen before": measure_endurance(options.reports, nonsense=True),
        },
        run=measure_run(options.files),
        races=measure_races(options.documents, options.scans),
    )
    page = write_page(speed, write_stamp())
    print(page)
    if options.write:
        _PAGE.write_text(page, "utf-8")


if __name__ == "__main__":
    main()
