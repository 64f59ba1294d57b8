"""Sentences whose names stand in 〔〕, as the person model would have seen them."""

import re
from collections.abc import Callable, Iterable

from documents.places import Span
from nlp.names import mark_names
from nlp.roles import Appointment

_NAME = re.compile("〔(.+?)〕")


def read_pairs(
    sentence: str, *readers: Callable[[str], Iterable[Appointment]]
) -> list[tuple[str, str | None]]:
    """Names with the roles that the readers give them, in the order of the names."""
    text = _NAME.sub(r"\1", sentence)
    names = [
        Span(match.start() - 2 * number, match.end() - 2 * number - 2)
        for number, match in enumerate(_NAME.finditer(sentence))
    ]
    marked = mark_names(text, names)
    found = [
        (person.name, appointment.role)
        for read in readers
        for appointment in read(marked)
        for person in appointment.people
    ]
    return [(name.cut(text), role) for name, role in sorted(found, key=lambda pair: pair[0])]
