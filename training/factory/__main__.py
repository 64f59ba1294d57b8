"""``python -m training.factory --count N --seed S --out DIR``: write reports and their gold."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from random import Random

from training.factory.defects import DEFECTS
from training.factory.reports import make_report


def main() -> None:
    """Half of the reports are clean, the others carry the defects in turn."""
    parser = argparse.ArgumentParser(prog="training.factory", description=__doc__)
    parser.add_argument("--count", type=int, default=10)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    rules = list(DEFECTS)
    for number in range(options.count):
        rng = Random(f"{options.seed}/{number}")
        defect = rules[number // 2 % len(rules)] if number % 2 else None
        report = make_report(rng, defect=defect)
        path = options.out / f"{number:05d}.txt"
        path.write_text(report.text, "utf-8", newline="")
        gold = {"file": path.name, **report.gold}
        path.with_suffix(".json").write_text(
            json.dumps(gold, ensure_ascii=False, indent=1), "utf-8"
        )


if __name__ == "__main__":
    main()
