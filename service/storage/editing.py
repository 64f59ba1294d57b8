"""The edits of people upon a reading: cells corrected, tags set, and the review run anew."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Final

from documents.findings import Evidence, Finding
from documents.narrative import TAGS, Paragraph, Placeholder, TagScore
from documents.places import Region, Span
from documents.report import Analysis
from documents.tables import Cell, CellKey, CellState, Table
from review import check_report
from service.storage.faults import Conflict, NotFound
from service.storage.mentions import (
    Layers,
    Stretch,
    decode_layers,
    encode_layers,
    list_mentions,
    put_mentions,
)
from service.storage.rows import EditRow

_SETTABLE: Final[dict[str, CellState]] = {
    "number": "number",
    "blank": "blank",
    "slash": "slash",
    "text": "text",
}


class CellMissing(NotFound):
    """报告里没有这一格。"""

    code = "cell-missing"


class ParagraphMissing(NotFound):
    """报告里没有这一段。"""

    code = "paragraph-missing"


def name_cell(analysis: Analysis, number: int, key: CellKey) -> str:
    """The cell as an edit names it: ``requests:out.granted.total``, in a second table of the kind
    ``requests#1:…``."""
    kind = analysis.tables[number].kind
    before = sum(table.kind == kind for table in analysis.tables[:number])
    return f"{kind}{f'#{before}' if before else ''}:{key}"


def find_cell(analysis: Analysis, target: str) -> tuple[int, Cell]:
    """The number of the table and the cell; raises ``CellMissing``."""
    table, _, key = target.partition(":")
    kind, _, before = table.partition("#")
    numbers = [n for n, found in enumerate(analysis.tables) if found.kind == kind]
    place = int(before) if before.isdecimal() else 0
    if place >= len(numbers):
        raise CellMissing
    wanted = CellKey.parse(key)
    cell = analysis.tables[numbers[place]].cell(wanted.row, wanted.column)
    if cell is None:
        raise CellMissing
    return numbers[place], cell


def describe_cell(cell: Cell) -> dict[str, Any]:
    return {"value": cell.value, "state": cell.state, "confidence": cell.confidence}


def apply_edits(analysis: Analysis, edits: Iterable[EditRow]) -> Analysis:
    """The analysis with all edits in their order. An edit of what a new reading no longer has
    stays without effect."""
    changed = analysis
    for edit in edits:
        try:
            if edit.kind == "tags":
                changed = set_tags(changed, edit.target, edit.after["tags"])
            elif edit.kind == "mentions":
                changed = restore_mentions(changed, edit.target, edit.after)
            elif edit.after.get("restored"):
                changed = restore_cell(changed, edit.target, analysis)
            else:
                changed = set_cell(changed, edit.target, edit.after["value"], edit.after["state"])
        except (NotFound, Conflict):
            continue
    return changed if changed is analysis else review_anew(changed)


def set_cell(analysis: Analysis, target: str, value: int | float | None, state: str) -> Analysis:
    """The analysis with another value in the cell, vouched for by a person; not yet reviewed.
    ``raw`` stays what the report prints."""
    if state not in _SETTABLE or (value is not None) != (state == "number"):
        raise Conflict("只有填数字的格子有数值；不填数字时请选空白、斜杠或文字。")
    _, cell = find_cell(analysis, target)
    mended = replace(cell, value=value, state=_SETTABLE[state], confidence=1.0)
    return _put_cell(analysis, target, mended)


def restore_cell(analysis: Analysis, target: str, original: Analysis) -> Analysis:
    """The analysis with the cell as ``original`` has it; not yet reviewed."""
    return _put_cell(analysis, target, find_cell(original, target)[1])


def _put_cell(analysis: Analysis, target: str, mended: Cell) -> Analysis:
    number, cell = find_cell(analysis, target)
    table = analysis.tables[number]
    cells = tuple(mended if c.key == cell.key else c for c in table.cells)
    tables = list(analysis.tables)
    tables[number] = replace(table, cells=cells)
    return replace(
        analysis,
        tables=tuple(tables),
        placeholders=_replace_blank(analysis, table, mended),
    )


def _replace_blank(analysis: Analysis, table: Table, cell: Cell) -> tuple[Placeholder, ...]:
    """The placeholders, with one for the cell only where it is now blank for sure."""
    span = cell.span or table.span or Span(0, 0)
    others = list(analysis.placeholders)
    old = next((p for p in others if p.kind == "blank_cell" and p.span == span), None)
    if old:
        others.remove(old)
    if cell.state == "blank" and cell.sure:
        others.append(Placeholder("blank_cell", cell.raw, span, cell.regions))
    return tuple(sorted(others, key=lambda placeholder: placeholder.span))


def set_tags(analysis: Analysis, paragraph_id: str, tags: Iterable[str]) -> Analysis:
    """The analysis with the paragraph's tags as a person chose them; not yet reviewed."""
    paragraph = find_paragraph(analysis, paragraph_id)
    chosen = set(tags)
    if unknown := chosen - set(TAGS):
        raise Conflict(f"没有这样的标签：{'、'.join(sorted(unknown))}。")
    marked = replace(
        paragraph, tags=tuple(TagScore(tag, 1.0) for tag in TAGS if tag in chosen), unsure=False
    )
    return replace(
        analysis,
        paragraphs=tuple(marked if p.id == paragraph_id else p for p in analysis.paragraphs),
    )


def set_mentions(analysis: Analysis, paragraph_id: str, layers: Layers) -> Analysis:
    """The analysis with these mentions in the paragraph, by places of its own text; a layer that is
    null stays. Not yet reviewed. Raises ``Conflict`` for what cannot stand there."""
    paragraph = find_paragraph(analysis, paragraph_id)
    stretch = Stretch.lay(paragraph, analysis.text)
    return put_mentions(analysis, paragraph, layers.move(stretch.locate))


def restore_mentions(analysis: Analysis, paragraph_id: str, kept: dict[str, Any]) -> Analysis:
    """As ``describe_mentions`` kept them: in the paragraph of the same text, whatever its id now
    is. Raises ``ParagraphMissing`` where a new reading has no such text, or has it twice."""
    alike = [p for p in analysis.paragraphs if p.text == kept["text"]]
    named = [p for p in alike if p.id == paragraph_id] or alike
    if len(named) != 1:
        raise ParagraphMissing
    return set_mentions(analysis, named[0].id, decode_layers(kept))


def describe_mentions(analysis: Analysis, paragraph_id: str, wanted: Layers) -> dict[str, Any]:
    """The paragraph's mentions of the layers wanted, by places of its own text."""
    paragraph = find_paragraph(analysis, paragraph_id)
    found = list_mentions(analysis, paragraph).narrow(wanted)
    stretch = Stretch.lay(paragraph, analysis.text)
    return {"text": paragraph.text, **encode_layers(found.move(stretch.find))}


def find_paragraph(analysis: Analysis, paragraph_id: str) -> Paragraph:
    for paragraph in analysis.paragraphs:
        if paragraph.id == paragraph_id:
            return paragraph
    raise ParagraphMissing


def review_anew(analysis: Analysis) -> Analysis:
    """The findings of the report as it now is, where the earlier ones stood on the pages."""
    places = {e.span: e.regions for f in analysis.findings for e in f.evidence if e.span}
    places |= {p.span: p.regions for p in analysis.paragraphs}
    cells = {f"{t.kind}:{c.key}": c for t in reversed(analysis.tables) for c in t.cells}
    findings = tuple(_locate(f, places, cells) for f in check_report(analysis))
    return replace(analysis, findings=findings)


def _locate(
    finding: Finding, places: dict[Span, tuple[Region, ...]], cells: dict[str, Cell]
) -> Finding:
    def find(evidence: Evidence) -> tuple[Region, ...]:
        if evidence.span and (known := places.get(evidence.span)):
            return known
        cell = cells.get(evidence.cell or "")
        return cell.regions if cell else ()

    return replace(finding, evidence=tuple(replace(e, regions=find(e)) for e in finding.evidence))
