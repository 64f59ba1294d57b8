"""Sentences are ours, places and persons invented."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import numpy as np
import pytest

from documents.places import Span
from nlp import seen_persons
from nlp.person_model import SeenName
from nlp.seen_persons import SENTENCE, SeenPerson, find_passages, see_persons


def see(text: str) -> list[str]:
    return [name.span.cut(text) for name in see_persons(text, find_passages(text))]


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
    ("text", "marked", "seen"),
    [
        ("局长高峰任组长", ["高峰"], ["高峰"]),
        ("乡长叶尔肯·哈布德哈米提任组长", ["叶尔肯·哈布德", "哈米提"], ["叶尔肯·哈布德哈米提"]),
        ("由张三、高峰任成员", ["张三", "高峰"], ["张三", "高峰"]),
        ("新任主任张某、张三负责", ["张某", "张三"], ["张三"]),
        ("学习雷 锋精神，张三参加", ["雷 锋", "张三"], ["张三"]),
    ],
)
def test_seen_persons_are_neither_masks_nor_leaders(
    monkeypatch: pytest.MonkeyPatch, text: str, marked: list[str], seen: list[str]
) -> None:
    marks(monkeypatch, [(name, 0.8) for name in marked])
    assert see(text) == seen


@pytest.mark.parametrize(
    ("name", "sureness", "beside", "counts", "certain"),
    [
        ("张三", 0.995, "", True, False),
        ("张三", 0.95, "", True, False),
        ("张三", 0.5, "", False, False),
        ("张三", 0.99, "post", True, True),
        ("张三", 0.95, "post", True, False),
        ("张三", 0.96, "role", True, True),
        ("张三", 0.5, "post", True, False),
        ("张三", 0.5, "role", True, False),
        ("黄金", 0.99, "post", True, True),
        ("黄金", 0.5, "post", False, False),
        ("黄金", 0.5, "role", True, False),
    ],
)
def test_seen_persons_count_by_sureness_and_by_what_stands_beside(
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    sureness: float,
    beside: str,
    counts: bool,
    certain: bool,
) -> None:
    marks(monkeypatch, [(name, sureness)])
    text = f"稿子是{name}写的"
    (person,) = see_persons(text, find_passages(text))
    assert person == SeenPerson(Span(3, 5), sureness, name == "黄金")
    stands = {"role": beside == "role", "post": beside == "post"}
    assert person.counts(**stands) is counts
    assert (counts and person.is_certain(**stands)) is certain


def test_seen_persons_hardly_seen_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    marks(monkeypatch, [("张三", 0.25)])
    assert see("由张三任组长") == []


def test_seen_persons_are_looked_for_where_a_glance_shows_somebody(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    marks(
        monkeypatch, [("李四", 0.95), ("张三", 0.95)], lambda text: [float(c == "张") for c in text]
    )
    assert see("李四负责写稿。副镇长张三审稿。") == ["张三"]
    assert see("李四写得好，张三审稿。全年无事。") == ["李四", "张三"]
    assert see("李四写得好。副镇长审稿。") == []
    assert find_passages("") == ()


def test_seen_persons_are_looked_for_in_a_giant_text(monkeypatch: pytest.MonkeyPatch) -> None:
    marks(monkeypatch, [("张三", 0.95)])
    assert len(find_passages("由镇长张三同志任组长。" * 1000)) == 1000


def test_seen_persons_are_looked_for_around_what_was_glimpsed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    marks(monkeypatch, [], lambda text: [float(c == "张") for c in text])
    before, behind = "何" * 200, "清" * 190
    (passage,) = find_passages(f"会后。{before}张三，张{behind}。")
    assert (passage.start, passage.length) == (3 + 200 - 60, 60 + 3 + 60)
    assert find_passages("会后。由张三审稿。") == (Span(3, 9),)


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
    assert bool(find_passages(text)) == worth_reading


def test_seen_persons_sentences_end_with_their_mark() -> None:
    assert SENTENCE.findall("甲。乙！\n丙") == ["甲。", "乙！", "丙"]
    assert [len(piece) for piece in SENTENCE.findall("甲" * 900)] == [400, 400, 100]
