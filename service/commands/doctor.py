"""``gongkai doctor``."""

from __future__ import annotations

import json as json_format
from dataclasses import asdict
from typing import Annotated, Final

import typer

from service.usage import ChineseCommand

_FAILED: Final = 3
_SIGNS: Final = {"good": "✓", "lacking": "！", "broken": "✗"}


def add_commands(app: typer.Typer) -> None:
    app.command(cls=ChineseCommand)(doctor)


def doctor(
    json: Annotated[bool, typer.Option("--json", help="以 JSON 输出。")] = False,
) -> None:
    """检查本机还缺什么、怎么补；不联网，每一部分都实际试用。"""
    from service.checkup import examine

    symptoms = examine()
    if json:
        typer.echo(json_format.dumps([*map(asdict, symptoms)], ensure_ascii=False, indent=2))
    else:
        for symptom in symptoms:
            typer.echo(f"{_SIGNS[symptom.state]} {symptom.part}：{symptom.found}")
            if symptom.remedy:
                typer.echo(f"    {symptom.remedy}")
    if any(symptom.state == "broken" for symptom in symptoms):
        raise typer.Exit(_FAILED)
