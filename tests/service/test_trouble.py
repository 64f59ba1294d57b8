from pathlib import Path

import pytest

from service.outcomes import Input, Reading, Refusal, Summary
from service.trouble import tell_skipped, tell_trouble

_INPUT = Input("甲.docx", Path("甲.docx"), Path("甲.docx"))


def read(summary: Summary) -> Reading:
    return Reading(_INPUT, summary, b"{}", "0" * 64)


def test_trouble_is_told_a_line_each(capsys: pytest.CaptureFixture[str]) -> None:
    tell_trouble(Refusal(_INPUT, "damaged-input", "文件已损坏。"))
    tell_trouble(read(Summary(is_report=False, findings={})))
    tell_trouble(read(Summary(is_report=False, findings={})), stranger="没有可标注的段落")
    tell_trouble(read(Summary(is_report=True, findings={}, failures=("第 3 页：没有文字",))))
    tell_trouble(read(Summary(is_report=True, findings={"error": 1})))
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.splitlines() == [
        "甲.docx：文件已损坏。",
        "甲.docx：这似乎不是政府信息公开工作年度报告，结果仅供参考。",
        "甲.docx：这似乎不是政府信息公开工作年度报告，没有可标注的段落。",
        "甲.docx：有一部分没有读成：第 3 页：没有文字",
    ]


def test_trouble_names_the_first_files_that_were_passed_over(
    capsys: pytest.CaptureFixture[str],
) -> None:
    tell_skipped([])
    tell_skipped([f"夹/{number}.ofd" for number in range(6)])
    assert capsys.readouterr().err == (
        "另有 6 个文件不是能处理的格式，没有处理：0.ofd、1.ofd、2.ofd、3.ofd、4.ofd等\n"
    )
