"""Reports built by hand: a clean one, and the means to spoil one thing in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from documents.findings import Finding
from documents.forms import load_form
from documents.narrative import (
    Heading,
    Paragraph,
    Placeholder,
    PlaceholderKind,
    Section,
    SectionKind,
)
from documents.places import Span
from documents.report import Report, Signature, Source, Unit, UnitKind
from documents.tables import Cell, CellState, FormVersion, Location, Table, TableKind
from review import check_report

HEADINGS: Mapping[int, tuple[SectionKind, str]] = {
    1: ("overview", "一、总体情况"),
    2: ("proactive", "二、主动公开政府信息情况"),
    3: ("requests", "三、收到和处理政府信息公开申请情况"),
    4: ("disputes", "四、政府信息公开行政复议、行政诉讼情况"),
    5: ("problems", "五、存在的主要问题及改进情况"),
    6: ("other", "六、其他需要报告的事项"),
}
PREAMBLE = "本报告依据《政府信息公开条例》编制，统计期限自2023年1月1日起至2023年12月31日止。"
OVERVIEW = (
    "2023年，柳塘镇公开各类信息86条，其中通过镇公众号推送41条。",
    "本年度未收到政府信息公开申请，也没有因此引起的复议和诉讼。",
    "全镇明确三名信息员，发布前由党政办逐条审核，年底对各村公开栏检查一遍并纳入年度考核。",
)
PROBLEMS = (
    "一是惠农补贴栏目有两个月没有更新；二是村级信息员换人后不熟悉后台操作。",
    "下一步，一是由财政所每月五日前补齐惠农补贴栏目；二是三月份集中培训十二名村级信息员。",
)
OTHER = ("本年度没有发出收费通知，未收取信息处理费。",)
BODY: Mapping[int, Sequence[str]] = {0: (PREAMBLE,), 1: OVERVIEW, 5: PROBLEMS, 6: OTHER}

Value = int | float | CellState | None


def build_table(
    kind: TableKind,
    values: Mapping[str, Value] | None = None,
    *,
    form: FormVersion = "v2021",
    location: Location = "body",
    confidence: float = 1.0,
) -> Table:
    """A table of zeros but for ``values``: a number, or the state of a cell without one."""
    values = values or {}
    cells = []
    keys = load_form(form).table(kind).keys()
    for key in keys:
        value = values.get(str(key), 0)
        state: CellState = "number"
        if isinstance(value, str):
            state, value = value, None
        raw = {"slash": "/", "text": "详见附件"}.get(state, "" if value is None else str(value))
        cells.append(Cell(key.row, key.column, value, raw, None, state, confidence))
    return Table(kind, form, location, tuple(cells))


def build_tables(
    *, form: FormVersion = "v2021", **values: Mapping[str, Value]
) -> tuple[Table, ...]:
    """The three tables; by default a year with one document in force, so not all is zero."""
    chosen: dict[str, Mapping[str, Value]] = {
        "proactive": {} if form == "v2019" else {"normative_docs.in_force": 1},
        **values,
    }
    kinds: tuple[TableKind, ...] = ("proactive", "requests", "disputes")
    return tuple(build_table(kind, chosen.get(kind), form=form) for kind in kinds)


def build_report(
    body: Mapping[int, Sequence[str]] | None = None,
    *,
    order: Sequence[int] = (1, 2, 3, 4, 5, 6),
    headings: Mapping[int, str] | None = None,
    empty_headings: Sequence[tuple[int, str]] = (),
    appendix: Sequence[str] = (),
    placeholders: Sequence[tuple[PlaceholderKind, str]] = (),
    tables: Sequence[Table] | None = None,
    unit: tuple[str, UnitKind] = ("柳塘镇人民政府", "township"),
    year: int = 2023,
    signed: str | None = "2024-01-12",
) -> Report:
    """The clean report with some sections' paragraphs replaced (by number, 0 the preamble)."""
    paragraphs_of = {**BODY, **(body or {})}
    title = f"{unit[0]}{year}年政府信息公开工作年度报告"
    text = title + "\n"
    sections: list[Section] = []
    sub: list[Heading] = []
    paragraphs: list[Paragraph] = []

    def write(line: str) -> Span:
        nonlocal text
        span = Span(len(text), len(text) + len(line))
        text += line + "\n"
        return span

    def write_paragraphs(number: int) -> None:
        for line in paragraphs_of.get(number, ()):
            paragraphs.append(Paragraph(f"p{len(paragraphs)}", number, line, write(line)))

    start = len(text)
    write_paragraphs(0)
    sections.append(Section(0, "preamble", "", "body", Span(start, len(text))))
    for number in order:
        kind, heading = HEADINGS[number]
        heading = (headings or {}).get(number, heading)
        place = write(heading)
        for section, line in empty_headings:
            if section == number:
                sub.append(Heading(line, 2, number, "body", write(line), empty=True))
        write_paragraphs(number)
        marker = heading[:2] if heading[1:2] == "、" else ""
        sections.append(
            Section(
                number, kind, heading, "body", place.join(Span(len(text), len(text))), marker, place
            )
        )
    signature = Signature()
    if signed:
        signature = Signature(unit[0], signed, write(signed))
    for line in appendix:
        place = write(line)
        sections.append(Section(None, "appendix", line, "appendix", place, "", place))
    holders = tuple(
        Placeholder(kind, words, Span(text.index(words), text.index(words) + len(words)))
        for kind, words in placeholders
    )
    return Report(
        source=Source("报告.txt", "text/plain", "0" * 64),
        text=text,
        is_report=True,
        title=title,
        title_span=Span(0, len(title)),
        unit=Unit(*unit),
        year=year,
        form="v2021",
        signature=signature,
        sections=tuple(sections),
        headings=tuple(sub),
        paragraphs=tuple(paragraphs),
        tables=tuple(tables if tables is not None else build_tables()),
        placeholders=holders,
    )


def with_surplus(table: Table, span: Span) -> Table:
    return replace(table, surplus=(span,))


def list_rules(report: Report) -> list[str]:
    return [finding.rule for finding in check_report(report)]


def find_all(report: Report, rule: str) -> list[Finding]:
    return [finding for finding in check_report(report) if finding.rule == rule]


def find_one(report: Report, rule: str) -> Finding:
    """The one finding of the rule; fails where there is none or another one."""
    found = find_all(report, rule)
    assert len(found) == 1, [f.message for f in found]
    return found[0]
