"""Which marks are the report's outline: each part of the form once, in its body; copies of the form
behind it and a table of contents before it told apart.

The report's own outline (``一、`` to ``六、``) beats a sub-heading of the same wording, and a list
of the parts in the preamble is no outline.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.lines import squeeze
from analysis.marks import Mark
from analysis.scraps import is_open_beginning
from analysis.wordings import OPENNESS
from documents.script import simplify


@dataclass(frozen=True, slots=True)
class PartHeadings:
    """The headings of the report's body, of copies of the form behind it (an appendix), and of a
    table of contents before it."""

    body: tuple[Mark, ...]
    copies: tuple[Mark, ...]
    contents: tuple[Mark, ...]


def choose_headings(marks: Sequence[Mark]) -> PartHeadings:
    """Which of the marks are the report's outline, each part of the form once."""
    solid = [mark for mark in marks if mark.strong]
    if any(mark.style in ("cn", "part") and (mark.strong or mark.own_line) for mark in marks):
        solid = [mark for mark in solid if mark.style != "paren" and not _is_item(mark)]
    runs = _split_runs(solid)
    contents = runs.pop(0) if _begins_with_contents(runs) else []
    body, copies = (runs[0], [m for run in runs[1:] for m in run]) if runs else ([], [])
    weak = [m for m in marks if not m.strong and m.style in ("cn", "part", "bare")]
    low = contents[-1].span.end if contents else 0
    weak = [m for m in weak if m.span.start >= low]
    if not any(mark.part == 3 and mark.numbered_right for mark in body):
        weak = [m for m in weak if not is_open_beginning(m.heading)]
    if copies:
        weak = [m for m in weak if m.span.start < copies[0].span.start]
    high = copies[0].span.start if copies else None
    free = [m for m in marks if m.style == "free" and m.span.start >= low]
    free = [m for m in free if high is None or m.span.start < high]
    body = _fill_free(_fill_gaps(body, weak), free)
    return PartHeadings(tuple(body), tuple(copies), tuple(contents))


def _is_item(mark: Mark) -> bool:
    """True where 5. is an item in a report whose parts are numbered 一、; one part on a line of its
    own may have been numbered otherwise than the rest."""
    return mark.style == "digit" and not (mark.numbered_right and mark.own_line)


def _split_runs(marks: Sequence[Mark]) -> list[list[Mark]]:
    """One run for each copy of the outline: a new one begins where a part comes again."""
    runs: list[list[Mark]] = []
    for mark in marks:
        twin = next((m for m in runs[-1] if m.part == mark.part), None) if runs else None
        if twin is None and runs:
            runs[-1].append(mark)
        elif twin is not None and mark.part != 1 and not _is_far_on(runs[-1], mark):
            if mark.numbered_right and (not twin.numbered_right or _outranks(mark, twin)):
                runs[-1][runs[-1].index(twin)] = mark
        else:
            runs.append([mark])
    return runs


def _outranks(mark: Mark, twin: Mark) -> bool:
    return mark.style == "cn" and twin.style == "digit"


def _is_far_on(run: Sequence[Mark], mark: Mark) -> bool:
    """True where the run is past the mark's part and over: the mark begins another copy."""
    return max(m.part for m in run) == 6 and run[-1].part > mark.part


def _begins_with_contents(runs: Sequence[Sequence[Mark]]) -> bool:
    """True where a table of contents comes first: headings close together that all come again."""
    if len(runs) < 2 or len(runs[0]) < 2:
        return False
    gaps = [b.span.start - a.span.end for a, b in zip(runs[0], runs[0][1:], strict=False)]
    again = {mark.part for mark in runs[1]}
    return max(gaps) <= 16 and {mark.part for mark in runs[0]} <= again


def _fill_free(body: list[Mark], free: Sequence[Mark]) -> list[Mark]:
    """The body with parts one and two that go by their numbers: what stands before the form's next
    number, or speaks of open government as a whole."""
    for part in (2, 1):
        if any(part in mark.parts for mark in body):
            continue
        after = [mark for mark in body if mark.part > part]
        low = max((mark.span.end for mark in body if mark.part < part), default=-1)
        high = after[0].span.start if after else None
        own = [m for m in free if m.part == part and m.span.start >= low]
        own = [m for m in own if high is None or m.span.end <= high]
        next_right = bool(after) and after[0].part == part + 1 and after[0].numbered_right
        if part == 2 and not any(m.part == 1 and m.numbered_right for m in (*body, *free)):
            continue
        for mark in own[:1]:
            words = simplify(squeeze(mark.heading)[len(squeeze(mark.marker)) :])
            if next_right or OPENNESS.fullmatch(words):
                body = sorted([*body, mark], key=lambda m: m.span.start)
    return body


def _fill_gaps(body: list[Mark], weak: Sequence[Mark]) -> list[Mark]:
    """The body's headings with parts of looser wording put where the order has room for them."""
    chosen = list(body)
    for mark in weak:
        named = {part for m in chosen for part in m.parts}
        if mark.part in named:
            continue
        low = max((m.span.end for m in chosen if m.part < mark.part), default=-1)
        high = min((m.span.start for m in chosen if m.part > mark.part), default=None)
        if mark.span.start > low and (high is None or mark.span.end <= high):
            chosen.append(mark)
    return sorted(chosen, key=lambda m: m.span.start)
