"""Does the narrative agree with the tables? TXT-01 to TXT-05, the equalities X1 to X10.

A finding needs a statement that was understood whole, of this body and this year, and cells that
were surely read; guards 1, 2, 3 and 6 of standard.md chapter 12 hold throughout.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from documents.findings import Finding, Severity
from documents.narrative import Paragraph
from documents.report import Report
from documents.tables import Cell, Table, TableKind
from review.evidence import list_body, point_at_cells, point_at_words, shorten, state_finding
from review.facts import Fact, Statement
from review.labels import TABLE_NAMES, name_cell, write_number
from review.scopes import Scope
from review.statements import read_statements

_PERSONS: Final = (
    "natural_person",
    "enterprise",
    "research_org",
    "public_welfare_org",
    "legal_service_org",
    "other_org",
)
_ENDINGS: Final = ("upheld", "corrected", "other", "pending")
_MEASURES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "received": "收到申请",
        "handled": "受理（办理）申请",
        "answered": "答复（办结）申请",
        "carried_in": "上年结转申请",
        "carried_out": "结转下年度申请",
        "disclosed": "予以公开",
        "partial": "部分公开",
        "refused": "不予公开",
        "unable": "无法提供",
        "not_handled": "不予处理",
        "other": "其他处理",
        "review": "行政复议",
        "suit": "行政诉讼",
        "suit_direct": "未经复议直接起诉",
        "suit_after_review": "复议后起诉",
        "licence": "行政许可处理决定",
        "penalty": "行政处罚处理决定",
        "coercion": "行政强制处理决定",
        "fee": "行政事业性收费金额",
        "rules": "规章",
        "normative_docs": "行政规范性文件",
        "upheld": "结果维持",
        "corrected": "结果纠正",
        "pending": "尚未审结",
        "issued": "制发",
        "repealed": "废止",
        "in_force": "现行有效",
        "made_new": "本年新制作",
        "disclosed_new": "本年新公开",
        "disclosed_total": "对外公开总数",
    }
)


_OTHERS: Final = re.compile(r"法院|检察院|复议机[构关]|热线|信箱|公众号|微博|公[示开告]栏")
_DENIABLE: Final = frozenset({"received", "handled", "carried_in", "carried_out"})


@dataclass(frozen=True, slots=True)
class _Figures:
    """What the table gives for a fact: the value to show, those that also agree, and the cells."""

    value: int | float
    accepted: frozenset[int | float]
    table: Table
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A table with its cells by row and column."""

    table: Table
    cells: Mapping[tuple[str, str], Cell]


@dataclass(frozen=True, slots=True)
class _Claim:
    paragraph: Paragraph
    statement: Statement


def check_agreement(report: Report) -> Iterator[Finding]:
    """text-table-mismatch and none-claimed: one finding a fact, whatever its repetitions."""
    kinds: tuple[TableKind, ...] = ("proactive", "requests", "disputes")
    sheets = {kind: _usable(report.table(kind)) for kind in kinds}
    if not any(sheets.values()):
        return
    claims: dict[Fact, list[_Claim]] = {}
    scope = Scope.of(report)
    for paragraph in list_body(report):
        opening = paragraph.heading or {3: "依申请公开", 4: "政府信息公开复议诉讼"}.get(
            paragraph.section or 0, ""
        )
        for statement in read_statements(paragraph.text, scope, opening):
            claims.setdefault(statement.fact, []).append(_Claim(paragraph, statement))
    for fact, said in claims.items():
        figures = _look_up(fact, sheets)
        if figures is None:
            continue
        wrong = [
            c for c in said if not _agrees(c.statement, figures) and not _is_of_others(report, c)
        ]
        if wrong:
            # another statement of the same fact that agrees: this one may speak of a part
            doubted = len(wrong) < len(said)
            plain = [c for c in wrong if c.statement.clear]
            if plain or not doubted:
                yield _describe(report, (plain or wrong)[0], figures, doubted)


def _usable(table: Table | None) -> _Sheet | None:
    """Not a table without any figure, nor an appended form of zeros: neither says anything."""
    if table is None or not any(c.state == "number" for c in table):
        return None
    if table.location == "appendix" and not any(c.value for c in table):
        return None
    return _Sheet(table, {(c.row, c.column): c for c in table})


def _look_up(fact: Fact, sheets: Mapping[TableKind, _Sheet | None]) -> _Figures | None:
    head, _, tail = fact.partition(".")
    if head in ("rules", "normative_docs"):
        return _read_sum(sheets["proactive"], [(head, tail)])
    if head in ("licence", "penalty", "coercion"):
        return _read_sum(sheets["proactive"], [(head, "decisions")])
    if head == "fee":
        return _read_sum(sheets["proactive"], [("admin_fee", "fee_amount")])
    if head == "suit":
        both = ("suit_direct", "suit_after_review")
        return _read_sum(sheets["disputes"], [(row, tail or "total") for row in both])
    if head in ("review", "suit_direct", "suit_after_review"):
        return _read_sum(sheets["disputes"], [(head, tail or "total")])
    requests = sheets["requests"]
    if requests is None:
        return None
    if head in ("received", "handled", "answered"):
        return _look_up_requests(head, requests)
    if head in ("carried_in", "carried_out"):
        return _read_sum(requests, [(head, "total")])
    if tail or head in ("disclosed", "partial"):
        return _read_sum(requests, [(f"out.{fact}", "total")])
    return _read_group(requests, head)


def _look_up_requests(head: str, sheet: _Sheet) -> _Figures | None:
    """X1, X3. Requests of the year may be counted with those carried in, and answers without."""
    rows = {
        row: _read_sum(sheet, [(row, "total")])
        for row in ("new_received", "carried_in", "out.total", "carried_out")
    }
    new, before, done, left = rows.values()
    main = done if head == "answered" else new
    if main is None or new is None or before is None:
        return None
    accepted = set(new.accepted) | {n + b for n in new.accepted for b in before.accepted}
    if head == "answered":
        if done is None:
            return None
        accepted = set(done.accepted) | {done.value - before.value}
        # what is not handled or closed otherwise need not have been answered
        for group in ("not_handled", "other"):
            if unanswered := _read_group(sheet, group):
                accepted |= {value - unanswered.value for value in accepted}
    elif head == "handled" and done is not None:
        accepted |= done.accepted
        if left is not None:
            accepted.add(new.value - left.value)
    return _Figures(main.value, frozenset(accepted), sheet.table, main.cells)


def _read_group(sheet: _Sheet, group: str) -> _Figures | None:
    """The rows of an outcome, which has no cell of its own, or its single row in the old form."""
    keys = [k for k in sheet.cells if k[1] == "total" and f"{k[0]}.".startswith(f"out.{group}.")]
    return _read_sum(sheet, keys) if keys else None


def _read_sum(sheet: _Sheet | None, keys: list[tuple[str, str]]) -> _Figures | None:
    """The sum of cells, null where one was not surely read. Blanks count as 0 (guard 1)."""
    if sheet is None:
        return None
    table, found = sheet.table, sheet.cells
    cells = []
    total: int | float = 0
    spread: int | float = 0
    for row, column in keys:
        cell = found.get((row, column))
        if cell is None or not cell.sure or cell.state not in ("number", "blank", "slash"):
            return None
        cells.append(cell)
        columns = _PERSONS if table.kind == "requests" else _ENDINGS
        parts = [found.get((row, c)) for c in columns] if column == "total" else []
        summed = sum(p.amount for p in parts if p)
        if cell.value is None and any(p and not p.sure for p in parts):
            return None
        # a total left blank beside filled columns is their sum, not 0 (standard.md chapter 6)
        total += cell.amount if cell.value is not None else summed
        spread += summed if parts else cell.amount
    return _Figures(total, frozenset({total, spread}), table, tuple(cells))


def _agrees(statement: Statement, figures: _Figures) -> bool:
    if statement.fact != "fee":
        return statement.value in figures.accepted
    # the cell is in 万元 (or wrongly in 元, which CEL-06 tells), the narrative's money in 元; what
    # rounding can explain is no mismatch
    slack = max(statement.step, 100)
    return any(
        abs(statement.value - scale * value) <= slack
        for value in figures.accepted
        for scale in (10_000, 1)
    )


def _is_of_others(report: Report, claim: _Claim) -> bool:
    """Guards 2 and 3: the count itself says whose it is, a court's or a hotline's (法院受理3件)."""
    said = claim.statement
    place = point_at_words(report, claim.paragraph, said.start, said.end).span
    own = report.unit.name if report.unit else ""
    whose = [
        count.scope
        for count in report.counts
        if place and place.start <= count.span.start < place.end and count.value == said.value
    ]
    others = [_OTHERS.search(scope) for scope in whose if scope]
    return len(others) == len(whose) > 0 and all(o and o[0] not in own for o in others)


def _describe(report: Report, claim: _Claim, figures: _Figures, doubted: bool) -> Finding:
    said, paragraph = claim.statement, claim.paragraph
    rule = "text-table-mismatch"
    named = said.fact.partition(".")
    disputed = named[0] in ("review", "suit", "suit_direct", "suit_after_review") and not named[2]
    if said.absent and (said.fact in _DENIABLE or disputed):
        rule = "none-claimed"
    severity: Severity = "warning"
    if (rule == "none-claimed" and said.fact != "handled") or (
        said.clear and (said.fact == "received" or disputed)
    ):
        severity = "warning" if doubted else "error"
    name = _name_fact(said.fact)
    unit = "元" if said.fact == "fee" else said.unit or "件"
    actual = f"{write_number(said.value)}{unit}"
    expected = f"{write_number(figures.value)}{'万元' if said.fact == 'fee' else unit}"
    cells = figures.cells if len(figures.cells) < 4 else [c for c in figures.cells if c.value]
    places = "、".join(name_cell(figures.table, c) for c in figures.cells[:2])
    more = "等" if len(figures.cells) > 2 else ""
    sentence = shorten(paragraph.text[said.start : said.end], 40)
    says = f"称没有{name}" if said.absent else f"中{name}为{actual}"
    return state_finding(
        report,
        rule,
        f"正文“{sentence}”{says}，而{TABLE_NAMES[figures.table.kind]}{places}{more}为{expected}。",
        (
            point_at_words(report, paragraph, said.start, said.end),
            *point_at_cells(figures.table, cells),
        ),
        severity=severity,
        expected=expected,
        actual=actual,
        advice="请核对原始台账，改正正文或表格；如正文所述是另一口径（地区、期间、渠道），请写明。",
    )


def _name_fact(fact: Fact) -> str:
    head, _, tail = fact.partition(".")
    name = _MEASURES[head]
    return f"{name}（{_MEASURES[tail]}）" if tail in _MEASURES else name
