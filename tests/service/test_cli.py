import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

from documents.encoding import decode
from service.cli import run
from tests.service.faces import set_analysis, write_files

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def _analysis(monkeypatch: pytest.MonkeyPatch) -> None:
    set_analysis(monkeypatch)
    monkeypatch.delenv("GONGKAI_DEBUG", raising=False)


def pipe(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


def test_cli_structure_writes_one_report_to_standard_output(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    write_files(tmp_path, 甲="报告")
    assert run(["structure", str(tmp_path / "甲.txt")]) == 0
    analysis = decode(capsysbinary.readouterr().out)
    assert analysis.unit is not None
    assert (analysis.unit.name, analysis.source.name) == ("云溪县人民政府", "甲.txt")


def test_cli_structure_takes_the_format_from_the_outputs_suffix(tmp_path: Path) -> None:
    write_files(tmp_path, 甲="报告")
    source = str(tmp_path / "甲.txt")
    for suffix, begin in (("html", b"<!doctype"), ("md", b"# "), ("xlsx", b"PK"), ("json", b"{")):
        target = tmp_path / "out" / f"甲.{suffix}"
        assert run(["structure", source, "-o", str(target)]) == 0
        assert target.read_bytes().startswith(begin)


def test_cli_structure_reads_standard_input(
    monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    pipe(monkeypatch, "公开报告".encode("gb18030"))
    assert run(["structure", "-"]) == 0
    assert decode(capsysbinary.readouterr().out).is_report


def test_cli_structure_of_a_folder_makes_a_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_files(tmp_path / "in", 甲="报告", 乡__乙="报告", 坏="坏", 炸="错", 空="")
    assert run(["structure", str(tmp_path / "in"), "-f", "html", "-o", str(tmp_path / "out")]) == 3
    made = sorted(
        p.relative_to(tmp_path / "out").as_posix() for p in tmp_path.glob("out/**/*.html")
    )
    assert made == ["乡/乙.html", "甲.html"]
    said = capsys.readouterr().err
    assert "坏.txt：无法识别文字编码" in said
    assert "炸.txt：处理时发生内部错误（ZeroDivisionError：division by zero）" in said
    assert "空.txt：输入为空" in said
    assert "Traceback" not in said


def test_cli_structure_of_a_folder_makes_one_workbook(tmp_path: Path) -> None:
    write_files(tmp_path / "in", 甲="报告", 乙="报告", 坏="坏")
    target = tmp_path / "汇总.xlsx"
    assert run(["structure", str(tmp_path / "in"), "-o", str(target)]) == 3
    book = load_workbook(target)
    assert [book["汇总"].cell(row, 10).value for row in (5, 6)] == ["乙.txt", "甲.txt"]
    assert str(book["未能处理的文件"].cell(2, 1).value).endswith("坏.txt")


def test_cli_structure_of_several_files_writes_json_lines(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    write_files(tmp_path, 甲="报告", 乙="坏", 丙="通知")
    names = [str(tmp_path / f"{name}.txt") for name in "甲乙丙"]
    assert run(["structure", *names]) == 3
    rows = [json.loads(line) for line in capsysbinary.readouterr().out.splitlines()]
    assert [row.get("is_report") for row in rows] == [True, None, False]
    assert rows[1]["error"]["code"] == "unreadable-text"


def test_cli_structure_of_a_folder_makes_one_file_of_json_lines(tmp_path: Path) -> None:
    write_files(tmp_path / "in", 甲="报告", 乙="坏")
    for _ in range(2):
        assert run(["structure", str(tmp_path / "in"), "-o", str(tmp_path / "全.json")]) == 3
    lines = (tmp_path / "全.json").read_text("utf-8").splitlines()
    assert [json.loads(line)["source"]["name"] for line in lines] == ["乙.txt", "甲.txt"]


def test_cli_structure_says_what_failed_above_the_progress_bar(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_files(tmp_path / "in", 一="净", 二="坏")
    terminal = io.StringIO()
    monkeypatch.setattr(terminal, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "200")
    assert run(["structure", str(tmp_path / "in"), "-o", str(tmp_path / "out")]) == 3
    drawn = terminal.getvalue()
    assert "正在处理" in drawn
    assert re.search(r"\x1b\[2K\S*二\.txt：无法识别文字编码", drawn)


def test_cli_structure_says_what_is_no_report(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_files(tmp_path, 甲="通知")
    assert run(["structure", str(tmp_path / "甲.txt"), "-f", "md"]) == 0
    output = capsys.readouterr()
    assert "这似乎不是政府信息公开工作年度报告" in output.err
    assert output.out.startswith("# ")


def test_cli_structure_says_what_was_not_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_files(tmp_path, 甲="残")
    assert run(["structure", str(tmp_path / "甲.txt")]) == 3
    output = capsys.readouterr()
    assert "有一部分没有读成：第 4 页无法辨认。" in output.err
    assert output.out.startswith("{")


def test_cli_structure_refuses_to_overwrite_an_input(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_files(tmp_path, 甲="报告")
    source = str(tmp_path / "甲.txt")
    assert run(["structure", source, "-f", "json", "-o", source]) == 2
    assert (tmp_path / "甲.txt").read_text("utf-8") == "报告"
    assert "会覆盖输入文件" in capsys.readouterr().err


def test_cli_tells_which_documents_of_a_folder_it_left_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_files(tmp_path, 甲="净")
    (tmp_path / "乙.ofd").write_bytes(b"PK")
    assert run(["check", str(tmp_path)]) == 0
    assert "另有 1 个文件不是能处理的格式，没有处理：乙.ofd" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "options", "code"),
    [
        ("报告", [], 1),
        ("净", [], 0),
        ("疑", [], 0),
        ("疑", ["--fail-on", "warning"], 1),
        ("疑", ["--fail-on", "notice"], 1),
        ("报告", ["--fail-on", "never"], 0),
        ("坏", ["--fail-on", "never"], 3),
        ("通知", [], 3),
        ("残", [], 3),
    ],
)
def test_cli_check_exit_codes(tmp_path: Path, text: str, options: list[str], code: int) -> None:
    write_files(tmp_path, 甲=text)
    assert run(["check", str(tmp_path / "甲.txt"), *options]) == code
    assert run(["check", str(tmp_path / "甲.txt"), "--json", *options]) == code


def test_cli_check_goes_on_after_a_bad_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_files(tmp_path, 一="坏", 二="报告")
    assert run(["check", str(tmp_path)]) == 3
    said = capsys.readouterr().out
    assert "无法识别文字编码" in said
    assert "收办不平衡" in said
    assert "共 2 份：错误 3 条、警告 2 条、提示 1 条；1 份未能处理" in said


def test_cli_check_json_has_findings_with_lines_and_failures(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_files(tmp_path, 一="坏", 二="报告")
    run(["check", str(tmp_path), "--json"])
    data = json.loads(capsys.readouterr().out)
    assert data["summary"] == {
        "inputs": 2,
        "failed": 1,
        "not_reports": 0,
        "error": 3,
        "warning": 2,
        "notice": 1,
    }
    assert data["failed"][0]["code"] == "unreadable-text"
    finding = next(f for f in data["reports"][0]["findings"] if f["rule"] == "doubled-words")
    assert finding["evidence"][0]["line"] == 48


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["structure", "没有.txt"], 3, "没有.txt：找不到文件。"),
        (["check", "空文件夹"], 3, "没有可以处理的文件"),
        (["structure", "空文件夹", "-f", "md"], 2, "请用 -o 指定文件夹"),
        (["structure", "空文件夹", "-o", "甲.txt"], 2, "应为文件夹"),
        (["structure", "空文件夹", "-o", "全.html"], 2, "应为文件夹"),
        (["structure"], 2, "缺少 INPUT"),
        (["structure", "甲.txt", "--format", "pdf"], 2, "可以是：json、xlsx、md、html"),
        (["structure", "甲.txt", "-o"], 2, "-o 后面缺少值"),
        (["check", "甲.txt", "--jsn"], 2, "没有 --jsn 这个选项"),
        (["查"], 2, "没有这个命令"),
        (["forms", "v2020"], 2, "可以是：v2019、v2021"),
        (["structure", "甲.txt", "-o", "甲.txt/乙.json"], 3, "无法写出"),
        (["structure", "缺模型.txt"], 3, "缺少模型文件"),
    ],
)
def test_cli_says_in_chinese_what_went_wrong(
    arguments: list[str],
    code: int,
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(write_files(tmp_path, 甲="报告", 缺模型="缺模型"))
    (tmp_path / "空文件夹").mkdir()
    assert run(arguments) == code
    output = capsys.readouterr()
    assert said in output.out + output.err
    assert "Traceback" not in output.err


def test_cli_names_its_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert run(["version"]) == 0
    assert run(["version", "--json"]) == 0
    first, second, data = capsys.readouterr().out.splitlines()
    assert first == second == f"gongkai {json.loads(data)['version']}"


def test_cli_help_is_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["structure", "--help"]) == 0
    said = capsys.readouterr().out
    assert "用法：gongkai structure" in said
    assert "选项：" in said
    assert "Show this message" not in said


def test_cli_process_ends_quietly_on_a_closed_pipe() -> None:
    read, write = os.pipe()
    os.close(read)
    command = [sys.executable, "-m", "service", "forms"]
    with os.fdopen(write, "wb") as closed:
        ended = subprocess.run(command, stdout=closed, stderr=subprocess.PIPE, cwd=ROOT, timeout=60)
    assert (ended.returncode, ended.stderr) == (141, b"")


@pytest.mark.parametrize("arguments", [["forms"], ["--help"], ["structure", "-"], ["check", "-"]])
def test_cli_process_loads_only_what_it_needs(arguments: list[str]) -> None:
    heavy = {"openpyxl", "jinja2", "rich", "fastapi", "sklearn", "spacy", "lxml"}
    program = f"""
import sys
from service import batch
from service.cli import run
batch.TREAT = "tests.service.faces:treat"
run({arguments!r})
print({heavy!r} & set(sys.modules), file=sys.stderr)
"""
    ended = subprocess.run(
        [sys.executable, "-c", program],
        input="净".encode(),
        capture_output=True,
        cwd=ROOT,
        timeout=60,
        check=True,
    )
    assert ended.stderr.decode().strip() == "set()"
    assert ended.stdout
