from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.training.annotations.samples import draw_rows, make_row
from training.annotations.annotation import Annotation
from training.annotations.faults import LabelsInvalid
from training.annotations.rows import (
    decode_rows,
    encode_row,
    encode_rows,
    read_annotations,
    write_annotations,
)

OFFICIAL = {"name": "何源", "post": None, "role": None, "group": None, "span": [0, 4]}


@given(st.lists(draw_rows(), max_size=3, unique_by=lambda row: row.id))
def test_rows_come_back_as_they_went(rows: list[Annotation]) -> None:
    assert decode_rows(encode_rows(rows), "x.jsonl").require() == tuple(rows)


def test_rows_written_are_read(tmp_path: Path) -> None:
    rows = (make_row(), make_row(id="a-2", tags=None, officials=()))
    write_annotations(rows, tmp_path / "x.jsonl")
    assert read_annotations(tmp_path / "x.jsonl") == rows
    assert (rows[1].tags, rows[1].officials) == (None, ())


def test_rows_are_read_with_a_mark_of_utf8_blank_lines_and_windows_line_ends() -> None:
    line = encode_rows([make_row()]).strip()
    assert decode_rows(b"\xef\xbb\xbf" + line + b"\r\n\r\n", "x").require() == (make_row(),)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"text": None}, "缺少 text"),
        ({"text": "  "}, "为空"),
        ({"text": "\ud800"}, "残缺的字符"),
        ({"tags": ["公开"]}, "tags.0 的值“公开”不对，可以是 '组织领导'"),
        ({"tags": ["引言", "引言"]}, "同一主题"),
        ({"section": 9}, "没有第 9 部分"),
        ({"id": "a 1"}, "编号"),
        ({"year": "二〇二〇"}, "year 的值"),
        ({"review": {"state": "done"}}, "review.state 的值“done”不对"),
        ({"review": {"state": "reviewed", "at": "2026-01-16T08:00:00"}}, "没有时区"),
        ({"schema": "labels/2"}, "schema 应为 labels/1"),
        ({"offcials": []}, "没有 offcials 这个字段"),
        ({"officials": [{**OFFICIAL, "rol": "组长"}]}, "没有 officials.rol 这个字段"),
        ({"officials": [{**OFFICIAL, "name": "何原"}]}, "姓名“何原”与所标文字“镇长何源”不符"),
        ({"officials": [OFFICIAL, OFFICIAL]}, "两次"),
        ({"officials": [{**OFFICIAL, "span": [0, 40]}]}, r"\[0, 40\) 不在文字之内（共 26 字）"),
        ({"officials": [{**OFFICIAL, "span": [4, 4]}]}, r"\[4, 4\) 不在文字之内"),
        ({"officials": [{**OFFICIAL, "span": [4, 0]}]}, r"officials.0.span 的值 \[4, 0\] 不对"),
        ({"placeholders": [{"kind": "mask", "text": "XX", "span": [0, 2]}]}, "空缺“XX”"),
    ],
)
def test_rows_say_what_is_wrong_in_which_line(change: dict[str, Any], message: str) -> None:
    values = {**encode_row(make_row()), **change}
    bad = json.dumps({key: value for key, value in values.items() if value is not None})
    data = encode_rows([make_row(id="a-0")]) + bad.encode()
    with pytest.raises(LabelsInvalid, match=f"x.jsonl 第 2 行：.*{message}"):
        decode_rows(data, "x.jsonl").require()


@pytest.mark.parametrize("value", ["NaN", "Infinity"])
def test_rows_refuse_a_count_without_a_value(value: str) -> None:
    data = encode_rows([make_row()]).replace(b'"value": 12', f'"value": {value}'.encode())
    assert "不是数" in str(decode_rows(data, "x").faults[0])


def test_rows_refuse_a_count_outside_its_words() -> None:
    data = encode_rows([make_row()]).replace('全年公开信息12条"'.encode(), '全年公开信息"'.encode())
    assert "数量“12条”不在其语句“全年公开信息”之内" in str(decode_rows(data, "x").faults[0])


def test_rows_refuse_an_id_twice_but_in_the_store() -> None:
    data = encode_rows([make_row(), make_row(tags=())])
    assert "编号 a-1 与第 1 行重复" in str(decode_rows(data, "x").faults[0])
    assert len(decode_rows(data, "x", repeats=True).require()) == 2


def test_rows_name_lines_that_are_no_json() -> None:
    parsed = decode_rows(b'{"id": 1\n[]\n' + "公".encode("gb18030") + b"\n", "x")
    assert [(f.number, f.message) for f in parsed.faults] == [
        (1, "不是完整的 JSON"),
        (2, "应为一个 JSON 对象"),
        (3, "不是 UTF-8 编码"),
    ]


def test_rows_show_ten_faults_and_count_the_rest() -> None:
    with pytest.raises(LabelsInvalid) as caught:
        decode_rows(b"{}\n" * 13, "x").require()
    lines = str(caught.value).split("\n")
    assert len(lines) == 12
    assert lines[-1].strip() == "另有 3 处错误没有列出。"
    assert len(caught.value.faults) == 13


def test_rows_name_with_blanks_and_pinyin_is_the_name() -> None:
    text = "局長(zhǎng)李 明同志任組長"
    official = {**OFFICIAL, "name": "李明", "post": "局長", "span": [0, 12]}
    values = {**encode_row(make_row(counts=None, placeholders=None, officials=None)), "text": text}
    data = json.dumps({**values, "officials": [official]}).encode()
    (row,) = decode_rows(data, "x").require()
    assert [mention.span.cut(row.text) for mention in row.mentions] == ["局長(zhǎng)李 明"]
