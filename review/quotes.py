"""A passage in its report, ready to be held against it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from documents.findings import Finding, Severity
from documents.narrative import Paragraph
from documents.report import Report
from review.evidence import point_at_words, shorten, state_finding
from review.sentences import Figure, Passage

_SHOWN: Final = 40
"""Characters of the narrative that a message repeats."""


@dataclass(frozen=True, slots=True)
class Quote:
    """``heads`` are the passage's figures with the words before them, as ``read_heads`` gives."""

    report: Report
    paragraph: Paragraph
    passage: Passage
    heads: Sequence[tuple[Figure, str]]

    @property
    def sentence(self) -> str:
        start, end = self.passage.sentence
        return self.paragraph.text[start:end]

    def state(
        self,
        rule: str,
        message: str,
        expected: str,
        actual: str,
        severity: Severity | None = None,
        figures: tuple[Figure, ...] = (),
    ) -> Finding:
        """A finding on the clauses from the first to the last of the figures, or the sentence."""
        start, end = self._cut_clauses(figures) if figures else self.passage.sentence
        words = shorten(self.paragraph.text[start:end].strip(), _SHOWN)
        return state_finding(
            self.report,
            rule,
            f"“{words}”：{message}",
            [point_at_words(self.report, self.paragraph, start, end)],
            severity=severity,
            expected=expected,
            actual=actual,
            advice="请核对原始数据，改正有误的数字；如口径不同，请在文中写明。",
        )

    def _cut_clauses(self, figures: tuple[Figure, ...]) -> tuple[int, int]:
        """The range in the paragraph, without what the first clause says before its comma."""
        text = self.passage.text
        first = min(f.start for f in figures)
        comma = max(text.rfind(mark, 0, first) for mark in "，,；;")
        offset = self.passage.start
        return offset + comma + 1, offset + max(f.end for f in figures)
