from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from documents.narrative import TAGS
from nlp.features import TagInput
from tests.training.annotations.samples import make_row
from training.annotations.annotation import Annotation, Review
from training.annotations.sampling import Crowd, choose_least_sure, measure_margins


class Oracle:
    """As sure as the figure in the text says, on 引言."""

    thresholds = np.full(len(TAGS), 0.5, dtype=np.float32)
    floor = 0.0

    def find_probabilities(self, items: Sequence[TagInput]) -> NDArray[np.float32]:
        chances = np.zeros((len(items), len(TAGS)), dtype=np.float32)
        for chance, item in zip(chances, items, strict=True):
            chance[TAGS.index("引言")] = float("0." + "".join(filter(str.isdigit, item.text)))
        return chances


def make(*texts: str) -> list[Annotation]:
    return [
        make_row(
            id=f"a-{number}",
            text=text,
            officials=(),
            counts=(),
            placeholders=(),
            review=Review("suggested"),
        )
        for number, text in enumerate(texts)
    ]


def test_sampling_takes_the_least_sure_first() -> None:
    rows = make("召开会议90场。", "组织培训52期！", "更新公开指南70次。", "解读政策45篇，")
    chosen = choose_least_sure(rows, 3, model=Oracle())
    assert [row.id for row in chosen] == ["a-1", "a-3", "a-2"]


def test_sampling_takes_one_of_many_alike() -> None:
    formula = "本机关全年主动公开政府信息{}条，其中政务动态居多。"
    rows = make(*(formula.format(50 + n) for n in range(9)), "公开专栏改版，新设栏目60个。")
    chosen = choose_least_sure(rows, 5, model=Oracle())
    assert [row.id for row in chosen] == ["a-0", "a-9"]


def test_sampling_asks_nothing_that_is_known() -> None:
    rows = make("本机关全年主动公开政府信息50条。", "公开专栏改版，新设栏目60个。")
    known = make("本机关全年主动公开政府信息800条。")
    assert [row.id for row in choose_least_sure(rows, 5, known, Oracle())] == ["a-1"]


def test_sampling_is_sure_of_what_a_rule_decides() -> None:
    (row,) = make("无。")
    margins = measure_margins([make_row(**{**_fields(row), "section": 6})])
    assert margins == [1.0]


def _fields(row: Annotation) -> dict[str, object]:
    return {name: getattr(row, name) for name in Annotation.__dataclass_fields__}


def test_sampling_margin_is_the_distance_to_the_threshold() -> None:
    margins = measure_margins(make("召开会议90场。", "组织培训52期。"), Oracle())
    np.testing.assert_allclose(margins, [0.4, 0.02], rtol=1e-5)
    assert measure_margins([]) == []


@given(st.lists(st.text("甲乙丙丁 12", max_size=12), min_size=1, max_size=6), st.data())
def test_sampling_crowd_knows_its_own_and_never_passes_one(
    texts: list[str], data: st.DataObject
) -> None:
    crowd = Crowd()
    for text in texts:
        crowd.add(text)
    assert crowd.find_likeness(data.draw(st.sampled_from(texts))) == 1
    assert 0 <= crowd.find_likeness(data.draw(st.text("甲乙丙丁戊", max_size=12))) <= 1
