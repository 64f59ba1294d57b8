"""Figures of reports in rows of their own, narrow and not packed: a total reads them all."""

from __future__ import annotations

import json
import math
import struct
import zlib
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
_AT_ONCE = 500
_BOUNDS = {"<i2": 2**15, "<i4": 2**31}
_CODES = {"<i2": "h", "<i4": "i"}
_CURRENT = sa.table(
    "current", sa.column("document_id", sa.Integer), sa.column("figures", sa.LargeBinary)
)


def upgrade() -> None:
    figures = op.create_table(
        "figures",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("layout", sa.String(length=200), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name="fk_figures_document_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("document_id", name="pk_figures"),
    )
    connection = op.get_bind()
    wanted = sa.select(_CURRENT.c.document_id, _CURRENT.c.figures).order_by(_CURRENT.c.document_id)
    kept = [_rewrite(*row) for row in connection.execute(wanted).tuples()]
    for start in range(0, len(kept), _AT_ONCE):
        connection.execute(sa.insert(figures), kept[start : start + _AT_ONCE])
    op.drop_column("current", "figures")


def _rewrite(document_id: int, figures: bytes) -> dict[str, Any]:
    """A line of the forms, the values as 64-bit floats with NaN for none, a letter for each."""
    head, _, body = zlib.decompress(figures).partition(b"\n")
    count = len(body) // 9
    told = struct.unpack(f"<{count}d", body[: 8 * count])
    values = [0.0 if math.isnan(value) else value for value in told]
    type_ = next((one for one in _BOUNDS if _fit(values, _BOUNDS[one])), "<f8")
    packed = (
        struct.pack(f"<{count}{_CODES[type_]}", *map(int, values))
        if type_ in _BOUNDS
        else struct.pack(f"<{count}d", *values)
    )
    layout = json.dumps({"type": type_, "forms": json.loads(head)}, separators=(",", ":"))
    return {"document_id": document_id, "layout": layout, "data": packed + body[8 * count :]}


def _fit(values: list[float], bound: int) -> bool:
    return all(value.is_integer() and -bound <= value < bound for value in values)


def downgrade() -> None:
    raise NotImplementedError("a backup from before has the figures as they were")
