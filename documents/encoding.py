"""An analysis as JSON and back, and the schema of that JSON (decision 21)."""

from __future__ import annotations

from functools import cache
from typing import Any

import msgspec

from documents.report import Analysis


def encode(analysis: Analysis, *, indent: int | None = None) -> bytes:
    """UTF-8 JSON of the shape that ``docs/contract.md`` gives."""
    data = msgspec.json.encode(analysis)
    return data if indent is None else msgspec.json.format(data, indent=indent)


@cache
def _decoder() -> msgspec.json.Decoder[Analysis]:
    return msgspec.json.Decoder(Analysis)


def decode(data: bytes) -> Analysis:
    """The analysis again; raises ``msgspec.DecodeError`` where the JSON has another shape."""
    return _decoder().decode(data)


def describe_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of an analysis."""
    return msgspec.json.schema(Analysis)
