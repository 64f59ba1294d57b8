"""Full text over pairs of characters, so that a name of two is found.

A text becomes words for the database's own index: each pair of neighbouring characters, a run of
Latin letters or figures as a whole. A query becomes the same words, one after another. (Measured
on SQLite: its own tokenizers find none of the names of two characters.)
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from sqlalchemy import ColumnElement, text
from sqlalchemy.orm import Session

from service.storage.rows import DocumentRow

_RUN: Final = re.compile(r"[a-z0-9]+|[^\W_a-z0-9]+")


def cut_words(said: str) -> Iterator[str]:
    """The words of a text; the last character of a run stands for itself as well, so that what
    follows it in another script is found behind it."""
    for run in _find_runs(said):
        yield from _cut_run(run)


def write_query(said: str) -> str | None:
    """The query as an FTS5 phrase; none where nothing can be looked for."""
    runs = _find_runs(said)
    if not runs:
        return None
    *before, last = runs
    words = [word for run in before for word in _cut_run(run)]
    own = list(_cut_run(last))
    open_end = last.isascii() or len(last) == 1
    words += own if open_end else own[:-1]
    return f'"{" ".join(words)}"{" *" if open_end else ""}'


def _find_runs(said: str) -> list[str]:
    return _RUN.findall(unicodedata.normalize("NFKC", said).lower())


def _cut_run(run: str) -> Iterator[str]:
    if run.isascii():
        yield run
        return
    for first, second in pairwise(run):
        yield first + second
    yield run[-1]


def index_document(session: Session, document_id: int, said: str) -> None:
    """The document is found by these words from now on, and by no others."""
    forget_document(session, document_id)
    insert = (
        "INSERT INTO search (rowid, words) VALUES (:id, :words)"
        if _is_sqlite(session)
        else "INSERT INTO search (document_id, words) VALUES (:id, to_tsvector('simple', :words))"
    )
    session.execute(text(insert), {"id": document_id, "words": " ".join(cut_words(said))})


def forget_document(session: Session, document_id: int) -> None:
    key = "rowid" if _is_sqlite(session) else "document_id"
    session.execute(text(f"DELETE FROM search WHERE {key} = :id"), {"id": document_id})


def match_documents(session: Session, query: str) -> ColumnElement[bool]:
    """The condition that a document's text holds the query (``write_query``)."""
    if _is_sqlite(session):
        found = text("SELECT rowid FROM search WHERE search MATCH :query")
    else:
        found = text("SELECT document_id FROM search WHERE words @@ to_tsquery('simple', :query)")
        query = _write_tsquery(query)
    return DocumentRow.id.in_(found.bindparams(query=query).columns(DocumentRow.id))


def _write_tsquery(query: str) -> str:
    """The FTS5 phrase as PostgreSQL writes it; words are letters and figures only."""
    phrase = " <-> ".join(query.rstrip(" *").strip('"').split())
    return phrase + ":*" if query.endswith("*") else phrase


def _is_sqlite(session: Session) -> bool:
    return session.get_bind().dialect.name == "sqlite"
