"""An analysis as the bytes that a command writes; done in the child, so that the parent holds
neither an analysis nor the libraries that make one."""

from __future__ import annotations

import json
from collections import Counter
from typing import Literal

from documents.encoding import encode
from documents.report import Analysis
from service.exports.wording import name_failure
from service.guard.frames import Head
from service.outcomes import Summary, encode_summary

Rendering = Literal["json", "xlsx", "md", "html", "line", "list", "painted-list", "check"]
"""A file of that format; the JSON on one line; what ``check`` shows, to people or as data."""


def write_out(analysis: Analysis, head: Head, data: bytes) -> tuple[Head, bytes]:
    """The summary as the head of the answer, the rendering as its body."""
    return encode_summary(summarize(analysis)), render(
        analysis, data, head["rendering"], head["name"]
    )


def summarize(analysis: Analysis) -> Summary:
    return Summary(
        analysis.is_report,
        Counter(str(finding.severity) for finding in analysis.findings),
        tuple(map(name_failure, analysis.failures)),
    )


def render(analysis: Analysis, data: bytes, rendering: Rendering, name: str) -> bytes:
    """One analysis as a file; ``data`` are the bytes it was read from, for pictures of pages."""
    match rendering:
        case "json":
            return encode(analysis, indent=2) + b"\n"
        case "line":
            return encode(analysis)
        case "xlsx":
            from service.exports.workbook import write_workbook

            return write_workbook(analysis)
        case "md":
            from service.exports.markdown import write_markdown

            return write_markdown(analysis).encode()
        case "html":
            return _render_page(analysis, data)
        case "list" | "painted-list":
            from service.listing import write_report
            from service.paint import paint_ansi, paint_nothing

            paint = paint_ansi if rendering == "painted-list" else paint_nothing
            return "\n".join(write_report(analysis, name, paint)).encode()
        case "check":
            from service.listing import describe_report

            return json.dumps(describe_report(analysis, name), ensure_ascii=False).encode()


def _render_page(analysis: Analysis, data: bytes) -> bytes:
    from service.exports.page import write_page

    if not analysis.pages:
        return write_page(analysis).encode()
    from ingest.pagepictures import render_pages

    return write_page(analysis, render_pages(data, analysis)).encode()
