from __future__ import annotations

import pytest

from documents.narrative import Official
from documents.places import Span
from tests.training.annotations.samples import make_row
from training.annotations.annotation import Annotation, Review
from training.annotations.conll import decode_conll, encode_conll

ROW = make_row(
    text="# 何源\t报",
    tags=("引言",),
    officials=(Official("何源", None, None, None, Span(2, 4)),),
    counts=(),
    placeholders=None,
    review=Review("suggested"),
)


def edit(old: str, new: str) -> tuple[Annotation, ...]:
    text = encode_conll([ROW]).decode()
    assert old in text
    return decode_conll(text.replace(old, new).encode(), "x.conll").require()


def test_conll_is_a_character_a_line() -> None:
    lines = encode_conll([ROW]).decode().split("\n")
    assert lines[:2] == ["# id = a-1", "# tags = 引言"]
    assert lines[3:] == [
        *("\\u0023\tO", "\\u0020\tO", "何\tB-OFFICIAL", "源\tI-OFFICIAL", "\\u0009\tO", "报\tO"),
        *("", ""),
    ]


def test_conll_reads_what_an_editor_changed() -> None:
    (row,) = edit("# tags = 引言", "# tags = 主动公开,引言")
    assert row.tags == ("主动公开", "引言")
    assert row.review.state == "reviewed"
    (row,) = edit("源\tI-OFFICIAL", "源\tO")
    assert [mention.span for mention in row.mentions] == [Span(2, 3)]


def test_conll_reads_windows_line_ends_and_words_of_other_tools() -> None:
    (row,) = decode_conll("由\tO\r\n何源\tB-人员\r\n任组长\tO\r\n".encode(), "x").require()
    assert row.text == "由何源任组长"
    assert [(o.name, o.role) for o in row.officials or ()] == [("何源", "组长")]
    assert row.tags is None


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("何\tB-OFFICIAL", "何\tO", "I-OFFICIAL 前面没有 B-OFFICIAL"),
        ("何\tB-OFFICIAL", "何\tB-NAME", "没有“name”这种标注"),
        ("何\tB-OFFICIAL", "何\tX", "应为 O、B-… 或 I-…"),
        ("何\tB-OFFICIAL", "何 B-OFFICIAL", "应为字和标注两列"),
        ("何\tB-OFFICIAL", "河\tB-OFFICIAL", "文字改动过"),
        ("# tags = 引言", "# tags = 公开", "没有“公开”这个主题"),
    ],
)
def test_conll_says_what_is_wrong_in_which_paragraph(old: str, new: str, message: str) -> None:
    first = encode_conll([make_row(id="a-0", text="无", officials=(), counts=(), placeholders=())])
    second = encode_conll([ROW]).decode().replace(old, new)
    (fault,) = decode_conll(first + second.encode(), "x").faults
    assert message in fault.message
    assert fault.number == 6
