"""Label Studio's tasks as a person there leaves them."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from documents.narrative import TAGS, Official
from documents.places import Span
from tests.training.annotations.samples import make_row
from training.annotations.annotation import Annotation, Review
from training.annotations.faults import Parsed
from training.annotations.labelstudio import decode_tasks, encode_interface, encode_tasks
from training.annotations.marks import SHOWN

ASTRAL = "🀄由镇长何源任组长，全年公开信息12条。"
SUGGESTED = make_row(
    text=ASTRAL,
    tags=("引言",),
    officials=(Official("何源", "镇长", "组长", None, Span(2, 6)),),
    counts=(),
    placeholders=(),
    review=Review("suggested", model="tags-1"),
)


def region(start: int, end: int, label: str, text: str | None = None) -> dict[str, Any]:
    value = {"start": start, "end": end, "labels": [label], **({"text": text} if text else {})}
    return {
        "id": f"{start}-{end}",
        "from_name": "mentions",
        "to_name": "text",
        "type": "labels",
        "value": value,
    }


def detail(start: int, end: int, name: str, words: str) -> dict[str, Any]:
    value = {"start": start, "end": end, "text": [words]}
    return {"id": f"{start}-{end}", "from_name": name, "type": "textarea", "value": value}


def tag(*tags: str) -> dict[str, Any]:
    return {"id": "t", "from_name": "tags", "type": "choices", "value": {"choices": tags}}


def annotate(row: Annotation, *annotations: dict[str, Any], **changes: Any) -> Parsed:
    (task,) = json.loads(encode_tasks([row]))
    task["annotations"] = annotations
    return decode_tasks(json.dumps([{**task, **changes}]).encode(), "x.json")


def label(*items: dict[str, Any], **fields: Any) -> Annotation:
    return annotate(SUGGESTED, {"result": items, **fields}).require()[0]


def test_labelstudio_prediction_stays_a_suggestion() -> None:
    assert decode_tasks(encode_tasks([SUGGESTED]), "x").require() == (SUGGESTED,)


def test_labelstudio_annotation_is_a_review() -> None:
    by = {"id": 3, "email": "zhang@example.cn"}
    row = label(tag("主动公开"), completed_by=by, updated_at="2026-01-16T16:00:00.5+08:00")
    assert row.tags == ("主动公开",)
    assert row.officials == ()
    at = datetime(2026, 1, 16, 8, 0, 0, 500_000, tzinfo=UTC)
    assert row.review == Review("reviewed", "zhang@example.cn", at, "tags-1")


def test_labelstudio_annotation_that_agrees_is_a_review_too() -> None:
    same = [region(2, 6, "人员", "镇长何源"), detail(2, 6, "post", "镇长")]
    row = label(tag("引言"), *same, detail(2, 6, "role", "组长"), completed_by=1)
    assert (row.tags, row.officials) == (SUGGESTED.tags, SUGGESTED.officials)
    assert row.review == Review("reviewed", None, None, "tags-1")


def test_labelstudio_counts_code_points_and_once_counted_units() -> None:
    for start, end in ((16, 19), (17, 20)):
        row = label(region(start, end, "数量", "12条"))
        assert [count.span for count in row.counts or ()] == [Span(16, 19)]


def test_labelstudio_details_are_as_the_person_left_them() -> None:
    row = label(region(2, 6, "人员", "镇长何源"), detail(2, 6, "group", "领导小组"))
    assert row.officials == (Official("何源", None, None, "领导小组", Span(2, 6)),)


def test_labelstudio_new_person_keeps_what_our_reading_finds() -> None:
    row = label(region(4, 6, "人员", "何源"), detail(4, 6, "role", "副组长"))
    assert row.officials == (Official("何源", "镇长", "副组长", None, Span(4, 6)),)


def test_labelstudio_regions_without_an_id_are_each_their_own() -> None:
    items = [region(2, 6, "人员"), region(16, 19, "数量")]
    row = label(*({key: part for key, part in item.items() if key != "id"} for item in items))
    assert [mention.span for mention in row.mentions] == [Span(2, 6), Span(16, 19)]


def test_labelstudio_cancelled_is_skipped() -> None:
    row = label(tag("引言"), was_cancelled=True)
    assert row.review.state == "skipped"


def test_labelstudio_latest_of_several_counts() -> None:
    parsed = annotate(
        SUGGESTED,
        {"result": [tag("主动公开")], "updated_at": "2026-02-02T00:00:00Z"},
        {"result": [tag("其他")], "updated_at": "2026-01-01T00:00:00Z"},
        {"result": [], "updated_at": "2026-03-03T00:00:00Z", "was_cancelled": True},
    )
    (row,) = parsed.require()
    assert row.tags == ("主动公开",)
    assert "1 个任务有不止一份标注" in parsed.notes[0]


@pytest.mark.parametrize(
    ("items", "message"),
    [
        ([region(2, 6, "人员", "镇长张三")], r"\[2, 6\) 与它的文字“镇长张三”不符"),
        ([region(2, 600, "人员")], r"\[2, 600\) 与它的文字"),
        ([region(2, 6, "头衔")], "没有“头衔”这种标注"),
        ([tag("公开")], "没有“公开”这个主题"),
        ([{"from_name": "mentions", "value": {"labels": ["人员"]}}], "没有起止位置"),
    ],
)
def test_labelstudio_says_what_is_wrong(items: list[dict[str, Any]], message: str) -> None:
    (fault,) = annotate(SUGGESTED, {"result": items}).faults
    assert re.search(message, fault.message)
    assert str(fault).startswith("x.json 第 1 个任务：")


def test_labelstudio_refuses_what_is_no_task() -> None:
    parsed = decode_tasks(b'[1, {"data": {}}]', "x")
    assert [fault.number for fault in parsed.faults] == [1, 2]


def test_labelstudio_interface_has_every_tag_and_label() -> None:
    view = ET.fromstring(encode_interface())
    assert [choice.get("value") for choice in view.iter("Choice")] == list(TAGS)
    assert [one.get("value") for one in view.iter("Label")] == list(SHOWN.values())
    named = {part.get("name") for part in view.iter() if part.get("toName")}
    items = json.loads(encode_tasks([SUGGESTED]))[0]["predictions"][0]["result"]
    assert {item["from_name"] for item in items} <= named
    assert {item["to_name"] for item in items} == {part.get("name") for part in view.iter("Text")}
