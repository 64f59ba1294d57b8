"""What the page of races shows."""

from __future__ import annotations

from benchmarks.speed.racepage import write_races
from benchmarks.speed.races import GONGKAI, Entry, Race


def test_racepage_shows_ratios_and_what_is_absent() -> None:
    entries = {
        GONGKAI: Entry("1.0", load=0.5, wall=2.0, cpu=1.5, peak=800),
        "RapidOCR": Entry("3.0", load=1.0, wall=5.0, cpu=5.0, peak=1024),
        "tesseract": Entry(absent="not installed"),
    }
    page = write_races({"scans": Race(2, 9, entries)}, "today")
    assert "Documents: 2, 9 pages." in page
    assert "| gongkai 1.0 | 2,000 | 1,500 | 1.00 | 800 | 0.5 |" in page
    assert "| RapidOCR 3.0 | 5,000 | 5,000 | 2.50 | 1,024 | 1.0 |" in page
    assert "| tesseract | not installed | | | | |" in page
    assert "Every goal is met." in page


def test_racepage_names_missed_goals() -> None:
    entries = {GONGKAI: Entry("1.0", wall=2.0), "docling": Entry("2.0", wall=4.0)}
    page = write_races({"Word": Race(1, 0, entries)}, "today")
    assert "- Word: gongkai takes 0.50 times the time of docling, the goal is 0.33" in page
    assert "Every goal is met." not in page
