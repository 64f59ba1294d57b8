"""From a table's grid to text, in every way seen on the web (``docs`` call them flattenings).

Three modes tell what becomes of blank cells: ``kept`` in their place, ``dropped`` with it, or
``aligned``, where only the column they stand under shows them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random
from typing import Final, Literal

from training.factory.damage import lose_blanks, settle_blanks
from training.factory.entries import Entry
from training.factory.grids import Draft, Line, Slot, list_values, split_groups
from training.factory.pages import print_layout, print_plain, print_raw
from training.factory.placings import find_certain_windows, tokenize

Mode = Literal["kept", "dropped", "aligned"]


@dataclass(frozen=True, slots=True)
class Flattening:
    name: str
    mode: Mode
    render: Callable[[Random, Draft], str]


def flatten_draft(rng: Random, draft: Draft, name: str) -> str:
    """The table's text under its heading; raises ``KeyError`` for an unknown flattening."""
    flattening = FLATTENING[name]
    if flattening.mode == "dropped":
        lose_blanks(rng, draft)
    elif flattening.mode == "aligned":
        for _, line in draft.data_lines():
            settle_blanks(draft, line)
    if flattening.mode == "dropped" or name == "one_line_tabs":
        _mark_page_numbers(draft)
    body = flattening.render(rng, draft)
    return f"{draft.caption}{' ' if name == 'one_line' else chr(10)}{body}"


def _mark_page_numbers(draft: Draft) -> None:
    """Among bare values a bare page number could not be told from one of them."""
    for line in draft.lines:
        if (noise := _print_noise(line)) is not None and noise.isdigit():
            line[0] = Slot("noise", f"- {noise} -")


def settle_fillers(draft: Draft, line: Line, before: int, after: int) -> None:
    """Mark as lost what cannot be told from the empty fillers at the ends of the line's values."""
    keys = [slot.key for slot in list_values(line) if slot.key is not None]
    entries = [draft.entries[key] for key in keys]
    if before + after == 0 or all(entry.state != "blank" for entry in entries):
        return
    tokens = [tokenize(entry) for entry in entries]
    widths = [len(group) for group in split_groups(keys)]
    balanced = draft.kind != "proactive"
    certain = find_certain_windows(tokens, widths, balanced, before, after)
    draft.lost.update(key for key, sure in zip(keys, certain, strict=True) if not sure)


def _print_noise(line: Line) -> str | None:
    return line[0].text if line and line[0].role == "noise" else None


def _print_cell_lines(rng: Random, draft: Draft, *, torn: bool) -> str:
    """One cell a line after a tab, a lone tab for blanks and fillers, a blank line between rows."""
    out: list[str] = []
    gap = rng.choice(("\n", "\n\n"))
    for line in draft.lines:
        if (noise := _print_noise(line)) is not None:
            out.append(f"{noise}\n\n")
            continue
        out += [
            f"\t{_tear(rng, slot, gap) if torn else slot.text}\n"
            for slot in line
            if slot.role != "right"
        ]
        out.append("\n")
    return "".join(out)


def _tear(rng: Random, slot: Slot, gap: str) -> str:
    """Narrow cells: a header broken in two, a group label letter by letter, a value whose text
    begins with a line break."""
    text = slot.text
    if slot.role == "header" and 4 <= len(text) <= 8 and rng.random() < 0.7:
        middle = 3 if text.startswith("本年新") else len(text) // 2
        return text[:middle] + gap + text[middle:]
    if slot.role == "group" and text.startswith(("（", "(")) and rng.random() < 0.7:
        return text[:4] + "".join(gap + letter for letter in text[4:])
    if slot.role == "value" and text.strip() and rng.random() < 0.02:
        return "\n" + text
    return text


def print_cell_lines(rng: Random, draft: Draft) -> str:
    return _print_cell_lines(rng, draft, torn=False)


def print_cell_lines_torn(rng: Random, draft: Draft) -> str:
    return _print_cell_lines(rng, draft, torn=True)


def print_bare_lines(rng: Random, draft: Draft) -> str:
    """One cell a line and a blank line between; nothing is left of empty cells."""
    gap = rng.choice(("\n", "\n\n"))
    return gap.join(slot.text for line in draft.lines for slot in line if slot.text) + "\n"


def print_tab_rows(rng: Random, draft: Draft) -> str:
    """One row a line, a tab between cells, fillers kept."""
    return _print_grid(draft, "", "\t", "")


def print_tab_rows_ragged(rng: Random, draft: Draft) -> str:
    """One row a line, but fillers at both ends of the values come and go."""
    keep = rng.random() < 0.5
    out: list[str] = []
    for line in draft.lines:
        if (noise := _print_noise(line)) is not None:
            out.append(noise)
            continue
        cells = [slot for slot in line if slot.role != "right" or (keep and _before(line))]
        lost = any(slot.key in draft.lost for slot in line)
        after = 0 if lost else rng.choice((0, 0, 1, 2))
        if list_values(line):
            before = sum(slot.role == "right" for slot in cells)
            settle_fillers(draft, line, before, after)
        out.append("\t".join(slot.text for slot in cells) + "\t" * after)
    return "\n".join(out) + "\n"


def _before(line: Line) -> bool:
    """True where the fillers stand between a row's label and its values."""
    return bool(list_values(line)) and line[-1].role == "value"


def _print_grid(draft: Draft, opening: str, between: str, closing: str) -> str:
    width, out = draft.width, []
    for line in draft.lines:
        if (noise := _print_noise(line)) is not None:
            out.append(noise)
            continue
        if list_values(line) and len(line) < width:
            fillers = sum(slot.role == "right" for slot in line)
            before = fillers if _before(line) else 0
            settle_fillers(draft, line, before, fillers - before)
        out.append(opening + between.join(slot.text for slot in line) + closing)
    return "\n".join(out) + "\n"


def print_pipes(rng: Random, draft: Draft) -> str:
    return _print_grid(draft, "| ", " | ", " |")


def print_pipes_trailing(rng: Random, draft: Draft) -> str:
    return _print_grid(draft, "", " | ", " |")


def print_pipes_merged(rng: Random, draft: Draft) -> str:
    """The column of merged labels is gone and the fillers of a row stand bare at its end."""
    out: list[str] = []
    for line in draft.lines:
        if (noise := _print_noise(line)) is not None:
            out.append(noise)
            continue
        fillers = sum(slot.role == "right" for slot in line)
        cells = [slot.text for slot in line if slot.role not in ("right", "down")]
        if list_values(line):
            settle_fillers(draft, line, 0, fillers)
        out.append(" | ".join(cells) + " |" + (" " + "|" * fillers if fillers else ""))
    return "\n".join(out) + "\n"


def print_pipe_lines(rng: Random, draft: Draft) -> str:
    """A pipe on its own line, the cell's text on the next, padded with spaces."""
    out: list[str] = []
    for line in draft.lines:
        if (noise := _print_noise(line)) is not None:
            out.append(f"{noise}\n\n")
            continue
        out += [f"|\n  {slot.text}  \n" for slot in line]
        out.append("|\n\n")
    return "".join(out)


def print_markdown(rng: Random, draft: Draft) -> str:
    head, _, rest = print_pipes(rng, draft).partition("\n")
    return f"{head}\n|{' --- |' * draft.width}\n{rest}"


def print_space_rows(rng: Random, draft: Draft) -> str:
    return "\n".join(" ".join(s.text for s in line if s.text) for line in draft.lines) + "\n"


def print_one_line(rng: Random, draft: Draft) -> str:
    gap = rng.choice((" ", " ", "  "))
    text = gap.join(slot.text for line in draft.lines for slot in line if slot.text)
    return text.replace("\n", " ")


def print_one_line_tabs(rng: Random, draft: Draft) -> str:
    """All cells behind each other; blank cells are kept, fillers are not."""
    return "\t".join(
        slot.text.replace("\n", "")
        for line in draft.lines
        for slot in line
        if slot.text or slot.role == "value"
    )


def print_hard_wrapped(rng: Random, draft: Draft) -> str:
    """Everything running on, wrapped at some 28 characters, never inside a number."""
    words = print_one_line(rng, draft).split()
    width = rng.randint(24, 40)
    lines, line = [], ""
    for word in words:
        line = f"{line} {word}" if line else word
        while len(line) >= width and not word.isascii():
            cut = len(line[:width].rstrip(_FIGURE)) or width
            lines.append(line[:cut])
            line = line[cut:]
        if len(line) >= width:
            lines.append(line)
            line = ""
    return "\n".join([*lines, line]) + "\n"


def print_deduplicated(rng: Random, draft: Draft) -> str:
    """One cell a line, and of equal lines only the first is left: the values' places are gone."""
    known = {key for key, entry in draft.entries.items() if entry.state == "missing"}
    draft.lost.update(draft.entries.keys() - known)
    texts = (slot.text.strip() for line in draft.lines for slot in line)
    return "\n".join(dict.fromkeys(text for text in texts if text)) + "\n"


def print_without_values(rng: Random, draft: Draft) -> str:
    """The labels alone; every cell is empty."""
    for key, entry in draft.entries.items():
        if entry.state != "missing":
            draft.entries[key] = Entry("blank", None, "")
    draft.lost.clear()
    for line in draft.lines:
        line[:] = [Slot(s.role, "" if s.role == "value" else s.text, s.key) for s in line]
    render = rng.choice((print_tab_rows, print_pipes, print_cell_lines, print_space_rows))
    if render is print_space_rows:
        draft.lost.update(draft.entries)
    return render(rng, draft)


def print_nothing(rng: Random, draft: Draft) -> str:
    """Only the heading: the table was an image or a frame."""
    for key in draft.entries:
        draft.entries[key] = Entry("missing", None, "")
    draft.lost.clear()
    return ""


_FIGURE: Final = "0123456789.,０１２３４５６７８９．，+-＋－−"

FLATTENING: Final[Mapping[str, Flattening]] = {
    flattening.name: flattening
    for flattening in (
        Flattening("cell_lines", "kept", print_cell_lines),
        Flattening("cell_lines_torn", "kept", print_cell_lines_torn),
        Flattening("bare_lines", "dropped", print_bare_lines),
        Flattening("tab_rows", "kept", print_tab_rows),
        Flattening("tab_rows_ragged", "kept", print_tab_rows_ragged),
        Flattening("pipes", "kept", print_pipes),
        Flattening("pipes_trailing", "kept", print_pipes_trailing),
        Flattening("pipes_merged", "kept", print_pipes_merged),
        Flattening("pipe_lines", "kept", print_pipe_lines),
        Flattening("markdown", "kept", print_markdown),
        Flattening("space_rows", "dropped", print_space_rows),
        Flattening("one_line", "dropped", print_one_line),
        Flattening("one_line_tabs", "kept", print_one_line_tabs),
        Flattening("hard_wrapped", "dropped", print_hard_wrapped),
        Flattening("pdf_plain", "dropped", print_plain),
        Flattening("pdf_layout", "aligned", print_layout),
        Flattening("pdf_raw", "dropped", print_raw),
        Flattening("deduplicated", "kept", print_deduplicated),
        Flattening("without_values", "kept", print_without_values),
        Flattening("absent", "kept", print_nothing),
    )
}

FLATTENINGS: Final = tuple(FLATTENING)
UNREADABLE: Final = ("deduplicated", "without_values", "absent")
"""Flattenings that lose the table's values: a report with one of them is not clean."""
