"""A whole analysis against jieba's own pass over the same text, and where its time goes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from analysis.outline import read_outline
from analysis.pipeline import analyze
from benchmarks.speed.timing import time_in_turns
from documents.encoding import encode
from ingest.source import read_source
from nlp.reading import NarrativeInput, read_narrative
from review import check_report
from tables import read_tables

Pass = Callable[[str], object]
ANALYZE, JIEBA = "whole analysis", "jieba"


@dataclass(frozen=True, slots=True)
class Passes:
    """Seconds by contender and by stage for one round over a group of texts."""

    texts: int
    characters: int
    contenders: Mapping[str, float]
    stages: Mapping[str, float]

    @property
    def ratio(self) -> float:
        return self.contenders[ANALYZE] / self.contenders[JIEBA]


def measure_passes(texts: Sequence[str], rounds: int) -> Passes:
    contenders = {name: _over(run, texts) for name, run in load_contenders().items()}
    return Passes(
        len(texts),
        sum(map(len, texts)),
        time_in_turns(contenders, rounds),
        time_in_turns(_list_stages(texts), rounds),
    )


@cache
def load_contenders() -> Mapping[str, Pass]:
    """The analysis, and what one would pay for words alone; dictionaries are loaded by now."""
    import logging

    import jieba
    import rjieba
    from spacy.lang.zh import Chinese

    jieba.setLogLevel(logging.WARNING)
    jieba.initialize()
    by_jieba = Chinese.from_config({"nlp": {"tokenizer": {"segmenter": "jieba"}}})
    rust = rjieba.Jieba()
    return {
        JIEBA: lambda text: list(jieba.cut(text)),
        ANALYZE: lambda text: analyze(text.encode(), "report.txt"),
        "spaCy over jieba": by_jieba,
        "rjieba": rust.cut,
    }


def _over(run: Pass, texts: Sequence[str]) -> Callable[[], None]:
    def go() -> None:
        for text in texts:
            run(text)

    return go


def _list_stages(texts: Sequence[str]) -> Mapping[str, Callable[[], object]]:
    """Each stage over all texts, on what the stages before it made."""
    sources = [text.encode() for text in texts]
    layouts = [read_source(data, "report.txt") for data in sources]
    tables = [read_tables(layout.text) for layout in layouts]
    outlines = [read_outline(o.text, t) for o, t in zip(layouts, tables, strict=True)]
    inputs = [
        [
            NarrativeInput(view, p.section, p.heading, in_body=p.location == "body")
            for p, view in outline.paragraphs
        ]
        for outline in outlines
    ]
    analyses = [analyze(data, "report.txt") for data in sources]
    return {
        "ingest": lambda: [read_source(data, "report.txt") for data in sources],
        "tables": lambda: [read_tables(layout.text) for layout in layouts],
        "outline": lambda: [read_outline(o.text, t) for o, t in zip(layouts, tables, strict=True)],
        "narrative": lambda: [read_narrative(paragraphs) for paragraphs in inputs],
        "review": lambda: [check_report(analysis) for analysis in analyses],
        "JSON": lambda: [encode(analysis) for analysis in analyses],
    }
