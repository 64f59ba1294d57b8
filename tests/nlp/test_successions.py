"""Sentences are ours, places and persons invented."""

import pytest

from nlp.successions import read_changes
from tests.nlp.marking import read_pairs


@pytest.mark.parametrize(
    ("sentence", "pairs"),
    [
        ("原信息员〔高兴〕到乡镇挂职。", "高兴/信息员"),
        ("〔高兴〕调走后，专干的空缺由农技员〔石磊〕顶上。", "高兴/专干 石磊/专干"),
        ("联络员变更备案：〔高兴〕→〔石磊〕。", "高兴/联络员 石磊/联络员"),
        ("〔高兴〕把大白话换成法条，联络员照旧。", ""),
        ("〔石磊〕任联络员，〔高兴〕同志不再担任。", "高兴/联络员"),
        ("原分管领导〔高兴〕不再分管。", ""),
        ("〔高兴〕接任组长，〔石磊〕接任联络员。", ""),
    ],
)
def test_successions_gives_a_role_to_who_leaves_and_who_comes(sentence: str, pairs: str) -> None:
    found = [f"{name}/{role}" for name, role in read_pairs(sentence, read_changes)]
    assert found == pairs.split()
