from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.boilerplate import STOCK_PHRASES, measure_boilerplate

EMPTY_TALK = (
    "2023年，我镇以习近平新时代中国特色社会主义思想为指导，高度重视，认真贯彻落实上级决策部署，"
    "切实保障人民群众的知情权、参与权、表达权和监督权，取得了一定成效。"
)
OWN_WORK = "全年公开渔船减船补助37户、金额412万元，在“阳光渔港”公众号晒出名单，码头讲政策5场。"


def test_boilerplate_is_high_for_empty_talk_and_low_for_work_done() -> None:
    assert measure_boilerplate(EMPTY_TALK) > 0.7
    assert measure_boilerplate(OWN_WORK) < 0.1


@pytest.mark.parametrize(
    "fact", ["全年公开信息128条。", "印发《石羊川乡公开栏管理细则》。", "开设“以旧换新”专栏。"]
)
def test_boilerplate_sinks_with_each_fact(fact: str) -> None:
    padding = "渔" * len(fact)  # as long, and neither stock nor fact
    assert measure_boilerplate(EMPTY_TALK + fact) < measure_boilerplate(EMPTY_TALK + padding)


@pytest.mark.parametrize(
    "common", ["根据《中华人民共和国政府信息公开条例》。", "截至2023年12月31日。"]
)
def test_boilerplate_does_not_take_basis_or_dates_for_facts(common: str) -> None:
    padding = "渔" * sum(c not in "《》。" for c in common)
    assert measure_boilerplate(EMPTY_TALK + common) == measure_boilerplate(EMPTY_TALK + padding)


def test_boilerplate_does_not_count_punctuation() -> None:
    assert measure_boilerplate("高度重视，狠抓落实。") == 1
    assert measure_boilerplate("高度重视 ,  狠抓落实 ！！") == 1


def test_boilerplate_gap_stays_within_the_clause() -> None:
    assert measure_boilerplate("在县委的正确领导下") == 1
    assert measure_boilerplate("在山上，渔民的正确领导下") < 1


@pytest.mark.parametrize("text", ["", " \n", "。"])
def test_boilerplate_of_nothing_is_zero(text: str) -> None:
    assert measure_boilerplate(text) == 0


PHRASES = [
    line for line in STOCK_PHRASES.read_text(encoding="utf-8").splitlines() if line[:1] != "#"
]


def test_boilerplate_phrases_are_listed_once_and_none_is_blank() -> None:
    assert len(PHRASES) == len(set(PHRASES))
    assert all(len(phrase.replace("~", "")) >= 2 for phrase in PHRASES)


@given(st.lists(st.one_of(st.sampled_from(PHRASES), st.text(max_size=20)), max_size=12))
@settings(max_examples=60)
def test_boilerplate_is_a_share(parts: list[str]) -> None:
    assert 0 <= measure_boilerplate("".join(parts)) <= 1


@given(st.sampled_from(PHRASES))
@settings(max_examples=60)
def test_boilerplate_covers_every_phrase_itself(phrase: str) -> None:
    assert measure_boilerplate(phrase.replace("~", "")) == 1
