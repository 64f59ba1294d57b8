"""The command line over an analysis that is not the real one."""

from __future__ import annotations

import os
import signal
import time
from dataclasses import replace
from pathlib import Path

import pytest

from documents.errors import EmptyInput, ModelMissing, UnreadableText
from documents.report import Analysis
from service.guard.frames import Head
from service.rendering import write_out
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
        case "崩":
            os.kill(os.getpid(), signal.SIGSEGV)
        case "慢":
            time.sleep(600)
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
    return build_analysis(name=name)


def treat(head: Head, data: bytes) -> tuple[Head, bytes]:
    """A child's task in the place of ``service.treatment.treat``."""
    return write_out(analyze(data, head["inside"]), head, data)


def set_analysis(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("service.batch.TREAT", f"{__name__}:treat")


def write_files(folder: Path, **texts: str) -> Path:
    for name, text in texts.items():
        path = folder / f"{name.replace('__', '/')}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder
