"""Sentences are ours, places and persons invented."""

from collections.abc import Iterable, Iterator

import pytest

from documents.places import Span
from nlp import seen_persons
from nlp.person_model import PersonModel, SeenName
from nlp.seen_persons import see_persons


def see(text: str) -> list[str]:
    return [name.span.cut(text) for name in see_persons(text)]


def marks(monkeypatch: pytest.MonkeyPatch, names: list[tuple[str, float]]) -> None:
    """Instead of the networks: sees the first of each of the names in a sentence, as surely."""

    class Marker(PersonModel):
        def __init__(self) -> None:
            pass

        def find_persons(self, texts: Iterable[str]) -> Iterator[tuple[SeenName, ...]]:
            for sentence in texts:
                yield tuple(
                    SeenName(Span(at, at + len(name)), sureness)
                    for name, sureness in names
                    if (at := sentence.find(name)) >= 0
                )

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
        ("党政办陈应做副组长", ["陈应做"], ["陈应"]),
        ("镇长同武军，员建锋任成员", ["武军", "建锋"], ["同武军", "员建锋"]),
        ("副主任由穆林同志兼任", ["穆林"], ["穆林"]),
        ("乡长叶尔肯·哈布德哈米提任组长", ["叶尔肯·哈布德", "哈米提"], ["叶尔肯·哈布德哈米提"]),
        ("由张三、高峰任成员", ["张三", "高峰"], ["张三", "高峰"]),
        ("由高峰、张三任成员", ["高峰", "张三"], ["高峰", "张三"]),
        ("2020年，康荣镇书记张三同志主持", ["康荣", "张三"], ["张三"]),
        ("以万宝山镇长为组长，张三为成员", ["万宝山", "张三"], ["张三"]),
        ("新任主任张某、张三负责", ["张某", "张三"], ["张三"]),
        ("由于洋负责，由于天气，张三参加", ["于天", "张三"], ["张三"]),
        ("副所长张月展示器物", ["张月展"], ["张月"]),
        ("副局长王建设解读计划", ["王建"], ["王建设"]),
        ("副局长王建参加", ["王建"], ["王建"]),
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
        ("稿子是张三写的", "张三", 0.65, "certain"),
        ("稿子是张三写的", "张三", 0.55, "likely"),
        ("稿子是张三写的", "张三", 0.35, "possible"),
        ("稿子是张三写的", "张三", 0.25, None),
        ("党政办高兴写稿", "高兴", 0.86, "certain"),
        ("党政办高兴写稿", "高兴", 0.75, "possible"),
        ("党政办高兴写稿", "高兴", 0.45, None),
        ("负责人：张三，电话：12345678", "张三", 0.9, None),
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
    monkeypatch.setattr(seen_persons, "may_name", lambda sentence: True)
    assert [name.belief for name in see_persons(text)] == ([belief] if belief else [])


def test_seen_persons_are_looked_for_everywhere_once_somebody_is_certain(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    marks(monkeypatch, [("李四", 0.95), ("张三", 0.95)])
    monkeypatch.setattr(seen_persons, "may_name", lambda sentence: "镇长" in sentence)
    assert see("李四负责写稿。副镇长张三审稿。") == ["李四", "张三"]
    assert see("李四写得好。副镇长张三审稿。") == ["张三"]
    assert see("张三写得好。副镇长张三审稿。") == ["张三", "张三"]
    assert see("李四写得好。副镇长审稿。") == []
