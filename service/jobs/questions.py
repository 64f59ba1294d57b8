"""What a guarded child is asked, and how it answers: everything that opens a stranger's file.

A question is a head (``kind`` and its fields) and a body of bytes; so is the answer
(``guard.worker.Task``). Where a body has two parts, the head tells the length of the first.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from documents.encoding import decode, encode
from documents.errors import InputError
from documents.report import Analysis
from service.guard.frames import Head

_GREETING: Final = """清溪镇人民政府2023年政府信息公开工作年度报告

一、总体情况
2023年，清溪镇主动公开政府信息12条。镇长李明任政务公开领导小组组长。
"""


class PictureMissing(InputError):
    """这一页画不出图来。"""

    code = "picture-missing"


def answer(head: Head, data: bytes) -> tuple[Head, bytes]:
    """Raises ``InputError``."""
    match head["kind"]:
        case "structure":
            return _structure(head, data)
        case "warm":
            return _warm(), b""
        case "picture":
            return _draw(head, *part(head, data))
        case "render":
            from service.rendering import render

            encoded, original = part(head, data)
            return {}, render(decode(encoded), original, head["rendering"], head["name"])
        case "collect":
            return {}, _collect(data)
        case "mend":
            from service.jobs import mending

            return mending.answer(head, data)
        case "label" | "promote" | "preview":
            from service.jobs import teaching

            return teaching.answer(head, data)
    raise ValueError(f"no such question: {head['kind']}")


def join(head: dict[str, Any], first: bytes, second: bytes) -> tuple[dict[str, Any], bytes]:
    """A question with two bodies."""
    return head | {"first": len(first)}, first + second


def part(head: Head, data: bytes) -> tuple[bytes, bytes]:
    return data[: head["first"]], data[head["first"] :]


def _structure(head: Head, data: bytes) -> tuple[Head, bytes]:
    """The analysis, and its paragraphs as something to be labelled."""
    from analysis.pipeline import analyze
    from service.jobs.teaching import offer_paragraphs

    analysis = analyze(data, head["name"])
    offered, rows = offer_paragraphs(analysis)
    return join({"paragraphs": offered}, encode(analysis), rows)


def _warm() -> Head:
    """Loads what most documents need, so that the first one does not wait for it."""
    import ingest.docx
    import ingest.pdf  # noqa: F401

    _structure({"name": "清溪镇.txt"}, _GREETING.encode())
    return {"warm": True}


def _draw(head: Head, encoded: bytes, original: bytes) -> tuple[Head, bytes]:
    from ingest.pagepictures import render_pages

    analysis: Analysis = decode(encoded)
    wanted = tuple(page for page in analysis.pages if page.number == head["page"])
    drawn = render_pages(original, replace(analysis, pages=wanted))
    if not drawn:
        raise PictureMissing
    return {"media_type": drawn[0].media_type}, drawn[0].data


def _collect(data: bytes) -> bytes:
    from service.exports.collection import write_collection

    return write_collection([decode(line) for line in data.splitlines()])
