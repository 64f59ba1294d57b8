"""The encoder: ``python -m training.encoder pretrain | keep | finetune`` (``--help`` says more)."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path
from typing import Final

from transformers.utils import logging

from nlp.encoder import MODEL
from training.encoder import finetuning, pretraining
from training.encoder.building import build_encoder
from training.encoder.text import read_library
from training.evaluation import average_f1
from training.split import read_learnt

BASE: Final = Path(__file__).parent / "base"
_BUDGET: Final = frozenset({"minutes", "tokens"})


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m training.encoder", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    command = commands.add_parser("pretrain", help="masked-language modelling on official text")
    command.add_argument("--register", type=Path, required=True, help="folder of .txt.xz")
    command.add_argument("--into", type=Path, required=True, help="checkpoint, gone on from")
    budget = command.add_mutually_exclusive_group(required=True)
    budget.add_argument("--minutes", type=float)
    budget.add_argument("--tokens", type=int)
    _add_options(command, pretraining.Recipe)
    command = commands.add_parser("keep", help="a pretrained checkpoint in half precision")
    command.add_argument("--base", type=Path, required=True)
    command.add_argument("--into", type=Path, default=BASE)
    command = commands.add_parser("finetune", help="learn the themes of labelled paragraphs")
    command.add_argument("--base", type=Path, default=BASE, help="any checkpoint, not only ours")
    command.add_argument("--into", type=Path, default=MODEL, help="card; the network goes beside")
    command.add_argument("--folds", type=int, default=3, help="1: keep a fifth to calibrate on")
    _add_options(command, finetuning.Recipe)
    given = {name: value for name, value in vars(parser.parse_args(arguments)).items() if value}
    # It tells of every weight that fine-tuning has no use for.
    logging.set_verbosity_error()  # type: ignore[no-untyped-call]
    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    name, into = given.pop("command"), given.pop("into")
    if name == "pretrain":
        library = read_library(given.pop("register"), into)
        print(pretraining.pretrain(library, pretraining.Recipe(**given), into))
        return
    base = given.pop("base")
    if name == "keep":
        pretraining.keep_half(base, into)
        return
    folds = given.pop("folds")
    measured = build_encoder(base, read_learnt(), into, finetuning.Recipe(**given), folds)
    print("organisations unseen, macro-F1 (calibration error)")
    for kind, validated in zip(("linear", "encoder", "both"), measured, strict=True):
        macro = average_f1(validated.measures)
        print(f"{kind}: {macro:.3f} ({validated.calibration_error:.3f})")


def _add_options(
    command: argparse.ArgumentParser, recipe: type[pretraining.Recipe] | type[finetuning.Recipe]
) -> None:
    for field in fields(recipe):
        if field.name not in _BUDGET:
            option = f"--{field.name.replace('_', '-')}"
            command.add_argument(option, type=type(field.default), help=f"{field.default}")


if __name__ == "__main__":
    main()
