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
from typing import Any, Final

from sqlalchemy import ColumnElement, false, text
from sqlalchemy.orm import Session

from service.storage.rows import DocumentRow

_RUN: Final = re.compile(r"[a-z0-9]+|[^\W_a-z0-9]+")


def cut_words(said: str) -> Iterator[str]:
    """The words of a text; the last character of a run stands for itself as well, so that what
    follows it in another script is found behind it."""
    for run in _find_runs(said):
        yield from _cut_run(run)


def list_words(said: str) -> tuple[list[str], bool]:
    """The words of a query, and whether the last is only the beginning of one."""
    runs = _find_runs(said)
    if not runs:
        return [], False
    *before, last = runs
    words = [word for run in before for word in _cut_run(run)]
    own = list(_cut_run(last))
    open_end = last.isascii() or len(last) == 1
    return words + (own if open_end else own[:-1]), open_end


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
    if _is_sqlite(session):
        insert = "INSERT INTO search (rowid, words) VALUES (:id, :words)"
        values: dict[str, Any] = {"words": " ".join(cut_words(said))}
    else:
        insert = (
            "INSERT INTO search (document_id, said, words)"
            " VALUES (:id, :said, array_to_tsvector(:words))"
        )
        values = {"said": " ".join(_find_runs(said)), "words": sorted(set(cut_words(said)))}
    session.execute(text(insert), {"id": document_id, **values})


def forget_document(session: Session, document_id: int) -> None:
    key = "rowid" if _is_sqlite(session) else "document_id"
    session.execute(text(f"DELETE FROM search WHERE {key} = :id"), {"id": document_id})


def match_documents(session: Session, said: str) -> ColumnElement[bool]:
    """The condition that a document's text holds what was said, whatever stands between its words;
    never fulfilled where that is nothing but punctuation."""
    words, open_end = list_words(said)
    if not words:
        return false()
    if _is_sqlite(session):
        phrase = f'"{" ".join(words)}"{" *" if open_end else ""}'
        found = text("SELECT rowid FROM search WHERE search MATCH :phrase").bindparams(
            phrase=phrase
        )
    else:
        # no parser of the database's own looks at these: what it takes for a letter depends on its
        # locale. A tsvector has no room for all the places of a long report, hence the second look
        # where a query has several words.
        lexemes = " & ".join(f"'{word}'" for word in words) + (":*" if open_end else "")
        look = "SELECT document_id FROM search WHERE words @@ CAST(:lexemes AS tsquery)"
        values = {"lexemes": lexemes}
        if len(words) > 1:
            look += " AND position(:said in said) > 0"
            values["said"] = " ".join(_find_runs(said))
        # by itself, or the planner walks all texts beside the documents instead of using the index
        found = text(f"WITH found AS MATERIALIZED ({look}) SELECT document_id FROM found")
        found = found.bindparams(**values)
        # the planner takes a table for small whose texts lie elsewhere, and would read them all
        session.execute(text("SET LOCAL enable_seqscan = off"))
    return DocumentRow.id.in_(found.columns(DocumentRow.id))


def _is_sqlite(session: Session) -> bool:
    return session.get_bind().dialect.name == "sqlite"
