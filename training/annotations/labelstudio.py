"""Rows as tasks of Label Studio and back, and the interface that shows them.

What a person has reviewed goes out as an annotation, what a model suggests as a prediction; only
annotations come back as reviewed. Label Studio counts code points today and counted UTF-16 units
once: the words that come with a region tell which.

Source: labelstud.io/guide/task_format; web/libs/editor/tests/integration/e2e of Label Studio.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import Any, Final
from xml.etree import ElementTree as ET

from documents.narrative import TAGS, Official
from documents.places import Span
from training.annotations.annotation import Annotation, Review, ReviewState
from training.annotations.checks import Mention
from training.annotations.faults import Parsed, Parsing
from training.annotations.marks import (
    PACKED,
    SHOWN,
    Mark,
    name_label,
    pack_row,
    put_labels,
    read_label,
    restore_mentions,
    unpack_row,
)
from training.annotations.offsets import from_utf16

_DETAILS: Final = {"post": "职务", "role": "角色（组长、成员……）", "group": "小组名称"}
_COLOURS: Final = ("#d33", "#26c", "#b80", "#083", "#808", "#666", "#999")


def encode_tasks(annotations: Iterable[Annotation]) -> bytes:
    tasks = [_encode(row) for row in annotations]
    return json.dumps(tasks, ensure_ascii=False, indent=1).encode() + b"\n"


def decode_tasks(data: bytes, file: str) -> Parsed:
    """The rows of an export in the format JSON, not JSON_MIN. Where a task has several annotations
    the latest counts; the notes say how often."""
    parsing = Parsing(file, "个任务")
    try:
        tasks = json.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError):
        tasks = None
    if not isinstance(tasks, list):
        parsing.refuse(1, "应为 Label Studio 的 JSON 导出：一个任务的列表")
        return parsing.finish()
    several = 0
    for number, task in enumerate(tasks, start=1):
        parsing.take(number, partial(_decode, task))
        several += len(_list_annotations(task)) > 1
    return parsing.finish(
        f"{several} 个任务有不止一份标注，以最后修改的一份为准。" if several else ""
    )


def encode_interface() -> bytes:
    """The labelling interface (XML) that fits the tasks."""
    view = ET.Element("View")
    ET.SubElement(view, "Style").text = ".htx-text{white-space:pre-wrap}"
    ET.SubElement(view, "Header", value="$context", size="4")
    labels = ET.SubElement(view, "Labels", name="mentions", toName="text")
    for name, colour in zip(SHOWN.values(), _COLOURS, strict=True):
        ET.SubElement(labels, "Label", value=name, background=colour)
    ET.SubElement(
        view, "Text", name="text", value="$text", granularity="symbol", saveTextResult="yes"
    )
    for name, title in _DETAILS.items():
        ET.SubElement(
            view,
            "TextArea",
            name=name,
            toName="text",
            perRegion="true",
            whenTagName="mentions",
            whenLabelValue=SHOWN["official"],
            placeholder=title,
            maxSubmissions="1",
            editable="true",
        )
    choices = ET.SubElement(view, "Choices", name="tags", toName="text", choice="multiple")
    for tag in TAGS:
        ET.SubElement(choices, "Choice", value=tag)
    ET.indent(view)
    return ET.tostring(view, encoding="unicode").encode() + b"\n"


def _encode(row: Annotation) -> dict[str, Any]:
    context = " · ".join(filter(None, (row.organisation, row.heading))) or "（无标题）"
    task: dict[str, Any] = {"data": {"text": row.text, "context": context, PACKED: pack_row(row)}}
    result = [*_encode_tags(row), *_encode_mentions(row)]
    if row.review.state == "suggested":
        task["predictions"] = [{"model_version": row.review.model or "", "result": result}]
    else:
        cancelled = row.review.state == "skipped"
        task["annotations"] = [{"result": result, "was_cancelled": cancelled}]
    return task


def _encode_tags(row: Annotation) -> Iterable[dict[str, Any]]:
    if row.tags:
        value = {"choices": list(row.tags)}
        yield {
            "id": "tags",
            "from_name": "tags",
            "to_name": "text",
            "type": "choices",
            "value": value,
        }


def _encode_mentions(row: Annotation) -> Iterable[dict[str, Any]]:
    for number, mention in enumerate(row.mentions):
        place = {"start": mention.span.start, "end": mention.span.end}
        words = {"text": mention.span.cut(row.text), "labels": [SHOWN[name_label(mention)]]}
        part = {"id": f"m{number}", "to_name": "text"}
        yield {**part, "from_name": "mentions", "type": "labels", "value": {**place, **words}}
        if isinstance(mention, Official):
            for name in _DETAILS:
                if detail := getattr(mention, name):
                    value = {**place, "text": [detail]}
                    yield {**part, "from_name": name, "type": "textarea", "value": value}


def _decode(task: Any) -> Annotation:
    data = task.get("data") if isinstance(task, dict) else None
    if not isinstance(data, dict) or not isinstance(data.get("text"), str):
        raise ValueError("任务里没有 data.text")
    went = unpack_row(data.get(PACKED), data["text"])
    annotations = _list_annotations(task)
    if not annotations:
        return _rebuild(went, _list_dicts(task.get("predictions"))[-1:])
    finished = [a for a in annotations if not a.get("was_cancelled")]
    latest = (finished or annotations)[-1:]
    row = _rebuild(went, latest)
    state: ReviewState = "reviewed" if finished else "skipped"
    if row == went and state == went.review.state:
        return went
    by = _read_person(latest[0].get("completed_by"))
    at = _read_time(latest[0].get("updated_at"))
    return replace(row, review=Review(state, by, at, went.review.model))


def _list_annotations(task: Any) -> list[dict[str, Any]]:
    """The annotations of a task, the latest last."""
    found = _list_dicts(task.get("annotations") if isinstance(task, dict) else None)
    return sorted(found, key=lambda a: str(a.get("updated_at") or ""))


def _list_dicts(values: Any) -> list[dict[str, Any]]:
    return [v for v in values if isinstance(v, dict)] if isinstance(values, list) else []


def _list_words(values: Any) -> list[str]:
    values = values if isinstance(values, list) else [values]
    return [value for value in values if isinstance(value, str)]


def _rebuild(went: Annotation, annotations: list[dict[str, Any]]) -> Annotation:
    """The row that went out, with what the annotation (none, or one) says of it."""
    if not annotations:
        return went
    tags: list[str] = []
    regions: dict[str, Mark] = {}
    details: dict[str, dict[str, str]] = {}
    for number, item in enumerate(_list_dicts(annotations[0].get("result"))):
        value, name = item.get("value"), item.get("from_name")
        region = str(item.get("id") or f"#{number}")
        if not isinstance(value, dict):
            continue
        if name == "tags":
            tags += _list_words(value.get("choices"))
        elif name == "mentions":
            label = "、".join(_list_words(value.get("labels")))
            regions[region] = Mark(_find_place(value, went.text), read_label(label))
        elif name in _DETAILS:
            words = "".join(_list_words(value.get("text")))
            details.setdefault(region, {})[name] = words
    mentions = [
        mention
        for region, mark in regions.items()
        for mention in _restore(went, mark, details.get(region, {}))
    ]
    return put_labels(went, tags, dict.fromkeys(mentions))


def _restore(went: Annotation, mark: Mark, details: Mapping[str, str]) -> list[Mention]:
    """What a region is: as it went out where nothing about it changed, else with the details as
    they came. A person who is new has those that our own reading finds, where none were given."""
    known = restore_mentions(went, [mark])
    persons = [mention for mention in known if isinstance(mention, Official)]
    if not persons:
        return known
    same = [p for p in persons if _list_details(p) == [details.get(name, "") for name in _DETAILS]]
    if same:
        return [*same]
    given = {name: words.strip() or None for name, words in details.items()}
    person = persons[0]
    if person in went.mentions:
        person = replace(person, post=None, role=None, group=None)
    return [
        replace(
            person,
            post=given.get("post", person.post),
            role=given.get("role", person.role),
            group=given.get("group", person.group),
        )
    ]


def _list_details(person: Official) -> list[str]:
    return [getattr(person, name) or "" for name in _DETAILS]


def _find_place(value: Mapping[str, Any], text: str) -> Span:
    """The place of a region: in code points, or in UTF-16 units where only so its words fit."""
    match value:
        case {"start": int(start), "end": int(end)} if 0 <= start < end:
            words = value.get("text")
            for span in _guess_places(text, start, end):
                if not isinstance(words, str) or _squeeze(span.cut(text)) == _squeeze(words):
                    return span
            raise ValueError(f"标注的位置 [{start}, {end}) 与它的文字“{words}”不符")
    raise ValueError("标注没有起止位置（start、end）")


def _guess_places(text: str, start: int, end: int) -> Iterable[Span]:
    if end <= len(text):
        yield Span(start, end)
    with suppress(ValueError):
        yield from_utf16(text, start, end)


def _squeeze(words: str) -> str:
    return "".join(words.replace("\\n", "").split())


def _read_person(by: Any) -> str | None:
    """A name; Label Studio's own export has but a number, which is nobody's name."""
    email = by.get("email") if isinstance(by, dict) else None
    return email if isinstance(email, str) else None


def _read_time(at: Any) -> datetime | None:
    try:
        return datetime.fromisoformat(at).astimezone(UTC) if isinstance(at, str) else None
    except ValueError:
        return None
