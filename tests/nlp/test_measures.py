from __future__ import annotations

import pytest

from nlp.counts import find_counts


def measures(text: str) -> list[str | None]:
    return [count.measure for count in find_counts(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # One measure, on whichever side of the figure its words stand.
        ("收到政府信息公开申请12件。", ["收到政府信息公开申请"]),
        ("收到12件政府信息公开申请。", ["收到政府信息公开申请"]),
        ("召开3次专题会议，选取20个乡镇（街道）试点。", ["召开专题会议", "选取乡镇（街道）"]),
        ("明确1名副局长具体分管，由3名同志负责。", ["明确副局长", "同志"]),
        ("对15个单位打分，走进13个村。", ["单位打分", "村"]),
        ("覆盖教育、医保等12个领域。", ["领域"]),
        ("1件被责令重作，3件在法定期限内结转。", ["被责令重作", "在法定期限内结转"]),
        ("评估扣分项5项当月整改到位。", ["评估扣分项"]),
        ("将政务公开纳入年度考核，占3分。", ["政务公开纳入年度考核"]),
        # Whose it is and how it was made known are told apart.
        ("局党组听取汇报2次，通过县政府网站公开信息8条。", ["听取汇报", "公开信息"]),
        ("因政府信息公开被申请行政复议3件。", ["被申请行政复议"]),
        ("围绕救助、医保等事项公开信息9条，一季度仅发布2条。", ["公开信息", "发布"]),
        # What goes on.
        ("推送消息365期、1280篇，来访45批68人次。", ["推送消息"] * 2 + ["来访"] * 2),
        ("粉丝由1900人增加到7300人。", ["粉丝", "粉丝"]),
        ("公开信息20条，其中网站12条，公众号8条。", ["公开信息"] * 3),
        ("全市新收申请12件（本级3件）。", ["新收申请"] * 2),
        ("承办人大建议3件、政协提案5件。", ["承办人大建议", "承办政协提案"]),
        ("予以公开3件、部分公开1件。", ["予以公开", "部分公开"]),
        ("自然人申请、法人申请分别为5件和3件。", ["自然人申请", "法人申请"]),
        ("较上年减少5件，下降12.5%。", ["较上年减少", "下降"]),
        ("第一季度公开41条，第二季度38条，下半年102条。", ["公开"] * 3),
        ("公开信息186条，比2021年（152条）增加34条。", ["公开信息", "公开信息", "增加"]),
        ("网站公开信息120条。其中，公众号80条。", ["公开信息"] * 2),
        ("发布数据解读3至5篇。", ["发布数据解读"] * 2),
        ("2件胜诉、1件在审。", ["胜诉", "在审"]),
        ("出台了审核、保密审查、依申请公开三项制度。", ["出台了制度"]),
        # Of a long list the verb and the last item.
        (
            "公布基本养老保险缴费基数、城乡居民待遇调整、工伤认定结论送达公告73条。",
            ["公布工伤认定结论送达公告"],
        ),
    ],
)
def test_measures_are_told(text: str, expected: list[str | None]) -> None:
    assert measures(text) == expected


@pytest.mark.parametrize("text", ["申请、答复分别为5件。", "（3件）", "网站56条。", "全市12件。"])
def test_measures_are_not_guessed(text: str) -> None:
    assert measures(text) == [None]


def test_measures_does_not_reach_into_another_sentence() -> None:
    assert measures("公开信息20条。网站12条。") == ["公开信息", None]
