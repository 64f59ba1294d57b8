"""A folder as it is sent in: files of all kinds, good ones, bad ones, and three that harm whoever
reads them. Those are bytes that only the task of this module knows; the product has no such trick.
"""

from __future__ import annotations

import os
import signal
import time
import zipfile
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from random import Random
from typing import Final

from documents.limits import load_limits
from service.guard.frames import Head
from service.treatment import treat as treat_soundly
from training.factory.files import FileKind, make_files
from training.factory.office import make_office_report, write_docx, write_odt
from training.factory.reports import make_report
from training.factory.webpages import make_page

TASK: Final = f"{__name__}:treat"
_KILLER, _SLEEPER, _GLUTTON = b"a file that kills", b"a file that hangs", b"a file that eats"
_SKIPPED: Final = ("清单.ofd", "附件.rar", "说明.md")
_HUNDRED: Final[Mapping[str, int]] = {
    "text": 34,
    "DOCX": 14,
    "ODT": 8,
    "web page": 14,
    "PDF": 10,
    "scan": 1,
    "photo": 1,
    "text in a ZIP": 4,
    "no report": 4,
    "wrong suffix": 4,
    "cut short": 3,
    "empty": 1,
    "locked": 1,
    "noise": 1,
}


def treat(head: Head, data: bytes) -> tuple[Head, bytes]:
    """The product's own task, but that some bytes do harm."""
    if data == _KILLER:
        os.kill(os.getpid(), signal.SIGSEGV)
    if data == _SLEEPER:
        time.sleep(10 * load_limits().seconds)
    if data == _GLUTTON:
        hoard = [bytearray(64 << 20)]
        while True:
            hoard.append(bytearray(64 << 20))
    return treat_soundly(head, data)


def write_mixture(folder: Path, count: int) -> Mapping[str, int]:
    """Writes ``count`` readable or refusable files, one of them a file in a ZIP, and some that no
    reader takes; returns how many there are of each kind."""
    harmful = {"killer": _KILLER, "sleeper": _SLEEPER, "glutton": _GLUTTON}
    for name, data in harmful.items():
        _write(folder / f"{name}.txt", data)
    for name in _SKIPPED:
        _write(folder / name, b"-")
    counts = {kind: count * share // 100 for kind, share in _HUNDRED.items()}
    counts["text"] += count - len(harmful) - sum(counts.values())
    for kind, number in counts.items():
        _write_kind(folder, kind, islice(_make(kind), number))
    return {**counts, "harmful": len(harmful), "skipped": len(_SKIPPED)}


def _write_kind(folder: Path, kind: str, files: Iterator[tuple[str, bytes]]) -> None:
    if kind == "text in a ZIP":
        with zipfile.ZipFile(folder / "打包.zip", "w", zipfile.ZIP_DEFLATED) as archive:
            for i, (suffix, data) in enumerate(files):
                archive.writestr(f"乡镇/{i:03}{suffix}", data)
        return
    for i, (suffix, data) in enumerate(files):
        _write(folder / kind.replace(" ", "-") / f"{i:03}{suffix}", data)


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _make(kind: str) -> Iterator[tuple[str, bytes]]:
    """Files of the kind without end, each with its suffix."""
    if kind in ("PDF", "scan", "photo"):
        paper: FileKind = "pdf" if kind == "PDF" else "scan" if kind == "scan" else "photo"
        for file in make_files(60 if paper == "pdf" else 10, "mixture", (paper,)):
            yield Path(file.name).suffix, file.data
        return
    number = 0
    while True:
        yield _MAKERS[kind](Random(f"mixture/{kind}/{number}"), number)
        number += 1


def _make_text(rng: Random) -> bytes:
    return make_report(rng).text.encode(rng.choice(("utf-8", "utf-8-sig", "gb18030")))


def _make_docx(rng: Random) -> bytes:
    return write_docx(make_office_report(rng).blocks)


def _make_wrong(rng: Random, number: int) -> tuple[str, bytes]:
    makers = ((".docx", _make_text), (".pdf", _make_docx), (".txt", lambda r: make_page(r).data))
    suffix, make = makers[number % len(makers)]
    return suffix, make(rng)


def _cut(rng: Random, number: int) -> tuple[str, bytes]:
    data = _make_docx(rng) if number % 2 else b"%PDF-1.7\n" + rng.randbytes(4_000)
    return (".docx", data[: len(data) // 2]) if number % 2 else (".pdf", data)


_MAKERS: Final[Mapping[str, Callable[[Random, int], tuple[str, bytes]]]] = {
    "text": lambda rng, _: (".txt", _make_text(rng)),
    "text in a ZIP": lambda rng, _: (".txt", _make_text(rng)),
    "DOCX": lambda rng, _: (".docx", _make_docx(rng)),
    "ODT": lambda rng, _: (".odt", write_odt(make_office_report(rng).blocks)),
    "web page": lambda rng, _: (".html", make_page(rng).data),
    "no report": lambda rng, i: (
        ".txt",
        f"关于第 {i} 次例会的通知\n各科室：请准时参加。\n".encode(),
    ),
    "wrong suffix": _make_wrong,
    "cut short": _cut,
    "empty": lambda rng, _: (".txt", b""),
    # how an encrypted DOCX begins and what it holds (MS-OFFCRYPTO 2.3.4.4)
    "locked": lambda rng, _: (
        ".docx",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + rng.randbytes(500)
        + "EncryptedPackage".encode("utf-16-le"),
    ),
    "noise": lambda rng, _: (".txt", rng.randbytes(5_000)),
}
