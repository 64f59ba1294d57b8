"""Officials found in labelled text: ``python -m benchmarks.accuracy.official_lines``.

Names and (name, role) pairs count as often as they stand in a line; a post counts where the label
has one and its pair was found. What is found in a line that names nobody is invented.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final, NamedTuple

from benchmarks.accuracy.gold_reports import EXCERPTS, GOLD
from benchmarks.accuracy.tallies import NO_SHARE, Share, tally_equal
from nlp.officials import find_officials
from training.evaluation import Tally
from training.reports import read_reports
from training.split import is_held_out

LINES: Final = Path(__file__).parents[2] / "corpora" / "officials"
FIRST: Final = ("named", "nobody")
SECOND: Final = ("named-2", "nobody-2")
THIRD: Final = ("named-3", "nobody-3", "nobody-4")
VOICES: Final = ("named-blind", "nobody-blind", "nobody-5")
MIXED: Final = ("named-mixed", "nobody-mixed")
"""Voices of bodies met nowhere else, and another writer's mixture, which changes are chosen by and
nothing is learnt from."""
FOURTH: Final = ("named-4", "nobody-6")
FIFTH: Final = ("named-5", "nobody-7")
SIXTH: Final = ("named-6", "nobody-8")
FROZEN: Final = {
    "test": (*FIRST, *SECOND),
    "blind": ("named-fresh", "nobody-fresh"),
    "unseen": ("named-unseen", "nobody-unseen"),
    "plain": ("named-plain", "nobody-plain"),
    "fair": ("named-fair", "nobody-fair"),
}
"""What nothing is learnt from: the test halves; ordinary lines by the first hand; a writer who was
asked to be hard; two who were asked to write as reports are written; one who examined whether the
product really reads."""


class Named(NamedTuple):
    """A person as labelled; the name without blanks."""

    name: str
    role: str | None
    post: str | None


@dataclass(frozen=True, slots=True)
class LabelledText:
    text: str
    officials: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class OfficialsResult:
    """``invented`` officials in ``nameless`` texts; ``silent`` ones are not said to be unsure."""

    names: Tally
    pairs: Tally
    posts: Share
    invented: int
    silent: int
    nameless: int


def measure_officials(texts: Iterable[LabelledText]) -> OfficialsResult:
    names, pairs, posts = Tally(), Tally(), NO_SHARE
    invented = silent = nameless = 0
    for labelled in texts:
        gold = labelled.officials
        officials = find_officials(labelled.text)
        found = [Named(o.name, o.role, o.post) for o in officials]
        names += tally_equal(Counter(g.name for g in gold), Counter(f.name for f in found))
        pairs += tally_equal(Counter(g[:2] for g in gold), Counter(f[:2] for f in found))
        printed = {official[:2]: official.post for official in found}
        with_post = [official for official in gold if official.post and official[:2] in printed]
        right = sum(printed[official[:2]] == official.post for official in with_post)
        posts += Share(right, len(with_post))
        if not gold:
            nameless += 1
            invented += len(found)
            silent += sum(not official.unsure for official in officials)
    return OfficialsResult(names, pairs, posts, invented, silent, nameless)


def read_lines(split: str, files: Sequence[str] = FIRST) -> Iterator[LabelledText]:
    """One half of the lines: ``dev`` or ``test``."""
    for file in files:
        for line in (LINES / f"{file}.jsonl").read_text("utf-8").splitlines():
            row = json.loads(line)
            if row["split"] == split:
                yield LabelledText(row["text"], tuple(map(_read_named, row["officials"])))


def measure_lines() -> dict[str, float]:
    """What has floors, on the lines that nothing is learnt from: F1 of names and of names with
    their role, how many are invented, and how many of these silently."""
    measured: dict[str, float] = {}
    for name, files in FROZEN.items():
        result = measure_officials(read_lines("test", files))
        measured[f"official lines, {name}: names F1"] = result.names.f1
        measured[f"official lines, {name}: names with role F1"] = result.pairs.f1
        measured[f"official lines, {name}: invented"] = result.invented
        measured[f"official lines, {name}: silently invented"] = result.silent
    return measured


def read_paragraphs() -> Iterator[LabelledText]:
    """The paragraphs of the bodies of ``corpora/reports`` that nothing learns from."""
    for report in read_reports():
        if is_held_out(report.organisation):
            for part in report.parts:
                for paragraph in part.paragraphs:
                    named = (Named(_close(o.name), o.role, o.post) for o in paragraph.officials)
                    yield LabelledText(paragraph.text, tuple(named))


def read_whole_texts(labels: Path, sources: Path) -> Iterator[LabelledText]:
    """Labelled plain texts, each as one; none where there is no such folder."""
    for path in sorted(labels.glob("*.json")):
        gold = json.loads(path.read_text("utf-8"))
        source = sources / gold["file"]
        if source.suffix == ".txt" and "officials" in gold:
            named = tuple(map(_read_named, gold["officials"]))
            yield LabelledText(source.read_text("utf-8"), named)


def _read_named(official: Mapping[str, Any]) -> Named:
    return Named(_close(official["name"]), official["role"], official.get("post"))


def _close(name: str) -> str:
    return "".join(name.split())


def _describe(result: OfficialsResult) -> str:
    names, pairs = result.names, result.pairs
    posts = "" if result.posts.ratio is None else f"{result.posts.ratio:.3f}"
    return (
        f"names {names.precision:.4f} {names.recall:.4f} {names.f1:.4f} | with role "
        f"{pairs.f1:.4f} | posts {posts} | invented {result.invented}, "
        f"silently {result.silent}, in {result.nameless}"
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dev", action="store_true", help="leave the frozen lines unread")
    sources: dict[str, Callable[[], Iterator[LabelledText]]] = {
        "dev, first hand": lambda: read_lines("dev"),
        "dev, second hand": lambda: read_lines("dev", SECOND),
        "dev, third hand": lambda: read_lines("dev", THIRD),
        "dev, six hands": lambda: read_lines("dev", FOURTH),
        "dev, thirteen hands": lambda: read_lines("dev", FIFTH),
        "dev, fifteen hands": lambda: read_lines("dev", SIXTH),
        "dev, fresh voices": lambda: read_lines("dev", VOICES),
        "dev, mixed": lambda: read_lines("dev", MIXED),
        **{name: partial(read_lines, "test", files) for name, files in FROZEN.items()},
        "test, first hand": lambda: read_lines("test"),
        "test, second hand": lambda: read_lines("test", SECOND),
        "reports held out": read_paragraphs,
        "excerpts": lambda: read_whole_texts(EXCERPTS, EXCERPTS),
        "real reports": lambda: read_whole_texts(GOLD, GOLD.parent),
    }
    asked = parser.parse_args()
    for source, read in sources.items():
        if not (asked.dev and source.startswith(tuple(FROZEN))):
            print(f"{source}: {_describe(measure_officials(read()))}", flush=True)
