from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.errors import ModelDamaged, ModelMissing
from documents.narrative import TAGS
from nlp.features import TagInput
from nlp.segmenter import load_segmenter
from nlp.tags import CERTAIN, MODEL, choose_tags, load_tagger


def read_input(
    text: str, section: int | None = None, heading: str | None = None, previous: str | None = None
) -> TagInput:
    return TagInput(tuple(load_segmenter().cut(text)), text, section, heading, previous)


def find_tags(text: str, section: int | None = None, heading: str | None = None) -> set[str]:
    return {score.tag for score in load_tagger().score([read_input(text, section, heading)])[0]}


@pytest.mark.parametrize(
    ("text", "section", "tag"),
    [
        ("镇里成立了由镇长任组长的政务公开领导小组，办公室设在党政办。", 1, "组织领导"),
        ("制定了《信息发布审核制度》《责任追究制度》等规章制度。", 1, "制度建设"),
        ("全年在网站主动公开信息312条，其中财政信息12条。", 1, "主动公开"),
        ("共收到政府信息公开申请4件，均按期答复申请人。", 1, "依申请公开"),
        ("坚持先审查后公开，发布前逐条进行保密审查，做到涉密信息不上网。", 1, "政府信息管理"),
        ("对政府网站栏目进行改版，办好微信公众号和公开栏。", 1, "平台建设"),
        ("把公开工作纳入年度绩效考核，定期督查通报，未发生责任追究。", 1, "监督保障"),
        ("举办业务培训班两期，发放宣传资料500份。", 1, "宣传培训"),
        ("发布政策解读稿件20篇，及时回应群众关切的热点问题。", 1, "政策解读与回应"),
        ("被申请行政复议2件，维持2件，被提起行政诉讼1件。", 4, "复议诉讼"),
        ("一是公开意识不强；二是内容不够全面，更新不及时。", 5, "存在问题"),
        ("下一步将加强学习，完善制度，进一步拓宽公开渠道。", 5, "改进措施"),
        ("本年度未收取信息处理费，无其他需要报告的事项。", 6, "其他事项"),
    ],
)
def test_tags_finds_each_theme(text: str, section: int, tag: str) -> None:
    assert tag in find_tags(text, section)


def test_tags_go_by_content_under_a_wrong_heading() -> None:
    text = "成立了以局长为组长、副局长为副组长的领导小组，明确一名专职人员负责日常工作。"
    assert "组织领导" in find_tags(text, 1, "（三）政府信息管理情况")
    problem = "公开内容不够丰富，更新不够及时，群众满意度有待提高，与要求还有差距。"
    assert "存在问题" in find_tags(problem, 1, "（一）主动公开情况")


@pytest.mark.parametrize("text", ["无。", "无", "暂无", "无其他需要报告的事项。", "没有其他事项"])
def test_tags_none_belongs_to_the_part_it_stands_in(text: str) -> None:
    assert find_tags(text, 6) == {"其他事项"}
    assert find_tags(text, 3) == {"依申请公开"}
    assert find_tags(text, 4) == {"复议诉讼"}


def test_tags_a_long_paragraph_is_about_the_themes_of_its_clauses() -> None:
    text = (
        "2023年，我局全年主动公开信息147条，涵盖用地审批、不动产登记等方面；收到依申请公开6件，均按期"
        "答复；落实三级审核，对拟公开信息逐条进行保密审查；办好局网站和微信公众号，新开专栏2个；把信息"
        "公开纳入科室年度考核，定期通报；举办业务培训2期，工作人员能力不断提升。"
    )
    assert find_tags(text, 1) == {
        "主动公开", "依申请公开", "政府信息管理", "平台建设", "监督保障", "宣传培训"
    }  # fmt: skip


def test_tags_problems_and_measures_are_about_nothing_else() -> None:
    problems = (
        "一是政策解读形式单一，群众看不懂；二是业务培训不够，人员不熟练；三是平台更新不及时。"
    )
    assert find_tags(problems, 5) == {"存在问题"}
    measures = "一是制作图解，走村入户解读政策；二是组织业务培训；三是改版网站，加强平台维护。"
    assert find_tags(measures, 5) == {"改进措施"}
    assert find_tags(problems + "下一步，我镇将" + measures, 5) == {"存在问题", "改进措施"}


def test_tags_a_list_of_the_parts_names_no_theme() -> None:
    text = (
        "本报告根据《中华人民共和国政府信息公开条例》编制，所列数据的统计期限为2022年1月1日至12月31日。"
        "全文由主动公开政府信息情况、依申请公开情况、行政复议和行政诉讼情况等部分组成；电子版可下载。"
    )
    assert find_tags(text, 0) == {"引言"}


def read_chances(**given: float) -> list[float]:
    return [given.get(tag, 0.01) for tag in TAGS]


def choose(
    whole: list[float], clauses: list[list[float]], named: str | None = None
) -> dict[str, float]:
    place = TAGS.index(named) if named else None
    found = choose_tags(whole, clauses, [0.5] * len(TAGS), 0.05, place)
    return {TAGS[i]: chance for i, chance in found.items()}


def test_tags_a_clause_must_be_certain() -> None:
    whole = read_chances(主动公开=0.8)
    clauses = [read_chances(宣传培训=CERTAIN), read_chances(平台建设=CERTAIN - 0.01)]
    assert choose(whole, clauses) == {"主动公开": 0.8, "宣传培训": CERTAIN}


def test_tags_a_likely_clause_counts_where_the_paragraph_hints_at_its_theme() -> None:
    clauses = [read_chances(宣传培训=0.85, 平台建设=0.85)]
    whole = read_chances(主动公开=0.8, 宣传培训=0.3, 平台建设=0.1)
    assert choose(whole, clauses).keys() == {"主动公开", "宣传培训"}


def test_tags_the_weaker_of_problem_and_measure_needs_a_clause_of_its_own() -> None:
    whole = read_chances(存在问题=0.99, 改进措施=0.7)
    assert choose(whole, []).keys() == {"存在问题"}
    assert choose(whole, [read_chances(改进措施=0.95)]).keys() == {"存在问题", "改进措施"}


def test_tags_what_the_heading_names_holds_where_no_theme_does() -> None:
    whole = read_chances(平台建设=0.2, 其他=0.6)
    assert choose(whole, [], "政府信息管理").keys() == {"其他", "政府信息管理"}
    assert choose(whole, []).keys() == {"其他"}
    assert choose(read_chances(平台建设=0.9), [], "政府信息管理").keys() == {"平台建设"}
    assert choose(read_chances(平台建设=0.2), []).keys() == {"平台建设"}
    assert choose(read_chances(引言=0.9), [], "政府信息管理").keys() == {"引言"}


def test_tags_heading_decides_where_the_wording_does_not() -> None:
    text = "围绕全乡大事要事和群众急事，年初商定了重点。"
    assert find_tags(text, 1, "政府信息管理") >= {"政府信息管理"}


def test_tags_scores_are_sorted_probabilities() -> None:
    text = "公开信息33条，收到申请1件，没有行政复议和诉讼。"
    scores = [score.score for score in load_tagger().score([read_input(text, 1)])[0]]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 for score in scores)


def test_tags_do_not_depend_on_the_company() -> None:
    items = [read_input("举办培训班两期。", 1), read_input("无。", 6), read_input("", None)]
    tagger = load_tagger()
    together = tagger.find_probabilities(items)
    for item, row in zip(items, together, strict=True):
        np.testing.assert_allclose(tagger.find_probabilities([item])[0], row, atol=1e-5)
    assert tagger.score([]) == ()


@given(st.lists(st.text(max_size=60), max_size=4), st.sampled_from([None, 0, 1, 5, 6]))
@settings(max_examples=40)
def test_tags_any_text_gives_probabilities(texts: list[str], section: int | None) -> None:
    items = [TagInput(tuple(text), text, section, text[:9], text) for text in texts]
    found = load_tagger().score(items)
    assert len(found) == len(items)
    for scores in found:
        assert len({score.tag for score in scores}) == len(scores)
        assert all(score.tag in TAGS and 0 <= score.score <= 1 for score in scores)


@pytest.fixture
def model(tmp_path: Path) -> Path:
    for suffix in (".json", ".npz"):
        shutil.copy(MODEL.with_suffix(suffix), tmp_path)
    return tmp_path / MODEL.name


@pytest.mark.parametrize("suffix", [".json", ".npz"])
def test_tags_missing_model_says_so(model: Path, suffix: str) -> None:
    model.with_suffix(suffix).unlink()
    with pytest.raises(ModelMissing):
        load_tagger(model)


def test_tags_changed_weights_are_damaged(model: Path) -> None:
    stored = bytearray(model.with_suffix(".npz").read_bytes())
    stored[len(stored) // 2] ^= 1
    model.with_suffix(".npz").write_bytes(stored)
    with pytest.raises(ModelDamaged):
        load_tagger(model)


@pytest.mark.parametrize(
    "change", [{"schema": "tags/0"}, {"tags": []}, {"thresholds": {}}, {"floor": "low"}]
)
def test_tags_model_of_another_make_is_damaged(model: Path, change: dict[str, object]) -> None:
    card = json.loads(model.read_text(encoding="utf-8"))
    model.write_text(json.dumps({**card, **change}), encoding="utf-8")
    with pytest.raises(ModelDamaged):
        load_tagger(model)


def test_tags_card_that_is_not_json_is_damaged(model: Path) -> None:
    model.write_text("{", encoding="utf-8")
    with pytest.raises(ModelDamaged):
        load_tagger(model)


def test_tags_inference_does_not_import_scikit_learn() -> None:
    code = (
        "import sys; from nlp.tags import TagInput, load_tagger;"
        "load_tagger().score([TagInput(('公开',), '公开', 1)]);"
        "sys.exit('sklearn' in sys.modules or 'scipy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
