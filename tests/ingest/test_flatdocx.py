import hashlib
import io
import zipfile

import pytest

from documents.errors import DamagedInput
from ingest.flatdocx import MEDIA_TYPE
from ingest.source import read_source
from training.factory.office import pack_docx

NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="chineseCounting"/>'
    '<w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
BODY = '<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>总体</w:t></w:r></w:p>'


def flatten(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = "".join(
            f'<pkg:part pkg:name="/{name}"><pkg:xmlData>{archive.read(name).decode()}'
            "</pkg:xmlData></pkg:part>"
            for name in archive.namelist()
        )
    picture = '<pkg:part pkg:name="/a.png"><pkg:binaryData>AAAA</pkg:binaryData></pkg:part>'
    package = f'<pkg:package xmlns:pkg="p">{parts}{picture}</pkg:package>'
    return f'<?xml version="1.0"?><?mso-application progid="Word.Document"?>{package}'.encode()


def test_flatdocx_is_read_as_its_docx() -> None:
    data = flatten(pack_docx(BODY, NUMBERING))
    layout = read_source(data, "报告.doc")
    assert layout.text == "一、总体\n"
    assert layout.source.media_type == MEDIA_TYPE
    assert layout.source.sha256 == hashlib.sha256(data).hexdigest()


def test_flatdocx_cut_short_is_damaged() -> None:
    data = flatten(pack_docx(BODY))
    with pytest.raises(DamagedInput):
        read_source(data[: len(data) // 2], "报告.doc")
