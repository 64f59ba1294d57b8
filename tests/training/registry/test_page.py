from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from tests.training.registry.office import invent, invent_set
from training.lessons import LabelFile
from training.registry.card import (
    Card,
    Data,
    Hint,
    Making,
    decode_card,
    encode_card,
    list_libraries,
)
from training.registry.gate import judge
from training.registry.measuring import answer, measure_set
from training.registry.page import write_page

SET = invent_set()


def write_card() -> Card:
    champion, candidate = invent("旧", SET), invent("新", SET, range(0, 520, 13))
    judgement = judge(candidate, [champion], SET)
    return Card(
        made=Making(
            datetime(2026, 1, 2, 3, 4, tzinfo=UTC), "gongkai train", 12.3, (("numpy", "2"),)
        ),
        data=Data(
            corpus_paragraphs=4000,
            corpus_sha256="c" * 64,
            files=(LabelFile("甲.jsonl", "f" * 64, 90),),
            learnt=60,
            held=20,
            held_by="paragraph",
            left_out=(("suggested", 7), ("untagged", 3)),
            weight=2.0,
        ),
        cross_validation=(("主动公开", 0.95),),
        sets=(measure_set(answer(candidate.tagger, SET.rows), SET),),
        comparisons=judgement.comparisons,
        objections=judgement.objections,
        sure=35,
        unseen=(("主动公开", "引言"), ()),
        hints=(Hint("a:1", "公开信息" * 30, ("引言",), "主动公开", 0.97),),
    )


def test_page_card_comes_back_as_it_was() -> None:
    assert decode_card(encode_card(write_card())) == write_card()


def test_page_says_what_the_card_says() -> None:
    card = write_card()
    page = write_page(card)
    assert card.objections
    for said in (
        "2026-01-02 03:04 UTC 训练，用时 12 秒",
        "    gongkai train\n",
        "numpy 2。",
        *card.objections,
        "内置语料 4000 段",
        "标注文件 甲.jsonl：90 行",
        "已复核的标注 60 段，每段算 2 段",
        "20 段（单位太少，按段落由散列值选定）",
        "没有用的 7 段：只是模型的建议",
        "520 段，40 家",
        "| 组织领导 | （无） | 40 |",
        "与 旧 在内置检验集上相比",
        "主动公开 0.950",
        "对 35 条有把握；其中 1 条",
        "a:1：标为引言，模型认为是主动公开（0.97）",
    ):
        assert said in page
    assert "公开信息" * 30 not in page


def test_page_of_a_model_without_faults() -> None:
    perfect = invent("新", SET)
    scores = measure_set(answer(perfect.tagger, SET.rows), SET)
    page = write_page(replace(write_card(), sets=(scores,), objections=(), hints=()))
    assert "没有不能启用的理由" in page
    assert "没有判错的" in page


def test_page_libraries_are_those_installed() -> None:
    assert [name for name, _ in list_libraries(("numpy", "no-such-library"))] == ["python", "numpy"]
