"""Made-up tables under every flattening and damage: what is read rightly, doubted, silently wrong.

The law of the project is the first measure: no cell is ever silently wrong.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from random import Random
from typing import Final

from benchmarks.accuracy.chunks import map_seeds
from benchmarks.accuracy.tallies import NO_SHARE, Share
from documents.tables import SURE, Cell, FormVersion, Table, TableKind
from tables import read_tables
from training.factory.damage import DAMAGES
from training.factory.flatten import FLATTENINGS
from training.factory.tables import FactoryTable, make_table

NOTHING: Final = "absent"
"""The flattening that prints no table at all: there is nothing to read, and nothing to count."""
PAIR: Final = "two at once"
_KINDS: Final[tuple[TableKind, ...]] = ("proactive", "requests", "requests", "disputes")
_FORMS: Final[tuple[FormVersion, ...]] = ("v2019", "v2021")
_VOUCHED: Final = frozenset({"number", "blank", "slash", "text", "missing"})
_CASES: Final = tuple(product(FLATTENINGS, ("", *DAMAGES, PAIR)))
_SHOWN: Final = 20


@dataclass(frozen=True, slots=True)
class TableScore:
    """Counts of cells, but for ``tables`` and ``unread`` (tables of which none was found).

    ``recovered`` are the recoverable cells whose value is right, ``vouched`` those of them that the
    reader is sure of; ``doubted`` are wrong but say so; ``silent`` are wrong and sure.
    ``silent_in`` are the seeds of tables with silent cells, the first twenty."""

    tables: int = 0
    unread: int = 0
    recovered: Share = NO_SHARE
    vouched: Share = NO_SHARE
    doubted: int = 0
    silent: int = 0
    silent_in: tuple[int, ...] = ()

    def __add__(self, other: TableScore) -> TableScore:
        return TableScore(
            self.tables + other.tables,
            self.unread + other.unread,
            self.recovered + other.recovered,
            self.vouched + other.vouched,
            self.doubted + other.doubted,
            self.silent + other.silent,
            (self.silent_in + other.silent_in)[:_SHOWN],
        )


@dataclass(frozen=True, slots=True)
class TablesResult:
    """Scores by flattening and by damage; ``nothing`` is that of tables which were never printed,
    and is in none of the others."""

    total: TableScore
    nothing: TableScore
    by_flattening: Mapping[str, TableScore]
    by_damage: Mapping[str, TableScore]


def measure_tables(count: int) -> TablesResult:
    """That many tables, dealt evenly over all flattenings and damages."""
    cases: dict[tuple[str, str], TableScore] = defaultdict(TableScore)
    for part in map_seeds(_score_seeds, count):
        for case, score in part.items():
            cases[case] += score
    by_flattening: dict[str, TableScore] = defaultdict(TableScore)
    by_damage: dict[str, TableScore] = defaultdict(TableScore)
    for (flattening, damage), score in sorted(cases.items()):
        if flattening != NOTHING:
            by_flattening[flattening] += score
            by_damage[damage] += score
    return TablesResult(
        total=sum(by_flattening.values(), TableScore()),
        nothing=sum((s for (f, _), s in cases.items() if f == NOTHING), TableScore()),
        by_flattening=by_flattening,
        by_damage=dict(sorted(by_damage.items())),
    )


def make_case(seed: int) -> FactoryTable:
    """The table of that seed."""
    rng = Random(f"tables/{seed}")
    flattening, damage = _CASES[seed % len(_CASES)]
    chosen = rng.sample(DAMAGES, 2) if damage == PAIR else [damage] if damage else []
    return make_table(rng, rng.choice(_KINDS), rng.choice(_FORMS), flattening, chosen)


def score_table(
    made: FactoryTable, seed: int, read: Callable[[str], Sequence[Table]] = read_tables
) -> TableScore:
    """What became of one table. A cell that holds no value counts as recovered where no value was
    read; figures that the reader is sure of outside the table are silent errors too."""
    found = read(made.text)
    own = next((table for table in found if table.kind == made.kind), None)
    cells = {cell.key: cell for cell in own} if own else {}
    recovered = vouched = doubted = silent = 0
    for key, truth in made.truth.items():
        cell = cells.get(key)
        right = cell.value == truth if cell else truth is None
        if key in made.recoverable:
            recovered += right
            vouched += right and cell is not None and is_vouched(cell)
        if cell is not None and not right:
            silent += is_vouched(cell)
            doubted += not is_vouched(cell)
    invented = [c for t in found if t is not own for c in t]
    invented += [c for key, c in cells.items() if key not in made.truth]
    silent += sum(c.value is not None and is_vouched(c) for c in invented)
    whole = len(made.recoverable)
    return TableScore(
        1,
        int(own is None),
        Share(recovered, whole),
        Share(vouched, whole),
        doubted,
        silent,
        (seed,) if silent else (),
    )


def is_vouched(cell: Cell) -> bool:
    """True where neither state nor confidence says that the cell may be wrong."""
    return cell.confidence >= SURE and cell.state in _VOUCHED


def _score_seeds(seeds: range) -> dict[tuple[str, str], TableScore]:
    cases: dict[tuple[str, str], TableScore] = defaultdict(TableScore)
    for seed in seeds:
        made = make_case(seed)
        cases[made.flattening, _name_damage(made.damage)] += score_table(made, seed)
    return dict(cases)


def _name_damage(damage: Sequence[str]) -> str:
    return PAIR if len(damage) > 1 else damage[0] if damage else "none"
