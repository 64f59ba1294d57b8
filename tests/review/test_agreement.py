from __future__ import annotations

import dataclasses

import pytest

from documents.narrative import Count
from documents.places import Span
from documents.tables import Cell, Table
from tests.review.narrated import NONE, TWELVE, Values, list_mismatches, make_table, narrate

CLEAN: list[tuple[str, Values]] = [
    # received, as the table has it
    ("2023年，我局共收到政府信息公开申请12件。", TWELVE),
    ("全年共收到政府信息公开申请 12 件，其中自然人申请 10 件，法人或其他组织申请 2 件。", TWELVE),
    ("（二）依申请公开情况。2023年共受理依申请公开事项12件，办结13件。", TWELVE),
    ("收到依申请公开政府信息申请１２件（含上年结转2件），均按期答复。", TWELVE),
    ("2023年度收到政府信息公开申请14件(其中上年度结转2件),办结13件,结转下年度1件。", TWELVE),
    ("全年新收政府信息公开申请12件，上年结转2件，答复13件，结转下年度继续办理1件。", TWELVE),
    ("共收到政府信息公开申请14件，其中2022年结转2件。", TWELVE),
    ("本年度新收到申请12件，加上2022年度结转的2件，共办理依申请公开14件。", TWELVE),
    ("通过网站收到信息公开申请8件，通过信函收到申请4件。", TWELVE),
    ("依申请公开。收到网上申请8件、信函申请4件，共12件。", TWELVE),
    ("全年收到政府信息公开申请12件，其中网上申请8件，当面申请1件，信函申请3件。", TWELVE),
    ("全年依申请公开共12件，其中予以公开8件，部分公开2件，不予公开1件，无法提供2件。", TWELVE),
    ("1.依申请公开。我局收到公民、法人和其他组织提出的政府信息公开申请12件,已全部答复。", TWELVE),
    ("收到政府信息公开申请十二件，答复十三件。", TWELVE),
    ("我局收到申请12件，答复11件，结转下年办理1件。", TWELVE),
    ("办理政府信息公开申请13件，其中8件予以公开，2件部分公开。", TWELVE),
    ("2023年,全局共接到群众通过网络、信函等渠道提交的政府信息公开申请12件。", TWELVE),
    ("(二)依申请公开方面2023年，共收到政府信息公开申请12份，全部依法按时答复。", TWELVE),
    ("一是依申请公开情况。全年受理申请12宗，已办结13宗，其中上年结转2宗。", TWELVE),
    # no requests at all
    ("办理12345热线工单350件，办结350件。", TWELVE),
    ("受理群众来信来访35件，答复35件。", TWELVE),
    ("网络问政信件回复18条。", NONE),
    ("收到群众咨询120件，均予以答复。", NONE),
    ("承办人大代表建议、政协提案20件，答复20件。", NONE),
    ("收到县长信箱来信40件，办结40件；收到政府信息公开申请12件。", TWELVE),
    ("受理行政许可申请405件，办结405件。", TWELVE),
    ("收到低保申请35件，办结30件。", NONE),
    ("受理投诉举报56件，办结56件。", NONE),
    ("便民服务中心受理各类事项1059件，办结1059件。", NONE),
    ("主动公开政府信息120条，通过公众号发布80条，全年公开信息合计200条。", NONE),
    ("收到信息公开咨询电话15次。", NONE),
    ("全年依申请公开政府信息平台访问3500次。", NONE),
    # disputes
    ("因政府信息公开被申请行政复议3件，被提起行政诉讼2件。", TWELVE),
    ("政府信息公开行政复议3件，其中结果维持2件，结果纠正1件；行政诉讼2件，均维持。", TWELVE),
    ("全年发生政府信息公开行政复议案件3起、行政诉讼案件2起。", TWELVE),
    ("全年办理行政复议案件86件，审结80件。", TWELVE),
    ("我局全年参加行政诉讼案件35件，败诉1件。", TWELVE),
    ("作为复议机关收到行政复议申请120件。", TWELVE),
    ("未发生因政府信息公开败诉的行政诉讼案件。", TWELVE),
    ("未发生行政复议被纠正的情况。", {"review.total": 3}),
    ("未经复议直接起诉1件，复议后起诉1件。", TWELVE),
    ("没有收到行政复议决定书，政府信息公开行政诉讼一审2件、二审1件。", TWELVE),
    ("2022年政府信息公开行政复议5件。", TWELVE),
    ("全市政府信息公开行政复议351件，行政诉讼46件。", TWELVE),
    ("政府信息公开行政复议、行政诉讼均为0件。", NONE),
    ("2023年无因政府信息公开引发的行政复议、行政诉讼案件。", NONE),
    # vague, damaged, outcomes
    ("收到政府信息公开申请10余件。", TWELVE),
    ("收到政府信息公开申请近20件。", TWELVE),
    ("收到政府信息公开申请87分别为。", TWELVE),
    ("不予处理32024年度申请。", TWELVE),
    ("予以公开、部分公开各4件政府信息公开申请。", TWELVE),
    ("政府信息公开申请平均答复时间12个工作日。", TWELVE),
    ("按时答复率100%，收到申请12件。", TWELVE),
    ("答复申请人13人次，提供材料35份。", TWELVE),
    ("延期答复政府信息公开申请3件。", TWELVE),
    ("当场答复政府信息公开申请4件，书面答复政府信息公开申请9件。", TWELVE),
    ("主动公开行政许可405条，其中予以公开400条。", TWELVE),
    ("收到关于土地征收的政府信息公开申请5件。", TWELVE),
]

PLAIN: list[tuple[str, Values]] = [
    ("2023年，我局共收到政府信息公开申请15件。", TWELVE),
    ("全年收到政府信息公开申请3件。", NONE),
    ("我局收到依申请公开政府信息申请 2 件。", {"new_received.total": 3}),
    ("本机关新收到政府信息公开申请9件。", TWELVE),
    ("2023年度接到政府信息公开申请20份。", TWELVE),
    ("共收到20件政府信息公开申请。", TWELVE),
    ("收到公民、法人和其他组织政府信息公开申请共计16件。", TWELVE),
    ("今年以来，我局共收到信息公开申请十六件。", TWELVE),
    ("收到政府信息公开申请1,200件。", TWELVE),
    ("2023年1月1日至12月31日，收到政府信息公开申请６件。", TWELVE),
    ("自2023年1月1日起至2023年12月31日止，收到政府信息公开申请6件。", TWELVE),
    ("因政府信息公开被申请行政复议5件。", TWELVE),
    ("2023年，我局发生政府信息公开行政复议案件1件。", NONE),
    ("因政府信息公开引发行政诉讼4起。", TWELVE),
]
INVOLVED: list[tuple[str, Values]] = [
    ("全年共受理政府信息公开申请20件。", TWELVE),
    ("2023年共办理依申请公开20件。", TWELVE),
    ("依申请公开情况：40条。", TWELVE),
    ("收到政府信息公开申请20件，答复13件。", TWELVE),
    ("收到政府信息公开申请12件，较上年增加3件，答复20件。", TWELVE),
    ("收到政府信息公开申请12件，按期办结9件。", TWELVE),
    ("收到政府信息公开申请12件，上年结转5件。", TWELVE),
    ("收到政府信息公开申请12件（含2022年结转5件）。", TWELVE),
    ("收到政府信息公开申请12件，答复13件，结转下年度4件。", TWELVE),
    ("收到政府信息公开申请12件，另有4件顺延至2024年答复。", TWELVE),
    ("通过网站收到政府信息公开申请8件、信函收到申请7件。", TWELVE),
    ("2022年收到政府信息公开申请9件，2023年收到18件。", TWELVE),
    ("全县收到申请200件，其中我局收到政府信息公开申请15件。", TWELVE),
    ("收到政府信息公开申请12件，其中予以公开9件。", TWELVE),
    ("收到政府信息公开申请12件，8件予以公开，3件部分公开。", TWELVE),
    ("收到政府信息公开申请12件，答复13件。其中，予以公开8件，不予公开3件。", TWELVE),
    ("收到政府信息公开申请12件，无法提供4件，不予处理0件。", TWELVE),
    ("政府信息公开申请12件，其中本机关不掌握相关政府信息3件。", TWELVE),
    ("政府信息公开行政复议3件，其中结果纠正2件。", TWELVE),
    ("政府信息公开行政诉讼2件，其中败诉1件。", TWELVE),
]
DEFECTS = [
    *((text, cells, "text-table-mismatch", "error") for text, cells in PLAIN),
    *((text, cells, "text-table-mismatch", "warning") for text, cells in INVOLVED),
]


# more voices, held against the same table: all of them agree with it or speak of something else
AGREEING = [
    (
        "一、总体情况（一）主动公开情况。2023年我局主动公开政府信息356条，其中政策文件12"
        "条、解读9条。（二）依申请公开情况。全年收到政府信息公开申请12件，上年结转2件，办结1"
        "3件，结转下年1件。（三）平台建设情况。窗口全年办理事项350件，答复咨询120件次，更"
        "新栏目35个。（四）监督保障。开展检查4次，办理建议提案20件，答复率100%。"
    ),
    "（三）平台建设。依申请公开平台运行平稳。全年共办理事项350件，办结350件。",
    "依申请公开栏目更新20条。共收到回复20条。",
    "做好依申请公开工作。全年共受理350件，其中咨询120件，投诉230件。",
    (
        "2023年，我局严格按照《政府信息公开条例》规定办理依申请公开，共收到申请12件，无一例"
        "行政诉讼败诉。"
    ),
    "依申请公开受理点接待群众350人次，受理350件。",
    "政府信息公开申请渠道畅通，线上平台受理办件3500件，办结3500件。",
    "本部门行政许可申请受理405件，按时办结405件。",
    "行政复议方面，我局作为复议机关全年受理复议案件23件，审结20件。",
    "全年行政应诉案件35件，负责人出庭应诉30件。",
    "政府信息公开类行政复议占全部复议案件的15%，共3件。",
    "收到不服政府信息公开答复的行政复议3件，均维持2件。",
    "本年度共发生行政诉讼8件，其中政府信息公开类2件。",
    "规章0件，规范性文件3件。",
    "共制定规范性文件制度汇编2份。",
    "废止失效文件40件，规范性文件合法性审核15件。",
    "累计公开现行有效行政规范性文件66件。",
    "公开行政许可结果信息3000条、行政处罚结果信息400条。",
    "办理行政处罚案件50件，作出行政处罚决定31件。",
    "作出不予行政许可决定6件，行政许可决定405件。",
    "行政事业性收费项目5项，收费标准公开率100%。",
    "免征行政事业性收费120万元。",
    "收取信息公开处理费0元，行政事业性收费35.2万元。",
    "完成12件政府信息公开申请的答复工作。",
    "答复政府信息公开申请13件，予以公开8件，部分公开2件，其他3件。",
    "本年度政府信息公开申请办结率100%，共12件。",
    "受理申请12件（线上8件，线下4件）。",
    "政府信息公开申请12件，全部为自然人申请12件。",
    "共收到政府信息公开申请12件（自然人申请10件，法人或其他组织申请2件）。",
    "收到申请数量比上年（9件）增加3件。",
    "收到政府信息公开申请数量较2022年的9件增加了3件，达到12件。",
    "2023年收到政府信息公开申请12件，2022年为9件，2021年为6件。",
    "2023年,收到信息公开申请12件,按《条例》第二十九条规定补正3件。",
    "截至12月31日，共收到政府信息公开申请12件。",
    "报告期内，收到依申请公开12件，办结13件（含上年结转2件）。",
    "全年收到依申请公开件12件、依申请公开咨询30件。",
    "组织依申请公开培训2次，收到培训申请35份。",
    "对政府信息公开申请逐件登记，全年登记12件。",
    "全年共收到政府信息公开申请12件，其中1件申请人主动撤回，11件予以答复。",
    "共计收到申请12件，提起复议3件、诉讼2件。",
    "全年未发生因政府信息公开引发的群体性事件，行政复议3件。",
    "2023年，县司法局收到行政复议申请35件，涉及政府信息公开行政复议3件。",
    "我局无政府信息公开行政复议纠错案件。",
    "未因政府信息公开工作被责任追究。",
    "本年度政府信息公开行政复议3件，行政诉讼2件，较上年分别减少1件、2件。",
    "政府信息公开行政复议与行政诉讼案件共5件。",
    "全年收到政府信息公开申请12件，其中涉及征地拆迁类5件、规划类4件、财务类3件。",
    "全年共收到政府信息公开申请12件，撤回1件，实际办理11件。",
    "共收到政府信息公开申请12件，申请量较上年下降20%，其中3件因申请内容不明确要求补正。",
    "收到政府信息公开申请12件，答复13件，其中答复自然人申请11件。",
    "我局依申请公开答复书格式规范，全年书面答复13件。",
    "全年依申请公开信件13件，回复率100%。",
    "2023年共收到政府信息公开申请12件，平均办理时限9个工作日，收取信息处理费0元。",
    "全县共收到政府信息公开申请230件，办结225件；其中我局收到12件，办结13件。",
    "2023年，区教育系统共收到政府信息公开申请18件。",
    "市民通过平台提交申请12件，受理政府信息公开申请12件，转办3件。",
    "2023年共收到政府信息公开申请12件，比2022年(18件)减少6件。",
    "自2020年以来，我局共收到政府信息公开申请60件，其中2023年收到12件。",
    "2020年收到政府信息公开申请20件、2021年18件、2022年15件、2023年12件。",
    "全年共向社会主动公开行政许可405条、行政处罚31条。",
    "推送行政处罚决定书300份，公示行政许可决定书3000份。",
    "全年不予公开政府信息3条，部分公开2条。",
    "信访举报投诉类申请0件。",
    "受理群众申请公开信息咨询30次。",
    "开展依申请公开业务培训2次，收到申请办理建议5条。",
    "指导全县依申请公开答复46件。",
    "对3件政府信息公开申请进行了会商，协调处理疑难申请5件。",
    "审核依申请公开答复文书56份。",
    "代县政府答复政府信息公开申请8件。",
    "本年度共收到政府信息公开申请12件，均未收取费用，无结转。",
    "共办理依申请公开政府信息案件12件，复议3件，诉讼2件。",
    (
        "一是依法办理依申请公开。全年办理依申请公开件12件，未出现因答复不当引发的行政复议纠错、"
        "行政诉讼败诉情况。"
    ),
    "2024年，我局将进一步规范，力争收到的申请答复率100%，收到申请20件。",
    "自2023年1月1日至12月31日，新收申请12件，上年结转2件，均已办结。",
    "依申请公开方面，由于宣传到位，2023年收到申请量达12件。",
    "累计发布信息3000条，收到政府信息公开申请12件。",
    "截至2023年12月31日，共收到政府信息公开申请12件，已答复13件。",
    "办理省政府信息公开申请系统转办件7件。",
    "全年受理信息公开申请12件次，涉及13个事项。",
]
DISAGREEING = [
    "我局2023年收到政府信息公开申请共18件。",
    "2023年度，我局收到政府信息公开申请18条，全部按规定期限答复。",
    "依申请公开情况。全年收到申请18件。",
    "（二）依申请公开。本年度收到政府信息公开申请18件，其中：自然人16件，企业2件。",
    "2023 年 我局 共收到 政府信息公开申请 18 件。",
    "今年共收到依申请公开信息18件，均按时答复。",
    "全年累计收到政府信息公开申请18件。",
    "2023年收到政府信息公开申请18件，较2022年增加3件。",
    "全年受理信息公开申请18件、办结18件。",
    "收到群众政府信息公开申请18件。",
    "申请公开政府信息18件，全部办结。",
    "政府信息公开申请数量为18件。",
    "收到政府信息公开申请事项18项。",
    "新收政府信息公开申请18件，结转上年度申请2件。",
    "收到政府信息公开申请12件，办结13件，结转2024年办理3件。",
    "收到政府信息公开申请12件，均已答复，无上年结转。",
    "2023年，因政府信息公开申请引发行政复议6件、行政诉讼2件。",
    "政府信息公开行政复议案件6件，行政诉讼案件2件。",
    "全年发生政府信息公开类行政诉讼6件。",
    "2023年未发生政府信息公开行政复议和行政诉讼案件。",
    "没有因信息公开被提起行政复议、行政诉讼。",
    "本年度未被申请行政复议，未被提起行政诉讼。",
    "2023年我局无行政复议、行政诉讼情况。",
    "无政府信息公开申请。",
    "没有政府信息公开申请事项。",
    "2023年，未接到依申请公开政府信息的申请，未收取任何费用。",
    "我局今年未收到公民、法人和其他组织的公开申请。",
    "2023年依申请公开办理情况：未收到政府信息公开申请。",
    "全年没有收到书面或网上政府信息公开申请。",
    "制发行政规范性文件6件。",
    "全年新制定行政规范性文件6件，废止2件。",
    "截至2023年底，现行有效的行政规范性文件30件。",
    "作出行政许可决定505件。",
    "行政事业性收费总金额40万元。",
    (
        "共收到政府信息公开申请12件，答复13件，其中予以公开6件、部分公开2件、不予公开1件、"
        "无法提供2件。"
    ),
]


@pytest.mark.parametrize(("text", "cells"), CLEAN)
def test_agreement_is_silent_where_text_and_table_agree_or_scope_differs(
    text: str, cells: Values
) -> None:
    assert list_mismatches(narrate(text, cells=cells)) == []


@pytest.mark.parametrize(("text", "cells", "rule", "severity"), DEFECTS)
def test_agreement_finds_plain_mismatches(
    text: str, cells: Values, rule: str, severity: str
) -> None:
    found = [(f.rule, f.severity) for f in list_mismatches(narrate(text, cells=cells))]
    assert found == [(rule, severity)]


@pytest.mark.parametrize("text", AGREEING)
def test_agreement_is_silent_in_every_voice(text: str) -> None:
    assert list_mismatches(narrate(text, cells=TWELVE)) == []


@pytest.mark.parametrize("text", DISAGREEING)
def test_agreement_hears_every_voice(text: str) -> None:
    assert list_mismatches(narrate(text, cells=TWELVE)) != []


def test_agreement_shows_sentence_and_both_values() -> None:
    (found,) = list_mismatches(narrate("概述。", "全年收到政府信息公开申请15件。", cells=TWELVE))
    assert (found.expected, found.actual) == ("12件", "15件")
    assert "全年收到政府信息公开申请15件" in found.message
    assert "本年新收政府信息公开申请数量" in found.message
    assert found.advice
    words, cell = found.evidence
    assert words.span == (4, 19)
    assert cell.cell == "requests:new_received.total"


def test_agreement_states_a_fact_once() -> None:
    report = narrate(
        "全年收到政府信息公开申请15件。",
        "（二）依申请公开。收到政府信息公开申请15件。",
        cells=TWELVE,
    )
    assert len(list_mismatches(report)) == 1


def test_agreement_doubts_a_mismatch_where_the_fact_is_also_given_right() -> None:
    report = narrate("全年收到政府信息公开申请12件。", "收到政府信息公开申请15件。", cells=TWELVE)
    assert [f.severity for f in list_mismatches(report)] == ["warning"]
    report = narrate("全年受理政府信息公开申请12件。", "受理政府信息公开申请15件。", cells=TWELVE)
    assert list_mismatches(report) == []


def test_agreement_reads_a_bare_sentence_by_its_heading() -> None:
    text = "全年共收到20件，均已答复。"
    assert list_mismatches(narrate(text, cells=TWELVE)) == []
    assert list_mismatches(narrate(text, cells=TWELVE, heading="（二）依申请公开")) != []


def test_agreement_needs_a_table() -> None:
    assert list_mismatches(narrate("收到政府信息公开申请15件。")) == []


def test_agreement_is_silent_on_an_appended_form_of_zeros() -> None:
    text = "收到政府信息公开申请15件。"
    assert list_mismatches(narrate(text, cells=NONE, location="appendix")) == []
    assert list_mismatches(narrate(text, cells=TWELVE, location="appendix")) != []


@pytest.mark.parametrize("column", ["total", "natural_person"])
def test_agreement_is_silent_where_a_cell_is_unsure(column: str) -> None:
    report = narrate("收到政府信息公开申请15件。", cells={})
    cells = {"new_received.total": 12}
    unsure = make_table("requests", cells, unsure=frozenset({f"new_received.{column}"}))
    found = list_mismatches(dataclasses.replace(report, tables=(unsure,)))
    assert bool(found) == (column != "total")


def test_agreement_reads_a_blank_total_as_the_sum_of_its_row() -> None:
    table = make_table("requests", {"new_received.total": 12})
    cells = tuple(
        Cell(c.row, c.column, None, "", None, "blank", c.confidence)
        if (c.row, c.column) == ("new_received", "total")
        else c
        for c in table
    )
    blank = Table("requests", "v2021", "body", cells)
    for value, expected in (("12", 0), ("15", 1)):
        report = narrate(f"收到政府信息公开申请{value}件。", cells={})
        assert len(list_mismatches(dataclasses.replace(report, tables=(blank,)))) == expected


def test_agreement_takes_either_the_total_or_its_row_where_they_differ() -> None:
    cells = {"new_received.total": 12, "new_received.natural_person": 11}
    assert list_mismatches(narrate("收到政府信息公开申请11件。", cells=cells)) == []
    assert list_mismatches(narrate("收到政府信息公开申请10件。", cells=cells)) != []


@pytest.mark.parametrize(
    ("scope", "name", "expected"),
    [
        (None, "青石县人民政府", 1),
        ("全县", "青石县人民政府", 1),
        ("县政府复议机构", "青石县人民政府", 0),
        ("县人民法院", "青石县人民政府", 0),
        ("县人民法院", "青石县人民法院", 1),
    ],
)
def test_agreement_leaves_alone_what_its_count_gives_to_others(
    scope: str | None, name: str, expected: int
) -> None:
    text = "受理政府信息公开行政复议31件，纠错3件。"
    report = narrate(text, cells=TWELVE, name=name, kind="county")
    start = text.index("3件")
    count = Count(3, "件", "纠错", False, "arabic", text, Span(start, start + 2), scope)
    assert len(list_mismatches(dataclasses.replace(report, counts=(count,)))) == expected
