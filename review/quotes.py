"""A passage in its report, ready to be held against it."""

from __future__ import annotations

from dataclasses import dataclass

from documents.findings import Finding, Severity
from documents.narrative import Paragraph
from documents.report import Report
from review.evidence import point_at_words, shorten, state_finding
from review.sentences import Passage


@dataclass(frozen=True, slots=True)
class Quote:
    report: Report
    paragraph: Paragraph
    passage: Passage

    @property
    def sentence(self) -> str:
        start, end = self.passage.sentence
        return self.paragraph.text[start:end]

    def state(
        self, rule: str, message: str, expected: str, actual: str, severity: Severity | None = None
    ) -> Finding:
        start, end = self.passage.sentence
        return state_finding(
            self.report,
            rule,
            f"“{shorten(self.sentence)}”：{message}",
            [point_at_words(self.report, self.paragraph, start, end)],
            severity=severity,
            expected=expected,
            actual=actual,
            advice="请核对原始数据，改正有误的数字；如口径不同，请在文中写明。",
        )
