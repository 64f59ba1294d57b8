"""Pages of long lists by key: each says where the next begins, so that nothing is skipped or told
twice while rows come and go."""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from typing import Annotated, Any, Final

from fastapi import Query
from sqlalchemy import ColumnElement, Select, and_, or_
from sqlalchemy.orm import Session

from service.http.problems import Problem

MOST: Final = 500
LimitQuery = Annotated[int, Query(ge=1, le=MOST, description="一页几项，最多 500")]
CursorQuery = Annotated[str | None, Query(description="上一页给出的 next_cursor")]


def page_rows(
    session: Session,
    wanted: Select[Any],
    key: Any,
    tie: Any,
    limit: int,
    cursor: str | None,
    *,
    down: bool = False,
) -> tuple[Sequence[Any], str | None]:
    """The rows of the page that begins behind ``cursor``, and the cursor of the next.

    ``key`` is what the list is sorted by, without nulls; ``tie`` an id that settles what is equal.
    """
    if cursor is not None:
        wanted = wanted.where(_beyond(key, tie, *read_cursor(cursor), down=down))
    order = (key.desc(), tie.desc()) if down else (key, tie)
    wanted = wanted.add_columns(key.label("_key"), tie.label("_tie"))
    found = session.execute(wanted.order_by(*order).limit(limit + 1)).all()
    after = None
    if len(found) > limit:
        last = found[limit - 1]
        after = write_cursor(last[-2], last[-1])
    return [row[0] for row in found[:limit]], after


def _beyond(key: Any, tie: Any, value: Any, last: Any, *, down: bool) -> ColumnElement[bool]:
    if down:
        return or_(key < value, and_(key == value, tie < last))
    return or_(key > value, and_(key == value, tie > last))


def write_cursor(value: Any, tie: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps([value, tie]).encode()).decode().rstrip("=")


def read_cursor(cursor: str) -> tuple[Any, Any]:
    """Raises ``Problem`` for what ``write_cursor`` never wrote."""
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        value, tie = json.loads(base64.urlsafe_b64decode(padded.encode("ascii")))
    except ValueError:
        value = tie = None
    if not isinstance(value, int | float | str) or not isinstance(tie, int | str):
        raise Problem(400, "cursor-invalid", "cursor 无效，请从第一页重新开始。")
    return value, tie
