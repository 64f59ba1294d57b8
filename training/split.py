"""What the models learn from and what they never see, told apart by organisation."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from training.labels import CORPUS, LabelledParagraph, read_corpus
from training.reports import REPORTS, list_paragraphs, read_reports

HELD_OUT_PERCENT: Final = 15


def is_held_out(organisation: str) -> bool:
    """Whether this body of ``corpora/reports`` is kept for the test: by a hash of its name, so
    that nobody chooses, and reports written later move none of the earlier ones."""
    return int(hashlib.sha256(organisation.encode()).hexdigest(), 16) % 100 < HELD_OUT_PERCENT


def read_learnt(
    paragraphs: Path = CORPUS, reports: Path = REPORTS
) -> tuple[LabelledParagraph, ...]:
    """All labelled paragraphs but those of the bodies held out."""
    written = list_paragraphs(read_reports(reports))
    learnt = (row for row in written if not is_held_out(row.organisation))
    return (*read_corpus(paragraphs), *learnt)


def read_held_out(reports: Path = REPORTS) -> tuple[LabelledParagraph, ...]:
    """The labelled paragraphs of the bodies held out: for measuring only."""
    written = list_paragraphs(read_reports(reports))
    return tuple(row for row in written if is_held_out(row.organisation))


def hash_rows(rows: Iterable[LabelledParagraph]) -> str:
    """Sixteen digits by which a test set is frozen: of text, tags, place and body of its rows. The
    line in the id is left out, lest rows written elsewhere in the file change it."""
    lines = (repr((r.text, r.tags, r.section, r.heading, r.organisation)) for r in rows)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]
