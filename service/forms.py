"""The statutory forms as a list for people and as data for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from documents.forms import Block, Form, Sum, TableForm
from service.exports.wording import FORMS, TABLE_NUMBERS


def write_forms(forms: Iterable[Form]) -> Iterator[str]:
    """Lines: each table with its columns, rows (ids and labels) and sums."""
    for form in forms:
        first, last = form.years
        years = f"{first} 年度起" if last > 2100 else f"{first} 至 {last} 年度"
        cells = sum(len(table.keys()) for table in form.tables)
        yield f"{form.version}　{FORMS[form.version]}，用于 {years}的报告，共 {cells} 格"
        for table in form.tables:
            yield ""
            yield f"  {TABLE_NUMBERS[table.kind]}　{table.caption}（{len(table.keys())} 格）"
            for block in table.blocks:
                yield from _write_block(block)
            for line in describe_sums(table):
                yield f"    勾稽　{line}"
        yield ""


def _write_block(block: Block) -> Iterator[str]:
    if block.caption:
        yield f"    {block.caption}"
    for column in block.columns:
        yield f"    列　{column.id:<20}{column.label}"
    for row in block.rows:
        yield f"    行　{row.id:<32}{' › '.join(row.path)}"


def describe_sums(table: TableForm) -> Iterator[str]:
    """Each rule's equation once, by the ids that vary: ``a + b = c（每列，disputes-sum）``."""
    for rule, sums in groupby(table.sums, key=lambda s: s.rule):
        equation: Sum = next(iter(sums))
        across = len({key.row for key in equation.cells}) == 1
        left, right = (
            " + ".join(key.column if across else key.row for key in side)
            for side in (equation.left, equation.right)
        )
        yield f"{left} = {right}（每{'行' if across else '列'}，{rule}）"


def encode_forms(forms: Iterable[Form]) -> str:
    """A JSON list of forms: tables, blocks, rows and columns with labels and known variants."""
    return json.dumps([_describe_form(form) for form in forms], ensure_ascii=False, indent=2)


def _describe_form(form: Form) -> dict[str, Any]:
    return {
        "version": form.version,
        "years": list(form.years),
        "tables": [
            {
                "kind": table.kind,
                "caption": table.caption,
                "blocks": [_describe_block(block) for block in table.blocks],
                "sums": [
                    {
                        "rule": equation.rule,
                        "left": [str(key) for key in equation.left],
                        "right": [str(key) for key in equation.right],
                    }
                    for equation in table.sums
                ],
            }
            for table in form.tables
        ],
    }


def _describe_block(block: Block) -> dict[str, Any]:
    return {
        "id": block.id,
        "caption": block.caption,
        "columns": [
            {"id": c.id, "label": c.label, "unit": c.unit, "variants": list(c.variants)}
            for c in block.columns
        ],
        "rows": [
            {"id": r.id, "path": list(r.path), "variants": list(r.variants)} for r in block.rows
        ],
    }
