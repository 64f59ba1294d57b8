"""``gongkai labels`` as the person at the keyboard meets it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from analysis.pipeline import analyze
from documents.home import SETTING
from documents.report import Analysis
from service.cli import run
from service.intake import Listing
from service.outcomes import Input
from tests.training.annotations.samples import make_row
from training.annotations.annotation import Annotation, Review
from training.annotations.doccano import encode_doccano
from training.annotations.rows import encode_rows, write_annotations
from training.annotations.store import find_annotations, find_store

REPORT = """青岩坪乡2022年政府信息公开工作年度报告
一、总体情况
成立政务公开工作领导小组，由乡长何源任组长。
全年主动公开政府信息🀄12条，较上年有所增加。
五、存在的主要问题及改进情况
公开内容不够全面，更新不够及时。
六、其他需要报告的事项
无。
"""
SUGGESTED = make_row(review=Review("suggested", model="tags-1"))


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(SETTING, str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    return tmp_path / "home"


@pytest.fixture
def report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A report, and no child process that would take seconds to start and read it."""

    def read(listing: Listing, *_: object) -> Iterator[Analysis]:
        for item in listing.items:
            assert isinstance(item, Input)
            assert item.path
            yield analyze(item.path.read_bytes(), item.name)

    monkeypatch.setattr("service.commands.reading.read_reports", read)
    return write_report(tmp_path)


def write_report(folder: Path) -> Path:
    path = folder / "甲.txt"
    path.write_text(REPORT, "utf-8")
    return path


def write(name: str, *rows: Annotation) -> str:
    write_annotations(rows, Path(name))
    return name


def labels(*arguments: str | Path) -> int:
    return run(["labels", *map(str, arguments)])


def read_json(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("x.jsonl", []),
        ("x.jsonl", ["--format", "doccano"]),
        ("x.json", []),
        ("x.spacy", []),
        ("x.conll", []),
    ],
)
def test_labels_of_a_report_go_out_and_come_back_the_same(
    report: Path, name: str, options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert labels("export", report, "-o", "own.jsonl") == 0
    assert labels("import", "own.jsonl") == 0
    assert labels("export", report, "-o", f"out/{name}", *options) == 0
    capsys.readouterr()
    assert labels("import", f"out/{name}", *options, "--dry-run", "--json") == 0
    told = read_json(capsys)
    seen = "doccano" in options
    assert (told["same"], told["changed"]) == ((0, 4) if seen else (4, 0))
    assert told["states"]["reviewed" if seen else "suggested"] == 4


def test_labels_export_fills_in_suggestions_or_not(report: Path) -> None:
    assert labels("export", report, "-o", "full.jsonl") == 0
    assert labels("export", report, "-o", "empty.jsonl", "--no-suggestions") == 0
    full, empty = (
        [json.loads(line) for line in Path(name).read_text("utf-8").splitlines()]
        for name in ("full.jsonl", "empty.jsonl")
    )
    assert [row["text"] for row in full] == [row["text"] for row in empty]
    assert [official["name"] for official in full[0]["officials"]] == ["何源"]
    assert {row["tags"] is None for row in empty} == {True}


def test_labels_export_for_label_studio_brings_its_interface(
    report: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert labels("export", report, "-o", "x.json", "--json") == 0
    assert read_json(capsys)["written"] == ["x.json", "x.xml"]
    assert "<Choices" in Path("x.xml").read_text("utf-8")


def test_labels_export_gives_reviewed_paragraphs_as_they_were_reviewed(report: Path) -> None:
    assert labels("export", report, "-o", "x.jsonl") == 0
    rows = [json.loads(line) for line in Path("x.jsonl").read_text("utf-8").splitlines()]
    rows[1] |= {"tags": ["其他"], "review": {"state": "reviewed", "by": "甲"}}
    Path("x.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    assert labels("import", "x.jsonl") == 0
    assert labels("export", report, "-o", "again.jsonl", "--no-suggestions") == 0
    again = [json.loads(line) for line in Path("again.jsonl").read_text("utf-8").splitlines()]
    assert [row["tags"] for row in again] == [None, ["其他"], None, None]


def test_labels_export_of_the_least_sure_leaves_out_what_is_reviewed(
    report: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert labels("export", report, "-o", "x.jsonl") == 0
    assert labels("import", "x.jsonl", "--by", "甲") == 0
    other = Path("乙.txt")
    other.write_text(REPORT.replace("青岩坪", "云溪").replace("公开内容不够全面", "队伍人手偏少"))
    capsys.readouterr()
    assert labels("export", "甲.txt", "乙.txt", "-o", "few.jsonl", "--least-sure", "9") == 0
    assert "要 9 段，只有 1 段" in capsys.readouterr().out
    (line,) = Path("few.jsonl").read_text("utf-8").splitlines()
    assert "人手偏少" in json.loads(line)["text"]


def test_labels_export_of_the_store_needs_no_report(home: Path) -> None:
    assert labels("import", write("x.jsonl", make_row(), make_row(id="a-2"))) == 0
    assert labels("export", "-o", "all.jsonl") == 0
    assert Path("all.jsonl").read_bytes() == encode_rows(find_annotations(home))


def test_labels_export_overwrites_nothing(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("x.jsonl").write_text("人工标注", "utf-8")
    assert labels("export", report, "-o", "x.jsonl") == 2
    assert "x.jsonl 已经存在" in capsys.readouterr().err
    assert Path("x.jsonl").read_text("utf-8") == "人工标注"
    assert labels("export", report, "-o", "x.jsonl", "--force") == 0
    assert labels("export", report, "-o", report, "-f", "jsonl", "--force") == 2
    assert report.read_text("utf-8") == REPORT


def test_labels_export_says_what_it_could_not_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = write_report(tmp_path)
    Path("通知.txt").write_text("关于开会的通知\n明天开会。", "utf-8")
    Path("坏.docx").write_bytes(b"PK\x03\x04")
    assert labels("export", report, "通知.txt", "坏.docx", "-o", "x.jsonl") == 3
    said = capsys.readouterr()
    assert "通知.txt：" in said.err
    assert "坏.docx：" in said.err
    assert "导出 4 段（模型建议 4）" in said.out


def test_labels_export_of_nothing_writes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert labels("export", "-o", "x.jsonl") == 3
    assert "没有可导出的段落" in capsys.readouterr().err
    assert not Path("x.jsonl").exists()


def test_labels_import_shows_what_would_change(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert labels("import", write("a.jsonl", SUGGESTED)) == 0
    edited = make_row(tags=("引言",), officials=(), review=Review("reviewed", "甲"))
    capsys.readouterr()
    assert labels("import", write("b.jsonl", edited, make_row(id="b")), "--dry-run") == 0
    said = capsys.readouterr().out
    assert "新增 1 段，更改 1 段，不变 0 段，保留库中的 0 段，有错 0 段。" in said
    assert "主题：组织领导、主动公开 → 引言；人员：镇长何源 → 无；模型建议 → 已复核" in said
    assert "只是预演" in said
    assert find_annotations(home) == (SUGGESTED,)


def test_labels_import_is_all_or_nothing(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good = encode_rows([make_row()])
    Path("x.jsonl").write_bytes(good + b'{"id": 1}\n' * 12)
    assert labels("import", "x.jsonl") == 3
    said = capsys.readouterr()
    assert said.err.count("x.jsonl 第 ") == 10
    assert "x.jsonl 第 2 行：schema 应为 labels/1；" in said.err
    assert "另有 2 处错误没有列出" in said.err
    assert "什么也没有写入" in said.err
    assert find_annotations(home) == ()
    assert labels("import", "x.jsonl", "--skip-bad") == 1
    assert find_annotations(home) == (make_row(),)


def test_labels_import_tells_faults_as_data(capsys: pytest.CaptureFixture[str]) -> None:
    Path("x.jsonl").write_bytes(b"?\n" + encode_rows([make_row()]))
    assert labels("import", "x.jsonl", "--json") == 3
    told = read_json(capsys)
    assert told["faults"] == [
        {"file": "x.jsonl", "number": 1, "message": "不是完整的 JSON", "unit": "行"}
    ]
    assert (told["new"], told["skipped"], told["written"]) == (1, 1, None)


def test_labels_import_from_doccano_is_a_review(home: Path) -> None:
    Path("x.jsonl").write_bytes(encode_doccano([SUGGESTED]))
    assert labels("import", "x.jsonl", "--format", "doccano", "--by", "甲") == 0
    (row,) = find_annotations(home)
    assert (row.review.state, row.review.by, row.review.model) == ("reviewed", "甲", "tags-1")
    assert row.review.at is not None


def test_labels_import_leaves_suggestions_unless_somebody_signs(home: Path) -> None:
    name = write("x.jsonl", SUGGESTED)
    assert labels("import", name) == 0
    assert [row.review.state for row in find_annotations(home)] == ["suggested"]
    assert labels("import", name, "--by", "甲") == 0
    assert [row.review.by for row in find_annotations(home)] == ["甲"]
    assert len(list(find_store(home).iterdir())) == 2


def test_labels_import_twice_changes_nothing(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = write("x.jsonl", make_row())
    assert labels("import", name) == 0
    capsys.readouterr()
    assert labels("import", name) == 0
    assert "没有要写入的" in capsys.readouterr().out
    assert len(list(find_store(home).iterdir())) == 1


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["import", "没有.jsonl"], 3, "找不到文件"),
        (["import", "x.txt"], 2, "请用 --format 写明"),
        (["export", "-o", "x.txt"], 2, "请用 --format 写明"),
        (["import", "x.jsonl", "--format", "csv"], 2, "可以是：jsonl、doccano"),
        (["export", "甲.txt"], 2, "缺少 output"),
        (["export", "没有.txt", "-o", "x.jsonl"], 3, "找不到文件"),
    ],
)
def test_labels_says_what_is_wrong_with_a_command(
    arguments: list[str], code: int, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert labels(*arguments) == code
    assert message in capsys.readouterr().err


def test_labels_status_counts(capsys: pytest.CaptureFixture[str]) -> None:
    assert labels("status") == 0
    assert "0 段" in capsys.readouterr().out
    rows = [
        make_row(organisation="青岩坪乡"),
        make_row(id="b", tags=("引言",), review=Review("suggested")),
        *(make_row(id=f"c{n}", organisation=f"{n}局", tags=None) for n in range(12)),
    ]
    assert labels("import", write("x.jsonl", *rows)) == 0
    capsys.readouterr()
    assert labels("status") == 0
    said = capsys.readouterr().out
    assert "14 段（已复核 13、模型建议 1、跳过不标 0）" in said
    assert "\n  引言 1（0）\n" in said
    assert "另有 4 个单位" in said
    assert labels("status", "--json") == 0
    told = read_json(capsys)
    assert told["bodies"][0] == {"name": "青岩坪乡", "rows": 1, "reviewed": 1}
    assert dict(told["states"]) == {"reviewed": 13, "suggested": 1, "skipped": 0}
