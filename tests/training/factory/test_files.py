import json
from random import Random
from typing import Any

import pytest

from ingest.source import read_source
from tests.training.factory.prints import needs_office
from training.factory.__main__ import main
from training.factory.files import (
    KINDS,
    choose_pages,
    crop_gold,
    find_tables,
    make_files,
    plan_file,
)

TEXTS = (
    "某县2024年报告一、总体情况五、监督保障",
    "二、第二十条第(一)项规章0行政行政处罚0第二十条第(八)项行政事业性收费0三、(本列数据的勾稽关系为",
    "总计四、结转下年度继续办理0",
    "四、行政复议未经复议直接起诉0五、存在的问题",
    "六、其他",
)
GOLD: dict[str, Any] = {
    "unit": "某县",
    "year": 2024,
    "form": "v2021",
    "sections": [1, 2, 3, 4, 5, 6],
    "findings": [],
    **{
        name: {"proactive": {}, "requests": {}, "disputes": {}}
        for name in ("tables", "states", "unrecoverable")
    },
}


def test_files_find_the_pages_of_the_tables() -> None:
    assert find_tables(TEXTS) == {
        "proactive": range(2, 3),
        "requests": range(2, 4),
        "disputes": range(4, 5),
    }
    assert find_tables(TEXTS[:2]) == {"proactive": range(2, 3)}


def test_files_show_the_first_page_and_the_tables() -> None:
    assert choose_pages(Random(0), TEXTS, single=False) == [1, 2, 3, 4]
    assert {choose_pages(Random(s), TEXTS, single=True)[0] for s in range(9)} == {2, 4}


def test_files_ask_only_for_what_is_shown() -> None:
    some = crop_gold(GOLD, TEXTS, [1, 2, 3])
    assert list(some["tables"]) == list(some["states"]) == ["proactive", "requests"]
    assert (some["unit"], some["form"], "sections" in some) == ("某县", "v2021", False)
    one = crop_gold(GOLD, TEXTS, [2])
    assert (list(one["tables"]), "unit" in one, "findings" in one) == (["proactive"], False, False)
    assert crop_gold(GOLD, TEXTS, [1, 2, 3, 4, 5]) == GOLD


def test_files_break_the_requests_below_every_row() -> None:
    plans = [plan_file(f"0/{turn}", str(turn), "pdf", turn) for turn in range(54)]
    breaks = {(plan.report.gold["form"], plan.breaks["requests"].row) for plan in plans}
    assert breaks == {
        *(("v2019", row) for row in range(1, 26)),
        *(("v2021", row) for row in range(1, 28)),
    }
    assert len({plan.style.font for plan in plans}) == 8


def test_files_of_word_carry_their_gold() -> None:
    first, second = make_files(2, "test", ("docx",))
    assert [first.name, second.name] == ["00000.docx", "00001.docx"]
    assert first.gold["file"] == "00000.docx"
    assert first.gold["made"]["kind"] == "docx"
    assert first.gold["unit"] in read_source(first.data, first.name).text
    assert first == next(make_files(1, "test", ("docx",)))


@needs_office
def test_files_of_pictures_tell_what_they_show() -> None:
    files = make_files(3, "test", ("pdf", "scan", "photo"))
    printed = {file.gold["made"]["kind"]: file for file in files}
    assert list(printed) == ["pdf", "scan", "photo"]
    assert len(printed["pdf"].gold["tables"]) == 3
    assert printed["pdf"].data.startswith(b"%PDF")
    photo = printed["photo"]
    assert photo.data.startswith(b"\xff\xd8")
    assert len(photo.gold["made"]["pages"]) == 1
    assert len(photo.gold["tables"]) >= 1
    assert photo.gold["tables"].keys() == photo.gold["states"].keys()
    assert printed["scan"].gold["made"]["scan"]["dpi"] in (150, 200, 300)


def test_files_are_written_beside_their_gold(
    tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    command = ["factory", "files", "--count", "1", "--kinds", "docx", "--out", str(tmp_path)]
    monkeypatch.setattr("sys.argv", command)
    main()
    gold = json.loads((tmp_path / "00000.json").read_text("utf-8"))
    assert (tmp_path / gold["file"]).read_bytes().startswith(b"PK")


def test_files_of_unknown_kinds_are_refused(
    tmp_path: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["factory", "files", "--kinds", "fax", "--out", str(tmp_path)])
    with pytest.raises(SystemExit):
        main()
    said = capsys.readouterr().err
    assert all(kind in said for kind in KINDS)
