"""Text that no clerk would send: a clear Chinese refusal, or an honest answer, and no other end."""

import io
import json
import re
import sys
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.pipeline import analyze
from documents.encoding import decode, encode
from documents.errors import EmptyInput, InputError, InputTooLarge, UnreadableText
from documents.report import Analysis
from service.cli import run
from training.factory.reports import make_report

MEGABYTE = 1_000_000
TITLE = "青石镇2023年政府信息公开工作年度报告\n\n一、总体情况\n"
END = "\n\n五、存在的主要问题及改进情况\n人手不足，下一步加强培训。\n六、其他需要报告的事项\n无。\n"
TABLE_LINE = "（一）予以公开\t0\t0\t0\t0\t0\t0\t0\n"
REPORT = make_report(Random(4), flattening="tab_rows").text
NOVEL = (
    "暮色四合，老船工把缆绳系在石桩上，回头望了望河心。「今年的水，比往年来得早。」"
    "他的孙女坐在船头，数着对岸亮起的灯火，一盏、两盏、三盏，数到第十七盏时便睡着了。\n"
)


def repeat(text: str, size: int) -> str:
    """The text over and over, ``size`` bytes of UTF-8."""
    return text * (size // len(text.encode()))


def read(data: bytes) -> Analysis | InputError:
    """The answer; any other exception fails the test that asks."""
    try:
        return analyze(data, "敌.txt")
    except InputError as error:
        return error


def is_refused(data: bytes) -> bool:
    answer = read(data)
    if isinstance(answer, InputError):
        return re.search(r"[\u4e00-\u9fff]", str(answer)) is not None
    return not answer.is_report


@pytest.mark.parametrize("data", [b"", b"\n", b" \t\r\n" * 1000, "\ufeff".encode(), b"\xff\xfe"])
def test_hostile_nothing_is_said_to_be_empty(data: bytes) -> None:
    assert isinstance(read(data), EmptyInput)


@pytest.mark.parametrize("blank", ["\u3000", "\xa0", "\u200b", "\u200e", "\u2060"])
def test_hostile_blanks_of_every_width_are_empty(blank: str) -> None:
    assert isinstance(read((blank * 5000).encode()), EmptyInput)


@pytest.mark.parametrize(
    "line",
    [
        "1234567890",
        "本机关依法公开政府信息。",
        "|",
        "\t",
        "0 ",
        "1,",
        "（",
        "(a)" * 10,
        "《",
        "—",
        "_",
        "万",
        "一",
        "2023年",
        "XX",
        "自然人 ",
        "http://www.example.cn/",
        "a@",
        "镇人民政府",
    ],
)
def test_hostile_megabytes_on_one_line_are_no_report(line: str) -> None:
    assert is_refused(b"x" + repeat(line, MEGABYTE).encode())


def test_hostile_ten_megabytes_on_one_line_are_read() -> None:
    assert is_refused(repeat("3", 10 * MEGABYTE).encode())
    assert is_refused(repeat("|", 10 * MEGABYTE).encode())
    assert is_refused(repeat(" ", 10 * MEGABYTE).encode())


def test_hostile_more_than_the_limit_is_refused() -> None:
    assert isinstance(read(b"3" * (21 * 1024 * 1024)), InputTooLarge)


@pytest.mark.parametrize(
    "filling",
    [
        "1234567890",
        "0 ",
        "|",
        "\t",
        " ",
        "\n",
        "1,",
        "（",
        "“",
        "X",
        "_",
        "万",
        "零",
        "- 1 -\n",
        "：\n",
        "；",
        "a@",
        "镇",
        "政府信息公开工作年度报告",
        "（一）主动公开\n",
        "一是加强公开。",
        "由镇长任组长，",
        TABLE_LINE,
    ],
)
def test_hostile_filling_leaves_a_report_readable(filling: str) -> None:
    data = (TITLE + repeat(filling, 50_000) + END).encode()
    answer = read(data)
    assert isinstance(answer, Analysis)
    assert answer.is_report
    assert answer.year == 2023
    assert decode(encode(answer)) == answer


def test_hostile_table_line_a_hundred_thousand_times() -> None:
    assert is_refused((TABLE_LINE * 100_000).encode())


def test_hostile_headings_a_hundred_thousand_times() -> None:
    text = "".join(f"（一）第{k}个标题\n" for k in range(100_000))
    assert is_refused(text.encode())


@pytest.mark.parametrize("pair", ["（）", "()", "《》", "“”", "[]", "【】"])
def test_hostile_brackets_may_nest_deeply(pair: str) -> None:
    text = pair[0] * 20_000 + "公开" + pair[1] * 20_000
    assert is_refused(text.encode())
    answer = read((TITLE + text + END).encode())
    assert isinstance(answer, Analysis)
    assert answer.is_report


def test_hostile_novel_is_no_report() -> None:
    assert is_refused((NOVEL * 400).encode())
    assert is_refused((NOVEL * 400).encode("gb18030"))


@given(st.binary(max_size=400))
@settings(max_examples=150)
def test_hostile_random_bytes_are_refused(data: bytes) -> None:
    assert is_refused(data)


@pytest.mark.parametrize("size", [1000, 300_000])
def test_hostile_many_random_bytes_are_refused(size: int) -> None:
    assert is_refused(Random(size).randbytes(size))


@pytest.mark.parametrize(
    "data",
    [
        b"\xed\xa0\x80\xed\xb0\x80" * 300,  # surrogates written as UTF-8
        b"\xf8\x88\x80\x80\x80" * 300,
        b"\xc0\xaf" * 500,
        b"\x80" * 500,
        b"\xff" * 500,
        b"\xff\xfe" + b"\x00\xd8" * 500,
        b"\x00" * 5000,
    ],
)
def test_hostile_impossible_bytes_are_unreadable(data: bytes) -> None:
    assert isinstance(read(data), UnreadableText)


@given(st.text(st.characters(codec="utf-8"), max_size=200))
@settings(max_examples=100)
def test_hostile_any_characters_are_answered(text: str) -> None:
    answer = read((TITLE + text + END).encode())
    if isinstance(answer, Analysis):
        assert answer.text == TITLE + text + END


MARKS = ["\u202e", "\u200f", "\u2067", "\u200d", "\ufeff", "\ufe0f", "\u0301", "𠮷", "😀", "\x0b"]


@pytest.mark.parametrize("mark", MARKS)
def test_hostile_marks_between_the_characters_shift_no_span(mark: str) -> None:
    text = REPORT.replace("\n", f"{mark}\n").replace("。", f"{mark}。")
    answer = read(text.encode())
    assert isinstance(answer, Analysis)
    assert answer.is_report
    assert answer.text == text
    for table in answer.tables:
        assert [c.raw for c in table if c.span] == [c.span.cut(text) for c in table if c.span]
    for count in answer.counts:
        assert str(count.value)[0] in count.span.cut(text) or count.numeral == "chinese"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-32", "utf-16-le", "utf-16-be"]
)
def test_hostile_encodings_give_the_same_report_or_a_refusal(encoding: str) -> None:
    answer = read(REPORT.encode(encoding))
    if encoding.endswith("e"):  # without a mark, UTF-16 is anybody's guess
        assert isinstance(answer, InputError)
    else:
        assert isinstance(answer, Analysis)
        assert answer.is_report
        assert answer.text == REPORT


def test_hostile_marks_of_order_are_met_once_and_twice() -> None:
    mark = "\ufeff".encode()
    for data in (mark + REPORT.encode(), mark * 2 + REPORT.encode()):
        answer = read(data)
        assert isinstance(answer, Analysis)
        assert answer.is_report


def test_hostile_nulls_in_a_report_are_read_or_refused() -> None:
    few = read(REPORT.replace("。", "。\x00", 3).encode())
    assert isinstance(few, Analysis)
    assert few.is_report
    assert isinstance(read("\x00".join(REPORT).encode()), UnreadableText)


@pytest.mark.parametrize("cut", [1, 2, 3, 500, 1501, 3002])
def test_hostile_bytes_cut_off_anywhere_are_answered(cut: int) -> None:
    for encoding in ("utf-8", "gb18030"):
        data = REPORT.encode(encoding)
        assert read(data[:-cut]) is not None
        assert read(data[cut:]) is not None


COMMAND_LINE = {
    "空": b"",
    "空白": b" \n" * 500,
    "乱码": Random(1).randbytes(4000),
    "零字节": b"\x00" * 4000,
    "数字": repeat("3", MEGABYTE).encode(),
    "小说": (NOVEL * 100).encode(),
    "括号": ("（" * 20_000).encode(),
    "残篇": (TITLE + "（" * 5000 + END).encode(),
    "宽码": REPORT.encode("utf-16"),
}
CODES = {"空": 3, "空白": 3, "乱码": 3, "零字节": 3, "残篇": 1, "宽码": 0}


@pytest.mark.parametrize("name", COMMAND_LINE)
@pytest.mark.parametrize("command", ["check", "structure"])
def test_hostile_command_line_ends_with_a_code_and_chinese(
    command: str, name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / f"{name}.txt"
    path.write_bytes(COMMAND_LINE[name])
    code = run([command, str(path)])
    said = capsys.readouterr()
    assert "Traceback" not in said.out + said.err
    if code == 3 or command == "check":
        assert re.search(r"[\u4e00-\u9fff]", said.out + said.err)
    else:
        assert json.loads(said.out)["source"]["name"] == path.name
    if command == "check":
        assert code == CODES.get(name, 3)
    else:
        assert code == (3 if CODES.get(name) == 3 else 0)


@pytest.mark.parametrize("kind", ["md", "html", "json"])
def test_hostile_report_is_written_in_every_format(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "残篇.txt"
    path.write_text(TITLE + "<script>|`*_#\u202e😀\x0b&amp;" + REPORT, "utf-8")
    target = tmp_path / f"残篇.{kind}"
    assert run(["structure", str(path), "-o", str(target)]) == 0
    written = target.read_text("utf-8")
    assert written
    if kind == "html":
        assert "<script>|" not in written


def test_hostile_standard_input_is_refused_in_chinese(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"\x00\xff" * 500)))
    assert run(["structure", "-"]) == 3
    said = capsys.readouterr()
    assert re.search(r"[\u4e00-\u9fff]", said.err)
    assert "Traceback" not in said.err
