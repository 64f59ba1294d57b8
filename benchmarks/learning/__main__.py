"""``python -m benchmarks.learning``: teach the office's corrections and print the page."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Final

from benchmarks.learning.curve import measure_learning
from benchmarks.learning.office import read_office
from benchmarks.learning.results import write_page
from benchmarks.stamp import write_stamp

_PAGE: Final = Path(__file__).with_name("RESULTS.md")


def main() -> None:
    parser = argparse.ArgumentParser(prog="benchmarks.learning", description=__doc__)
    parser.add_argument("--write", action="store_true", help="write RESULTS.md")
    parser.add_argument("--workers", type=int, default=2, help="models fitted at a time")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="go on from what is kept here")
    options = parser.parse_args()
    results = measure_learning(read_office(), options.keep, options.workers)
    page = write_page(results, write_stamp())
    print(page)
    if options.write:
        _PAGE.write_text(page, "utf-8")


if __name__ == "__main__":
    main()
