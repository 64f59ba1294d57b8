"""``python -m training.factory [texts|files] --count N --seed S --out DIR``: write reports with
their gold, as texts or as the files named by ``--kinds``."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from pathlib import Path
from random import Random
from typing import Any

from training.factory.defects import DEFECTS
from training.factory.files import KINDS, make_files
from training.factory.reports import make_report


def main() -> None:
    parser = argparse.ArgumentParser(prog="training.factory", description=__doc__)
    parser.add_argument("what", nargs="?", choices=("texts", "files"), default="texts")
    parser.add_argument("--count", type=int, default=10)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--kinds", default="pdf,scan,photo", help=f"files: {','.join(KINDS)}")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    kinds = [kind for kind in KINDS if kind in options.kinds.split(",")]
    if len(kinds) != len(options.kinds.split(",")):
        parser.error(f"--kinds takes some of {','.join(KINDS)}")
    options.out.mkdir(parents=True, exist_ok=True)
    if options.what == "texts":
        write_texts(options.count, options.seed, options.out)
    else:
        for file in make_files(options.count, options.seed, kinds):
            write_file(options.out / file.name, file.data, file.gold)


def write_texts(count: int, seed: int, folder: Path) -> None:
    """Half of the reports are clean, the others carry the defects in turn."""
    rules = list(DEFECTS)
    for number in range(count):
        rng = Random(f"{seed}/{number}")
        defect = rules[number // 2 % len(rules)] if number % 2 else None
        report = make_report(rng, defect=defect)
        path = folder / f"{number:05d}.txt"
        write_file(path, report.text.encode(), {"file": path.name, **report.gold})


def write_file(path: Path, data: bytes, gold: Mapping[str, Any]) -> None:
    """The file, and its gold beside it."""
    path.write_bytes(data)
    path.with_suffix(".json").write_text(json.dumps(gold, ensure_ascii=False, indent=1), "utf-8")


if __name__ == "__main__":
    main()
