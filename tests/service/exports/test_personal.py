import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.encoding import decode, encode
from documents.places import Span
from documents.report import Analysis, Contact
from service.exports.personal import find_mask, mask_personal
from tests.service.analyses import build_analysis


def speak(sentence: str, analysis: Analysis | None = None) -> Analysis:
    """The report with a sentence behind its end."""
    report = analysis or build_analysis()
    return replace(report, text=f"{report.text}\n{sentence}\n")


def test_personal_names_are_hidden_wherever_they_stand() -> None:
    report = speak("联系人：欧阳若水，由林 若川和贺知微审签。")
    finding = replace(report.findings[0], message="组长林若川未列入", actual="林若川")
    evidence = replace(finding.evidence[0], quote="副县长林若川")
    report = replace(report, findings=(replace(finding, evidence=(evidence,)),))
    report = replace(report, source=replace(report.source, name="贺知微-报送.docx"))
    assert [official.name for official in report.officials] == ["林若川", "贺知微"]
    masked = mask_personal(report)
    assert masked.text.endswith("联系人：某某某某，由某 某某和某某某审签。\n")
    written = encode(masked).decode()
    for name in ("林若川", "贺知微", "欧阳若水", "若川"):
        assert name not in written
    assert masked.findings[0].evidence[0].quote == "副县长某某某"
    assert masked.source.name == "某某某-报送.docx"


@pytest.mark.parametrize(
    ("said", "hidden"),
    [
        ("联系电话：0571-87654321，邮编310000", "联系电话：****-********，邮编310000"),
        ("（电话 ０５７１－８７６５４３２１）", "（电话 ****－********）"),
        ("传真87654321转802。", "传真********转***。"),
        ("手机13812345678", "手机***********"),
        ("拨打13812345678咨询", "拨打***********咨询"),
        ("0571-87654321", "****-********"),
        ("邮箱：zhang.san@qx.gov.cn。", f"邮箱：{'*' * 19}。"),
        ("身份证号330106199001011234", f"身份证号{'*' * 18}"),
        ("12345热线受理工单1234567件", "12345热线受理工单1234567件"),
        ("公开信息13812345678901条", "公开信息13812345678901条"),
        ("浙政办发〔2023〕87654321号", "浙政办发〔2023〕87654321号"),
    ],
)
def test_personal_numbers_are_hidden_and_figures_are_not(said: str, hidden: str) -> None:
    assert mask_personal(speak(said)).text.endswith(f"\n{hidden}\n")


def test_personal_contact_is_hidden_as_the_text_writes_it() -> None:
    report = speak("请致 87 65-43 21 查询")
    contact = Contact("云溪路1号", "0571-87654321", "310000", "a@b.cn", "www.yx.gov.cn")
    masked = mask_personal(replace(report, contact=replace(contact, phone="87654321")))
    assert masked.text.endswith("请致 ** **-** ** 查询\n")
    extended = replace(report, contact=replace(contact, phone="87654321转802"))
    assert mask_personal(extended).text == masked.text
    assert masked.contact == Contact("云溪路1号", "********", "310000", "******", "www.yx.gov.cn")


def test_personal_data_gone_leaves_places_and_figures_as_they_were() -> None:
    report = build_analysis()
    masked = mask_personal(report)
    assert len(masked.text) == len(report.text)
    assert [o.span for o in masked.officials] == [o.span for o in report.officials]
    for before, after in zip(report.tables, masked.tables, strict=True):
        assert [c.value for c in after.cells] == [c.value for c in before.cells]
        for cell in after.cells:
            if cell.span and cell.state == "number":
                assert masked.text[slice(*cell.span)] == cell.raw
    assert decode(encode(masked)) == masked
    assert mask_personal(masked) == masked


def test_personal_figures_of_tables_are_no_telephone_numbers() -> None:
    report = build_analysis()
    table = report.tables[0]
    cell = table.cells[0]
    report = speak("13812345678")
    start = report.text.rindex("13812345678")
    large = replace(
        cell, value=13812345678, raw="13812345678", state="number", span=Span(start, start + 11)
    )
    report = replace(report, tables=(replace(table, cells=(large, *table.cells[1:])),))
    masked = mask_personal(report)
    assert masked.tables[0].cells[0].raw == "13812345678"
    assert masked.text.endswith("\n13812345678\n")


@given(st.text(alphabet="林若川贺知微电话手机传真：0123456789-（） @a.cn联系人\n", max_size=60))
def test_personal_text_keeps_its_length(said: str) -> None:
    mask = find_mask(speak(said))
    assert len(mask.hide(said)) == len(said)
    assert "林若川" not in mask.hide(said)
    assert mask.hide(mask.hide(said)) == mask.hide(said)


def test_personal_keys_of_the_contract_stay() -> None:
    report = build_analysis()
    before, after = (json.loads(encode(a)) for a in (report, mask_personal(report)))
    assert before.keys() == after.keys()
    assert before["source"]["sha256"] == after["source"]["sha256"]
