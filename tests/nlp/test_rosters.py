"""Sentences are ours, places and persons invented."""

import pytest

from documents.places import Span
from nlp.names import mark_names
from nlp.rosters import read_brackets, read_further, read_rows
from tests.nlp.marking import read_pairs


@pytest.mark.parametrize(
    ("sentence", "pairs"),
    [
        ("1、〔高兴〕，局长，组长；2、〔石磊〕，副局长，副组长。", "高兴/组长 石磊/副组长"),
        ("〔高兴〕	局长	组长	〔石磊〕	副局长	副组长", "高兴/组长 石磊/副组长"),
        ("〔高兴〕/局长/组长；〔石磊〕/科长/成员", "高兴/组长 石磊/成员"),
        ("主办〔高兴〕、〔石磊〕：成员；〔常乐〕：记录员", "高兴/成员 石磊/成员 常乐/记录员"),
        ("〔石磊〕：领导小组副主任、领导小组联络员；", ""),
        ("组长 〔高兴〕 局长 副组长 〔石磊〕 副局长", ""),
    ],
)
def test_rosters_reads_rows(sentence: str, pairs: str) -> None:
    found = [f"{name}/{role}" for name, role in read_pairs(sentence, read_rows)]
    assert found == pairs.split()


@pytest.mark.parametrize(
    ("sentence", "pairs"),
    [
        ("局长〔高兴〕（组长）、副局长〔石磊〕（副组长）", "高兴/组长 石磊/副组长"),
        ("〔高兴〕（林业站站长，组长）", "高兴/组长"),
        ("〔高兴〕（成员兼秘书）", "高兴/成员"),
        ("〔高兴〕（政务公开联络员）", "高兴/联络员"),
        ("〔高兴〕（综治专干）、〔石磊〕（办公室主任）、〔常乐〕（驻场监督员）", ""),
        ("（组长）〔高兴〕（副组长）〔石磊〕", ""),
    ],
)
def test_rosters_reads_brackets_behind_names(sentence: str, pairs: str) -> None:
    found = [f"{name}/{role}" for name, role in read_pairs(sentence, read_brackets)]
    assert set(pairs.split()) <= set(found)
    assert bool(found) == bool(pairs)


def test_rosters_takes_the_office_of_a_row() -> None:
    text = "石磊 副局长 副组长"
    (row,) = read_rows(mark_names(text, [Span(0, 2)]))
    (person,) = row.people
    assert person.post is not None
    assert person.post.cut(text) == "副局长"


def test_rosters_stops_at_who_does_something() -> None:
    text = "城关高兴，东河石磊；常乐负责汇总"
    marked = mark_names(text, [Span(2, 4), Span(7, 9), Span(10, 12)])
    assert [person.name.cut(text) for person in read_further(marked, 0)] == ["高兴", "石磊"]
