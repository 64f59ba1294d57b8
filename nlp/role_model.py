"""Reads which roles a text gives to the persons named in it, and in which group.

Networks of the make of ``nlp.person_model``, trained by ``training.roles``. For each person the
text is read once: every name stands as one character, and kinds tell whose role is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from documents.places import Span
from nlp.character_tagger import CharacterTagger, find_word_places
from nlp.stored import read_with_card

if TYPE_CHECKING:
    from numpy import float32, int64
    from numpy.typing import NDArray

MODEL: Final = Path(__file__).with_name("models") / "roles.json"
SCHEMA: Final = "gongkai-roles/1"
STEPS: Final = ("O", "RB", "RI", "GB", "GI")
"""What a character does, in the order of the shares: nothing, or it begins or continues a role, or
the group that the role is in."""
NAME: Final = "\ue000"
"""What every name stands as."""
WHOSE: Final = ("text", "person", "other")
KINDS: Final = tuple("-".join(pair) for pair in product(WHOSE, "sbme"))
"""Whether a character is text, the name of whom is asked about, or another's; and whether in the
words of the dictionary it stands alone, begins one, goes on or ends."""

# Characters before and behind a name in which its role is looked for.
_REACH: Final = 120
_STOPS: Final = "。！!？?\n"


class ReadRole(NamedTuple):
    """Where the role is printed, and the group if it is; ``sureness`` is the share, 0 to 1, that
    the model gives each step of the role, multiplied."""

    role: Span
    group: Span | None
    sureness: float

    def move(self, places: Sequence[int]) -> ReadRole:
        """The role where its characters come from; ``places`` has the place of each."""
        group = self.group and _restore(self.group, places)
        return ReadRole(_restore(self.role, places), group, self.sureness)


class NamedText(NamedTuple):
    """A text with each name as one ``NAME``, and the places of these."""

    text: str
    people: tuple[int, ...]


class RoleModel:
    """Networks as ``training.tagger_graph`` draws them; onnxruntime raises its own errors at
    anything else."""

    def __init__(self, graph: bytes) -> None:
        self._tagger = CharacterTagger(graph)

    def find_roles(self, text: str, names: Sequence[Span]) -> list[tuple[ReadRole, ...]]:
        """The roles of each person; the names do not overlap and stand in the text's order."""
        found: list[tuple[ReadRole, ...]] = []
        for window, inside in cut_windows(text, names):
            named = mark_people(text, inside, window)
            shares = self._tagger.score(named.text, describe(named))
            places = _trace(window, inside)
            for person in shares:
                read = (role.move(places) for role in read_steps(person))
                found.append(tuple(read))
        return found


def cut_windows(text: str, names: Sequence[Span]) -> Iterator[tuple[Span, list[Span]]]:
    """The names, those near each other together, with the sentences around them."""
    waiting = list(names)
    while waiting:
        near = max(0, waiting[0].start - _REACH)
        inside = [name for name in waiting if name.end <= near + 2 * _REACH] or waiting[:1]
        waiting = waiting[len(inside) :]
        far = min(len(text), inside[-1].end + _REACH)
        if near:
            ends = (text.find(stop, near, inside[0].start) for stop in _STOPS)
            near = min((end + 1 for end in ends if end >= 0), default=near)
        if far < len(text):
            far = max(
                inside[-1].end, *(text.rfind(stop, inside[-1].end, far) + 1 for stop in _STOPS)
            )
        yield Span(near, far), inside


def mark_people(text: str, names: Sequence[Span], window: Span) -> NamedText:
    """The window with the names in it marked."""
    pieces: list[str] = []
    people: list[int] = []
    end, length = window.start, 0
    for name in names:
        pieces += text[end : name.start], NAME
        length += name.start - end
        people.append(length)
        length += 1
        end = name.end
    return NamedText("".join([*pieces, text[end : window.end]]), tuple(people))


def _restore(span: Span, places: Sequence[int]) -> Span:
    return Span(places[span.start], places[span.end - 1] + 1)


def _trace(window: Span, names: Sequence[Span]) -> list[int]:
    """Where each character of the window stood before its names were marked."""
    within = {place for name in names for place in range(name.start + 1, name.end)}
    return [place for place in range(window.start, window.end) if place not in within]


def describe(named: NamedText) -> NDArray[int64]:
    """The places in ``KINDS``: a row for each person, a column for each character."""
    import numpy as np

    people = list(named.people)
    words = np.array(["sbme".index(place) for place in find_word_places(named.text)])
    kinds = np.tile(words, (len(people), 1))
    kinds[:, people] += 4 * WHOSE.index("other")
    kinds[range(len(people)), people] -= 4 * (WHOSE.index("other") - WHOSE.index("person"))
    return kinds


def read_steps(shares: NDArray[float32]) -> Iterator[ReadRole]:
    """The roles that the shares of a person mark, one row a character; each in the group that is
    marked nearest to it."""
    steps = shares.argmax(axis=1).tolist()
    roles, groups = (list(_find_runs(steps, STEPS.index(begin))) for begin in ("RB", "GB"))
    for role in roles:
        near = min(groups, key=lambda group: abs(group.start - role.start), default=None)
        sureness = shares[range(role.start, role.end), steps[role.start : role.end]].prod()
        yield ReadRole(role, near, float(sureness))


def _find_runs(steps: Sequence[int], begin: int) -> Iterator[Span]:
    """The places that begin so and go on with the next step."""
    for start, step in enumerate(steps):
        if step == begin:
            end = start + 1
            while end < len(steps) and steps[end] == begin + 1:
                end += 1
            if end > start + 1:
                yield Span(start, end)


@cache
def load_role_model(path: Path = MODEL) -> RoleModel:
    """The model stored at ``path`` (its JSON file), read once a process.

    Raises ModelMissing where a file is missing, and ModelDamaged where the networks do not match
    their checksum or the files are of another make."""
    _, stored = read_with_card(path, ".onnx", SCHEMA)
    return RoleModel(stored)
