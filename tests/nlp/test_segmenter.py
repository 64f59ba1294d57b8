from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.errors import SetupError
from nlp.segmenter import (
    DICTIONARY,
    SETTING,
    SegmenterName,
    _load_jieba,
    choose_segmenter,
    load_segmenter,
)

_TERMS = [line.split()[0] for line in DICTIONARY.read_text(encoding="utf-8").splitlines()]
_PROSE = """
2021年，青禾镇围绕基层政务公开标准化规范化建设，累计主动公开政府信息1,286条，其中机构职能27条、财政预决算54条。
全年收到依申请公开12件，按时办结率100%，没有因政府信息公开引发的行政复议、行政诉讼，未收取信息处理费。
严格落实三审三校制度，按照“先审查、后公开”的要求开展保密审查，全年清理行政规范性文件6件，废止2件。
由党委副书记、镇长任组长，分管领导任副组长，各站所负责人为成员，领导小组办公室设在党政办，电话12345678。
政务新媒体“青禾发布”推送图文解读8期，召开新闻发布会2场，回应社会关切35次，网民留言办结率达98.5％。
存在的主要问题：一是公开内容不够全面，二是政策解读形式单一，三是工作人员业务能力有待提高。
下一步将强化业务培训，健全长效机制，推进公共企事业单位信息公开，保障群众知情权、参与权、表达权、监督权。
"""


@pytest.fixture(autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGKAI_CACHE", str(tmp_path_factory.getbasetemp() / "cache"))


def test_segmenter_keeps_the_cache_in_its_own_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GONGKAI_CACHE", str(tmp_path / "own"))
    list(_load_jieba().cut("政务公开"))
    assert (tmp_path / "own" / "jieba.cache").exists()


@pytest.mark.parametrize("name", ["rjieba", "jieba"])
def test_segmenter_keeps_the_terms_of_the_field_whole(name: SegmenterName) -> None:
    segmenter = load_segmenter(name)
    assert [
        term for term in _TERMS if list(segmenter.cut(f"《{term}》")) != ["《", term, "》"]
    ] == []


def test_segmenter_implementations_agree_on_prose() -> None:
    assert list(load_segmenter("rjieba").cut(_PROSE)) == list(load_segmenter("jieba").cut(_PROSE))


def test_segmenter_implementations_agree_on_words_of_the_dictionary_alone() -> None:
    first, second = (
        list(load_segmenter(name).cut(_PROSE + "由谌志明任组长", HMM=False))
        for name in get_args(SegmenterName)
    )
    assert first == second
    assert first[-5:] == ["由", "谌", "志", "明", "任组长"]


def test_segmenter_implementations_differ_in_joined_figures() -> None:
    """The one difference that ``docs/decisions/0003-segmenter.md`` accepts."""
    assert list(load_segmenter("rjieba").cut("在2011-2020年")) == ["在", "2011-2020", "年"]
    assert list(load_segmenter("jieba").cut("在2011-2020年")) == ["在", "2011", "-", "2020", "年"]


@given(st.text("政务公开信息，。 \n\t\u3000a1.-/:@１％\u200f\u202e𠀀😀·", max_size=60))
@settings(max_examples=150)
def test_segmenter_loses_no_character(text: str) -> None:
    for name in ("rjieba", "jieba"):
        assert "".join(load_segmenter(name).cut(text)) == text


def test_segmenter_follows_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SETTING, "jieba")
    assert choose_segmenter() == "jieba"
    monkeypatch.setenv(SETTING, "pkuseg")
    with pytest.raises(SetupError, match="pkuseg"):
        choose_segmenter()


def test_segmenter_falls_back_to_jieba(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(SETTING, raising=False)
    monkeypatch.setattr("nlp.segmenter.find_spec", lambda name: None)
    assert choose_segmenter() == "jieba"


def test_segmenter_reports_a_folder_it_cannot_make(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("GONGKAI_CACHE", str(tmp_path / "file" / "cache"))
    with pytest.raises(SetupError, match="缓存文件夹"):
        _load_jieba()
