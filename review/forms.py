"""Is it the right form, printed as prescribed, and filled in? TPL-01 to TPL-05."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from documents.findings import Finding
from documents.forms import load_forms
from documents.narrative import Placeholder, PlaceholderKind
from documents.report import Report
from documents.tables import Cell, Deviation, FormVersion, Table
from review.columns import find_misprints, prints_own_labels
from review.evidence import (
    join_names,
    list_body,
    list_tables,
    point_at_span,
    point_at_table,
    point_at_words,
    state_finding,
)
from review.extent import find_body_end, is_last
from review.labels import FORM_NAMES, TABLE_NAMES, name_row
from review.legibility import is_slip

_SINCE_2021: Final = 2021
_OUTDATED_BASES: Final = (
    (
        re.compile(r"公开办函\s?[〔\[（(【]?\s?2019\s?[〕\]）)】]?\s?60\s?号"),
        _SINCE_2021,
        "国办公开办函〔2021〕30号",
    ),
    (re.compile(r"年度报告格式\s?[（(]试行[）)]"), _SINCE_2021, "国办公开办函〔2021〕30号"),
    (
        re.compile(r"(?:国务院令|国令)\s?[（(〔]?\s?第?\s?492\s?号"),
        2019,
        "国务院令第711号",
    ),
)
_MAIN_POINTS = re.compile(r"(20\d\d)\s?年?[^。；，《》]{0,12}(?:政务公开|信息公开)工作要点")
_PLACEHOLDERS: Final[dict[PlaceholderKind, str]] = {
    "blank_figure": "数字空着未填",
    "mask": "以代号代替，未填实际内容",
    "template_text": "模板说明文字未删",
}
_LONGEST_LABEL: Final = 20
"""Characters of a label that a message shows, and beyond which an author may shorten it."""

_NEEDLESS: Final = re.compile(r"[\s①-⑳“”\"'‘’「」（）()0-9.．、，：:]")


def check_forms(report: Report) -> Iterator[Finding]:
    for table in list_tables(report):
        yield from _check_version(report, table)
        yield from _check_labels(report, table)
        yield from _check_rows(report, table)
    yield from _check_basis(report)


def check_placeholders(report: Report) -> Iterator[Finding]:
    """TPL-05: equal ones together, and those of an appended template in one finding."""
    appendix = find_body_end(report)
    groups: dict[tuple[bool, PlaceholderKind, str], list[Placeholder]] = defaultdict(list)
    for placeholder in report.placeholders:
        if placeholder.kind in _PLACEHOLDERS:
            appended = placeholder.span.start >= appendix
            text = "" if appended else "".join(placeholder.text.split())
            groups[appended, placeholder.kind, text].append(placeholder)
    for (appended, kind, _), group in groups.items():
        first = " ".join(group[0].text.split())
        count = f"（{len(group)}处）" if len(group) > 1 else ""
        yield state_finding(
            report,
            "placeholder-left",
            f"{'附件模板中' if appended else ''}“{first}”{count}：{_PLACEHOLDERS[kind]}。",
            (point_at_span(report, p.span) for p in group),
            expected="实际数字" if kind == "blank_figure" else "实际内容",
            actual=first,
            advice={
                "blank_figure": "请填写数字，没有发生的填“0”。",
                "mask": "请改为实际的名称或数字。",
                "template_text": "请删去说明文字，写上实际内容。",
            }[kind],
        )


def _check_version(report: Report, table: Table) -> Iterator[Finding]:
    """TPL-01, from the table's own labels. The disputes table is the same in both forms."""
    if report.year is None or table.kind == "disputes" or table.form in (None, "pre2019"):
        return
    due = next((f for f in load_forms() if f.years[0] <= report.year <= f.years[1]), None)
    if due is None or due.version == table.form:
        return
    if not (_is_mostly_read(table) or prints_own_labels(report, table)):
        return
    printed: FormVersion = table.form or "pre2019"
    yield state_finding(
        report,
        "form-year-mismatch",
        f"{report.year}年报告的{TABLE_NAMES[table.kind]}用的是{FORM_NAMES[printed]}，"
        f"应当用{FORM_NAMES[due.version]}。",
        [point_at_table(report, table)],
        expected=FORM_NAMES[due.version],
        actual=FORM_NAMES[printed],
        advice="请改用当年适用的格式重新填报本表。",
    )


def _check_labels(report: Report, table: Table) -> Iterator[Finding]:
    """TPL-03. A label cut short by a torn cell or by the end of an excerpt is not the author's."""
    deviations = [d for d in table.deviations if not _is_torn(d)]
    deviations += find_misprints(report, table)
    deviations = [
        d for d in deviations if not is_last(report, d.span.end) and not is_slip(report, d)
    ]
    if deviations:
        first = deviations[0]
        names = join_names(
            [f"“{_brief(d.expected)}”写成“{d.printed.strip()}”" for d in deviations], 3
        )
        abridged = all(_is_abridged(d) for d in deviations)
        yield state_finding(
            report,
            "label-variant",
            f"{TABLE_NAMES[table.kind]}的项目名称与格式不一致：{names}。",
            (point_at_span(report, d.span) for d in deviations),
            severity="notice" if abridged else None,
            expected=first.expected,
            actual=first.printed.strip(),
            advice="项目名称可以看懂，建议按规定格式写全。"
            if abridged
            else "请按规定格式的原文改正项目名称。",
        )


def _is_abridged(deviation: Deviation) -> bool:
    """逾期不缴费 for the form's two labels of over thirty characters: shorter, but not wrong."""
    expected = _NEEDLESS.sub("", deviation.expected)
    printed = _NEEDLESS.sub("", deviation.printed)
    return len(expected) > _LONGEST_LABEL > len(printed) and set(printed) <= set(expected)


def _brief(label: str) -> str:
    return label if len(label) <= _LONGEST_LABEL else f"{label[:_LONGEST_LABEL]}…"


def _is_torn(deviation: Deviation) -> bool:
    expected = _NEEDLESS.sub("", deviation.expected)
    printed = _NEEDLESS.sub("", deviation.printed)
    lost = len(expected) - len(printed)
    return (
        (lost == 0 and printed == expected)
        or (lost == 1 and expected.endswith(printed))
        or (lost > len(printed) and printed in expected)
    )


def _check_rows(report: Report, table: Table) -> Iterator[Finding]:
    """TPL-04, only where the rest of the table was surely read."""
    if "missing" not in {cell.state for cell in table}:
        return
    rows: dict[str, list[Cell]] = defaultdict(list)
    for cell in table:
        rows[cell.row].append(cell)
    missing = [row for row, cells in rows.items() if all(c.state == "missing" for c in cells)]
    if not missing or not _is_mostly_read(table):
        return
    if not all(cell.sure for cell in table):
        return
    names = [f"“{name_row(table, row)}”" for row in missing]
    yield state_finding(
        report,
        "row-missing",
        f"{TABLE_NAMES[table.kind]}缺{len(missing)}行：{join_names(names)}。",
        [point_at_table(report, table)],
        expected=f"{len(rows)}行",
        actual=f"{len(rows) - len(missing)}行",
        advice="请按规定格式补齐，没有发生的填“0”。",
    )


def _is_mostly_read(table: Table) -> bool:
    """True from four fifths of the cells on (STR-03 counts a table from there)."""
    printed = sum(c.state not in ("missing", "unreadable") for c in table)
    return printed >= 0.8 * len(table.cells)


def _check_basis(report: Report) -> Iterator[Finding]:
    """TPL-02: a basis that had been replaced when the report's year began, or an earlier year's
    main points of work where the year's own are not named."""
    year = report.year
    if year is None:
        return
    paragraphs = list_body(report)
    told: set[str] = set()
    for pattern, since, instead in _OUTDATED_BASES:
        if year < since or instead in told:
            continue
        for paragraph in paragraphs:
            match = pattern.search(paragraph.text)
            if match:
                told.add(instead)
                yield state_finding(
                    report,
                    "basis-outdated",
                    f"{year}年报告引用的“{match[0]}”已被{instead}取代。",
                    [point_at_words(report, paragraph, match.start(), match.end())],
                    expected=instead,
                    actual=match[0],
                    advice=f"请改引{instead}。",
                )
                break
    points = [(p, m) for p in paragraphs for m in _MAIN_POINTS.finditer(p.text)]
    if points and all(int(m[1]) <= year - 2 for _, m in points):
        paragraph, match = points[0]
        yield state_finding(
            report,
            "basis-outdated",
            f"{year}年报告引用的是{match[1]}年的工作要点。",
            [point_at_words(report, paragraph, match.start(), match.end())],
            expected=f"{year}年",
            actual=f"{match[1]}年",
            advice="请核对是否沿用了往年的文字。",
        )
