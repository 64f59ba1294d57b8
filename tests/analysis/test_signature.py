from __future__ import annotations

import pytest

from analysis.lines import read_lines
from analysis.outline import read_outline
from analysis.signature import find_signature, read_date
from tests.analysis.samples import list_lines


@pytest.mark.parametrize(
    ("said", "date"),
    [
        ("2023年1月16日", "2023-01-16"),
        ("2023 年 1 月 16 日", "2023-01-16"),
        ("（2023-01-16）", "2023-01-16"),
        ("二〇二三年一月十六日", "2023-01-16"),
        ("二○二三年十二月三十一日", "2023-12-31"),
        ("二〇二四年元月二十日", "2024-01-20"),
        ("2023年2月30日", None),
        ("2023年1月", None),
        ("2023年1月16日召开会议", None),
    ],
)
def test_signature_date_is_iso(said: str, date: str | None) -> None:
    assert read_date(said) == date


@pytest.mark.parametrize(
    ("tail", "by", "date"),
    [
        ("红石乡人民政府\n2023年1月16日", "红石乡人民政府", "2023-01-16"),
        ("\u3000\u3000\u3000红石乡人民政府  \n   2023年1月16日", "红石乡人民政府", "2023-01-16"),
        ("2023年1月16日\n红石乡人民政府", "红石乡人民政府", "2023-01-16"),
        ("红石乡人民政府      2023年1月16日", "红石乡人民政府", "2023-01-16"),
        ("没有其他事项。 红石乡人民政府 2023年1月16日", "红石乡人民政府", "2023-01-16"),
        ("2023年1月16日", None, "2023-01-16"),
        ("红石乡人民政府", "红石乡人民政府", None),
        ("自2022年1月1日起至2022年12月31日", None, None),
        ("全年公开信息36条。", None, None),
    ],
)
def test_signature_is_found_at_the_end(tail: str, by: str | None, date: str | None) -> None:
    text = "六、其他需要报告的事项\n本年度我乡没有其他需要报告的事项。\n" + tail
    signature = find_signature(read_lines(text))
    assert (signature.by, signature.date) == (by, date)
    if by or date:
        assert signature.span is not None
        cut = "".join(signature.span.cut(text).split())
        assert by is None or by in cut
        assert "其他" not in cut
    else:
        assert signature.span is None


@pytest.mark.parametrize(
    "rest",
    ["三、依申请公开政府", "（三）政府", "按照政务和大数据局", "县政府办公室", "2022年，县财政局"],
)
def test_signature_is_no_cut_off_line(rest: str) -> None:
    text = "六、其他需要报告的事项\n本年度我乡没有其他需要报告的事项。\n" + rest
    assert find_signature(read_lines(text)).span is None


def test_signature_without_a_date_stands_under_a_finished_sentence() -> None:
    assert find_signature(read_lines("全年公开信息36条，其中\n红石乡人民政府")).span is None


def test_signature_of_nothing_is_empty() -> None:
    assert find_signature(()).span is None


def test_signature_may_be_a_year_alone() -> None:
    text = "公开信息3条。\n红石乡人民政府\n二0一七年"
    signature = find_signature(read_lines(text))
    assert (signature.by, signature.date) == ("红石乡人民政府", None)
    assert signature.span is not None
    assert signature.span.cut(text) == "红石乡人民政府\n二0一七年"
    assert find_signature(read_lines("公开信息3条。\n2017年")).span is None


TEXT = "\n".join(list_lines())
ATTACHED = "附件：政府信息公开情况统计表"


def sign(tail: str) -> tuple[str | None, str | None]:
    signed = read_outline(TEXT, ()).signature.span
    assert signed
    signature = read_outline(TEXT[: signed.start].rstrip() + tail, ()).signature
    return signature.by, signature.date


def test_signature_stands_before_those_who_are_told() -> None:
    told = "抄送：县委办，县人大办，县政协办。\n红石乡人民政府办公室      2023年1月20日印发\n"
    for gap in ("", "  ", "\n"):
        tail = f"\n红石乡人民政府\n2023年1月16日{gap}{told}"
        assert sign(tail) == ("红石乡人民政府", "2023-01-16")


def test_signature_stands_below_the_name_of_an_attached_table() -> None:
    signed = read_outline(TEXT, ()).signature.span
    assert signed
    later = read_outline(f"{TEXT[: signed.start]}{ATTACHED}\n2023年3月20日\n", ())
    assert later.signature.date == "2023-03-20"
    assert not any("3月20日" in view.text for _, view in later.paragraphs)
