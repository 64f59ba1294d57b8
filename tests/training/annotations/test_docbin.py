from __future__ import annotations

from spacy.tokens import DocBin
from spacy.vocab import Vocab

from documents.narrative import TAGS, Official
from documents.places import Span
from tests.training.annotations.samples import TEXT, make_row
from training.annotations.docbin import cut_words, decode_docbin, encode_docbin


def test_docbin_is_what_spacy_learns_from() -> None:
    (doc,) = DocBin().from_bytes(encode_docbin([make_row()])).get_docs(Vocab())
    assert doc.text == TEXT
    assert [(e.text, e.label_) for e in doc.ents] == [
        ("镇长何源", "OFFICIAL"),
        ("12条", "COUNT"),
        ("收到申请  件", "BLANK_FIGURE"),
    ]
    assert [(s.text, s.label_) for s in doc.spans["sc"]] == [(e.text, e.label_) for e in doc.ents]
    assert {tag for tag, score in doc.cats.items() if score == 1} == {"组织领导", "主动公开"}
    assert list(doc.cats) == list(TAGS)


def test_docbin_cuts_words_where_a_mark_ends() -> None:
    plain = make_row(text="领导小组", officials=(), counts=(), placeholders=())
    assert cut_words(plain) == (["领导小组"], 0)
    within = Official("导小", None, None, None, Span(1, 3))
    row = make_row(text="领导小组", officials=(within,), counts=(), placeholders=())
    assert cut_words(row) == (["领", "导小", "组"], 2)


def test_docbin_reads_changed_entities_and_categories() -> None:
    docs = list(DocBin().from_bytes(encode_docbin([make_row()])).get_docs(Vocab()))
    docs[0].cats = {"引言": 0.9, "其他": 0.1}
    docs[0].spans.pop("sc")
    docs[0].ents = docs[0].ents[:1]
    (row,) = decode_docbin(DocBin(docs=docs, store_user_data=True).to_bytes(), "x").require()
    assert row.tags == ("引言",)
    assert [mention.span for mention in row.mentions] == [Span(0, 4)]
    assert row.officials == make_row().officials
    assert (row.counts, row.review.by) == ((), None)
