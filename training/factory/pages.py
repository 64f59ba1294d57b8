"""The three ways ``pdftotext`` gives a table: reading order, kept layout, and raw stream order."""

from __future__ import annotations

import unicodedata
from random import Random
from typing import Final

from training.factory.grids import Draft, Line, Slot, list_values

_VERTICAL: Final = ("三、", "本", "年", "度", "办", "理", "结", "果")
_LABEL_WIDTH: Final = 30  # columns of the label in a kept layout; a Chinese character takes two


def print_raw(rng: Random, draft: Draft) -> str:
    """Stream order: rows in order, wrapped labels and vertical labels on lines of their own."""
    if draft.kind == "proactive":
        return "\n".join(" ".join(s.text for s in line if s.text) for line in draft.lines) + "\n"
    wrap = rng.randint(13, 18)
    out: list[str] = []
    for line in draft.lines:
        values = " ".join(slot.text for slot in list_values(line))
        labels = [slot for slot in line if slot.role != "value" and slot.text]
        if not values:
            for slot in labels:
                out += _wrap(slot.text, rng.choice((3, 4, 5)) if slot.role == "header" else wrap)
            continue
        for slot in labels[:-1]:
            out += _stack(slot)
        pieces = _wrap(labels[-1].text, wrap) if labels else [""]
        if len(pieces) == 1:
            out.append(f"{pieces[0]} {values}".strip())
        else:
            out += [*pieces, values]
    return "\n".join(out) + "\n"


def print_layout(rng: Random, draft: Draft) -> str:
    """Kept layout: values under their columns, wrapped labels above and below their figures, the
    vertical labels strewn over the rows."""
    cell = rng.choice((8, 10, 14))
    indent = 0 if draft.kind != "requests" else 14
    vertical: list[str] = []
    groups: list[str] = []
    out: list[str] = []
    for line in draft.lines:
        if line[0].role == "noise":
            out += ["", " " * 30 + line[0].text, ""]
            continue
        for slot in line:
            if slot.role == "group" and list_values(line):
                if "三、" in slot.text[:2]:
                    vertical = list(_VERTICAL)
                else:
                    groups = _wrap(slot.text, 4)
        values = list_values(line)
        if not values or draft.kind != "requests":
            out += _print_row(line, cell)
        else:
            label = next((s.text for s in reversed(line) if s.role == "label"), "")
            pieces = _wrap(label, (_LABEL_WIDTH // 2) - 1)
            figures = "".join(_pad(slot.text.strip(), cell) for slot in values)
            for number, piece in enumerate(pieces):
                left = _pad(vertical.pop(0), 6) if vertical else " " * 6
                left += _pad(groups.pop(0), 8) if groups else " " * 8
                last = number == len(pieces) // 2
                out.append((left + _pad(piece, _LABEL_WIDTH) + (figures if last else "")).rstrip())
            if vertical or groups:
                left = _pad(vertical.pop(0), 6) if vertical else " " * 6
                out.append((left + (groups.pop(0) if groups else "")).rstrip())
        out += [""] * rng.choice((0, 1, 1, 2))
    rest = [f"{' ' * indent}{text}" for text in (*vertical, *groups)]
    return "\n".join([*out, *rest]) + "\n"


def _print_row(line: Line, cell: int) -> list[str]:
    text = ""
    for slot in line:
        wide = cell if slot.role in ("value", "header", "down", "right") else 18
        text += _pad(slot.text.strip(), wide)
    return [text.rstrip()]


def print_plain(rng: Random, draft: Draft) -> str:
    """Reading order: every cell on its own lines, header cells in pieces, and the labels of some
    rows only after figures that stand further down."""
    if draft.kind == "requests":
        pieces = _print_plain_requests(rng, draft)
    elif draft.kind == "disputes":
        pieces = _print_plain_disputes(rng, draft)
    else:
        pieces = [slot.text for line in draft.lines for slot in line if slot.text]
    return "\n\n".join(pieces) + "\n"


def _print_plain_requests(rng: Random, draft: Draft) -> list[str]:
    """As a PDF with wrapped labels comes out: the first two outcome rows give their figures before
    their labels, and so do the rows under （六）; the group labels follow in pieces."""
    late: list[str] = []
    out: list[str] = []
    run: list[Line] = []
    scatter = rng.random() < 0.7
    for line in draft.lines:
        labels = [slot for slot in line if slot.role != "value" and slot.text]
        values = list_values(line)
        groups = [piece for slot in labels if slot.role == "group" for piece in _stack(slot)]
        names = [slot.text for slot in labels if slot.role != "group"]
        if not values and not any(slot.role == "label" for slot in line):
            out += ["\n".join(_wrap(name, rng.choice((3, 4, 18)))) for name in names + groups]
            continue
        row = next((slot.key.row for slot in values if slot.key is not None), "")
        if scatter and (row in ("out.disclosed", "out.partial") or row.startswith("out.other")):
            late += names
            run.append(line)
        else:
            _settle_run(draft, run)
            run = [line]
            out += names
        out += [slot.text for slot in values]
        late += groups
        if late and row in ("out.unable.not_held", "out.other.misc", "out.other"):
            out += ["\n".join(_wrap(text, 19)) for text in late]
            late = []
    _settle_run(draft, run)
    return out + late


def _settle_run(draft: Draft, run: list[Line]) -> None:
    """Rows whose figures run on without a label between have sure places only if all are whole."""
    keys = {slot.key for line in run for slot in line if slot.key is not None}
    rows = {key.row for key in keys}
    whole = len(keys) == sum(len(list_values(line)) for line in run) == 7 * len(run)
    if len(run) > 1 and not (whole and draft.lost.isdisjoint(keys)):
        draft.lost.update(key for key in draft.entries if key.row in rows)


def _print_plain_disputes(rng: Random, draft: Draft) -> list[str]:
    """Header cells in halves. In about half of the tables the totals come apart from their row."""
    out: list[str] = []
    scramble = rng.random() < 0.4
    for line in draft.lines:
        values = list_values(line)
        if not values:
            for slot in line:
                if slot.text:
                    halves = _wrap(slot.text, 2) if slot.role == "header" else [slot.text]
                    out += ["\n".join(halves)]
            continue
        texts = [slot.text for slot in values]
        if scramble and len(texts) == 15:
            order = (0, 1, 2, 3, 10, 11, 12, 13, 4, 5, 6, 7, 8, 9, 14)
            texts = [texts[place] for place in order]
            if len({slot.text for slot in values}) > 1:
                draft.lost.update(slot.key for slot in values if slot.key is not None)
        out += texts
    return out


def _stack(slot: Slot) -> list[str]:
    """A label in a narrow column: letter by letter, or a few letters a line."""
    if "三、" in slot.text[:2]:
        return list(_VERTICAL)
    return _wrap(slot.text, 4)


def _wrap(text: str, width: int) -> list[str]:
    text = text.replace("\n", "")
    return [text[start : start + width] for start in range(0, len(text), width)] or [""]


def _pad(text: str, width: int) -> str:
    wide = sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)
    return text + " " * max(width - wide, 1)
