"""Compares kinds of taggers where they have learnt nothing: ``python -m training.comparison``.

Each kind of model is fitted anew for each fold of three divisions (``training.divisions``) and
answers as inference would. ``--write`` puts the tables into ``docs/tag-models.md``. Fits of the
encoder are long: ``--cache`` keeps the answers of what was measured, so that models can be added
one by one, here or on another machine.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from training.comparison_page import PAGE, write_paces, write_page, write_tables
from training.contenders import MODELS, RECIPES, Contest
from training.divisions import divide_by_body, divide_by_voice, divide_by_writer
from training.encoder.validation import list_items
from training.pace import measure_paces
from training.split import read_held_out
from training.standings import compare_models


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m training.comparison", description=__doc__)
    parser.add_argument("--models", default=",".join(RECIPES), help=f"some of {', '.join(MODELS)}")
    parser.add_argument("--base", type=Path, help="pretrained checkpoint, for encoder and both")
    parser.add_argument("--cache", type=Path, help="folder of answers, read and added to")
    parser.add_argument("--write", action="store_true", help=f"into {PAGE.name}")
    options = parser.parse_args(arguments)
    models = options.models.split(",")
    if unknown := set(models) - set(MODELS):
        parser.error(f"no such model: {', '.join(sorted(unknown))}")
    results = []
    for divide in (divide_by_body, divide_by_voice, divide_by_writer):
        contest = Contest(divide(), options.base, options.cache)
        results.append(compare_models(contest, models))
    paces = tuple(measure_paces(list_items(read_held_out())))
    tables = f"{write_tables(results)}\n{write_paces(paces)}"
    print(tables)
    if options.write:
        PAGE.write_text(write_page(PAGE.read_text("utf-8"), tables), "utf-8")


if __name__ == "__main__":
    main()
