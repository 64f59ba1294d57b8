from __future__ import annotations

import pytest

from analysis.account import read_account


@pytest.mark.parametrize(
    "said",
    [
        "全年共公开政府信息86条。",
        "主动公开政务信息xxxx条。",
        "本年度未收到政府信息公开申请。",
        "成立了政务公开领导小组。",
        "我局高度重视信息公开工作。",
        "2022年，白石镇认真落实条例，政务公开有序推进。",
    ],
)
def test_account_counts_what_was_done(said: str) -> None:
    account = read_account(said)
    assert account.told
    assert not account.prescribed


@pytest.mark.parametrize(
    "said",
    [
        "各单位要及时公开政府信息。",
        "行政机关应当公开下列信息。",
        "自收到申请之日起20个工作日内答复。",
        "申请人填写信息公开申请表。",
    ],
)
def test_account_tells_orders_from_deeds(said: str) -> None:
    account = read_account(said)
    assert (account.prescribed, account.told, account.weigh()) == (1, 0, 0)


def test_account_of_problems_and_improvements() -> None:
    assert read_account("政务公开更新不够及时。").lacking == 1
    assert read_account("公开目录还需细化。政务公开形式需要进一步丰富。").lacking == 2
    assert read_account("（二）改进措施一是加强信息公开培训。").weigh() >= 4
    assert read_account("（六）存在的主要问题及改进情况，公开内容如下。").weigh() == 0


def test_account_weighs_deeds_by_period_and_body() -> None:
    bare = read_account("公开信息36条。")
    whole = read_account("2022年，我镇公开信息36条。未收到公开申请。政务公开存在一些不足。")
    assert 0 < bare.weigh() < whole.weigh() == 6


def test_account_of_other_work_weighs_nothing_without_the_forms_headings() -> None:
    account = read_account("全年造林36亩。调解纠纷12起。修路5公里。群众满意。公开信息3条。")
    assert account.weigh() == 0
    assert account.weigh(on_subject=True) > 0


def test_account_that_others_tell_weighs_nothing() -> None:
    said = "记者获悉，2022年全市公开信息36条。报告显示，未收到公开申请。"
    assert read_account(said).weigh() == 0


@pytest.mark.parametrize(
    "said",
    [
        "举办通讯员、信息员培训班，讲解政府信息公开条例。",
        "接受记者采访并公开信息。",
        "全年组织新闻发布会和记者会，公开信息。",
    ],
)
def test_account_tells_a_byline_from_those_who_are_trained(said: str) -> None:
    assert not read_account(said).reported
    assert read_account("（通讯员张三）白石镇公开信息。").reported
    assert read_account("记者从白石镇政府信息公开会上获悉。").reported
