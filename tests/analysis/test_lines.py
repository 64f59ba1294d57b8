from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.lines import cut_line, read_lines, view_pieces
from documents.places import Span

TEXTS = st.text(alphabet="公开报告。 \t\n\r\u2028\u3000\u00a0\u200b\f1\U00020000", max_size=60)


def test_lines_end_at_every_kind_of_line_end() -> None:
    text = "一\r\n二\r三\u2028四\f五\v六\n\n七"
    assert [line.text for line in read_lines(text)] == list("一二三四五六七")


def test_lines_are_stripped_and_cleaned() -> None:
    text = "\u3000\u3000[bookmark: _GoBack]公\u200b开\u00a0报告&nbsp;\t\n\u200f \n"
    (line,) = read_lines(text)
    assert line.text == "公开 报告"
    assert line.span.cut(text).startswith("[bookmark")
    assert line.indent == 4


def test_lines_end_at_tables() -> None:
    text = "前面的话 表 格 后面的话\n下一行"
    lines = read_lines(text, [Span(5, 8)])
    assert [(line.text, line.fresh) for line in lines] == [
        ("前面的话", False),
        ("后面的话", True),
        ("下一行", False),
    ]


def test_lines_drop_page_numbers_and_pinyin_inside() -> None:
    (line,) = read_lines("推进鄉(xiāng)鎮 - 3 - 公开（kai）abc(it)")
    assert line.text == "推进鄉鎮  公开（kai）abc(it)"


def test_lines_of_nothing_are_none() -> None:
    assert cut_line("a \u3000\u200b b", 1, 5) is None


def test_lines_width_counts_columns() -> None:
    (line,) = read_lines("公开12")
    assert line.width == 6


@settings(max_examples=100)
@given(TEXTS, st.data())
def test_lines_stay_inside_the_text_and_outside_the_holes(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=4)))
    holes = [Span(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    last = 0
    for line in read_lines(text, holes):
        assert last <= line.span.start < line.span.end <= len(text)
        assert line.text == line.text.strip() != ""
        assert not any(hole.overlaps(line.span) for hole in holes)
        last = line.span.end
    # Nothing visible outside the holes is lost.
    kept = "".join(line.text for line in read_lines(text, holes))
    rest = "".join(c for n, c in enumerate(text) if not any(h.start <= n < h.end for h in holes))
    visible = [c for c in rest if c in "公开报告。1\U00020000"]
    assert [c for c in kept if c in "公开报告。1\U00020000"] == visible


@settings(max_examples=100)
@given(TEXTS)
def test_lines_views_point_home(text: str) -> None:
    view = view_pieces(text, [line.span for line in read_lines(text)])
    for place, character in enumerate(view.text):
        source = text[view.origin(place)]
        assert character == source or (character == " " and source.isspace())


def test_lines_lose_what_a_mirror_makes_of_blanks() -> None:
    said = [line.text for line in read_lines("? ??主要通過網站公開。\n?。ㄒ唬┲鲃庸_?/p>")]
    assert said == ["主要通過網站公開。", "?。ㄒ唬┲鲃庸_"]


@pytest.mark.parametrize(
    ("said", "text", "listed"),
    [
        ("- 总体情况", "总体情况", True),
        ("  • 依申請公開", "依申請公開", True),
        ("## 一、总体情况", "一、总体情况", True),
        ("**一、总体情况**", "一、总体情况", False),
        ("**一、总体情况** 说明", "**一、总体情况** 说明", False),
        ("—12月31日止", "—12月31日止", False),
        ("- 12月31日止", "- 12月31日止", False),
        ("●公开信息3条", "公开信息3条", True),
        ("★一、总体情况", "一、总体情况", True),
        ("【总体情况】", "总体情况", False),
        ("○二三年", "○二三年", False),
        ("■■■", "■■■", False),
    ],
)
def test_lines_leave_a_bullet_out(said: str, text: str, listed: bool) -> None:
    line = read_lines(said)[0]
    assert (line.text, line.listed, line.span.cut(said)) == (text, listed, text)
