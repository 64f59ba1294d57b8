"""The cells of a report as lists over many reports need them: small, and quick to add up."""

from __future__ import annotations

from typing import Any

from documents.report import Analysis
from documents.tables import SURE
from service.storage.packing import pack_value


def encode_figures(analysis: Analysis) -> bytes:
    """``{kind: {"form": …, "cells": {"row.column": [value, state, sure]}}}``, packed; of each kind
    of table the first."""
    found: dict[str, Any] = {}
    for kind in ("proactive", "requests", "disputes"):
        if table := analysis.table(kind):
            found[kind] = {
                "form": table.form,
                "cells": {
                    str(c.key): [c.value, c.state, c.confidence >= SURE and c.state != "inferred"]
                    for c in table.cells
                },
            }
    return pack_value(found)
