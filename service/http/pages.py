"""``/v1/documents/{id}/pages``: the pages of the file as pictures, in the frame of the regions."""

from __future__ import annotations

import io
from hashlib import sha256
from typing import Literal
from uuid import uuid4

from fastapi import APIRouter, Response
from PIL import Image

from documents.encoding import encode
from documents.report import Page
from service.http.callers import CallerDep
from service.http.context import Context, ContextDep
from service.http.keys import DocumentId, Number
from service.jobs.questions import join
from service.runs.storage import write_whole
from service.storage.documents import find_document
from service.storage.faults import NotFound
from service.storage.readings import load_current

router = APIRouter(prefix="/v1/documents/{document_id}/pages", tags=["pages"])


class PageMissing(NotFound):
    """没有这一页。"""

    code = "page-missing"


@router.get("", summary="页的大小")
def show_pages(document_id: DocumentId, context: ContextDep, caller: CallerDep) -> list[Page]:
    """None for what has no pages: text, Word, web pages. Sizes are in points, as the regions."""
    with context.store.read() as session:
        find_document(session, document_id)
        return list(load_current(session, document_id).pages)


@router.get(
    "/{number}.{kind}",
    summary="一页的图像",
    response_class=Response,
    responses={
        200: {
            "content": {
                "image/png": {"schema": {"type": "string", "format": "binary"}},
                "image/webp": {"schema": {"type": "string", "format": "binary"}},
            }
        }
    },
)
def show_page(
    document_id: DocumentId,
    number: Number,
    kind: Literal["png", "webp"],
    context: ContextDep,
    caller: CallerDep,
) -> Response:
    """The whole page, whatever its size in pixels; WebP is a fifth of the PNG."""
    picture = _find_picture(context, document_id, number)
    if kind == "png":
        file = io.BytesIO()
        Image.open(io.BytesIO(picture)).save(file, "PNG")
        picture = file.getvalue()
    # what was read from the file may change with another run, the picture of a page hardly
    return Response(
        picture, media_type=f"image/{kind}", headers={"Cache-Control": "private, max-age=3600"}
    )


def _find_picture(context: Context, document_id: int, number: int) -> bytes:
    """From the folder of those drawn before, or drawn by a child; raises ``PageMissing``."""
    with context.store.read() as session:
        document = find_document(session, document_id)
        analysis = load_current(session, document_id)
    if all(page.number != number for page in analysis.pages):
        raise PageMissing
    # a reading that saw the page in another frame gets another picture
    frame = sha256(repr(analysis.pages).encode()).hexdigest()[:16]
    path = context.store.blobs.find_pictures(document.sha256) / f"{frame}-{number}.webp"
    if path.exists():
        return path.read_bytes()
    question, body = join(
        {"kind": "picture", "page": number},
        encode(analysis),
        context.store.blobs.read(document.sha256),
    )
    _, picture = context.desk.ask(question, body)
    write_whole(picture, path, path.with_name(f".{uuid4().hex}.part"))
    return picture
