"""``python -m training.encoder pretrain --register DIR --into DIR (--minutes N | --tokens N)``"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path

from training.encoder.pretraining import Recipe, pretrain
from training.encoder.text import read_library


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m training.encoder", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    command = commands.add_parser("pretrain", help="masked-language modelling on official text")
    command.add_argument("--register", type=Path, required=True, help="folder of .txt.xz")
    command.add_argument("--into", type=Path, required=True, help="checkpoint, gone on from")
    budget = command.add_mutually_exclusive_group(required=True)
    budget.add_argument("--minutes", type=float)
    budget.add_argument("--tokens", type=int)
    for field in fields(Recipe):
        if field.name not in ("minutes", "tokens"):
            command.add_argument(f"--{field.name.replace('_', '-')}", type=type(field.default))
    given = {name: value for name, value in vars(parser.parse_args(arguments)).items() if value}
    command_name, register, into = (given.pop(name) for name in ("command", "register", "into"))
    if command_name == "pretrain":
        progress = pretrain(read_library(register, into), Recipe(**given), into)
        print(progress)


if __name__ == "__main__":
    main()
