from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.errors import DamagedInput, EncryptedInput, InputError
from ingest.formats import Kind, find_format, refuse
from tests.ingest.compounds import pack_compound, pack_word
from training.factory.office import pack_docx, pack_odt, pack_parts

WORD_XML = '<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument/>'
MAIL = b"Subject: a\r\n b\r\nMIME-Version: 1.0\r\nContent-Type: %s; boundary=x\r\n\r\n--x\r\n"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", "text"),
        ("公开".encode(), "text"),
        (b"BM", "text"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "pdf"),
        (b"\n\n%PDF-1.4", "pdf"),
        (b"\x00junk%PDF-1.4", "pdf"),
        (b"\x89PNG\r\n\x1a\n" + bytes(9), "image"),
        (b"\xff\xd8\xff\xe0" + bytes(9), "image"),
        (b"\x00\x00\x00\x18ftypheic" + bytes(9), "image"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image"),
        (b"{\\rtf1\\ansi", "rtf"),
        (b"\xef\xbb\xbf\r\n{\\rtf1", "rtf"),
        (pack_word(), "doc"),
        (pack_docx("<w:p/>"), "docx"),
        (pack_odt("<text:p/>"), "odt"),
        (WORD_XML.encode(), "word-xml"),
        (WORD_XML.encode("utf-16"), "word-xml"),
        (b'<?xml version="1.0"?><pkg:package xmlns:pkg="x">', "flat-docx"),
        (MAIL % b"multipart/related", "web-archive"),
        (b"From: <Saved by Blink>\r\n" + MAIL % b"multipart/related", "web-archive"),
        (b"<html xmlns:w='urn:schemas-microsoft-com:office:word'>", "html"),
        ("<HTML><BODY>公开".encode("utf-16"), "html"),
        (b'<?xml version="1.0"?><!DOCTYPE html PUBLIC "x"><html>', "html"),
        (b'<?xml version="1.0"?><html xmlns:v="x"><body><svg>', "html"),
        (b"\n<!-- saved --><div>", "html"),
        (pack_parts({"报告.txt": "公开"}), "zip"),
        (pack_parts({"报告/word/document.xml": "公开"}), "zip"),
        (pack_parts({}), "zip"),
    ],
)
def test_formats_are_told_by_content(data: bytes, kind: Kind) -> None:
    assert find_format(data).kind == kind


def test_formats_take_an_archive_of_pdfs_for_no_pdf() -> None:
    # stored, not packed: the PDF's own head stands among the first bytes
    archive = b"PK\x03\x04" + bytes(26) + b"a.pdf%PDF-1.7"
    with pytest.raises(DamagedInput):
        find_format(archive)


@pytest.mark.parametrize(
    ("data", "named", "advice"),
    [
        (pack_parts({"[Content_Types].xml": "<a spreadsheetml.sheet/>"}), ".xlsx", "PDF"),
        (pack_parts({"[Content_Types].xml": "<a presentationml.slide/>"}), ".pptx", "PDF"),
        (pack_parts({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), "ODS", "PDF"),
        (pack_parts({"OFD.xml": "<ofd:OFD/>", "Doc_0/Document.xml": ""}), "OFD", "打印为 PDF"),
        (pack_compound({"Workbook": b""}), ".xls", "PDF"),
        (pack_compound({"PowerPoint Document": b""}), ".ppt", "PDF"),
        (pack_compound({"__properties_version1.0": b""}), ".msg", "附件"),
        (pack_compound({"MatOST": b""}), "Works", "另存为 .docx"),
        (pack_compound({"CONTENTS": b""}), "没有 Word 正文", "另存为 .docx"),
        (b"Rar!\x1a\x07\x01\x00", "RAR", "解压"),
        (b"7z\xbc\xaf\x27\x1c", "7z", "解压"),
        (b"\x1f\x8b\x08", "gzip", "解压"),
        (b'<?xml version="1.0"?><svg xmlns="x">', "SVG", "PDF"),
        (b"ID3\x03", "音视频", "选对"),
        (b"\x00\x00\x00\x18ftypmp42", "音视频", "选对"),
        (b"MZ\x90\x00", "可执行程序", "选对"),
        (MAIL % b"multipart/mixed", "电子邮件", "附件"),
        (b'<?xml version="1.0"?><uof:UOF xmlns:uof="x">', "标文通", "另存为 .docx"),
    ],
)
def test_formats_name_what_nothing_reads(data: bytes, named: str, advice: str) -> None:
    found = find_format(data)
    assert found.kind == "unread"
    assert named in str(refuse(found))
    assert advice in str(refuse(found))


def test_formats_tell_of_passwords() -> None:
    with pytest.raises(EncryptedInput, match="密码"):
        find_format(pack_compound({"EncryptedPackage": b"", "EncryptionInfo": b""}))
    with pytest.raises(EncryptedInput, match="加密软件"):
        find_format(b"b\x14#e\x00\x01E-SafeNet\x00\x00LOCK")


@pytest.mark.parametrize("whole", [pack_docx("<w:p/>"), pack_word()], ids=["docx", "doc"])
def test_formats_tell_of_a_file_cut_short(whole: bytes) -> None:
    for end in range(8, len(whole) // 2, 97):
        with pytest.raises(DamagedInput, match="损坏"):
            find_format(whole[:end])


@settings(max_examples=80)
@given(
    st.sampled_from([b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"MIME-Version:"]),
    st.binary(max_size=2000),
)
def test_formats_never_fail_but_with_an_input_error(head: bytes, rest: bytes) -> None:
    with suppress(InputError):
        find_format(head + rest)
