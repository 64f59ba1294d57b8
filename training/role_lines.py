"""Lines in which roles are given to persons, as ``training.roles`` learns from them: each once for
every person named in it.

The labels say which role a person has, not where it is printed: the place nearest behind the name,
or before it where that is much nearer, is taken.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final, NamedTuple

from documents.places import Span
from documents.script import simplify
from nlp.posts import BLANKS
from nlp.role_model import NamedText, mark_people
from training.person_lines import FLAT, HALF_WIDTH, LINES
from training.person_names import make_name
from training.reports import REPORTS, read_reports
from training.split import is_held_out

FILES: Final = ("named", *(f"named-{number}" for number in range(2, 8)))
_STOP: Final = re.compile("[。；;]")


class Given(NamedTuple):
    """A role that a label gives to the person whose name stands at ``name``."""

    name: Span
    role: str | None
    group: str | None


@dataclass(frozen=True, slots=True)
class RoleLine:
    """A text with names marked, whose role is asked for (``person``, an index of its people), and
    what each character does."""

    named: NamedText
    person: int
    steps: tuple[str, ...]

    @property
    def text(self) -> str:
        return self.named.text


def read_role_lines(split: str, folder: Path = LINES) -> Iterator[RoleLine]:
    """One half of the naming lines of ``corpora/officials``: ``dev`` or ``test``."""
    for file in FILES:
        for printed in (folder / f"{file}.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(printed)
            if row["split"] == split and row["officials"]:
                given = (Given(Span(*o["span"]), o["role"], o["group"]) for o in row["officials"])
                yield from make_role_lines(row["text"], given)


def read_reported_roles(*, held_out: bool, folder: Path = REPORTS) -> Iterator[RoleLine]:
    """The naming paragraphs of ``corpora/reports``."""
    for report in read_reports(folder):
        if is_held_out(report.organisation) == held_out:
            for part in report.parts:
                for paragraph in part.paragraphs:
                    given = (Given(o.span, o.role, o.group) for o in paragraph.officials)
                    yield from make_role_lines(paragraph.text, given)


def make_role_lines(text: str, labels: Iterable[Given]) -> Iterator[RoleLine]:
    """The text once for every person in it."""
    plain = simplify(text)
    given = list(labels)
    names = sorted({label.name for label in given}, key=lambda name: name.start)
    named = mark_people(plain, names, Span(0, len(plain)))
    for person, name in enumerate(names):
        steps = ["O"] * len(named.text)
        for label in given:
            if label.name == name:
                _mark_steps(named, person, label, steps)
        yield RoleLine(named, person, tuple(steps))


def vary_role_line(line: RoleLine, random: Random) -> RoleLine:
    """The line; now and then with other marks, with marks lost, or with another person's name in
    letters, as where the model that sees names has missed one."""
    text, people, steps = line.named.text, list(line.named.people), list(line.steps)
    chance = random.random()
    if chance < 0.08:
        text = text.translate(HALF_WIDTH)
    elif chance < 0.12:
        text = text.translate(FLAT)
    person = people[line.person]
    if len(people) > 1 and random.random() < 0.05:
        missed = people.pop((line.person + random.randrange(1, len(people))) % len(people))
        name = make_name(random)
        text = text[:missed] + name + text[missed + 1 :]
        steps[missed : missed + 1] = ["O"] * len(name)
        people = [place + (len(name) - 1) * (place > missed) for place in people]
        person += (len(name) - 1) * (person > missed)
    return RoleLine(NamedText(text, tuple(people)), people.index(person), tuple(steps))


def _mark_steps(named: NamedText, person: int, label: Given, steps: list[str]) -> None:
    place = named.people[person]
    if not label.role or not (role := _find_nearest(named.text, label.role, place)):
        return
    steps[role.start : role.end] = ["RB", *["RI"] * (role.length - 1)]
    group = label.group and _find_nearest(named.text, label.group, role.start)
    if group and set(steps[group.start : group.end]) == {"O"}:
        steps[group.start : group.end] = ["GB", *["GI"] * (group.length - 1)]


def _find_nearest(text: str, word: str, place: int) -> Span | None:
    """Where the word is printed, blanks between its characters or none; not 组长 in 副组长."""
    spaced = f"[{BLANKS}]{{0,6}}".join(map(re.escape, simplify(word)))
    found = [Span(*match.span()) for match in re.finditer(f"(?<!副){spaced}", text)]
    found = found or [Span(*match.span()) for match in re.finditer(spaced, text)]
    return min(found, key=lambda span: _measure_gap(text, span, place), default=None)


def _measure_gap(text: str, span: Span, place: int) -> int:
    """How far the words are from the place: what stands before it a little more, another sentence
    much more."""
    behind = span.start >= place
    gap = text[place + 1 : span.start] if behind else text[span.end : place]
    labelled = behind or gap.lstrip(BLANKS).startswith(("：", ":", "（", "("))
    return len(gap) + (0 if behind else 3 if labelled else 5) + 20 * len(_STOP.findall(gap))
