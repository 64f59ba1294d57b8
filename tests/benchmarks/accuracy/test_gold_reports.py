"""Facts against gold, on analyses built by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from benchmarks.accuracy.gold_reports import (
    GoldResult,
    measure_gold,
    merge_tallies,
    score_report,
    tally_quotes,
)
from documents.narrative import Count, Official, Paragraph, Tag, TagScore
from documents.places import Span
from documents.report import Analysis, Producer, Source, Unit
from documents.tables import Cell, Table
from training.evaluation import Tally

_SPAN = Span(0, 0)


def _analysis(**fields: Any) -> Analysis:
    return Analysis(
        source=Source("a.txt", "text/plain", "0" * 64),
        text="",
        is_report=True,
        produced_by=Producer("0", {}),
        **fields,
    )


def _count(value: float, unit: str | None) -> Count:
    return Count(value, unit, None, False, "arabic", "", _SPAN)


def _paragraph(text: str, *tags: Tag) -> Paragraph:
    return Paragraph("p", 1, text, _SPAN, tags=tuple(TagScore(tag, 0.9) for tag in tags))


def test_gold_reports_a_unit_may_be_longer_or_shorter() -> None:
    analysis = _analysis(unit=Unit("云陵县石桥镇人民政府", "township"), year=2020)
    scores = score_report({"unit": "石桥镇", "year": 2021, "form": None}, analysis)
    assert scores == {"unit": Tally(1, 1, 1), "year": Tally(0, 1, 1)}


def test_gold_reports_counts_need_value_and_unit() -> None:
    analysis = _analysis(counts=(_count(12, "条"), _count(3, None), _count(3, "件")))
    gold = {"counts": [{"value": 12.0, "unit": "条"}, {"value": 3, "unit": "次"}]}
    assert score_report(gold, analysis)["counts"] == Tally(1, 2, 3)


def test_gold_reports_officials_need_name_and_role() -> None:
    analysis = _analysis(officials=(Official("赵敏", "镇长", "组长", None, _SPAN),))
    gold = {"officials": [{"name": "赵敏", "role": "副组长"}]}
    assert score_report(gold, analysis)["officials"] == Tally(0, 1, 1)


def test_gold_reports_a_null_cell_must_be_there_and_null() -> None:
    cells = (
        Cell("review", "total", None, "", None, "blank", 1.0),
        Cell("suit_direct", "total", 2, "2", None, "number", 1.0),
    )
    analysis = _analysis(tables=(Table("disputes", "v2021", "body", cells),))
    gold = {"tables": {"disputes": {"review.total": None, "suit_after_review.total": None}}}
    assert score_report(gold, analysis)["cells of disputes"] == Tally(1, 2, 2)


def test_gold_reports_quotes_match_one_to_one() -> None:
    assert tally_quotes(["公开信息 条", "XX"], ["主动公开信息条", "XX", "XX"]) == Tally(2, 2, 3)


def test_gold_reports_allowed_tags_are_neither_asked_for_nor_held_against() -> None:
    analysis = _analysis(
        paragraphs=(
            _paragraph("我镇举办培训。", "宣传培训", "组织领导"),
            _paragraph("我镇更新网站。", "主动公开"),
        )
    )
    gold = {
        "paragraphs": [
            {"start": "我镇举办", "tags": ["宣传培训"], "also": ["组织领导"]},
            {"start": "我镇更新", "tags": ["平台建设"]},
            {"start": "没有这段", "tags": ["存在问题"]},
        ]
    }
    scores = score_report(gold, analysis)
    assert scores["paragraphs"] == Tally(2, 3, 2)
    assert scores["tag 宣传培训"] == Tally(1, 1, 1)
    assert scores["tag 平台建设"] == Tally(0, 1, 0)
    assert scores["tag 主动公开"] == Tally(0, 0, 1)
    assert scores["tag 存在问题"] == Tally(0, 1, 0)
    assert "tag 组织领导" not in scores


def test_gold_reports_macro_f1_is_over_expected_themes() -> None:
    tallies = {"tag 宣传培训": Tally(1, 1, 1), "tag 平台建设": Tally(0, 1, 0)}
    merged = merge_tallies((tallies, {"tag 主动公开": Tally(0, 0, 1)}))
    assert GoldResult(1, merged).tags_macro_f1 == 0.5
    assert GoldResult(0, {}).tags_macro_f1 is None


def test_gold_reports_without_a_folder_are_skipped(tmp_path: Path) -> None:
    assert measure_gold(tmp_path / "none") is None
