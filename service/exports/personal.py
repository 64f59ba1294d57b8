"""A report without its personal data: names of persons become 某, telephone numbers and e-mail
addresses become ``*``, each character by one, so that every span still fits.

What is hidden: the officials that were read, whoever stands behind 联系人, and what is written
like a telephone number, an e-mail address or a citizen's number. A name that is also a word hides
that word as well: this errs on the side of hiding.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import Final

from documents.findings import Finding
from documents.report import Analysis
from documents.tables import Table

_NAMED: Final = re.compile(
    r"联\s?系\s?人(?:为|是)?\s?[:：]?\s?(?P<name>[一-鿿㐀-䶿𠀀-𳿿·]{2,4})(?![一-鿿])"
)
_NUMBERS: Final = (
    # behind a word for it, unless a unit makes it a figure
    re.compile(
        r"(?:电\s?话|热线|传真|手机|联系方式)[^\d\n。；;]{0,10}"
        r"(?P<hidden>[（(]?\d[\d（）()\-—–－ 转、/]{5,60}+)(?![\d件条次人个万余项份起%％])"
    ),
    re.compile(r"(?<![0-9A-Za-z/.-])(?P<hidden>1[3-9]\d{9})(?![0-9A-Za-z@/.-])"),
    re.compile(r"(?<!\d)(?P<hidden>[（(]?0\d{2,3}[）)]?\s?[-—–－]\s?\d{7,8})(?!\d)"),
    re.compile(r"(?<![0-9A-Za-z])(?P<hidden>[1-9]\d{5}(?:19|20)\d{9}[0-9Xx])(?![0-9A-Za-z])"),
)
_ADDRESS: Final = re.compile(r"[A-Za-z0-9._%+\-]+[@＠][A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)+")
_SEPARATORS: Final = r"[\s（）()\-—–－]*"
_FIGURES: Final = ("number", "inferred")


@dataclass(frozen=True, slots=True)
class Mask:
    """``names`` and ``numbers`` are those of one report."""

    names: re.Pattern[str] | None
    numbers: tuple[re.Pattern[str], ...]

    def hide(self, text: str) -> str:
        """The text with as many characters as before."""
        if self.names:
            text = self.names.sub(lambda found: re.sub(r"\S", "某", found[0]), text)
        for pattern in self.numbers:
            text = pattern.sub(_hide_digits, text)
        return _ADDRESS.sub(lambda found: "*" * len(found[0]), text)

    def hide_maybe(self, text: str | None) -> str | None:
        return text if text is None else self.hide(text)


def find_mask(analysis: Analysis) -> Mask:
    """The names and numbers of the report, as its text writes them."""
    names = {official.name for official in analysis.officials}
    names |= {found["name"] for found in _NAMED.finditer(analysis.text)}
    known = sorted((name for name in names if len(name) > 1), key=len, reverse=True)
    spaced = [r"\s*".join(re.escape(c) for c in name if not c.isspace()) for name in known]
    numbers: tuple[re.Pattern[str], ...] = _NUMBERS
    # without an extension (转8012): the number alone may stand elsewhere
    digits = re.sub(r"\D", "", re.split("[转轉分]", analysis.contact.phone or "")[0])
    if len(digits) > 6:
        written = _SEPARATORS.join(f"[{d}{chr(ord(d) + 0xFEE0)}]" for d in digits)
        numbers = (*_NUMBERS, re.compile(f"(?P<hidden>{written})"))
    return Mask(re.compile("|".join(spaced)) if spaced else None, numbers)


def mask_personal(analysis: Analysis) -> Analysis:
    """The analysis as it leaves the house without personal data; figures of tables stay."""
    mask = find_mask(analysis)
    hide, hide_maybe = mask.hide, mask.hide_maybe
    contact, signature = analysis.contact, analysis.signature
    return replace(
        analysis,
        source=replace(analysis.source, name=hide(analysis.source.name)),
        text=_hide_text(analysis, mask),
        title=hide_maybe(analysis.title),
        contact=replace(
            contact,
            address=hide_maybe(contact.address),
            phone=_blot(contact.phone),
            email=_blot(contact.email),
        ),
        signature=replace(signature, by=hide_maybe(signature.by)),
        sections=tuple(replace(s, heading=hide(s.heading)) for s in analysis.sections),
        headings=tuple(replace(h, text=hide(h.text)) for h in analysis.headings),
        paragraphs=tuple(
            replace(p, text=hide(p.text), heading=hide_maybe(p.heading))
            for p in analysis.paragraphs
        ),
        tables=tuple(_hide_table(table, mask) for table in analysis.tables),
        officials=tuple(replace(o, name="某" * len(o.name)) for o in analysis.officials),
        counts=tuple(replace(c, text=hide(c.text)) for c in analysis.counts),
        placeholders=tuple(replace(p, text=hide(p.text)) for p in analysis.placeholders),
        findings=tuple(_hide_finding(f, mask) for f in analysis.findings),
        failures=tuple(replace(f, message=hide(f.message)) for f in analysis.failures),
    )


def _hide_text(analysis: Analysis, mask: Mask) -> str:
    """Figures that stand in the tables are no telephone numbers, however long."""
    text = analysis.text
    hidden = list(mask.hide(text))
    for official in analysis.officials:
        start, end = official.span
        if unicodedata.normalize("NFKC", text[start:end]).replace(" ", "") == official.name:
            hidden[start:end] = re.sub(r"\S", "某", text[start:end])
    for table in analysis.tables:
        for cell in table.cells:
            if cell.span and cell.state in _FIGURES:
                hidden[cell.span.start : cell.span.end] = text[cell.span.start : cell.span.end]
    return "".join(hidden)


def _hide_table(table: Table, mask: Mask) -> Table:
    return replace(
        table,
        cells=tuple(
            c if c.state in _FIGURES else replace(c, raw=mask.hide(c.raw)) for c in table.cells
        ),
        deviations=tuple(replace(d, printed=mask.hide(d.printed)) for d in table.deviations),
    )


def _hide_finding(finding: Finding, mask: Mask) -> Finding:
    return replace(
        finding,
        message=mask.hide(finding.message),
        advice=mask.hide(finding.advice),
        expected=mask.hide_maybe(finding.expected),
        actual=mask.hide_maybe(finding.actual),
        evidence=tuple(replace(e, quote=mask.hide(e.quote)) for e in finding.evidence),
    )


def _hide_digits(found: re.Match[str]) -> str:
    start, end = (place - found.start() for place in found.span("hidden"))
    whole = found[0]
    return whole[:start] + re.sub(r"[\dXx]", "*", whole[start:end]) + whole[end:]


def _blot(said: str | None) -> str | None:
    return "*" * len(said) if said else said
