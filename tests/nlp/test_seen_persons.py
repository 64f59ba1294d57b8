"""Sentences are ours, places and persons invented."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import numpy as np
import pytest

from documents.places import Span
from nlp import seen_persons
from nlp.person_model import SeenName
from nlp.seen_persons import SENTENCE, BelievedName, find_sentences, see_persons


def believe(text: str) -> tuple[BelievedName, ...]:
    return see_persons(text, find_sentences(text))


def see(text: str) -> list[str]:
    return [name.span.cut(text) for name in believe(text)]


def marks(
    monkeypatch: pytest.MonkeyPatch,
    names: list[tuple[str, float]],
    glance: Callable[[str], list[float]] = lambda text: [1.0] * len(text),
) -> None:
    """Instead of the networks: sees the first of each of the names in a sentence, as surely."""

    class Looker:
        def score(self, text: str) -> np.ndarray[Any, Any]:
            return np.array(glance(text))

    class Marker:
        def find_persons(self, texts: Iterable[str]) -> Iterator[tuple[SeenName, ...]]:
            for sentence in texts:
                yield tuple(
                    SeenName(Span(at, at + len(name)), sureness)
                    for name, sureness in names
                    if (at := sentence.find(name)) >= 0
                )

    monkeypatch.setattr(seen_persons, "load_glance", Looker)
    monkeypatch.setattr(seen_persons, "load_person_model", Marker)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("由镇长刘志强任组长。全年公开信息12条。副镇长张晓梅分管。", ["刘志强", "张晓梅"]),
        ("副乡长罗平和副乡长章华任副组长", ["罗平", "章华"]),
        ("由镇长时任组长", []),
        ("广大同志严格落实责任", []),
        ("全年公开信息12条", []),
    ],
)
def test_seen_persons_are_believed_or_not(text: str, names: list[str]) -> None:
    assert see(text) == names


@pytest.mark.parametrize(
    ("text", "marked", "believed"),
    [
        ("局长高峰任组长", ["高峰"], ["高峰"]),
        ("镇长同武军，员建锋任成员", ["武军", "建锋"], ["同武军", "员建锋"]),
        ("副主任由穆林同志兼任", ["穆林"], ["穆林"]),
        ("乡长叶尔肯·哈布德哈米提任组长", ["叶尔肯·哈布德", "哈米提"], ["叶尔肯·哈布德哈米提"]),
        ("由张三、高峰任成员", ["张三", "高峰"], ["张三", "高峰"]),
        ("由高峰、张三任成员", ["高峰", "张三"], ["高峰", "张三"]),
        ("2020年，康荣镇书记张三同志主持", ["康荣", "张三"], ["张三"]),
        ("以万宝山镇长为组长，张三为成员", ["万宝山", "张三"], ["张三"]),
        ("新任主任张某、张三负责", ["张某", "张三"], ["张三"]),
        ("由于洋负责，由于天气，张三参加", ["于天", "张三"], ["张三"]),
        ("张三，高峰任成员", ["张三", "高峰"], ["张三", "高峰"]),
        ("委员长张三在会上强调，副镇长李四落实", ["张三", "李四"], ["李四"]),
        ("李四，宣传委员，张三同志负责", ["李四", "张三"], ["李四", "张三"]),
    ],
)
def test_seen_persons_are_doubted_where_words_stand(
    monkeypatch: pytest.MonkeyPatch, text: str, marked: list[str], believed: list[str]
) -> None:
    marks(monkeypatch, [(name, 0.8) for name in marked])
    assert see(text) == believed


@pytest.mark.parametrize(
    ("text", "marked", "sureness", "belief"),
    [
        ("党政办张三写稿", "张三", 0.95, "certain"),
        ("稿子是张三写的", "张三", 0.85, "certain"),
        ("稿子是张三写的", "张三", 0.65, "likely"),
        ("稿子是张三写的", "张三", 0.55, "likely"),
        ("稿子是张三写的", "张三", 0.35, "possible"),
        ("稿子是张三写的", "张三", 0.25, None),
        ("党政办高兴写稿", "高兴", 0.91, "certain"),
        ("党政办高兴写稿", "高兴", 0.75, "possible"),
        ("党政办高兴写稿", "高兴", 0.45, None),
        ("负责人：张三，电话：12345678", "张三", 0.9, "possible"),
        ("责任编辑：李四 张三", "张三", 0.99, None),
        ("联系人：李四；张三审稿", "张三", 0.99, "certain"),
        ("由王主任任组长", "王主任", 0.99, None),
        ("以万宝山镇长为组长", "万宝山", 0.99, None),
        ("由镇长张某任组长", "张某", 0.99, None),
        ("党政办张姐配合", "张姐", 0.99, None),
        ("党政办老李配合", "老李", 0.99, None),
        ("由镇长李原任组长", "李原", 0.99, "certain"),
        ("学习县委书记张三先进事迹", "张三", 0.95, "possible"),
    ],
)
def test_seen_persons_are_believed_as_far_as_the_model_and_the_place_go(
    monkeypatch: pytest.MonkeyPatch, text: str, marked: str, sureness: float, belief: str | None
) -> None:
    marks(monkeypatch, [(marked, sureness)])
    assert [name.belief for name in believe(text)] == ([belief] if belief else [])


def test_seen_persons_are_looked_for_where_a_glance_shows_somebody(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    marks(
        monkeypatch, [("李四", 0.95), ("张三", 0.95)], lambda text: [float(c == "张") for c in text]
    )
    assert see("李四负责写稿。副镇长张三审稿。") == ["张三"]
    assert see("李四写得好，张三审稿。全年无事。") == ["李四", "张三"]
    assert see("李四写得好。副镇长审稿。") == []
    assert find_sentences("") == ()


def test_seen_persons_of_a_hostile_text_are_not_looked_for_for_ever(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    marks(monkeypatch, [("张三", 0.95)])
    assert 100 < len(find_sentences("由镇长张三同志任组长。" * 1000)) < 500


@pytest.mark.parametrize(
    ("text", "worth_reading"),
    [
        ("组长：何明 乡党委书记", True),
        ("副局长练 永 茂分管此事", True),
        ("县长买买提·艾力作了部署", True),
        ("旗长其其格图雅任组长", True),
        ("党政办梅婷同时管着档案", True),
        ("联络员两名，分别为綦晓丽、厉害", True),
        ("2018年组长改为乔大年", True),
        ("主要领导亲自抓，分管领导具体抓，办公室专人抓。", False),
        ("县长信箱共收到群众来信三百余件，办结率百分之百。", False),
        ("全年主动公开政府信息126条，其中规范性文件3件。", False),
        ("县级以上人民政府负责本行政区域内文物保护工作。", False),
    ],
)
def test_seen_persons_are_glimpsed(text: str, worth_reading: bool) -> None:
    assert bool(find_sentences(text)) == worth_reading


def test_seen_persons_sentences_end_with_their_mark() -> None:
    assert SENTENCE.findall("甲。乙！\n丙") == ["甲。", "乙！", "丙"]
    assert [len(piece) for piece in SENTENCE.findall("甲" * 900)] == [400, 400, 100]
