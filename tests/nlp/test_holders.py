from __future__ import annotations

import pytest

from nlp.counts import find_counts


def scopes(text: str) -> list[str | None]:
    return [count.scope for count in find_counts(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Areas and bodies.
        ("全市新收申请12件，办结11件。共答复9件。", ["全市", "全市", None]),
        ("本机关收到申请5件。", ["本机关"]),
        ("县人民法院受理诉讼3件，我县败诉1件。", ["县人民法院", "我县"]),
        ("局党组听取工作汇报2次。", ["局党组"]),
        ("各村公开信息396期次。", ["各村"]),
        ("县级以上部门新收申请41件，乡镇（街道）新收申请12件。", ["县级以上部门", "乡镇（街道）"]),
        ("组织全市42家执法部门参加。", ["全市"]),
        ("省本级109个部门预算公开。", ["省本级"]),
        # Channels.
        ("通过县政府网站公开信息12条，微信公众号推送8条。", ["县政府网站", "微信公众号"]),
        (
            "县政府网站更新信息20条、“云溪发布”公众号8条。",
            ["县政府网站", "“云溪发布”公众号"],
        ),
        ("依托区信息公开平台，公开信息16条。", ["区信息公开平台"]),
        ("“云溪发布”微信公众号推送12期，粉丝3万人。", ["“云溪发布”微信公众号"] * 2),
        ("通过网站公开信息12条，其中规划2条，财政3条。", ["网站"] * 3),
        (
            "我局通过网站公开信息12条，其中规划2条，组织培训3次。",
            ["网站", "网站", "我局"],
        ),
        ("“云溪发布”公众号全年更新，粉丝增至3万人。", ["“云溪发布”公众号"]),
        ("其他渠道发布24条。", ["其他渠道"]),
        # Within brackets, and behind them.
        ("全市新收申请12件（市政府本级3件），结转2件。", ["全市", "市政府本级", "全市"]),
        # A sum belongs to all.
        ("网站公开86条、公开栏公开230条，合计316条。", ["网站", "公开栏", None]),
    ],
)
def test_holders_are_told(text: str, expected: list[str | None]) -> None:
    assert scopes(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "不属于本机关公开8件，本机关不掌握2件。",
        "举办全市政务公开培训班2期。",
        "位列全县第5名，上升3个位次。",
        "设立公开栏3个，更新栏目30个，编印政府公报6期。",
        "开展网站检查4次，平台建设投入3万元。",
        "向县政府申请复议1件。",
        "公开信息12条。",
    ],
)
def test_holders_are_not_invented(text: str) -> None:
    assert set(scopes(text)) == {None}


def test_holders_of_another_sentence_do_not_last() -> None:
    assert scopes("全县受理3件；答复2件。我局公开信息5条\n推送8条。") == [
        "全县",
        None,
        "我局",
        None,
    ]
