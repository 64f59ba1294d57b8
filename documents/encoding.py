"""An analysis as JSON and back, and the schema of that JSON."""

from __future__ import annotations

from functools import cache
from typing import Any

from pydantic import TypeAdapter

from documents.report import Analysis


@cache
def _adapter() -> TypeAdapter[Analysis]:
    return TypeAdapter(Analysis)


def encode(analysis: Analysis, *, indent: int | None = None) -> bytes:
    """UTF-8 JSON of the shape that ``docs/contract.md`` gives."""
    return _adapter().dump_json(analysis, indent=indent)


def decode(data: bytes) -> Analysis:
    """The analysis again; raises ``pydantic.ValidationError`` where the JSON has another shape."""
    return _adapter().validate_json(data)


def describe_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of an analysis."""
    return _adapter().json_schema(mode="serialization")
