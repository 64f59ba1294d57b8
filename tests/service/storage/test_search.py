import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import column, func, select, table

from service.storage.rows import DocumentRow
from service.storage.search import (
    cut_words,
    forget_document,
    index_document,
    list_words,
    match_documents,
)
from service.storage.store import Store
from tests.service.storage.test_store import make_document

TEXTS = (
    "组长由副县长张伟同志担任。",
    "主动公开政府信息12条，行政复议0件。",
    "2023年度报告；依申请公开３件，ＡＢ路12号",
)


def find(store: Store, said: str) -> set[int]:
    with store.read() as session:
        found = session.scalars(select(DocumentRow.id).where(match_documents(session, said)))
        return set(found)


@pytest.fixture
def indexed(store: Store) -> tuple[Store, list[int]]:
    with store.write() as session:
        rows = [make_document(text) for text in TEXTS]
        session.add_all(rows)
        session.flush()
        for row in rows:
            index_document(session, row.id, row.name)
        return store, [row.id for row in rows]


@pytest.mark.parametrize(
    ("said", "hits"),
    [
        ("张伟", [0]),
        ("张", [0]),
        ("伟张", []),
        ("复议", [1]),
        ("政府信息", [1]),
        ("政府公开", []),
        ("公开", [1, 2]),
        ("2023", [2]),
        ("202", [2]),
        ("2023年", [2]),
        ("年度", [2]),
        ("3件", [2]),
        ("ab路", [2]),
        ("信息12条", [1]),
        ("件", [1, 2]),
        ("议0", [1]),
        ("，。", []),
        ("'); drop", []),
    ],
)
def test_search_finds_runs_of_characters(
    indexed: tuple[Store, list[int]], said: str, hits: list[int]
) -> None:
    store, ids = indexed
    assert find(store, said) == {ids[hit] for hit in hits}


def test_search_forgets_and_learns_anew(indexed: tuple[Store, list[int]]) -> None:
    store, ids = indexed
    with store.write() as session:
        forget_document(session, ids[0])
        index_document(session, ids[1], "组长李强")
    assert find(store, "张伟") == find(store, "复议") == set()
    assert find(store, "李强") == {ids[1]}


@given(st.text())
def test_search_looks_for_words_that_no_syntax_breaks(said: str) -> None:
    words, open_end = list_words(said)
    assert all(word.isalnum() for word in words)
    assert words or not open_end


@given(st.text(alphabet="政府信息公开a1 。，年", min_size=1, max_size=30), st.data())
def test_search_cuts_a_text_so_that_each_part_is_in_it(text: str, data: st.DataObject) -> None:
    """What a query looks for stands, in this order, in the words of the text that it was cut of."""
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    words, open_end = list_words(text[start:end])
    if not words:
        return
    held = list(cut_words(text))

    def stands(at: int) -> bool:
        part = held[at : at + len(words)]
        if len(part) < len(words) or part[:-1] != words[:-1]:
            return False
        return part[-1].startswith(words[-1]) if open_end else part[-1] == words[-1]

    # a query may begin within a run of letters, which is one word
    inside = start > 0 and text[start - 1].isascii() and text[start - 1].isalnum()
    if not (inside and text[start].isascii() and text[start].isalnum()):
        assert any(stands(at) for at in range(len(held)))


def test_search_keeps_texts_unpacked_on_postgresql(store: Store) -> None:
    if store.engine.dialect.name != "postgresql":
        pytest.skip("SQLite packs nothing")
    with store.write() as session:
        session.add(document := make_document("a"))
        session.flush()
        index_document(session, document.id, "政府信息公开" * 2_000)
        told = select(func.pg_column_size(column("said")), func.octet_length(column("said")))
        kept, whole = session.execute(told.select_from(table("search"))).one()
    assert kept == whole > 30_000
