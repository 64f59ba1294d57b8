"""Several readings of one table made into one: what they agree on is sure, where they differ the
form's sums decide, and where these do not, the cell says that it is unsure.

The first reading follows the text; the lattice (camelot) has characters and ruling lines of its
own; the positions have the first reading's characters, but no ruling lines. So the lattice and the
positions have nothing in common, and each can be wrong together with the first reading only in
what they share with it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Final, Literal, NamedTuple

from documents.forms import TableForm, load_form
from documents.tables import Cell, CellKey, CellState, Table
from tables.folding import fold
from tables.sums import closes, count_proofs, find_unread, tells

AGREED: Final = 0.98
PROVEN: Final = 0.95
ALONE: Final = 0.85
OUTVOTED: Final = 0.8
DOUBTFUL: Final = 0.5
_MOST_COMBINATIONS: Final = 256

Reader = Literal["first", "lattice", "position"]


class Claim(NamedTuple):
    """What a reading says of a cell: its state, and the figure or the words in it."""

    state: CellState
    content: int | float | str | None


@dataclass(frozen=True, slots=True)
class _Vote:
    """What each reading says of one cell; ``cells`` are those of the readings that say anything,
    the first reading before the positions before the lattice."""

    first: Cell
    cells: tuple[tuple[Reader, Cell], ...]

    @property
    def open(self) -> bool:
        """True where the readings differ in a figure, so that sums can tell."""
        return len({cell.amount for _, cell in self.cells}) > 1

    def get(self, reader: Reader) -> Cell | None:
        return next((cell for own, cell in self.cells if own == reader), None)

    def find(self, cell: Cell) -> list[tuple[Reader, Cell]]:
        """The readings that say the same as the cell."""
        claim = make_claim(cell)
        return [(reader, other) for reader, other in self.cells if make_claim(other) == claim]


def make_claim(cell: Cell) -> Claim | None:
    """Null where the reading does not vouch for any content."""
    if cell.state == "unreadable":
        return None
    if cell.value is not None:
        return Claim("number", cell.value)
    words = "".join(fold(cell.raw).split()) if cell.state == "text" else None
    return Claim(cell.state, words)


def confirm_table(first: Table, position: Table | None, lattice: Table | None) -> Table:
    """The first reading with every cell settled by the others, if there are any.

    Values, states and confidences may change; a cell that another reading settles has that
    reading's place. Without a word from either, a cell of the first reading is not sure unless the
    form's sums prove it.
    """
    if position is not None and position.form != first.form:
        first, lattice = _recast(first, position), None
    assert first.form in ("v2019", "v2021")
    form = load_form(first.form).table(first.kind)
    if lattice is not None and _is_dismissed(form, first, position, lattice):
        lattice = None
    votes = _gather(first, position, lattice)
    chosen = _choose_by_sums(form, votes)
    cells = [chosen.get(key) or _settle(vote) for key, vote in votes.items()]
    proofs = count_proofs(form, {cell.key: cell.amount for cell in cells}, find_unread(cells))
    own = Counter(key for equation in form.sums for key in equation.cells)
    cells = [_prove(cell, proofs[cell.key], min(own[cell.key], 2)) for cell in cells]
    cells = list(_doubt_shared(cells))
    taken = [cell.span for cell in cells if cell.span is not None]
    surplus = tuple(s for s in first.surplus if not any(s.overlaps(t) for t in taken))
    return replace(first, cells=tuple(cells), surplus=surplus)


def _doubt_shared(cells: Sequence[Cell]) -> Iterator[Cell]:
    """The cells, in doubt where readings gave one figure of the page to two of them."""
    times = Counter(cell.span for cell in cells if cell.span is not None and cell.span.length)
    for cell in cells:
        shared = cell.span is not None and times[cell.span] > 1
        yield replace(cell, confidence=min(cell.confidence, DOUBTFUL)) if shared else cell


def _recast(first: Table, position: Table) -> Table:
    """The first reading in the form that the positions tell; of its new rows it says nothing."""
    known = {cell.key: cell for cell in first}
    cells = tuple(
        known.get(cell.key) or Cell(*cell.key, None, "", None, "unreadable", 0.0)
        for cell in position
    )
    return replace(first, form=position.form, cells=cells, deviations=())


def match_tables(first: Sequence[Table], second: Sequence[Table]) -> tuple[Table | None, ...]:
    """For each table of the first reading the one of the second that is it: of the same kind and
    form, and with the fewest cells that differ."""
    left = list(second)
    matched: list[Table | None] = []
    for table in first:
        same = [t for t in left if (t.kind, t.form) == (table.kind, table.form)]
        best = min(same, key=lambda other: _compare(table, other)[0], default=None)
        if best is not None:
            left.remove(best)
        matched.append(best)
    return tuple(matched)


def _compare(one: Table, other: Table) -> tuple[int, int]:
    """How many cells differ, and how many of those that both read hold a figure that is not 0."""
    differing = telling = 0
    for a, b in zip(one, other, strict=True):
        claims = make_claim(a), make_claim(b)
        if None in claims or not (a.amount or b.amount):
            continue
        telling += 1
        differing += claims[0] != claims[1]
    return differing, telling


def _is_dismissed(form: TableForm, first: Table, position: Table | None, lattice: Table) -> bool:
    """True for a lattice that is wrong as a whole, as where all its text stands a row too low: most
    of it differs from the first reading, whose sums close, or else the positions bear it out."""
    differing, telling = _compare(first, lattice)
    if differing * 2 <= telling:
        return False
    closed, rival = (
        sum(count_proofs(form, {c.key: c.amount for c in table}).values())
        for table in (first, lattice)
    )
    if closed != rival or position is None:
        return closed > rival
    against, told = _compare(first, position)
    return 0 < told >= against * 4


def _gather(first: Table, position: Table | None, lattice: Table | None) -> Mapping[CellKey, _Vote]:
    votes: dict[CellKey, _Vote] = {}
    others: list[tuple[Reader, Mapping[CellKey, Cell]]] = []
    if position is not None:
        others.append(("position", {c.key: c for c in position}))
    if lattice is not None:
        others.append(("lattice", {c.key: c for c in lattice}))
    taken = {cell.span for cell in first}
    for cell in first:
        said: list[tuple[Reader, Cell]] = [("first", cell)]
        said += [(reader, cells[cell.key]) for reader, cells in others if cell.key in cells]
        said = [(reader, c) for reader, c in said if c.state != "unreadable"]
        if any(c.state != "missing" for _, c in said):
            # what one reading did not find is no word against what another did
            said = [(reader, c) for reader, c in said if c.state != "missing"]
        if any(r == "position" and c.value is not None and c.span not in taken for r, c in said):
            # a figure that the first reading has nowhere leaves no cell blank
            said = [(reader, c) for reader, c in said if c.state != "blank"]
        if cell.state == "text":
            # positions know figures only
            said = [(r, c) for r, c in said if r != "position" or c.state != "blank"]
        votes[cell.key] = _Vote(cell, tuple(said))
    return votes


def _settle(vote: _Vote) -> Cell:
    """The cell as its readings alone make it out."""
    if not vote.cells:
        return vote.first
    supporters = max((vote.find(cell) for _, cell in vote.cells), key=len)
    cell = supporters[0][1]
    if len(vote.cells) == 1:
        return _take(cell, min(cell.confidence, ALONE), keep=True)
    if len(supporters) == 1:
        likeliest = max((cell for _, cell in vote.cells), key=lambda cell: cell.confidence)
        return _take(likeliest, DOUBTFUL, keep=True)
    if not any(c.sure for _, c in supporters) or (cell.state == "missing" and not cell.sure):
        # the same doubt of the same text, twice; or labels that nobody recognised
        return _take(cell, OUTVOTED, keep=True)
    others = [c for c in vote.cells if c not in supporters]
    agreed = all(_outweighs([r for r, _ in supporters], cell, c) for _, c in others)
    return _take(cell, AGREED if agreed else OUTVOTED)


def _outweighs(supporters: Sequence[Reader], cell: Cell, other: Cell) -> bool:
    """True where the two readings that agree cannot both be wrong in the way of the third.

    The positions and the lattice have nothing in common. The first reading and the positions have
    the same characters, but none that are not there; the first and the lattice may have lost the
    same ruling line.
    """
    if cell.state != "number" or "position" not in supporters:
        return False
    return "first" not in supporters or other.state == "blank"


def _take(cell: Cell, confidence: float, *, keep: bool = False) -> Cell:
    """The cell with that confidence; what was ``inferred`` is a number once another reading says
    the same (``keep`` false)."""
    state = "number" if cell.state == "inferred" and not keep else cell.state
    return replace(cell, state=state, confidence=confidence)


def _prove(cell: Cell, proofs: int, wanted: int) -> Cell:
    """The cell, sure where only a second word is wanting and the sums give it: two of them for a
    figure in its place, if it has so many; one for a figure of which only the break over two lines
    is in doubt."""
    if cell.confidence != ALONE or cell.state not in ("number", "inferred"):
        return cell
    if not proofs or (cell.state == "number" and proofs < wanted):
        return cell
    return replace(cell, state="number", confidence=PROVEN)


def _choose_by_sums(form: TableForm, votes: Mapping[CellKey, _Vote]) -> dict[CellKey, Cell]:
    """The cells of rows on whose figures the readings differ, where just one way of taking each
    row from one of them closes all sums that the row takes part in."""
    settled = {key: _settle(vote) for key, vote in votes.items()}
    amounts = {key: cell.amount for key, cell in settled.items()}
    open_rows = list(dict.fromkeys(key.row for key, vote in votes.items() if vote.open))
    versions = [_list_versions(row, votes, settled) for row in open_rows]
    ways = 1
    for own in versions:
        ways *= len(own)
    if not open_rows or ways > _MOST_COMBINATIONS:
        return {}
    touched = [s for s in form.sums if any(key.row in open_rows for key in s.cells)]
    closing: list[dict[CellKey, Cell]] = []
    for way in product(*versions):
        cells = {key: cell for version in way for key, cell in version.items()}
        tried = {**amounts, **{key: cell.amount for key, cell in cells.items()}}
        if all(closes(s, tried) for s in touched) and any(tells(s, tried) for s in touched):
            closing.append(cells)
    if len(closing) != 1:
        return {}
    tried = {**amounts, **{key: cell.amount for key, cell in closing[0].items()}}
    proofs = count_proofs(form, tried, find_unread({**settled, **closing[0]}.values()))
    return {
        key: _award(votes[key], cell, proofs[key])
        for key, cell in closing[0].items()
        if votes[key].open
    }


def _list_versions(
    row: str, votes: Mapping[CellKey, _Vote], settled: Mapping[CellKey, Cell]
) -> list[dict[CellKey, Cell]]:
    """The row as each of the readings has it, those of equal amounts once."""
    keys = [key for key in votes if key.row == row]
    found: dict[tuple[int | float, ...], dict[CellKey, Cell]] = {}
    readers: tuple[Reader, ...] = ("first", "position", "lattice")
    for reader in readers:
        version = {key: votes[key].get(reader) or settled[key] for key in keys}
        found.setdefault(tuple(cell.amount for cell in version.values()), version)
    return list(found.values())


def _award(vote: _Vote, cell: Cell, proofs: int) -> Cell:
    """The cell that the sums chose: sure where another reading says so too, or two sums do."""
    supporters = vote.find(cell)
    sure = proofs > 0 and (len(supporters) > 1 or (proofs > 1 and cell.value is not None))
    return _take(cell, PROVEN if sure else OUTVOTED)
