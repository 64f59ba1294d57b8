import json
from pathlib import Path

from service.checklist import encode_checklist, write_checklist
from service.outcomes import Input, Outcome, Reading, Refusal, Summary
from service.paint import paint_nothing

ITEM = Input("甲.txt", Path("甲.txt"), Path("甲.txt"))
OUTCOMES: list[Outcome] = [
    Reading(ITEM, Summary(True, {"error": 2, "notice": 1}), b'{"name": "\xe7\x94\xb2"}', "0"),
    Refusal(ITEM, "empty-input", "输入为空。"),
    Reading(ITEM, Summary(False, {"error": 1}), b"{}", "1"),
]


def test_checklist_counts_everything_in_its_last_line() -> None:
    *_, refused, _, last = write_checklist(OUTCOMES, paint_nothing)
    assert "✗ 未能处理　输入为空。" in refused
    assert last == ("共 3 份：错误 3 条、警告 0 条、提示 1 条；1 份似乎不是年度报告；1 份未能处理")


def test_checklist_as_data_holds_every_input() -> None:
    data = json.loads(encode_checklist(OUTCOMES))
    assert data["reports"] == [{"name": "甲"}, {}]
    assert data["failed"] == [{"name": "甲.txt", "code": "empty-input", "message": "输入为空。"}]
    assert data["summary"] == {
        "inputs": 3,
        "failed": 1,
        "not_reports": 1,
        "error": 3,
        "warning": 0,
        "notice": 1,
    }
