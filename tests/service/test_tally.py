from pathlib import Path

from service.outcomes import Input, Outcome, Reading, Refusal, Summary
from service.tally import Tally

ITEM = Input("甲.txt", Path("甲.txt"), Path("甲.txt"))


def count(*outcomes: Outcome) -> Tally:
    tally = Tally()
    for outcome in outcomes:
        tally.add(outcome)
    return tally


def test_tally_accounts_for_every_input() -> None:
    tally = count(
        Reading(ITEM, Summary(True, {}), b"", ""),
        Reading(ITEM, Summary(False, {}), b"", "", recalled=True),
        Reading(ITEM, Summary(True, {}, ("第 4 页无法辨认。",)), b"", ""),
        Refusal(ITEM, "time-limit", ""),
        Refusal(ITEM, "damaged-input", "", recalled=True),
        Refusal(ITEM, "damaged-input", ""),
        Refusal(ITEM, "what-is-new", ""),
    )
    assert tally.describe() == (
        "共 7 份：完成 3 份（其中 1 份似乎不是年度报告、1 份没有读全），"
        "未能处理 4 份（文件损坏 2、超时 1、what-is-new 1）；2 份上次已处理，没有重做。"
    )
    assert tally.failed


def test_tally_of_whole_reports_is_short() -> None:
    tally = count(Reading(ITEM, Summary(True, {"error": 3}), b"", ""))
    assert tally.describe() == "共 1 份：完成 1 份。"
    assert not tally.failed
