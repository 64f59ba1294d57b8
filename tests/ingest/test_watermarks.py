from math import cos, radians, sin

import pytest

from ingest.watermarks import part_watermarks

Char = dict[str, object]


def make_char(text: str, left: float, top: float, size: float = 10.0, angle: float = 0.0) -> Char:
    turned = cos(radians(angle)), sin(radians(angle))
    return {
        "text": text,
        "x0": left,
        "x1": left + size,
        "top": top,
        "bottom": top + size,
        "size": size,
        "fontname": "Song",
        "matrix": (turned[0], turned[1], -turned[1], turned[0], left, top),
    }


def make_page(lines: int = 20) -> list[Char]:
    return [
        make_char(c, 72 + 10 * k, 80 + 20 * line)
        for line in range(lines)
        for k, c in enumerate("本年度公开政府信息若干条")
    ]


def read(chars: list[Char]) -> tuple[str, str]:
    kept, marks = part_watermarks(chars)
    return "".join(str(c["text"]) for c in kept), "".join(str(c["text"]) for c in marks)


@pytest.mark.parametrize("angle", [-45, -20, 12, 35, 55])
def test_watermarks_are_words_aslant_with_the_spaces_between_them(angle: float) -> None:
    page = make_page()
    mark = [make_char(c, 90 + 40 * k, 100 + 30 * k, 40, angle) for k, c in enumerate("内部 资料")]
    text, marks = read([*page[:50], *mark, *page[50:]])
    assert text == "本年度公开政府信息若干条" * 20
    assert marks == "内部 资料"


def test_watermarks_may_be_more_than_a_short_page_says() -> None:
    mark = [make_char("稿", 90 + 7 * k, 30 + 5 * k, 12, -20) for k in range(100)]
    assert read([*make_page(2), *mark])[0] == "本年度公开政府信息若干条" * 2


def test_watermarks_are_large_words_over_others() -> None:
    mark = [make_char(c, 60 + 70 * k, 200, 60) for k, c in enumerate("征求意见稿")]
    assert read([*mark, *make_page()]) == ("本年度公开政府信息若干条" * 20, "征求意见稿")


def test_watermarks_are_no_titles() -> None:
    title = [make_char(c, 60 + 40 * k, 30, 36) for k, c in enumerate("年度报告")]
    assert read([*title, *make_page()]) == ("年度报告" + "本年度公开政府信息若干条" * 20, "")


@pytest.mark.parametrize("angle", [3, 90, -90, 180])
def test_watermarks_are_no_words_on_a_side_or_a_little_askew(angle: float) -> None:
    label = [make_char(c, 60, 100 + 10 * k, 10, angle) for k, c in enumerate("办理结果")]
    assert read([*make_page(), *label])[1] == ""


def test_watermarks_are_not_a_whole_page_aslant() -> None:
    page = [make_char("字", 10 * k, 10 * k, 10, 30) for k in range(50)]
    assert read(page) == ("字" * 50, "")
    assert read([]) == ("", "")
