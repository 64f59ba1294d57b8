"""doccano's files as a person there leaves them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from documents.places import Span
from tests.training.annotations.samples import make_row
from training.annotations.annotation import Annotation, Review
from training.annotations.doccano import decode_doccano, encode_doccano
from training.annotations.faults import Parsed

ASTRAL = "🀄全年公开信息12条，由镇长何源任组长。"


def suggest(**changes: Any) -> Annotation:
    values: dict[str, Any] = {
        "text": ASTRAL,
        "tags": ("引言",),
        "officials": (),
        "counts": (),
        "placeholders": (),
        "review": Review("suggested", model="tags-1"),
    }
    return make_row(**{**values, **changes})


def edit(row: Annotation, **changes: Any) -> Parsed:
    values = json.loads(encode_doccano([row]))
    values |= changes
    values = {key: value for key, value in values.items() if value is not ...}
    return decode_doccano(json.dumps(values).encode(), "x.jsonl")


def test_doccano_counts_as_javascript_does() -> None:
    (row,) = edit(suggest(), entities=[[8, 11, "数量"], [13, 17, "人员"]]).require()
    assert [mention.span.cut(ASTRAL) for mention in row.mentions] == ["12条", "镇长何源"]
    assert json.loads(encode_doccano([row]))["entities"] == [[8, 11, "数量"], [13, 17, "人员"]]


def test_doccano_new_marks_get_details_from_our_reading() -> None:
    (row,) = edit(suggest(), entities=[[8, 11, "数量"], [13, 17, "人员"]]).require()
    assert row.officials is not None
    assert row.counts is not None
    (official,), (count,) = row.officials, row.counts
    assert (official.name, official.post, official.role) == ("何源", "镇长", "组长")
    assert (count.value, count.unit, count.text) == (12, "条", "🀄全年公开信息12条")


def test_doccano_changed_labels_are_a_persons() -> None:
    (row,) = edit(suggest(), cats=["主动公开"]).require()
    assert row.tags == ("主动公开",)
    assert row.review == Review("reviewed", model="tags-1")


def test_doccano_unlabelled_and_empty_is_unlabelled() -> None:
    (row,) = edit(suggest(tags=None, counts=None)).require()
    assert (row.tags, row.counts, row.officials) == (None, None, ())


@pytest.mark.parametrize(
    ("changes", "tags", "spans"),
    [
        ({"label": ["主动公开"], "cats": ...}, ("主动公开",), []),
        ({"label": [], "cats": ...}, (), []),
        ({"label": [[8, 11, "数量"]], "entities": ...}, ("引言",), [Span(7, 10)]),
        ({"label": [], "entities": ...}, ("引言",), []),
        (
            {"entities": [{"id": 3, "label": "数量", "start_offset": 8, "end_offset": 11}]},
            ("引言",),
            [Span(7, 10)],
        ),
    ],
    ids=["classified", "classified none", "marked", "marked none", "with relations"],
)
def test_doccano_projects_of_other_types_come_back_too(
    changes: dict[str, Any], tags: tuple[str, ...], spans: list[Span]
) -> None:
    (row,) = edit(suggest(), **changes).require()
    assert row.tags == tags
    assert [mention.span for mention in row.mentions] == spans


def test_doccano_rows_of_other_origin_are_taken_with_what_they_label() -> None:
    data = json.dumps({"id": 7, "text": ASTRAL, "label": [[8, 11, "数量"]], "Comments": ["?"]})
    parsed = decode_doccano(data.encode(), "x")
    (row,) = parsed.require()
    assert row.id.startswith("text-")
    assert (row.tags, row.officials, len(row.counts or ())) == (None, None, 1)
    assert parsed.notes == ("1 行带有批注（Comments），批注没有导入。",)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"text": "另一段文字"}, "文字改动过"),
        ({"gongkai": "{"}, "gongkai 一栏已损坏"),
        ({"gongkai": "{}"}, "gongkai 一栏已损坏"),
        ({"cats": ["公开"]}, "没有“公开”这个主题"),
        ({"cats": [["主动公开"]]}, "cats 应为"),
        ({"cats": "主动公开"}, "应为列表"),
        ({"entities": [[8, 11, "金额"]]}, "没有“金额”这种标注；可用的是：人员、数量"),
        ({"entities": [[8, 99, "数量"]]}, "不在文字之内"),
        ({"entities": [[1, 3, "人员"]]}, "落在一个字的中间"),
        ({"entities": [[8, 8, "数量"]]}, "不在文字之内"),
        ({"entities": [[4, 8, "数量"]]}, "应有一个读得出的数字，读到 0 个"),
        ({"entities": [[2, 12, "人员"]]}, "不像姓名"),
        ({"entities": [8, 11]}, "应为 .起, 止, 标注."),
    ],
)
def test_doccano_says_what_is_wrong(changes: dict[str, Any], message: str) -> None:
    (fault,) = edit(suggest(), **changes).faults
    assert message.replace(".", "") in fault.message.replace("[", "").replace("]", "")
    assert fault.number == 1
