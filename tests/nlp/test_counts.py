from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.counts import find_counts


@pytest.mark.parametrize(
    ("text", "measure", "scope", "words"),
    [
        (
            "云溪乡政府网站累计公开信息144条，",
            "公开信息",
            "云溪乡政府网站",
            "云溪乡政府网站累计公开信息144条",
        ),
        ("2020年，我镇对外公开政府信息23条。", "公开政府信息", "我镇", "我镇对外公开政府信息23条"),
        ("全市共受理申请 19 件。", "受理申请", "全市", "全市共受理申请 19 件"),
        ("办结率达 100%。", "办结率", None, "办结率达 100%"),
        ("公布1条权责清单。", "公布权责清单", None, "公布1条权责清单"),
        ("设立公开专区（2处）。", "设立公开专区", None, "设立公开专区（2处"),
        ("政府信息公开情况:40条。", "政府信息公开情况", None, "政府信息公开情况:40条"),
        ("另有 3 件顺延到下年度答复。", "顺延到下年度答复", None, "另有 3 件顺延到下年度答复"),
        ("本机关收到申请5件，", "收到申请", "本机关", "本机关收到申请5件"),
        (
            "公开信息数（不同渠道公开相同信息计1条）8条",
            "公开信息数",
            None,
            "公开信息数（不同渠道公开相同信息计1条）8条",
        ),
        ("2.规范性文件数3件，", "规范性文件数", None, "2.规范性文件数3件"),
        ("申请、答复分别为5件。", None, None, "申请、答复分别为5件"),
        ("“双随机、一公开”计划1份。", "“双随机、一公开”计划", None, "“双随机、一公开”计划1份"),
    ],
)
def test_counts_tells_what_and_whose(
    text: str, measure: str | None, scope: str | None, words: str
) -> None:
    (count,) = find_counts(text)
    assert (count.measure, count.scope, count.words) == (measure, scope, words)


def test_counts_carries_scope_and_measure_through_a_sentence() -> None:
    counts = find_counts("全县受理申请5件，答复4件。推送消息3期、8篇。")
    assert [count.scope for count in counts] == ["全县", "全县", None, None]
    assert [count.measure for count in counts] == ["受理申请", "答复", "推送消息", "推送消息"]


@settings(max_examples=100)
@given(
    st.integers(1, 9_999_999),
    st.sampled_from(["条", "件", "次", "个", "期", "篇", "人次", "万元", "%"]),
    st.sampled_from(["公开信息{}", "公开信息 {} ，", "受理{}，", "情况:{}。", "（{}）"]),
)
def test_counts_finds_what_was_written(value: int, unit: str, frame: str) -> None:
    text = frame.format(f"{value}{unit}")
    (count,) = find_counts(text)
    assert count.value == (value * 10_000 if unit == "万元" else value)
    assert count.unit == unit.removeprefix("万")
    assert text[count.start : count.end] == f"{value}{unit}"


@settings(max_examples=200)
@given(
    st.text(
        alphabet="公开信息申请第前年月日条件个万余多%一二百十0123456789，。、（）:-. “”《》",
        max_size=80,
    )
)
def test_counts_stand_in_order_and_apart(text: str) -> None:
    counts = find_counts(text)
    assert all(a.end <= b.start for a, b in pairwise(counts))
    assert all(0 <= count.start < count.end <= len(text) for count in counts)


def test_counts_reads_long_hostile_text_to_its_end() -> None:
    # Exponential reading of any of these would not end.
    for piece in (
        "1",
        "1,",
        "第1、",
        "达到",
        "公开信息12条",
        "“",
        "《",
        "（",
        "截至",
        "一",
        "近百",
    ):
        find_counts(piece * (40_000 // len(piece)))
