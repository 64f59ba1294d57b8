"""What the styles of a DOCX say of lists and of hidden text (ISO 29500-1, 17.7)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from ingest.packages import OFF, attribute, child, children, value


@dataclass(frozen=True, slots=True)
class Styles:
    """What styles say, the style that each is based on already followed."""

    lists: dict[str, tuple[str | None, int]]
    hidden: frozenset[str]
    default: str | None


def read_styles(root: etree._Element | None) -> Styles:
    elements = {attribute(e, "styleId") or "": e for e in children(root, "style")}
    lists: dict[str, tuple[str | None, int]] = {}
    hidden: set[str] = set()
    default: str | None = None
    for name, element in elements.items():
        if attribute(element, "type") == "paragraph" and attribute(element, "default") == "1":
            default = name
        line = list(_follow(element, elements))
        numbers = [child(e, "pPr", "numPr") for e in line]
        list_id = next((v for n in numbers if (v := value(n, "numId")) is not None), None)
        depth = next((v for n in numbers if (v := value(n, "ilvl")) is not None), "0")
        if list_id is not None:
            lists[name] = (list_id, int(depth) if depth.isdecimal() else 0)
        marks = [mark for e in line if (mark := child(e, "rPr", "vanish")) is not None]
        if marks and attribute(marks[0], "val") not in OFF:
            hidden.add(name)
    return Styles(lists, frozenset(hidden), default)


def _follow(
    element: etree._Element, elements: dict[str, etree._Element]
) -> Iterator[etree._Element]:
    """The style and those that it is based on; a ring of them ends."""
    for _ in range(20):
        yield element
        base = elements.get(value(element, "basedOn") or "")
        if base is None:
            return
        element = base
