"""The narrative: paragraphs with their tags, and who and what is mentioned in them."""

from __future__ import annotations

from fastapi import APIRouter, Response

from documents.narrative import Paragraph
from service.http.callers import CallerDep
from service.http.context import ContextDep
from service.http.keys import DocumentId
from service.http.labels import keep_label
from service.http.shapes.edits import EditedParagraph, Mentions, TagsEdit
from service.http.shapes.labels import Labelling
from service.http.shaping import shape_document
from service.http.tags import IfMatch, check_etag, write_etag
from service.storage.documents import find_document
from service.storage.editing import find_paragraph
from service.storage.edits import edit_tags
from service.storage.paragraphs import find_offered
from service.storage.readings import load_current

router = APIRouter(prefix="/v1/documents/{document_id}", tags=["narrative"])


@router.get("/paragraphs", summary="段落和标签")
def show_paragraphs(
    document_id: DocumentId, context: ContextDep, caller: CallerDep, response: Response
) -> list[Paragraph]:
    with context.store.read() as session:
        response.headers["ETag"] = write_etag(find_document(session, document_id))
        return list(load_current(session, document_id).paragraphs)


@router.patch("/paragraphs/{paragraph_id}", summary="改一段的标签")
def patch_paragraph(
    document_id: DocumentId,
    paragraph_id: str,
    edit: TagsEdit,
    context: ContextDep,
    caller: CallerDep,
    response: Response,
    if_match: IfMatch = None,
) -> EditedParagraph:
    """The tags a person chose, all at once; each then has the score 1. They are a reviewed label
    too, from which the next model learns."""
    with context.store.write() as session:
        document = find_document(session, document_id)
        check_etag(document, if_match)
        tags = [str(tag) for tag in edit.tags]
        analysis = edit_tags(session, document, paragraph_id, tags, caller.name)
        response.headers["ETag"] = write_etag(document)
        edited = EditedParagraph(
            document=shape_document(document),
            paragraph=find_paragraph(analysis, paragraph_id),
        )
        offered = find_offered(session, document_id, paragraph_id)
    if offered:
        keep_label(context, caller, offered, Labelling(tags=edit.tags))
    return edited


@router.get("/mentions", summary="人员、数量、空缺")
def show_mentions(document_id: DocumentId, context: ContextDep, caller: CallerDep) -> Mentions:
    with context.store.read() as session:
        find_document(session, document_id)
        analysis = load_current(session, document_id)
    return Mentions(
        officials=list(analysis.officials),
        counts=list(analysis.counts),
        placeholders=list(analysis.placeholders),
    )
