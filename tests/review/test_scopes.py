import pytest

from review.scopes import Scope

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
