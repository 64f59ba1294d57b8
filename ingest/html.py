"""Web pages in: a saved page of a government site to the text of the report on it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import Final

from lxml.etree import HTMLParser, XMLSyntaxError, _Element, fromstring

from documents.errors import EmptyInput, Failure, InputTooLarge
from documents.layout import Layout
from documents.report import Source
from ingest.text import decode
from ingest.webcontent import Content, find_content
from ingest.weblines import PageReader, read_page

_PROLOG: Final = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_LARGEST_DEEP: Final = 30_000
"""Tags. libxml2 takes quadratic time over ends of tags in a deep page: only a page with fewer
tags may be nested deeper than 256."""
_LITTLE: Final = 400


def read_html(data: bytes, name: str) -> Layout:
    """The layout of a web page: the lines of the report as a reader sees them, tables as rows.

    The encoding is told by the bytes, for what pages say of theirs is often wrong: UTF-8, UTF-16
    with a mark, else GB18030. Raises ``EmptyInput``, ``InputTooLarge`` for a page too large or
    nested too deep, ``UnreadableText``.
    """
    text, failures = decode(data)
    root = _parse(text)
    page = read_page(root)
    content = find_content(page)
    if page.has_hidden and not content.has_report:
        whole = read_page(root, hidden=True)
        if (revealed := find_content(whole)).has_report:
            page, content = whole, revealed
    written = "\n".join(line.text for line in content.lines).strip("\n")
    failures = (*failures, *_list_failures(page, content, written))
    if not written.strip() and not failures:
        raise EmptyInput("网页里没有可读的文字。")
    source = Source(name, "text/html", hashlib.sha256(data).hexdigest())
    return Layout(source, f"{written}\n", failures)


def _parse(text: str) -> _Element:
    text = _PROLOG.sub("", text).replace("\x00", "")
    deep = text.count("<") < _LARGEST_DEEP
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=deep)
    try:
        root: _Element | None = fromstring(text.encode(), parser)
    except XMLSyntaxError:
        root = None
    if root is None:
        raise EmptyInput("网页里没有可读的文字。")
    if any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log):
        raise InputTooLarge(
            "网页嵌套过深或内嵌数据过大，超出处理上限；请打开它，把全文复制粘贴到文本文件再试。"
        )
    return root


def _list_failures(page: PageReader, content: Content, written: str) -> Iterator[Failure]:
    for heading, found in content.unread:
        message = f"“{heading}”之下是图片或内嵌页面（{found.name}），其中的内容没有读取。"
        yield Failure("ingest", "picture-not-read", message)
    if page.refused:
        message = f"网页里有 {page.refused} 个表格过大，超出处理上限，只按先后顺序逐格读取。"
        yield Failure("ingest", "table-too-large", message)
    if content.has_report:
        return
    for attachment in dict.fromkeys(found.name for found in page.attachments):
        message = f"网页上没有报告正文，附件“{attachment}”没有下载；请把附件另存后再处理。"
        yield Failure("ingest", "attachment-not-fetched", message)
    if content.has_title and page.pictures and not page.attachments and len(written) < _LITTLE:
        message = f"报告可能在图片或内嵌页面里（{page.pictures[0].name}），其中的内容没有读取。"
        yield Failure("ingest", "picture-not-read", message)
