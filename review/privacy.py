"""Personal data in a public report: PRV-01. What is found is shown masked, never repeated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from documents.findings import Evidence, Finding
from documents.places import Span
from documents.report import Report
from review.evidence import state_finding

_CITIZEN_ID = re.compile(
    r"(?<![0-9A-Za-z])[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[0-9Xx]"
    r"(?![0-9A-Za-z])"
)
_MOBILE = re.compile(r"(?<![0-9A-Za-z/.-])1[3-9]\d{9}(?![0-9A-Za-z@/.-])")
_BANK_CARD = re.compile(r"(?<![0-9A-Za-z])62\d{14,17}(?![0-9A-Za-z])")
_LONG_NUMBER = re.compile(r"[1-9]\d{10}")
_CONTACT = re.compile(
    r"电话|联系|咨询|热线|传真|邮箱|邮编|监督|举报|公众号|微信号|QQ群|tel", re.IGNORECASE
)
_PRIVATE_PERSON = re.compile(r"申请人|当事人|反映人|投诉人|举报人|村民|户主|群众")
_ID_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECKS: Final = "10X98765432"
_CONTEXT: Final = 40
"""Characters before a mobile number in which the words for an office contact are sought."""


def check_privacy(report: Report) -> Iterator[Finding]:
    if not _LONG_NUMBER.search(report.text):
        return
    tables = [t.span for t in report.tables if t.span]
    for match in _CITIZEN_ID.finditer(report.text):
        if _is_citizen_id(match[0]):
            yield _describe(report, match, "居民身份证号码")
    for match in _BANK_CARD.finditer(report.text):
        if _passes_luhn(match[0]):
            yield _describe(report, match, "银行卡号")
    for match in _MOBILE.finditer(report.text):
        place = Span(*match.span())
        before = report.text[max(0, place.start - _CONTEXT) : place.start]
        office = _CONTACT.search(before) and not _PRIVATE_PERSON.search(before[-_CONTEXT // 2 :])
        if not office and not any(t.overlaps(place) for t in tables):
            yield _describe(report, match, "手机号码")


def _describe(report: Report, match: re.Match[str], what: str) -> Finding:
    number = match[0]
    masked = number[:3] + "*" * (len(number) - 5) + number[-2:]
    return state_finding(
        report,
        "private-data",
        f"文中出现{what}{masked}。",
        [Evidence(span=Span(*match.span()), quote=masked)],
        expected="不出现个人信息",
        actual=masked,
        advice="公开前请删去或作去标识化处理。",
    )


def _is_citizen_id(number: str) -> bool:
    """The check digit of GB 11643-1999 (ISO 7064 MOD 11-2)."""
    total = sum(int(d) * w for d, w in zip(number, _ID_WEIGHTS, strict=False))
    return _ID_CHECKS[total % 11] == number[-1].upper()


def _passes_luhn(number: str) -> bool:
    """ISO/IEC 7812-1, annex B."""
    digits = [int(d) for d in reversed(number)]
    return (sum(digits[::2]) + sum(sum(divmod(2 * d, 10)) for d in digits[1::2])) % 10 == 0
