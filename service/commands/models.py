"""``gongkai train``, ``gongkai evaluate`` and ``gongkai models``: from labels to the tagger in use.

The commands say what to do; ``training`` does it. It needs scikit-learn for ``train`` only.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from documents.errors import SetupError
from service.speech import print_json, say
from service.usage import ChineseCommand, ChineseGroup

if TYPE_CHECKING:
    from training.registry.catalogue import Entry
    from training.registry.gate import Judgement

REFUSED = 1
_ALIASES = {"champion": "正在使用", "challenger": "等待启用"}

Json = Annotated[bool, typer.Option("--json", help="以 JSON 输出。")]
Model = Annotated[
    str,
    typer.Argument(
        metavar="[MODEL]",
        help="模型名称，或 champion（正在使用的）、challenger（等待启用的）、builtin（随程序的）。",
    ),
]


class TrainingMissing(SetupError):
    """训练需要 scikit-learn 和 skops，这里没有安装；请运行 pip install 'gongkai[training]'。"""

    code = "training-missing"


models = typer.Typer(
    cls=ChineseGroup,
    help="管理训练出来的模型：列出、查看、启用、换回。",
    no_args_is_help=True,
    rich_markup_mode=None,
    epilog="退出码：0 完成；1 不准启用；2 命令用法有误；3 未能完成。",
)


def add_commands(app: typer.Typer) -> None:
    app.command(cls=ChineseCommand)(train)
    app.command(cls=ChineseCommand)(evaluate)
    app.add_typer(models, name="models")


def train(
    labels: Annotated[
        list[Path] | None,
        typer.Option(
            "--labels",
            metavar="FILE",
            help="标注文件（JSONL）；可写多次。不写则用数据文件夹 labels 里的全部标注。",
        ),
    ] = None,
    json: Json = False,
    progress: Annotated[bool, typer.Option("--progress/--no-progress", help="显示进度。")] = True,
) -> None:
    """用内置语料和已复核的标注训练一个新模型。新模型先等待启用，不会自动替换正在使用的。"""
    try:
        from training import learning
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] in {"sklearn", "scipy", "skops"}:
            raise TrainingMissing from None
        raise
    from nlp.stored import find_models
    from training.annotations.store import find_store

    paths = labels or sorted(find_store().glob("*.jsonl"))
    named = [word for path in labels or () for word in ("--labels", str(path))]
    trained = learning.train(
        find_models(),
        paths,
        shlex.join(["gongkai", "train", *named]),
        say if progress else lambda message: None,
    )
    card = trained.card
    if json:
        print_json(version=trained.version, promotable=not card.objections, card=_encode(card))
        return
    from training.registry.page import write_comparison

    data, made = card.data, card.made
    typer.echo(f"已训练 {trained.version}，用时 {made.seconds:.0f} 秒。")
    typer.echo(f"学了已复核的标注 {data.learnt} 段，留作检验 {data.held} 段。")
    for comparison in card.comparisons:
        _print_lines(write_comparison(comparison))
    if card.hints:
        typer.echo(f"有 {len(card.hints)} 条标注可能标错，列在模型卡里，请复核。")
    for objection in card.objections:
        typer.echo(f"目前不能启用：{objection}")
    typer.echo("查看模型卡：gongkai models show challenger")
    if not card.objections:
        typer.echo("启用：gongkai models promote")


def evaluate(
    model: Model = "champion",
    on: Annotated[
        Literal["builtin", "labels"],
        typer.Option(help="在内置检验集上，或在已复核而它没有学过的标注上。"),
    ] = "builtin",
    json: Json = False,
) -> None:
    """评价一个模型：各主题的 F1 和 95% 区间。"""
    from nlp.stored import find_models
    from training.annotations.store import find_annotations
    from training.registry import catalogue
    from training.registry.page import write_scores

    folder = find_models()
    name = catalogue.resolve(folder, model)
    if on == "labels":
        scores = catalogue.evaluate_labels(folder, name, find_annotations())
    else:
        scores = catalogue.evaluate(folder, name)
    if json:
        print_json(model=name, scores=_encode(scores))
    else:
        typer.echo(f"{name}")
        _print_lines(write_scores(scores))


@models.command("list", cls=ChineseCommand)
def list_models(json: Json = False) -> None:
    """列出全部模型；每个文件都核对校验值。"""
    from nlp.stored import find_models
    from training.registry.catalogue import list_entries

    entries = list_entries(find_models())
    if json:
        print_json(models=[_describe(entry) for entry in entries])
        return
    for entry in entries:
        called = "、".join(_ALIASES[alias] for alias in entry.aliases)
        typer.echo("　".join(filter(None, (entry.name, called, _summarize(entry)))))


@models.command(cls=ChineseCommand)
def show(model: Model = "champion", json: Json = False) -> None:
    """显示模型卡。"""
    from nlp.stored import BUILTIN, find_models
    from training.registry import catalogue

    folder = find_models()
    name = catalogue.resolve(folder, model)
    if name == BUILTIN:
        shown = catalogue.name_builtin()
        if json:
            print_json(version=name, name=shown, card=None)
        else:
            typer.echo(f"{name}：随程序提供的模型 {shown}，没有模型卡。")
            typer.echo("成绩：gongkai evaluate builtin")
        return
    card, page = catalogue.read_card(folder, name)
    if json:
        print_json(version=name, name=name, card=_encode(card))
    else:
        typer.echo(f"{name}\n\n{page}", nl=False)


@models.command(cls=ChineseCommand)
def promote(model: Model = "challenger", json: Json = False) -> None:
    """启用一个模型。比正在使用的、以前用过的或随程序的差，就不准启用，退出码为 1。"""
    from nlp.stored import find_models
    from training.registry import catalogue, gate

    folder = find_models()
    name = catalogue.resolve(folder, model)
    judgement = gate.promote(folder, name)
    if json:
        print_json(version=name, promoted=not judgement.objections, **_encode(judgement))
    else:
        _print_lines(_write_judgement(name, judgement))
    if judgement.objections:
        raise typer.Exit(REFUSED)


@models.command(cls=ChineseCommand)
def rollback(
    model: Annotated[
        str | None, typer.Argument(metavar="[MODEL]", help="换回哪一个；不写则为前一个。")
    ] = None,
    json: Json = False,
) -> None:
    """换回以前用过的模型。"""
    from nlp.stored import find_models
    from training.registry.aliases import read_aliases, roll_back

    folder = find_models()
    before = read_aliases(folder).champion
    now = roll_back(folder, model).champion
    if json:
        print_json(champion=now, was=before)
    else:
        typer.echo(f"已换回 {now}（此前是 {before}）。")


def _write_judgement(name: str, judgement: Judgement) -> Iterator[str]:
    from training.registry.page import write_comparison

    for comparison in judgement.comparisons:
        yield from write_comparison(comparison)
    yield from judgement.notes
    if judgement.objections:
        yield f"不准启用 {name}："
        yield from (f"- {objection}" for objection in judgement.objections)
    else:
        yield f"已启用 {name}。换回：gongkai models rollback"


def _summarize(entry: Entry) -> str:
    if entry.fault:
        return entry.fault
    if not entry.card:
        return "随程序提供"
    made, data = entry.card.made, entry.card.data
    f1 = entry.card.sets[0].macro_f1.value
    return f"{made.at:%Y-%m-%d %H:%M} UTC，学了标注 {data.learnt} 段，内置检验集平均 F1 {f1:.3f}"


def _describe(entry: Entry) -> dict[str, Any]:
    card = entry.card
    return {
        "name": entry.name,
        "aliases": entry.aliases,
        "fault": entry.fault,
        "made_at": card and card.made.at.isoformat(),
        "learnt": card and card.data.learnt,
        "macro_f1": card and card.sets[0].macro_f1.value,
        "promotable": card and not card.objections,
    }


def _encode(value: Any) -> Any:
    """A typed value as JSON takes it."""
    from pydantic import TypeAdapter

    return TypeAdapter(type(value)).dump_python(value, mode="json")


def _print_lines(lines: Iterator[str]) -> None:
    for line in lines:
        typer.echo(line)
