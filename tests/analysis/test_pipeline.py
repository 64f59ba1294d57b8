"""Whole analyses: invented reports in every flattening, and the shared real ones where they are."""

import json
import re
import shutil
import subprocess
import unicodedata
from collections import Counter
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest

from analysis.pipeline import analyze, analyze_layout
from documents.errors import EmptyInput, Failure, ModelMissing, UnreadableText
from documents.layout import Layout
from documents.report import Analysis, Page, Source
from training.factory.reports import READABLE, make_report

SAMPLES = Path(__file__).parents[2] / "corpora" / "samples"

SHARED = Path(__file__).parents[2].parent / "shared"
GOLD = sorted((SHARED / "gold").glob("*.json"))
TEXTS = [path for path in GOLD if (SHARED / "reports" / f"{path.stem}.txt").exists()]
PDFS = [path for path in GOLD if (SHARED / "reports" / f"{path.stem}.pdf").exists()]
RENDERINGS = ((), ("-layout",), ("-raw",))
needs_pdftotext = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="no pdftotext here")


def squeeze(text: str | None) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text or ""))


def list_cell_faults(gold: dict[str, Any], analysis: Analysis) -> list[str]:
    """Cells read otherwise than gold has them, whatever the confidence."""
    faults: list[str] = []
    for kind, cells in gold["tables"].items():
        table = analysis.table(kind)
        found = {} if table is None else {str(cell.key): cell for cell in table}
        faults += [f"{kind}.{key}: nobody asked" for key in found.keys() - cells.keys()]
        for key, value in cells.items():
            cell = found.get(key)
            if cell is None or cell.value != value:
                faults.append(f"{kind}.{key}: {value}, read {cell and cell.value}")
    return faults


def list_sure_faults(gold: dict[str, Any], analysis: Analysis) -> list[str]:
    """Cells that the analysis vouches for and that gold has otherwise."""
    return [
        f"{table.kind}.{cell.key}: {gold['tables'][table.kind][str(cell.key)]}, read {cell.value}"
        for table in analysis.tables
        for cell in table
        if cell.sure and cell.value != gold["tables"][table.kind].get(str(cell.key))
    ]


def measure_counts(gold: dict[str, Any], analysis: Analysis) -> float:
    """F1 over value and unit of the counts in Arabic numerals."""
    expected = Counter((float(c["value"]), squeeze(c["unit"])) for c in gold["counts"])
    found = Counter(
        (float(c.value), squeeze(c.unit)) for c in analysis.counts if c.numeral == "arabic"
    )
    right = sum((expected & found).values())
    total = sum(expected.values()) + sum(found.values())
    return 2 * right / total if total else 1.0


def list_fact_faults(gold: dict[str, Any], analysis: Analysis) -> list[str]:
    """Unit, year, form, sections, officials and placeholders that differ from gold."""
    unit = squeeze(analysis.unit.name if analysis.unit else None)
    expected_unit = squeeze(gold["unit"])
    faults: list[str] = []
    if not unit or not (unit in expected_unit or expected_unit in unit):
        faults.append(f"unit: {gold['unit']}, read {unit}")
    numbers = [
        s.number
        for s in analysis.sections
        if s.location == "body" and s.number is not None and 1 <= s.number <= 6
    ]
    for name, want, got in (
        ("year", gold["year"], analysis.year),
        ("form", gold["form"], analysis.form),
        ("sections", gold["sections"], sorted(numbers)),
        (
            "officials",
            sorted((o["name"], o["post"], o["role"]) for o in gold["officials"]),
            sorted((o.name, o.post, o.role) for o in analysis.officials),
        ),
    ):
        if want != got:
            faults.append(f"{name}: {want}, read {got}")
    spare = [squeeze(p.text) for p in analysis.placeholders if p.kind != "blank_cell"]
    for quote in (squeeze(p["quote"]) for p in gold["placeholders"]):
        hit = next((text for text in spare if quote in text or text in quote), None)
        if hit is None:
            faults.append(f"placeholder missed: {quote}")
        else:
            spare.remove(hit)
    return faults + [f"placeholder invented: {text}" for text in spare]


def check_against(gold: dict[str, Any], analysis: Analysis) -> None:
    assert analysis.is_report
    assert list_fact_faults(gold, analysis) == []
    assert list_cell_faults(gold, analysis) == []
    assert measure_counts(gold, analysis) >= 0.97
    rules = {finding.rule for finding in analysis.findings}
    assert set(gold["findings"]) - rules == set()
    assert set(gold.get("no_findings", ())) & rules == set()
    assert analysis.failures == ()


@cache
def load_gold(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem[:3])
def test_pipeline_reads_the_shared_reports(path: Path) -> None:
    source = SHARED / "reports" / f"{path.stem}.txt"
    check_against(load_gold(path), analyze(source.read_bytes(), source.name))


@needs_pdftotext
@pytest.mark.parametrize("options", RENDERINGS, ids=lambda options: "".join(options) or "plain")
@pytest.mark.parametrize("path", PDFS, ids=lambda path: path.stem)
def test_pipeline_reads_the_text_of_the_shared_pdfs(path: Path, options: tuple[str, ...]) -> None:
    source = SHARED / "reports" / f"{path.stem}.pdf"
    command = ["pdftotext", *options, str(source), "-"]
    text = subprocess.run(command, capture_output=True, check=True, timeout=60).stdout
    check_against(load_gold(path), analyze(text, "report.txt"))


@pytest.mark.parametrize("path", PDFS, ids=lambda path: path.stem)
def test_pipeline_reads_the_shared_pdfs_themselves(path: Path) -> None:
    gold = load_gold(path)
    analysis = analyze((SHARED / "reports" / f"{path.stem}.pdf").read_bytes(), path.stem)
    check_against(gold, analysis)
    assert measure_counts(gold, analysis) == 1
    assert analysis.findings == ()
    cells = [cell for table in analysis.tables for cell in table]
    assert all(cell.sure and len(cell.regions) == 1 for cell in cells)
    pages = {page.number for page in analysis.pages}
    assert len(pages) == analysis.source.pages
    regions = [p.regions for p in analysis.paragraphs] + [c.regions for c in analysis.counts]
    assert all(regions)
    assert {region.page for own in regions for region in own} <= pages


def test_pipeline_says_that_a_page_is_only_a_part() -> None:
    report = make_report(Random(8), form="v2021", flattening="tab_rows")
    start = report.text.index("三、")
    page = report.text[start : report.text.index("四、", start)]
    layout = Layout(Source("页.jpg", "image/jpeg", "0" * 64, 1), page, pages=(Page(1, 595, 842),))
    analysis = analyze_layout(layout)
    assert analysis.is_report
    assert [failure.code for failure in analysis.failures] == ["fragment"]
    assert not {f.rule for f in analysis.findings} & {"section-missing", "problems-missing"}
    assert "section-missing" in {f.rule for f in analyze(page.encode(), "页.txt").findings}


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("flattening", READABLE)
def test_pipeline_reads_invented_reports(flattening: str, seed: int) -> None:
    report = make_report(Random(f"{flattening}-{seed}"), flattening=flattening)
    analysis = analyze(report.text.encode(), "report.txt")
    gold = report.gold
    assert analysis.is_report
    assert list_sure_faults(gold, analysis) == []
    assert list_fact_faults(gold, analysis) == []
    assert set(gold["no_findings"]) & {finding.rule for finding in analysis.findings} == set()
    for kind, lost in gold["unrecoverable"].items():
        open_cells = {fault.split(":")[0] for fault in list_cell_faults(gold, analysis)}
        assert lost or not any(name.startswith(f"{kind}.") for name in open_cells)


@pytest.mark.parametrize("mixed", [False, True])
def test_pipeline_takes_the_reports_form_from_its_first_table(mixed: bool) -> None:
    report = make_report(Random(5), form="v2021", flattening="tab_rows", mixed=mixed)
    analysis = analyze(report.text.encode(), "report.txt")
    forms = {table.kind: table.form for table in analysis.tables}
    assert analysis.form == forms["proactive"] == "v2021"
    assert forms["requests"] == ("v2019" if mixed else "v2021")


@pytest.mark.parametrize(
    "defect", ["requests-unbalanced", "cell-blank", "template-appended", "year-mismatch"]
)
def test_pipeline_finds_a_planted_defect(defect: str) -> None:
    report = make_report(Random(3), flattening="tab_rows", defect=defect)
    analysis = analyze(report.text.encode(), "report.txt")
    assert defect in {finding.rule for finding in analysis.findings}
    assert len({finding.id for finding in analysis.findings}) == len(analysis.findings)


def test_pipeline_is_the_same_for_the_same_bytes() -> None:
    data = make_report(Random(8)).text.encode()
    assert analyze(data, "a.txt") == analyze(data, "a.txt")


def test_pipeline_reads_gb18030_like_utf8() -> None:
    text = make_report(Random(8)).text
    first, second = analyze(text.encode(), "a.txt"), analyze(text.encode("gb18030"), "a.txt")
    assert first.text == second.text
    assert first.tables == second.tables
    assert [f.rule for f in first.findings] == [f.rule for f in second.findings]


@pytest.mark.parametrize(
    "text",
    [
        "关于做好2023年政府信息公开工作年度报告编制发布工作的通知\n各镇人民政府：请于1月20日前报送。\n",
        "今天天气很好，我们去公园。\n",
    ],
)
def test_pipeline_says_honestly_what_is_no_report(text: str) -> None:
    analysis = analyze(text.encode(), "a.txt")
    assert not analysis.is_report
    assert analysis.text == text
    assert analysis.findings == ()
    assert analysis.paragraphs == ()


def test_pipeline_hands_the_doors_errors_on() -> None:
    with pytest.raises(EmptyInput):
        analyze(b"", "a.txt")
    with pytest.raises(UnreadableText):
        analyze(bytes(range(128, 256)) * 40, "a.txt")


def test_pipeline_keeps_the_rest_where_a_model_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    def miss(*_: object) -> None:
        raise ModelMissing

    monkeypatch.setattr("nlp.reading.read_narrative", miss)
    report = make_report(Random(3), flattening="tab_rows")
    analysis = analyze(report.text.encode(), "a.txt")
    assert analysis.failures == (Failure("nlp", "model-missing", str(ModelMissing())),)
    assert list_cell_faults(report.gold, analysis) == []
    assert analysis.paragraphs
    assert analysis.produced_by.models == {}


def test_pipeline_hands_the_layouts_failures_on() -> None:
    failure = Failure("ingest", "bytes-replaced", "有 1 处字节损坏。")
    text = make_report(Random(3), flattening="tab_rows").text
    layout = Layout(Source("a.txt", "text/plain", ""), text, (failure,))
    assert failure in analyze_layout(layout).failures


def test_pipeline_finds_masks_in_the_title_but_not_its_spacing() -> None:
    text = "XX镇20xx年政府信息公开工作年度报告\n一、总体情况\n公开信息3条。\n"
    masks = [p for p in analyze(text.encode(), "a.txt").placeholders if p.kind == "mask"]
    assert [mask.span.cut(text) for mask in masks] == ["XX镇20xx年"]
    spaced = text.replace("XX镇20xx年", "南坡镇 2021 年度")
    assert not analyze(spaced.encode(), "a.txt").placeholders


def test_pipeline_finds_instructions_in_a_heading_once() -> None:
    text = "南坡镇2021年政府信息公开工作年度报告\n一、总体情况（黑体三号）\n公开信息3条。\n"
    text += "（一）主动公开（文字描述）。公开信息3条。\n"
    left = [p for p in analyze(text.encode(), "a.txt").placeholders if p.kind == "template_text"]
    assert [p.text for p in left] == ["（黑体三号）", "（文字描述）"]


def test_pipeline_says_that_another_report_stands_behind_the_first() -> None:
    first, second = (
        (SAMPLES / f"{name}.txt").read_text("utf-8") for name in ("riverside-town", "county")
    )
    both = analyze(f"{first}\n\n{second}".encode(), "两份.txt")
    alone = analyze(first.encode(), "一份.txt")
    assert [failure.code for failure in both.failures] == ["another-report"]
    assert (both.unit, both.year, alone.failures) == (alone.unit, alone.year, ())
    assert [f.rule for f in both.findings] == [f.rule for f in alone.findings]


SHEET = (
    "青岭县水务局2016年政府信息公开工作年度报告\n\n"
    "本报告所列数据的统计期限自2016年1月1日起至2016年12月31日止。\n\n"
    "一、概述\n\n2016年，我局成立政府信息公开工作领导小组，做好主动公开工作。\n\n"
    "二、主动公开政府信息情况\n\n我局全年主动公开政府信息98条，分类如下。\n\n"
    "序号\n\n公开类别\n\n数量（条）\n\n1\n\n机构职能\n\n12\n\n2\n\n工作动态\n\n86\n\n"
    "三、依申请公开政府信息情况\n\n全年收到申请4件，均已按时办结。\n\n"
)
STATISTICS = (
    "附件：政府信息公开情况统计表\n\n统计指标\t单位\t统计数\n一、主动公开情况\t——\t\n"
    "（一）主动公开政府信息数\t条\t98\n二、依申请公开情况\t——\t\n（一）收到申请数\t件\t4\n"
)


def test_what_a_table_of_a_bodys_own_covers_is_no_prose() -> None:
    analysis = analyze((SHEET + STATISTICS).encode(), "report.txt")
    assert analysis.form == "pre2019"
    assert [(t.kind, t.location) for t in analysis.tables] == [
        ("other", "body"),
        ("other", "appendix"),
    ]
    assert [p.text[:6] for p in analysis.paragraphs if p.section == 2] == ["我局全年主动"]
    assert [s.number for s in analysis.sections if s.location == "body"] == [0, 1, 2, 3]
    assert [(c.value, c.unit) for c in analysis.counts] == [(98, "条"), (4, "件")]
