"""The races as a page of tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from benchmarks.speed.races import (
    GONGKAI,
    TITLES,
    Entry,
    RaceName,
    Races,
    list_missed_goals,
)

_ABOUT: Final[Mapping[RaceName, str]] = {
    "Word": "docling converts, markitdown writes Markdown; docling as pip installs it, with torch.",
    "commands": "From a cold start to the written file: `gongkai structure`, `docling --from docx "
    "--to json`, `markitdown -o`. Both others write down what stands there; gongkai has reviewed "
    "it.",
    "PDF": "camelot and pdfplumber look for tables only. docling is missing: it reads a PDF only "
    "with weights that it fetches from a hub, which could not be reached here.",
    "real PDF": "The annual report of a city.",
    "scans": "At 200 dots an inch. RapidOCR (its angle classifier off) and tesseract (`chi_sim`, a "
    "process a page) read the lines of the same pages as pictures, gongkai the PDF that holds "
    "them. Each has one thread, but for the last two rows: documents side by side in two guarded "
    "children of one thread, as with `--jobs 2`, and RapidOCR with two threads.",
}


def write_races(races: Races, heading: str) -> str:
    """Markdown; ``heading`` says when, of what version and on what machine."""
    return "\n".join(("# Files, side by side with other tools", "", heading, *_write(races))) + "\n"


def _write(races: Races) -> Iterator[str]:
    yield ""
    yield (
        "gongkai goes from the bytes to the reviewed report: PDF tables read twice, the narrative, "
        "the review. A process for each tool, once loaded, asked in turns, so that a busy machine "
        "slows all of them alike; medians, on the clock unless said otherwise. The ratios hold "
        "elsewhere too, the times do not."
    )
    missed = [f"- {said}" for said in list_missed_goals(races)]
    yield from ("", *(("Missed goals:", "", *missed) if missed else ("Every goal is met.",)))
    for name, race in races.items():
        size = str(race.documents) + (f", {race.pages} pages" if race.pages else "")
        yield from ("", f"## {TITLES[name]}", "", f"Documents: {size}. {_ABOUT[name]}", "")
        yield "| tool | ms a document | of CPU | times gongkai's | peak MiB | seconds to load |"
        yield "|---|---:|---:|---:|---:|---:|"
        base = race.entries[GONGKAI].wall
        for tool, entry in race.entries.items():
            yield f"| {' '.join((tool, entry.version)).rstrip()} {_write_entry(entry, base)} |"


def _write_entry(entry: Entry, base: float) -> str:
    if entry.absent:
        return f"| {entry.absent} | | | |"
    times = f"{entry.wall * 1e3:,.0f} | {entry.cpu * 1e3:,.0f} | {entry.wall / base:.2f}"
    load = f"{entry.load:.1f}" if entry.load else ""
    return f"| {times} | {entry.peak:,.0f} | {load}"
