"""What is sent: made-up reports as text and as Word files, none twice."""

from __future__ import annotations

from functools import cache
from random import Random
from typing import Final

from training.factory.files import make_files
from training.factory.reports import READABLE, make_report

_TEXTS: Final = 20
_WORDS: Final = 10


@cache
def _make_texts() -> tuple[str, ...]:
    return tuple(
        make_report(Random(f"service/{n}"), flattening=READABLE[n % len(READABLE)]).text
        for n in range(_TEXTS)
    )


@cache
def _make_words() -> tuple[bytes, ...]:
    return tuple(file.data for file in make_files(_WORDS, "service", kinds=("docx",)))


def make_text(number: int) -> bytes:
    """A report that differs from that of every other number."""
    return f"{_make_texts()[number % _TEXTS]}\n第{number}份\n".encode()


def make_word(number: int) -> bytes:
    """The same in Word; what stands behind the end of a ZIP archive nobody reads."""
    return _append_comment(_make_words()[number % _WORDS], str(number).encode())


def _append_comment(archive: bytes, comment: bytes) -> bytes:
    """The archive with a comment, its last field: its length in two bytes, then the text."""
    if archive[-2:] != b"\0\0":
        raise ValueError("has a comment")
    return archive[:-2] + len(comment).to_bytes(2, "little") + comment
