"""What all JSON of the API is made of."""

from __future__ import annotations

from typing import Generic, TypeVar

from pydantic import BaseModel, ConfigDict

Item = TypeVar("Item")


class Shape(BaseModel):
    model_config = ConfigDict(frozen=True, from_attributes=True)


class Change(Shape):
    """What a caller sends; what it does not know of is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Page(Shape, Generic[Item]):
    """A page of a list; ``next_cursor`` is null at its end."""

    items: list[Item]
    next_cursor: str | None = None
    next_url: str | None = None
    count: int | None = None


class Fault(Shape):
    code: str
    message: str
