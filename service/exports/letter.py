"""The letter with which a report goes back to its unit: what has to be mended, item by item, in a
Word file that the reviewer may go on writing in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from documents.findings import Finding, Severity
from documents.report import Analysis
from service.exports.places import Positions, describe_place, sort_findings
from service.exports.wording import name_report, name_rule, squeeze

if TYPE_CHECKING:
    from docx.document import Document

_TITLE: Final = "政府信息公开工作年度报告退回修改意见"
_SHARES: Final[tuple[tuple[str, tuple[Severity, ...]], ...]] = (
    ("必须改正", ("error",)),
    ("请核实", ("warning",)),
    ("供参考", ("notice",)),
)
_HEADS: Final = ("序号", "位置", "问题", "应为", "实为", "修改建议")
_WIDTHS: Final = (1.1, 4.2, 5.0, 1.7, 1.7, 3.3)  # centimetres, of the 17 between the margins
_FONT, _HEAD_FONT = "FangSong", "SimHei"
_MOST_PLACES: Final = 3


def write_letter(analysis: Analysis, findings: Iterable[Finding], day: date) -> bytes:
    """A DOCX of these findings, the gravest first; dates and signature are left to the sender but
    for ``day``. Without findings it says that none is left."""
    import docx
    from docx.shared import Cm

    letter = docx.Document()
    for section in letter.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2)
    _set_font(letter.styles["Normal"], _FONT, 12)
    _write_line(letter, _TITLE, size=18, head=True, centred=True)
    _write_line(letter, f"{analysis.unit.name if analysis.unit else '（单位）'}：")
    ordered = sort_findings(findings)
    _write_line(letter, _open(analysis, ordered), indent=True)
    positions = Positions(analysis)
    for title, severities in _SHARES:
        share = [finding for finding in ordered if finding.severity in severities]
        if share:
            _write_line(letter, f"{title}（{len(share)} 项）", size=14, head=True)
            _write_table(letter, analysis, share, positions)
    _write_line(letter, "")
    _write_line(letter, "（审核单位）", right=True)
    _write_line(letter, f"{day.year}年{day.month}月{day.day}日", right=True)
    written = BytesIO()
    letter.save(written)
    return written.getvalue()


def _open(analysis: Analysis, findings: Sequence[Finding]) -> str:
    report = name_report(analysis)
    if not findings:
        return f"你单位报送的《{report}政府信息公开工作年度报告》经审核，没有需要修改之处。"
    return (
        f"你单位报送的《{report}政府信息公开工作年度报告》经审核，有以下 {len(findings)} 处"
        "需要修改或核实。请逐项对照原始台账改正后重新报送；原文无误的，请注明理由。"
    )


def _write_table(
    letter: Document, analysis: Analysis, findings: Sequence[Finding], positions: Positions
) -> None:
    from docx.shared import Cm

    table = letter.add_table(rows=1, cols=len(_HEADS), style="Table Grid")
    table.autofit = False
    for cell, head in zip(table.rows[0].cells, _HEADS, strict=True):
        _fill(cell, head, head=True)
    _repeat_head(table.rows[0])
    for number, finding in enumerate(findings, 1):
        places = [describe_place(analysis, e, positions) for e in finding.evidence]
        said = (
            str(number),
            "\n".join(list(dict.fromkeys(filter(None, places)))[:_MOST_PLACES]) or "全文",
            f"{name_rule(finding)}：{finding.message}",
            squeeze(finding.expected or "", 40),
            squeeze(finding.actual or "", 40),
            finding.advice,
        )
        for cell, text in zip(table.add_row().cells, said, strict=True):
            _fill(cell, text)
    for row in table.rows:
        for cell, width in zip(row.cells, _WIDTHS, strict=True):
            cell.width = Cm(width)


def _fill(cell: Any, text: str, *, head: bool = False) -> None:
    run = cell.paragraphs[0].add_run(text)
    _set_font(run, _HEAD_FONT if head else _FONT, 10)


def _write_line(
    letter: Document,
    text: str,
    *,
    size: int = 12,
    head: bool = False,
    centred: bool = False,
    indent: bool = False,
    right: bool = False,
) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    line = letter.add_paragraph()
    if centred or right:
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER if centred else WD_ALIGN_PARAGRAPH.RIGHT
    if indent:
        line.paragraph_format.first_line_indent = Pt(2 * size)
    _set_font(line.add_run(text), _HEAD_FONT if head else _FONT, size)


def _set_font(where: Any, name: str, size: int) -> None:
    """Word keeps a font for Chinese apart from the one for Latin letters."""
    from docx.oxml.ns import qn
    from docx.shared import Pt

    where.font.name = name
    where.font.size = Pt(size)
    where.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), name)


def _repeat_head(row: Any) -> None:
    """The first row again on every page."""
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
