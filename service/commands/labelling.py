"""What ``gongkai labels`` says, to people or as data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

import typer

from service.speech import print_json, say
from training.annotations.annotation import Annotation, ReviewState
from training.annotations.census import LAYERS, Census, Entry
from training.annotations.faults import describe_faults
from training.annotations.incoming import EFFECTS, Arrival, Effect, Plan

_STATES: Final[dict[ReviewState, str]] = {
    "reviewed": "已复核",
    "suggested": "模型建议",
    "skipped": "跳过不标",
}
_EFFECTS: Final[dict[Effect, str]] = {
    "new": "新增",
    "changed": "更改",
    "same": "不变",
    "kept": "保留库中的",
}
_LAYERS: Final = dict(zip(LAYERS, ("主题", "人员", "数量", "空缺"), strict=True))
_SHOWN: Final = 10
_WORDS: Final = 24


def show_export(
    rows: Sequence[Annotation],
    name: str,
    written: Sequence[str],
    notes: Sequence[str],
    json: bool,
) -> None:
    states = Counter(row.review.state for row in rows)
    if json:
        print_json(
            rows=len(rows),
            states={state: states[state] for state in _STATES},
            format=name,
            written=list(written),
            notes=list(notes),
        )
        return
    said = "、".join(f"{_STATES[state]} {states[state]}" for state in _STATES if states[state])
    typer.echo(f"导出 {len(rows)} 段（{said}），写入 {'、'.join(written)}。")
    for note in notes:
        typer.echo(f"注意：{note}")


def show_import(
    plan: Plan,
    notes: Sequence[str],
    written: Path | None,
    *,
    dry_run: bool,
    refused: bool,
    json: bool,
) -> None:
    """The effects, the first ten changes and the first ten faults."""
    states = Counter(arrival.row.review.state for arrival in plan.arrivals)
    if json:
        print_json(
            **{effect: plan.count(effect) for effect in EFFECTS},
            skipped=len(plan.faults),
            states={state: states[state] for state in _STATES},
            changes=[c for a in plan.arrivals for c in _encode_change(a)],
            faults=[asdict(fault) for fault in plan.faults],
            notes=list(notes),
            dry_run=dry_run,
            written=str(written) if written else None,
        )
        return
    said = "，".join(f"{word} {plan.count(effect)} 段" for effect, word in _EFFECTS.items())
    typer.echo(f"{said}，有错 {len(plan.faults)} 段。")
    changed = [arrival for arrival in plan.arrivals if arrival.effect == "changed"]
    for arrival in changed[:_SHOWN]:
        typer.echo(f"  {_shorten(arrival.row.text)}　{'；'.join(_describe_change(arrival))}")
    if len(changed) > _SHOWN:
        typer.echo(f"  另有 {len(changed) - _SHOWN} 段更改没有列出。")
    for note in notes:
        typer.echo(f"注意：{note}")
    for line in describe_faults(plan.faults):
        say(line)
    if refused:
        say("有错误，什么也没有写入；请改正后再导入，或加 --skip-bad 跳过有错的部分。")
    elif dry_run:
        typer.echo("只是预演，没有写入。")
    elif written:
        typer.echo(f"已写入标注库：{written}")
    else:
        typer.echo("没有要写入的。")


def show_census(census: Census, store: Path, json: bool) -> None:
    if json:
        print_json(store=str(store), **asdict(census))
        return
    for line in _write_census(census, store):
        typer.echo(line)


def _write_census(census: Census, store: Path) -> Iterator[str]:
    states = "、".join(f"{_STATES[state]} {count}" for state, count in census.states)
    yield f"标注库 {store}：{census.rows} 段（{states}）"
    if not census.rows:
        return
    yield "各项标注（段，括号内为已复核）："
    yield from (f"  {_LAYERS[str(entry.name)]} {_write_entry(entry)}" for entry in census.layers)
    yield "各主题（同上）："
    yield from (f"  {entry.name} {_write_entry(entry)}" for entry in census.tags)
    yield f"各单位（共 {len(census.bodies)} 个）："
    for entry in census.bodies[:_SHOWN]:
        yield f"  {entry.name or '（单位不明）'} {_write_entry(entry)}"
    if len(census.bodies) > _SHOWN:
        yield f"  另有 {len(census.bodies) - _SHOWN} 个单位，用 --json 查看。"


def _write_entry(entry: Entry) -> str:
    return f"{entry.rows}（{entry.reviewed}）"


def _describe_change(arrival: Arrival) -> Iterator[str]:
    """What is different, layer by layer: ``主题：引言 → 引言、主动公开``."""
    row, before = arrival.row, arrival.before
    assert before is not None
    for layer, word in _LAYERS.items():
        was, is_now = getattr(before, layer), getattr(row, layer)
        if was != is_now:
            yield f"{word}：{_write_layer(was, before)} → {_write_layer(is_now, row)}"
    if before.review.state != row.review.state:
        yield f"{_STATES[before.review.state]} → {_STATES[row.review.state]}"


def _write_layer(layer: Sequence[Any] | None, row: Annotation) -> str:
    if layer is None:
        return "未标"
    words = [item if isinstance(item, str) else item.span.cut(row.text) for item in layer]
    return "、".join(words) or "无"


def _encode_change(arrival: Arrival) -> Iterator[dict[str, Any]]:
    if arrival.effect == "changed":
        yield {"id": arrival.row.id, "changes": list(_describe_change(arrival))}


def _shorten(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _WORDS else f"{words[:_WORDS]}…"
