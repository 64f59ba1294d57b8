"""What was filled into a PDF's form fields or typed onto its pages: a viewer shows it, but it is
no part of the pages' own content (ISO 32000, 12.5 and 12.7)."""

from __future__ import annotations

import io
from typing import Final

import pypdfium2
from pypdfium2 import raw

_WRITTEN: Final = (raw.FPDF_ANNOT_WIDGET, raw.FPDF_ANNOT_FREETEXT)


def print_fields(pdf: pypdfium2.PdfDocument) -> bytes | None:
    """The file with what is written in fields and text boxes printed on its pages, all other
    annotations left out; none where there is nothing of the kind.

    ``pdf`` is changed.
    """
    pdf.init_forms()  # draws the fields that bring no appearance; before the first page is read
    written = [_keep_written(page) for page in pdf]
    if not any(written):
        return None
    for page in pdf:
        raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY)
    file = io.BytesIO()
    pdf.save(file)
    return file.getvalue()


def _keep_written(page: pypdfium2.PdfPage) -> bool:
    """Remove what a reader marked on the page; true where something written is left."""
    written = False
    for k in range(raw.FPDFPage_GetAnnotCount(page) - 1, -1, -1):
        annotation = raw.FPDFPage_GetAnnot(page, k)
        kind = raw.FPDFAnnot_GetSubtype(annotation)
        raw.FPDFPage_CloseAnnot(annotation)
        if kind in _WRITTEN:
            written = True
        else:
            raw.FPDFPage_RemoveAnnot(page, k)
    return written
