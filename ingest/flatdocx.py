"""Word documents whose parts stand in one XML file: Word saves them under the name of XML, and
systems that fill in templates write them under the name of .doc."""

from __future__ import annotations

import hashlib
import io
import zipfile
from dataclasses import replace
from typing import Final

from lxml import etree

from documents.layout import Layout
from documents.report import Source
from ingest.docx import read_docx
from ingest.packages import attribute, child, children, parse_xml

MEDIA_TYPE: Final = "application/xml"


def read_flat_docx(data: bytes, name: str) -> Layout:
    """The layout of the document, its XML parts packed as in a DOCX; raises as ``read_docx``."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for part in children(parse_xml(data), "part"):
            xml = child(part, "xmlData")
            if xml is not None and len(xml):
                path = (attribute(part, "name") or "").lstrip("/")
                archive.writestr(path, etree.tostring(xml[0]))
    layout = read_docx(file.getvalue(), name)
    return replace(layout, source=Source(name, MEDIA_TYPE, hashlib.sha256(data).hexdigest()))
