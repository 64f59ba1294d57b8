"""How cost grows with length: seconds a character from 1 to 64 times a report's length."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from analysis.pipeline import analyze
from benchmarks.speed.samples import cut_report, make_printed_texts
from benchmarks.speed.timing import time_best

TIMES: Final = (1, 2, 4, 8, 16, 32, 64)
_FILLING: Final = (10_000, 40_000)
_CALLS: Final = 24

# What a broken converter, a pasted list or an ill-willed hand may put into a report.
_SHAPES: Final[Mapping[str, str]] = {
    "one sentence over and over": "我镇认真落实政务公开工作，收到依申请公开3件。",
    "statements of requests": "受理申请12件，答复11件，",
    "officials": "组长：张建国，副组长：李敏、王磊，",
    "sub-headings": "1.主动公开\n",
    "short lines": "我镇\n",
    "field marks of the first table": "第二十条第（一）项\n",
    "a row of the second table": "一、本年新收政府信息公开申请数量\t0\t0\n",
    "headers of the third table": "结果维持\t结果纠正\t其他结果\t尚未审结\t总计\n",
    "figures on lines": "3\n",
    "figures in a row": "1 ",
    "digits": "0",
    "open brackets": "（",
    "white space": " \n　",
}


@dataclass(frozen=True, slots=True)
class Growth:
    """Microseconds of CPU a character; ``lengths`` in characters, shortest first."""

    name: str
    lengths: tuple[int, ...]
    costs: tuple[float, ...]

    @property
    def ratio(self) -> float:
        """Cost a character of the longest to that of the shortest: 1 where cost is linear."""
        return self.costs[-1] / self.costs[0]


def measure_growth(times: tuple[int, ...] = TIMES) -> list[Growth]:
    """Reports that grow in several ways."""
    makers: dict[str, Callable[[int], str]] = {
        "the whole report again and again": repeat_report,
        "the narrative of ever more reports": gather_narratives,
        "the same, all on one line": lambda k: gather_narratives(k).replace("\n", " "),
        "the same narrative again and again": repeat_narrative,
    }
    return [_measure(name, [make(k) for k in times], floor=0.0) for name, make in makers.items()]


def measure_shapes() -> Iterator[Growth]:
    """Hostile filling put into one report, 10,000 and 40,000 characters of it; the report's own
    cost is taken off."""
    opening, rest = cut_report(make_printed_texts(1)[0])
    own = time_best(lambda: analyze((opening + rest).encode(), "report.txt"), 5)
    for name, unit in _SHAPES.items():
        texts = [f"{opening}\n{(unit * length)[:length]}{rest}" for length in _FILLING]
        yield _measure(name, texts, floor=own, less=len(opening) + len(rest) + 1)


def repeat_report(k: int) -> str:
    return make_printed_texts(1)[0] * k


def gather_narratives(k: int) -> str:
    """One report with the first sections of ``k`` others in its own."""
    opening, rest = cut_report(make_printed_texts(1)[0])
    others = [cut_report(text)[0].partition("\n")[2] for text in make_printed_texts(max(TIMES))]
    return "\n".join((opening, *others[1:k])) + rest


def repeat_narrative(k: int) -> str:
    opening, rest = cut_report(make_printed_texts(1)[0])
    return "\n".join((opening, *[opening.partition("\n")[2]] * (k - 1))) + rest


def _measure(name: str, texts: list[str], *, floor: float, less: int = 0) -> Growth:
    lengths = tuple(len(text) - less for text in texts)
    costs: list[float] = []
    for text, length in zip(texts, lengths, strict=True):
        data = text.encode()
        repeats = max(2, _CALLS * len(texts[0]) // len(text))
        seconds = time_best(lambda data=data: analyze(data, "report.txt"), repeats)  # type: ignore[misc]
        costs.append(max(seconds - floor, 0.0) / length * 1e6)
    return Growth(name, lengths, tuple(costs))
