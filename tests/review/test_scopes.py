from __future__ import annotations

import pytest

from documents.report import UnitKind
from review.scopes import Scope
from tests.review.narrated import TWELVE, Values, list_mismatches, narrate

SCOPE = Scope("青石县民政局", "department", 2023)
OTHER_TIMES = """
    2022年 2020至2022年 去年 上一年 上年 前年 往年 历年 以往 同期 以来 近三年 连续 上半年 下半年
    一季度 2季度 每年 力争 预计 十四五 任期 3月 二月 三月 四月
    五月 六月 七月 八月 九月 十二月
"""
OWN_TIMES = "2023年 今年以来 今年 本年 全年 年内 报告期 统计期 一年来 年度内 本报告年度"
CARRIED = """
    2022年度结转 上年结转 去年转入 往年遗留 结转至2024年 转结至2024年 顺延至2024年 延续到2024年
    延期至2024年 转2024年
"""
ACTS = "共 累计 全年 收 新收 接 受理 办理 答复 制发 未 没 无"
# sentences of a bureau's report that speak of others, beside a table of its own year
OF_OTHER_YEARS = [
    "收到政府信息公开申请12件，较上年增加3件，增长33.3%。",
    "收到政府信息公开申请12件，去年收到9件，增长明显。",
    "2022年收到政府信息公开申请9件，2023年收到12件。",
    "与2022年相比，申请量增加3件。",
    "自2008年条例施行以来，累计收到政府信息公开申请156件。",
    "2021年至2023年共收到政府信息公开申请45件。",
    "2021-2023年，收到政府信息公开申请45件。",
    "截至2023年底，我局累计收到政府信息公开申请88件。",
    "累计收到依申请公开事项88件。",
    "上半年收到政府信息公开申请5件。",
    "第四季度未收到政府信息公开申请。",
    "12月份收到申请3件，未收到新的政府信息公开申请。",
    "近三年收到政府信息公开申请40件。",
    "比上年的9件政府信息公开申请有所增加。",
]
OF_OTHER_BODIES = [
    "全县各部门共收到政府信息公开申请230件。",
    "全市共收到政府信息公开申请3119件，答复3050件。",
    "2023年，全区各单位受理依申请公开156件。",
    "县教育局收到政府信息公开申请8件。",
    "指导各乡镇办理政府信息公开申请46件。",
    "全系统收到政府信息公开申请77件，局本级收到12件。",
    "协助县直单位答复政府信息公开申请30件。",
    "以县政府名义制发行政规范性文件9件。",
]
CITY: Values = {
    "new_received.total": 3119,
    "carried_in.total": 34,
    "out.disclosed.total": 3050,
    "out.total.total": 3050,
    "carried_out.total": 103,
}


@pytest.mark.parametrize("time", OTHER_TIMES.split())
def test_scopes_another_time_is_another_scope(time: str) -> None:
    assert not SCOPE.covers_period(f"{time}收到")


@pytest.mark.parametrize("time", OWN_TIMES.split())
def test_scopes_the_own_time_holds_again_behind_another(time: str) -> None:
    assert SCOPE.covers_period(f"以往，{time}收到")


@pytest.mark.parametrize("carried", CARRIED.split())
def test_scopes_what_is_carried_over_names_no_other_time(carried: str) -> None:
    assert SCOPE.covers_period(f"{carried}申请")


@pytest.mark.parametrize("act", ACTS.split())
def test_scopes_another_office_before_its_act_is_another_scope(act: str) -> None:
    assert not SCOPE.covers_holder(f"某某街道{act}")
    assert SCOPE.covers_holder(f"县民政局{act}")


@pytest.mark.parametrize("text", [*OF_OTHER_YEARS, *OF_OTHER_BODIES])
def test_scopes_keep_figures_of_others_from_the_table(text: str) -> None:
    assert list_mismatches(narrate(text, cells=TWELVE)) == []


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("全市共受理政府信息公开申请3119件，答复3050件（含上年度结转34件，另有103件顺延到下年度答复）。",
         "安平市人民政府", "city"),
        ("2023年，全市各级行政机关收到政府信息公开申请3200件。", "安平市人民政府", "city"),
        ("市政府办公室收到政府信息公开申请300件。", "安平市人民政府", "city"),
        ("市本级收到政府信息公开申请300件。", "安平市人民政府", "city"),
        ("全县收到政府信息公开申请300件。", "安平市人民政府", "city"),
        ("我市收到政府信息公开申请3119件，办理3153件。", "安平市人民政府", "city"),
        ("全县共收到政府信息公开申请3000件。", "青石县人民政府办公室", "department"),
        ("县政府收到政府信息公开申请45件。", "青石县人民政府", "county"),
        ("全省收到政府信息公开申请9000件。", "安平市", "city"),
    ],
)  # fmt: skip
def test_scopes_know_whose_figures_they_are(text: str, name: str, kind: UnitKind) -> None:
    assert list_mismatches(narrate(text, cells=CITY, name=name, kind=kind)) == []


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("全市共收到政府信息公开申请3219件。", "安平市人民政府", "city"),
        ("我市收到政府信息公开申请3219件。", "安平市人民政府", "city"),
        ("全县收到政府信息公开申请319件。", "青石县人民政府", "county"),
        ("全镇收到政府信息公开申请4件。", "城关镇人民政府", "township"),
        ("镇政府共收到政府信息公开申请4件。", "城关镇", "township"),
        ("县发改局收到政府信息公开申请4件。", "青石县发展和改革局", "department"),
        ("青石县发展和改革局共收到政府信息公开申请4件。", "青石县发展和改革局", "department"),
    ],
)
def test_scopes_hold_a_body_to_its_own_figures(text: str, name: str, kind: UnitKind) -> None:
    assert [
        f.severity for f in list_mismatches(narrate(text, cells=CITY, name=name, kind=kind))
    ] == ["error"]


@pytest.mark.parametrize(
    ("said", "covered"),
    [
        ("2023年，我局共收到", True),
        ("2022年收到", False),
        ("自2008年以来，收到", False),
        ("2023年以来收到", True),
        ("今年以来收到", True),
        ("累计收到", False),
        ("2023年累计收到", True),
        ("截至2023年底，累计收到", False),
        ("全县共收到", False),
        ("全县收到5件，其中我局收到", True),
        ("县发改局共收到", True),
        ("县教育局共收到", False),
        ("较上年增加3件，共收到", True),
        ("自2023年1月1日起至2023年12月31日，收到", True),
        ("2023年1月至12月，收到", True),
        ("2021年至2023年收到", False),
        ("12月收到", False),
        ("上年结转3件，收到", True),
        ("2022年结转3件，新收", True),
        ("结转至2024年", True),
        ("去年收到3件，今年收到", True),
        ("各股室收到", False),
    ],
)
def test_scopes_tell_this_body_and_year_from_others(said: str, covered: bool) -> None:
    assert Scope("青石县发展和改革局", "department", 2023).covers(said) is covered
