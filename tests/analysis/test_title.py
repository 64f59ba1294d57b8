from __future__ import annotations

import pytest

from analysis.lines import read_lines
from analysis.title import Title, find_title, is_title_like, measure_repeat


def read(text: str) -> Title | None:
    return find_title(read_lines(text), text)


@pytest.mark.parametrize(
    ("text", "title", "unit"),
    [
        (
            "白石县红石乡人民政府信息公开工作2021年年度报告",
            "白石县红石乡人民政府信息公开工作2021年年度报告",
            "白石县红石乡人民政府",
        ),
        (
            "石桥市白石县2021年政府信息公开工作年度报告",
            "石桥市白石县2021年政府信息公开工作年度报告",
            "石桥市白石县",
        ),
        (
            "白石县财政局 2019 年度政府信息公开工作年度报告",
            "白石县财政局2019年度政府信息公开工作年度报告",
            "白石县财政局",
        ),
        (
            "2022年白石县红石乡政府信息公开年度报告",
            "2022年白石县红石乡政府信息公开年度报告",
            "白石县红石乡",
        ),
        (
            "白石县统计局2023年信息公开工作总结",
            "白石县统计局2023年信息公开工作总结",
            "白石县统计局",
        ),
        ("白石县教育局2020年信息公开年报", "白石县教育局2020年信息公开年报", "白石县教育局"),
        (
            "白石县人民政府办公室关于2022年政府信息公开工作情况的报告",
            "白石县人民政府办公室关于2022年政府信息公开工作情况的报告",
            "白石县人民政府办公室",
        ),
        ("红石乡二〇二〇年政府信息公开年度报告", "红石乡二〇二〇年政府信息公开年度报告", "红石乡"),
        (
            "红石乡政府信息公开工作年度报告（2020年）",
            "红石乡政府信息公开工作年度报告（2020年）",
            "红石乡",
        ),
        ("2020年政府信息公开工作年度报告", "2020年政府信息公开工作年度报告", None),
        (
            "红石乡2020年政府信息\n\n公开工作年度报告",
            "红石乡2020年政府信息公开工作年度报告",
            "红石乡",
        ),
        (
            "红石乡人民政府\n2020年\n政府信息公开工作年度报告",
            "红石乡人民政府2020年政府信息公开工作年度报告",
            "红石乡人民政府",
        ),
        (
            "红石大学2021-2022学年信息公开年度报告",
            "红石大学2021-2022学年信息公开年度报告",
            "红石大学",
        ),
        (
            "雲嶺縣水務局2022年政府信息公開工作年度報告",
            "雲嶺縣水務局2022年政府信息公開工作年度報告",
            "雲嶺縣水務局",
        ),
        (
            "白石县教育局信息公开2012年度工作报告",
            "白石县教育局信息公开2012年度工作报告",
            "白石县教育局",
        ),
        (
            "红石海关2015年海关政府信息公开年度报告",
            "红石海关2015年海关政府信息公开年度报告",
            "红石海关",
        ),
        (
            "云岭市税务局2019年税务政府信息公开工作年度报告",
            "云岭市税务局2019年税务政府信息公开工作年度报告",
            "云岭市税务局",
        ),
    ],
)
def test_title_is_read_with_its_unit(text: str, title: str, unit: str | None) -> None:
    found = read(f"{text}\n\n正文从这里开始，说的是一年的工作。")
    assert found is not None
    assert (found.text, found.unit) == (title, unit)
    assert "".join(found.span.cut(text).split()) == title


@pytest.mark.parametrize(
    "said", ["红石乡政务信息公开年终报告", "红石乡2018年度政府信息公开工作进展情况报告"]
)
def test_title_may_call_the_report_otherwise(said: str) -> None:
    found = read(f"{said}\n\n正文从这里开始，说的是一年的工作。")
    assert found is not None
    assert (found.text, found.unit) == (said, "红石乡")


@pytest.mark.parametrize(
    "above",
    [
        "政府信息公开",
        "文件类信息公开",
        "返回顶部",
        "首页 > 政务公开 > 政府部门信息公开年度报告",
        "云岭市人民政府\n政府信息公开年报",
        "无障碍 简体 | 繁体 长者模式",
        "二〇二三年一月十九日",
        "白石县人民政府\n白石县红石乡",
        "白石縣人民政府",
        "第一篇：",
    ],
)
def test_title_begins_below_what_the_page_prints_above_it(above: str) -> None:
    text = f"{above}\n白石县红石乡2022年政府信息公开工作年度报告\n\n正文说的是一年的工作。"
    found = read(text)
    assert found is not None
    assert (found.text, found.unit) == (
        "白石县红石乡2022年政府信息公开工作年度报告",
        "白石县红石乡",
    )


@pytest.mark.parametrize(
    "label", ["标    题 ", "1、", "第三篇：", "篇一：", "- 中文名：", "政府信息公开 "]
)
def test_title_begins_behind_a_label(label: str) -> None:
    found = read(f"{label}白石县审计厅2025年政务信息公开工作开展年度报告\n\n正文说的是一年的工作。")
    assert found is not None
    assert found.unit == "白石县审计厅"


def test_title_is_located_through_what_a_mirror_left_in_it() -> None:
    text = "雲嶺縣應(yīng)急管理局2022年政府信息公開(kāi)工作年度報(bào)告\n\n正文說的是一年。"
    found = read(text)
    assert found is not None
    assert found.text == "雲嶺縣應急管理局2022年政府信息公開工作年度報告"
    assert found.span.cut(text).endswith("報(bào)告")


@pytest.mark.parametrize(
    "text",
    [
        "按照县政府办公室《关于做好2022年政府信息公开工作年度报告编发工作的通知》要求，我镇编写。",
        "根據《關于做好2022年政府信息公開工作年度報告編制和發布工作的通知》，編制本報告。",
        "根据《政府信息公开工作年度报告格式》要求编制。",
        "关于报送2022年政府信息公开工作年度报告的通知",
        "《红石乡2022年政府信息公开工作年度报告》解读",
        "政府信息公开工作年度报告制度",
        "现将2022年政府信息公开工作情况报告如下：",
        "现将白石县人民政府办公室2022年政府信息公开工作年度报告公布如下。",
        "特將白石縣水務局2022年政府信息公開工作年度報告公開如下：",
        "县政府网站开设了“2016年白石县政府信息公开工作年度报告汇总”专栏",
        "我局编制了2022年政府信息公开工作年度报告。",
        "电子版可在白石县人民政府(http://www.example.gov.cn)政府信息公开年度报告专栏获取。",
        "年报发布在白石县政府信息公开年度报告栏目。",
        "白石县2010年政府信息公开工作年度报告（以下简称年报）依照有关规定编制。"
        + "我县公开。" * 50,
        "白石縣2010年政府信息公開年度報告(下稱報告)由縣政府辦公室編制。",
        "",
    ],
)
def test_title_is_not_found_in_a_sentence_or_another_title(text: str) -> None:
    assert read(text) is None


def test_title_ends_where_the_preamble_begins_on_one_line() -> None:
    text = "首页 > 年报 红石乡2020年政府信息公开工作年度报告 根据条例编制。" + "全年公开信息。" * 40
    found = read(text)
    assert found is not None
    assert found.span.cut(text) == "红石乡2020年政府信息公开工作年度报告"


@pytest.mark.parametrize(
    ("said", "like"),
    [
        ("红石乡2020年政府信息公开工作年度报告", True),
        ("· 红石乡2020年政府信息公开工作年度报告 2021-01-20", True),
        ("我乡编制了2020年政府信息公开工作年度报告。", False),
        ("红石乡2020年财政预算", False),
    ],
)
def test_title_like_lines_are_told(said: str, like: bool) -> None:
    assert is_title_like(said) is like


@pytest.mark.parametrize(
    ("behind", "again"),
    [
        ("2020年，我乡加强领导。", True),
        (" 本年报根据条例编制。", True),
        ("（以下简称年报）是根据", False),
    ],
)
def test_title_again_before_the_preamble_is_measured(behind: str, again: bool) -> None:
    title = read("红石乡2020年政府信息公开工作年度报告\n\n正文说的是一年的工作。")
    assert title is not None
    assert measure_repeat(title.text + behind, title) == again * len(title.text)
    assert measure_repeat("根据条例编制。", title) == 0


def test_title_like_spares_a_wrapped_citation() -> None:
    assert not is_title_like("第711号）和《中华人民共和国政府信息公开工作年度报告格")
    assert is_title_like("《清溪县水务局2025年政府信息公开工作年度报告》")


def test_title_like_spares_a_preamble_that_announces_the_report() -> None:
    said = "为保障群众获取政府信息,现将我乡2021年政府信息公开情况报告如下:"
    assert not is_title_like(said)
