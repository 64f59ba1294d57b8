"""The model card as a page for people, in Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from training.evaluation import NO_THEME
from training.intervals import Interval
from training.lessons import Reason
from training.registry.card import Card, Comparison, Data
from training.registry.gate import TAG_LEVEL
from training.registry.measuring import SetName, SetScores

SETS: Final[dict[SetName, str]] = {"builtin": "内置检验集", "own": "自有检验集"}
_REASONS: Final[dict[Reason, str]] = {
    "suggested": "只是模型的建议，没有人复核",
    "skipped": "复核时跳过",
    "untagged": "没有标主题",
    "tested": "文字与检验集中的段落相同",
}
_HINTS: Final = 50
_CONFUSIONS: Final = 15
_EXCERPT: Final = 60


def write_page(card: Card) -> str:
    """The whole card; a version's name is its folder's, which the card cannot know."""
    return "\n".join(_write_lines(card)) + "\n"


def write_scores(scores: SetScores) -> Iterator[str]:
    """F1 a tag with its interval, as a table."""
    yield (
        f"{SETS[scores.name]}：{scores.paragraphs} 段，{scores.bodies} 家"
        f"（校验值 {scores.sha256}）。13 个主题平均 F1 {_write_interval(scores.macro_f1)}，"
        f"概率的平均误差 {scores.calibration_error:.3f}。"
    )
    yield ""
    yield "| 主题 | F1（95% 区间） | 准确率 | 召回率 | 应有 | 判出 |"
    yield "|---|---|---|---|---|---|"
    for row in scores.tags:
        mark = "（不计入平均）" if row.tag in NO_THEME else ""
        yield (
            f"| {row.tag}{mark} | {_write_interval(row.f1)} | {row.precision:.3f} "
            f"| {row.recall:.3f} | {row.expected} | {row.found} |"
        )


def write_comparison(comparison: Comparison) -> Iterator[str]:
    """What has changed against another model, tags without any difference left out."""
    gain = comparison.gain
    where = SETS[comparison.on]
    yield f"与 {comparison.rival} 在{where}上相比：平均 F1 {_write_gain(gain.macro)}。"
    changed = [(tag, change) for tag, change in gain.by_tag if change.low or change.high]
    if changed:
        yield ""
        yield f"| 主题 | F1 之差（{TAG_LEVEL:.0%} 区间） |"
        yield "|---|---|"
        for tag, change in changed:
            yield f"| {tag} | {_write_gain(change)} |"


def _write_lines(card: Card) -> Iterator[str]:
    made = card.made
    yield "# 模型卡：段落主题"
    yield ""
    yield f"{made.at:%Y-%m-%d %H:%M} UTC 训练，用时 {made.seconds:.0f} 秒。重做的命令："
    yield from ("", f"    {made.command}", "")
    yield "、".join(f"{name} {number}" for name, number in made.libraries) + "。"
    yield from ("", "## 能否启用", "")
    if card.objections:
        yield from (f"- {objection}" for objection in card.objections)
    else:
        yield "训练时比较，没有不能启用的理由。启用时会再比较一次。"
    yield from ("", "## 数据", "", *_write_data(card.data))
    for scores in card.sets:
        yield from ("", f"## {SETS[scores.name]}", "", *write_scores(scores))
        yield from ("", "### 混淆", "", *_write_confusion(scores))
        yield from ("", "### 概率是否可信", "", *_write_calibration(scores))
    yield from ("", "## 比较", "", "区间由成对抽样得到；整个区间在零以下，是超出偶然误差的变差。")
    for comparison in card.comparisons:
        yield from ("", *write_comparison(comparison))
    yield from ("", "## 交叉验证", "", "在内置语料上，按单位分五份轮流检验：", "")
    yield "、".join(f"{tag} {f1:.3f}" for tag, f1 in card.cross_validation) + "。"
    yield from ("", "## 请复核", "", *_write_hints(card))


def _write_data(data: Data) -> Iterator[str]:
    yield f"- 内置语料 {data.corpus_paragraphs} 段，校验值 {data.corpus_sha256[:16]}。"
    for file in data.files:
        yield f"- 标注文件 {file.name}：{file.rows} 行，校验值 {file.sha256[:16]}。"
    yield f"- 学了已复核的标注 {data.learnt} 段，每段算 {data.weight:g} 段。"
    way = "按单位" if data.held_by == "organisation" else "单位太少，按段落"
    yield f"- 留作检验、没有学的 {data.held} 段（{way}由散列值选定）。"
    for reason, number in data.left_out:
        yield f"- 没有用的 {number} 段：{_REASONS[reason]}。"


def _write_confusion(scores: SetScores) -> Iterator[str]:
    if not scores.confusion:
        yield "没有判错的。"
        return
    yield "| 应为 | 判为 | 段数 |"
    yield "|---|---|---|"
    for row in scores.confusion[:_CONFUSIONS]:
        yield f"| {row.expected or '（无）'} | {row.found or '（无）'} | {row.paragraphs} |"


def _write_calibration(scores: SetScores) -> Iterator[str]:
    yield "| 模型给出的概率 | 实际的比例 | 次数 |"
    yield "|---|---|---|"
    for row in scores.calibration:
        yield f"| {row.chance:.2f} | {row.right:.2f} | {row.number} |"


def _write_hints(card: Card) -> Iterator[str]:
    yield (
        f"已复核的标注中，没有学过它们的模型对 {card.sure} 条有把握；其中 {len(card.hints)} 条，"
        "所标的主题它认为几乎不可能。可能标错，也可能是模型错。"
    )
    if card.hints:
        yield ""
    for hint in card.hints[:_HINTS]:
        text = hint.text if len(hint.text) <= _EXCERPT else f"{hint.text[:_EXCERPT]}…"
        yield (
            f"- {hint.id}：标为{'、'.join(hint.labelled)}，"
            f"模型认为是{hint.found}（{hint.chance:.2f}）：{text}"
        )
    if len(card.hints) > _HINTS:
        yield f"- 另有 {len(card.hints) - _HINTS} 条，见 card.json。"


def _write_interval(interval: Interval) -> str:
    return f"{interval.value:.3f}（{interval.low:.3f} 至 {interval.high:.3f}）"


def _write_gain(gain: Interval) -> str:
    return f"{gain.value:+.3f}（{gain.low:+.3f} 至 {gain.high:+.3f}）"
