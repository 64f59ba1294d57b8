"""The web page: the files that ``make web`` built, and the page itself for every other address."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from fastapi import FastAPI, Request
from fastapi.responses import FileResponse, HTMLResponse, Response
from starlette.staticfiles import StaticFiles

from service.http.problems import Problem

DIST: Final = Path(__file__).parents[1] / "web" / "dist"
_NOT_BUILT: Final = """<!doctype html><meta charset="utf-8"><title>公开</title>
<p>网页还没有生成。请运行 <code>make web</code>，再刷新本页。
<p>接口照常可用，见 <a href="/openapi.json">/openapi.json</a>。"""
_HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; "
        "frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-cache",
}


def install_pages(app: FastAPI, built: Path = DIST) -> None:
    """To be called last: it answers whatever no route before it does."""
    app.mount("/assets", StaticFiles(directory=built / "assets", check_dir=False))

    @app.get("/{path:path}", include_in_schema=False)
    def show_page(request: Request, path: str) -> Response:
        if path.startswith("v1/") or Path(path).suffix:
            raise Problem(404, "not-found", f"没有这个地址：/{path}")
        page = built / "index.html"
        if not page.is_file():
            return HTMLResponse(_NOT_BUILT, headers=_HEADERS)
        return FileResponse(page, media_type="text/html", headers=_HEADERS)
