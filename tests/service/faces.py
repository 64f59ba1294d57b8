"""The command line over an analysis that is not the real one."""

from __future__ import annotations

import sys
import types
from dataclasses import replace
from pathlib import Path

import pytest

from documents.errors import EmptyInput, ModelMissing, UnreadableText
from documents.report import Analysis
from tests.service.analyses import build_analysis, build_stranger, with_failure


def analyze(data: bytes, name: str) -> Analysis:
    """What the text says is what becomes of it."""
    match data.decode("gb18030" if b"\xb9" in data else "utf-8", errors="replace").strip():
        case "":
            raise EmptyInput
        case "坏":
            raise UnreadableText
        case "错":
            raise ZeroDivisionError("division by zero")
        case "缺模型":
            raise ModelMissing
        case "断":
            raise KeyboardInterrupt
        case "通知":
            return build_stranger(name)
        case "残":
            return with_failure(build_analysis(name=name, findings=()))
        case "净":
            return build_analysis(name=name, findings=())
        case "疑":
            analysis = build_analysis(name=name)
            warnings = tuple(f for f in analysis.findings if f.severity == "warning")
            return replace(analysis, findings=warnings)
        case _:
            return build_analysis(name=name)


def set_analysis(monkeypatch: pytest.MonkeyPatch) -> None:
    pipeline = types.ModuleType("analysis.pipeline")
    pipeline.analyze = analyze  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "analysis.pipeline", pipeline)


def write_files(folder: Path, **texts: str) -> Path:
    for name, text in texts.items():
        path = folder / f"{name.replace('__', '/')}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder
