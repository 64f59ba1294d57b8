"""Damage that converters, page breaks and careless hands do to a table. Each function changes the
draft in place and takes back from its gold what the text no longer determines."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from random import Random
from typing import Final

from training.factory.entries import Entry
from training.factory.grids import Draft, Line, Slot, list_values, split_groups
from training.factory.labels import VARIANTS
from training.factory.placings import find_certain, tokenize

_NOISE: Final = ("\u200b", "\ufeff", "\u00ad", "\u2028", "·", "　")
_HEADS: Final = ("政府信息公开工作年度报告", "政务公开专栏", "第 3 页 共 5 页", "Page 3", "P. 3")


def lose_blanks(rng: Random, draft: Draft) -> None:
    """Blank cells vanish together with their places, as where a converter drops empty fields;
    the fillers of merged cells go with them."""
    for _, line in draft.data_lines():
        settle_blanks(draft, line)
    draft.lines = [
        [slot for slot in line if slot.role not in ("right", "down") and not draft.is_blank(slot)]
        for line in draft.lines
    ]


def settle_blanks(draft: Draft, line: Line) -> None:
    """Mark as lost what the line's values no longer determine without its blanks."""
    keys = [slot.key for slot in list_values(line) if slot.key is not None]
    entries = [draft.entries[key] for key in keys]
    if not any(entry.state == "blank" for entry in entries):
        return
    groups = split_groups(keys)
    tokens = [tokenize(entry) for entry in entries if entry.state != "blank"]
    if not tokens:
        # a row with nothing left looks the same whether it was blank or lost its values
        draft.lost.update(keys)
        return
    widths = [len(group) for group in groups]
    certain = find_certain(tokens, widths, balanced=draft.kind != "proactive")
    draft.lost.update(key for key, sure in zip(keys, certain, strict=True) if not sure)


def tear_labels(rng: Random, draft: Draft) -> None:
    """A line break or a space inside labels."""

    def tear(text: str) -> str:
        place = rng.randrange(1, len(text))
        return text[:place] + rng.choice(("\n", "\n", " ", "  ")) + text[place:]

    _change_labels(rng, draft, tear, share=0.3, shortest=3)


def drop_characters(rng: Random, draft: Draft) -> None:
    """Single characters of long labels are missing."""

    def drop(text: str) -> str:
        place = rng.randrange(1, len(text))
        return text[:place] + text[place + 1 :]

    _change_labels(rng, draft, drop, share=0.25, shortest=6)


def add_noise(rng: Random, draft: Draft) -> None:
    """Invisible and stray characters inside labels."""

    def dirty(text: str) -> str:
        place = rng.randrange(len(text) + 1)
        return text[:place] + rng.choice(_NOISE) + text[place:]

    _change_labels(rng, draft, dirty, share=0.2, shortest=2)


def print_variants(rng: Random, draft: Draft) -> None:
    """One or two labels in a wording seen in print that is not the form's."""
    chosen = rng.sample(VARIANTS[draft.kind], 2)
    for line in draft.lines:
        for index, slot in enumerate(line):
            text = slot.text if slot.role not in ("value", "noise") else ""
            for official, variant in chosen:
                if official in text and variant not in text:
                    text = text.replace(official, variant)
                    line[index] = replace(slot, text=text)


def break_page(rng: Random, draft: Draft) -> None:
    """A page break between two rows: the fillers of the cells merged downwards are lost after it,
    so that labels shift, and a page number may stand between the rows."""
    first = next(index for index, _ in draft.data_lines())
    place = rng.randrange(first, len(draft.lines))
    for index in range(place, len(draft.lines)):
        line = draft.lines[index]
        if any(slot.role == "group" for slot in line) and index > place:
            break
        if line[0].role == "down" and any(slot.role == "value" for slot in line):
            draft.lines[index] = line[1:]
    mark = rng.choice(("", "\f", f"- {rng.randint(2, 9)} -", f"-{rng.randint(2, 9)}-"))
    draft.lines.insert(place, [Slot("noise", mark)])


def insert_page_number(rng: Random, draft: Draft) -> None:
    """A page number or a running head between two rows."""
    place = rng.randrange(1, len(draft.lines))
    number = rng.randint(2, 9)
    mark = rng.choice((f"- {number} -", f"—{number}—", f"{number}", rng.choice(_HEADS)))
    draft.lines.insert(place, [Slot("noise", mark)])


def drop_row(rng: Random, draft: Draft) -> None:
    """A row of the form is not in the report, label and all; its cells are missing."""
    index, line = rng.choice(list(draft.data_lines()))
    for slot in list_values(line):
        if slot.key is not None:
            draft.entries[slot.key] = Entry("missing", None, "")
            draft.lost.discard(slot.key)
    if draft.kind == "disputes":
        # the header still announces figures, so they may as well have been lost
        draft.lost.update(draft.entries)
    kept: Line = [slot for slot in line if slot.role == "group"]
    following = draft.lines[index + 1] if index + 1 < len(draft.lines) else []
    # the group label of a dropped first row belongs to the cell merged downwards
    for depth, slot in enumerate(line[: len(kept)]):
        if slot.role == "group" and len(following) > depth and following[depth].role == "down":
            following[depth] = slot
    del draft.lines[index]


def drop_value(rng: Random, draft: Draft) -> None:
    """A value is gone with its place, so that those after it seem to move up. The row's fillers
    go too: with one of them in the place, nobody could tell the loss from a blank cell."""
    long = [(i, v) for i, v in draft.data_lines() if len(list_values(v)) > 1]
    if not long:
        return
    index, line = rng.choice(long)
    slot = rng.choice(list_values(line))
    draft.lines[index] = [v for v in line if v is not slot and v.role != "right"]
    draft.lost.update(other.key for other in list_values(line) if other.key is not None)


def repeat_value(rng: Random, draft: Draft) -> None:
    """A value stands twice. Where all values of the row are alike, it does not matter which. Rows
    with blanks are spared: a blank lost and a value gained make a whole row that nobody can tell
    from the report's own."""
    full = [line for _, line in draft.data_lines() if not _has_blanks(draft, line)]
    if not full:
        return
    line = rng.choice(full)
    values = list_values(line)
    slot = rng.choice(values)
    line.insert(line.index(slot), replace(slot, key=None))
    keys = [v.key for v in values if v.key is not None]
    if len({tokenize(draft.entries[key]) for key in keys}) > 1:
        draft.lost.update(keys)


def _has_blanks(draft: Draft, line: Line) -> bool:
    return any(draft.is_blank(slot) for slot in line)


def split_digits(rng: Random, draft: Draft) -> None:
    """A number of two digits or more comes with a gap in it (``1 5``); nothing else is changed."""
    for _, line in draft.data_lines():
        if _has_blanks(draft, line):
            continue
        for index, slot in enumerate(line):
            digits = slot.text.strip()
            if slot.role == "value" and digits.isascii() and digits.isdigit() and len(digits) > 1:
                line[index] = replace(slot, text=f"{digits[:1]} {digits[1:]}")
                draft.lost.update(v.key for v in list_values(line) if v.key is not None)
                return


def swap_headers(rng: Random, draft: Draft) -> None:
    """The cells of a header line come in another order than their columns."""
    headers = [line for line in draft.lines if sum(slot.role == "header" for slot in line) > 2]
    if not headers:
        return
    line = rng.choice(headers)
    places = [index for index, slot in enumerate(line) if slot.role == "header"]
    for place, slot in zip(places, rng.sample([line[p] for p in places], len(places)), strict=True):
        line[place] = slot


def split_headers(rng: Random, draft: Draft) -> None:
    """Header cells in two lines of cells: 商业 | 科研 above 企业 | 机构."""
    for index, line in enumerate(draft.lines):
        headers = [slot for slot in line if slot.role == "header" and len(slot.text) > 3]
        if len(headers) > 2:
            upper = [_half(slot, 0) for slot in line]
            draft.lines[index : index + 1] = [upper, [_half(slot, 1) for slot in line]]
            return


def _half(slot: Slot, part: int) -> Slot:
    if slot.role != "header" or len(slot.text) <= 3:
        return replace(slot, text="") if part and slot.role != "value" else slot
    middle = len(slot.text) // 2
    return replace(slot, text=slot.text[middle:] if part else slot.text[:middle])


def _change_labels(
    rng: Random, draft: Draft, change: Callable[[str], str], *, share: float, shortest: int
) -> None:
    for line in draft.lines:
        for index, slot in enumerate(line):
            if slot.role in ("value", "noise", "caption") or len(slot.text.split()) > 1:
                continue
            if len(slot.text) < shortest:
                continue
            if rng.random() < share:
                line[index] = replace(slot, text=change(slot.text))


_DAMAGES: Final[Mapping[str, Callable[[Random, Draft], None]]] = {
    "lost_blanks": lose_blanks,
    "torn_labels": tear_labels,
    "dropped_characters": drop_characters,
    "noise_characters": add_noise,
    "label_variants": print_variants,
    "page_break": break_page,
    "page_number": insert_page_number,
    "dropped_row": drop_row,
    "dropped_value": drop_value,
    "repeated_value": repeat_value,
    "split_digits": split_digits,
    "swapped_headers": swap_headers,
    "split_headers": split_headers,
}

DAMAGES: Final = tuple(_DAMAGES)
_VALUE_DAMAGES: Final = frozenset({"dropped_value", "repeated_value", "split_digits"})


def damage_draft(rng: Random, draft: Draft, name: str) -> None:
    """Do the named damage; raises ``KeyError`` for a name that is not in ``DAMAGES``. Only one
    value is dropped, repeated or split: two such losses could hide each other."""
    damage = _DAMAGES[name]
    hidden = name in _VALUE_DAMAGES and not _VALUE_DAMAGES.isdisjoint(draft.damage)
    if any(draft.data_lines()) and not hidden:
        damage(rng, draft)
        draft.damage.append(name)
