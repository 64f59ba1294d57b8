"""Whom the person model sees in a text: where to look, and how sure it must be."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from documents.patterns import compile_late
from documents.places import Span
from nlp.name_words import (
    asks,
    is_anybody,
    is_credit,
    is_name,
    is_number,
    is_place,
    is_remembered,
    may_be_place,
)
from nlp.names import DOT, read_words
from nlp.person_glance import load_glance
from nlp.person_model import SeenName, load_person_model
from nlp.posts import drop_blanks, is_office

SENTENCE: Final = re.compile("[^。！!？?\n]{1,400}[。！!？?]?")
"""A sentence, or 400 characters of what goes on for longer."""

# A sentence is read where at first sight a name begins with this chance, and so many characters
# before the first such place and behind the last.
_GLIMPSE: Final = 0.7
_AROUND: Final = 60
# A name counts from here on where it has an office or a role, a word of the language where it has a
# role, and any where it has none.
_BESIDE: Final = 0.3
_WORD: Final = 0.5
_ALONE: Final = 0.8
# It needs no second look from here on with a role, and from here on with an office alone; of whom
# nothing says that he works here somebody should look.
_SURE_WITH_ROLE: Final = 0.95
_SURE_WITH_POST: Final = 0.98
# From here on it is believed whatever word it looks like.
_WHATEVER: Final = 0.95
# Towns are called by two characters as readily as persons (金平), by three hardly.
_FULL: Final = 3
_DOTTED: Final = compile_late(DOT)


class SeenPerson(NamedTuple):
    """A name in a text, and how sure the model is of it, 0 to 1."""

    span: Span
    sureness: float
    is_word: bool
    """A word of the dictionary: 时常, 高度."""
    asks: bool = False
    """Who asks for information, or is to be asked."""
    may_be_place: bool = False
    """A town may be called so: 何朝阳镇长."""

    def counts(self, *, role: bool, post: bool) -> bool:
        """Whether this is an official, with a ``role`` or a ``post`` or neither. Before a word an
        office says nothing (局长时常提醒), nor behind a town's name; and who asks for information
        is one only with either."""
        if self.asks and not (role or post):
            return False
        if self.may_be_place:
            return role and self.sureness >= _WHATEVER
        if self.is_word:
            return self.sureness >= (_WORD if role else _ALONE)
        return self.sureness >= (_BESIDE if role or post else _ALONE)

    def is_certain(self, *, role: bool, post: bool) -> bool:
        """Whether nobody needs to look at it again."""
        if self.may_be_place:
            return False
        if role:
            return self.sureness >= _SURE_WITH_ROLE
        return post and self.sureness >= _SURE_WITH_POST


def find_passages(text: str) -> tuple[Span, ...]:
    """What may name someone at first sight, of each sentence one passage at most: no more than a
    reason to read it.

    Raises ModelMissing or ModelDamaged where the model cannot be loaded."""
    if not text:
        return ()
    begins = (load_glance().score(text) > _GLIMPSE).nonzero()[0].tolist()
    return tuple(_find_passages(text, begins)) if begins else ()


def _find_passages(text: str, begins: Sequence[int]) -> Iterator[Span]:
    for sentence in SENTENCE.finditer(text):
        start, end = sentence.span()
        seen = begins[bisect_left(begins, start) : bisect_left(begins, end)]
        if seen:
            yield Span(max(start, seen[0] - _AROUND), min(end, seen[-1] + _AROUND))


def see_persons(text: str, passages: Sequence[Span]) -> tuple[SeenPerson, ...]:
    """Who may be an official in the ``passages``, in the text's order; no mask (王某), and no
    leader or model of virtue.

    Raises ModelMissing or ModelDamaged where the model cannot be loaded."""
    seen = load_person_model().find_persons(place.cut(text) for place in passages)
    persons = (
        _make_person(text, Span(place.start + name.start, place.start + name.end), sureness)
        for place, found in zip(passages, seen, strict=True)
        for name, sureness in _join_dotted(place.cut(text), found)
    )
    return tuple(person for person in persons if person and person.sureness >= _BESIDE)


def _join_dotted(passage: str, found: Sequence[SeenName]) -> Iterator[SeenName]:
    """The names, two of which are one where they touch and the first is dotted
    (叶尔肯·哈布德哈米提): what stands behind such a name alone tells where it ends."""
    last: SeenName | None = None
    for name in found:
        if last and last.span.end == name.span.start and _DOTTED.search(last.span.cut(passage)):
            span = Span(last.span.start, name.span.end)
            last = SeenName(span, min(last.sureness, name.sureness))
            continue
        if last:
            yield last
        last = name
    if last:
        yield last


def _make_person(text: str, name: Span, sureness: float) -> SeenPerson | None:
    printed = drop_blanks(name.cut(text))
    if "某" in printed or printed in read_words("quoted_names.txt"):
        return None
    if is_anybody(printed) or is_remembered(text, name) or is_place(text, name):
        return None
    if is_number(text, name) or is_credit(text, name):
        return None
    town = may_be_place(text, name)
    if town and len(printed) < _FULL:
        return None
    comrade = text.startswith("同志", name.end)
    doubted = is_office(printed) or not is_name(printed, comrade=comrade)
    if doubted and sureness < _WHATEVER:
        return None
    word = printed in read_words("surname_words.txt")
    return SeenPerson(name, sureness, word, asks(text, name), town)
