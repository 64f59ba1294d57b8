"""QLT-01 to QLT-04."""

from __future__ import annotations

from dataclasses import replace

import pytest

from documents.narrative import TagScore
from tests.review.reports import PROBLEMS, build_report, find_one, list_rules


@pytest.mark.parametrize(
    ("section", "fault"),
    [
        (("无。",), "只写“无”"),
        (
            (
                "本年度我镇政务公开工作成效显著，圆满完成全年任务，获得县政府充分肯定，得到群众广泛好评和认可。",
            ),
            "没有写明存在的问题",
        ),
        (
            (
                "我镇信息公开工作不存在问题。下一步继续加强学习，推进公开工作再上新台阶，服务全镇经济社会发展大局。",
            ),
            "称没有问题",
        ),
        (
            (
                "存在的问题：一是惠农补贴栏目更新不及时；二是村级信息员不熟悉后台操作，有待加强；三是公开栏内容偏少。",
            ),
            "没有写改进措施",
        ),
        (("更新不及时，今后加强。",), "字"),
    ],
)
def test_problems_must_name_problems_and_measures(section: tuple[str, ...], fault: str) -> None:
    assert fault in find_one(build_report({5: section}), "problems-missing").message


@pytest.mark.parametrize(
    "measures",
    [
        "为补齐这些短板，我镇将采取以下措施：在小卖部门口增设公开栏，并同步到村民微信群，方便外出务工人员。",
        "针对上述不足，这样改：名单发放后三日内上墙，由驻村干部拍照回传，公众号每月推送一篇办事指南。",
        "（二）整改措施：目录由党政办逐条补齐，公示栏换成防雨的，年底由纪委逐村看一遍，结果张贴在村口。",
    ],
)
def test_problems_know_an_answer_in_its_own_words(measures: str) -> None:
    problems = "工作中还有两点不足：一是补贴名单更换不及时；二是公众号办事指南偏少。"
    assert "problems-missing" not in list_rules(build_report({5: (problems, measures)}))


def test_problems_cut_off_with_an_excerpt_are_not_judged() -> None:
    report = build_report({5: ("存在的问题是更新不及时，",)}, order=(1, 2, 3, 4, 5), signed=None)
    assert "problems-missing" not in list_rules(report)


def test_problems_need_a_measure_each() -> None:
    problems = "一是惠农补贴栏目更新不及时；二是信息员业务不熟；三是12个村的公开栏破损，内容少。"
    measures = "下一步，一是由财政所每月更新栏目；二是组织信息员培训。"
    finding = find_one(build_report({5: (problems, measures)}), "measures-unmatched")
    assert (finding.expected, finding.actual) == ("3项措施", "2项措施")
    assert finding.severity == "warning"
    assert "第3个问题" in finding.message


def test_problems_answered_by_fewer_measures_are_a_notice() -> None:
    problems = (
        "一是惠农补贴栏目更新不及时；二是信息员业务不熟；三是新来的信息员没有参加培训，仍需学习。"
    )
    measures = "下一步，一是由财政所每月更新栏目；二是组织信息员培训。"
    report = build_report({5: (problems, measures)})
    assert find_one(report, "measures-unmatched").severity == "notice"


def test_problems_may_have_more_measures_or_an_unnumbered_answer() -> None:
    one, two = PROBLEMS
    assert "measures-unmatched" not in list_rules(build_report({5: (one, two + "三是加强检查。")}))
    plain = build_report({5: (one, "下一步，由财政所补齐栏目，并培训信息员。")})
    assert "measures-unmatched" not in list_rules(plain)


def test_problems_that_could_be_anyones_are_generic() -> None:
    measures = "下一步，我镇将加强学习，提高认识，加大工作力度，及时公开各类群众关心的信息。"
    generic = build_report({5: ("一是公开意识不强；二是公开不够及时，有待加强。", measures)})
    assert "意识不强" in find_one(generic, "problems-generic").message
    own = build_report({5: ("一是公开意识不强；二是惠农补贴栏目公开不够及时。", measures)})
    assert "problems-generic" not in list_rules(own)


@pytest.mark.parametrize(
    "section",
    [
        "乡里路远，网上公开的看的人少；公开栏张贴的内容风吹雨淋后容易损坏。下步准备在各村微信群同步发送，并给公开栏加装雨棚。",
        "养老机构收费、等级评定信息公示晚。已要求二十六家机构在醒目位置公示收费标准，年检结果作出后七个工作日内上网。",
        "问题主要是文物保护范围等基础资料公开不全。下半年整理公开了二十三处文物的四至范围；2024年将继续公开县级文物名录。",
        "乡里的公开驿站“有站没人来”，两台查询机长年闲置。把驿站并入取号大厅，双休日也开门，还能代查、代办、代打印，老人不会用的由导办员帮。",
        "认识上有“温差”，各站所报送有快有慢，山里的公告栏网络又时断时续。下学期起凡收费的事，方案先征求家长意见，贴出来听够七天再定。",
        "一是一些村民不知道申请渠道；二是解读形式少。改进：一是公开栏印制申请指引；二是到村里开二十场“板凳会”讲政策。",
    ],
)
def test_problems_are_silent_where_plain_words_may_name_them(section: str) -> None:
    assert "problems-missing" not in list_rules(build_report({5: (section,)}))


def test_problems_believe_the_tagger_before_an_alarm() -> None:
    words = "今年镇里开了四次专题会，各村都把台账摆到桌面上对了一遍，"
    words += "对出来的都记在本子上，一件一件销号，销一件勾一件，年底请群众代表来看。"
    plain = build_report({5: (words,)})
    tagged = tuple(
        replace(p, tags=(TagScore("存在问题", 0.9), TagScore("改进措施", 0.9)))
        if p.section == 5
        else p
        for p in plain.paragraphs
    )
    assert "problems-missing" in list_rules(plain)
    assert "problems-missing" not in list_rules(replace(plain, paragraphs=tagged))


def test_problems_read_what_stands_on_the_headings_own_line() -> None:
    report = build_report({5: ()}, headings={5: "五、存在的主要问题及改进情况 无。"})
    assert "只写“无”" in find_one(report, "problems-missing").message


def test_measures_answer_a_problem_in_its_own_words() -> None:
    section = (
        "存在问题：一是信息报送不主动；二是信息发布时效性不强；三是解读材料可读性弱。",
        "改进措施：一是实行报送积分制，按周晾晒各科室报送数量和发布时长；二是就五个热点推出“一图看懂”。",
    )
    assert find_one(build_report({5: section}), "measures-unmatched").severity == "notice"


@pytest.mark.parametrize(
    ("year", "signed", "said", "asked"),
    [
        (2016, "2017-02-10", "没有收取费用。", True),
        (2016, None, "没有收取费用。", False),
        (2016, "2017-02-10", "仍有栏目更新不够勤。", False),
        (2022, "2023-01-10", "没有收取费用。", False),
    ],
)
def test_problems_were_asked_for_before_the_form(
    year: int, signed: str | None, said: str, asked: bool
) -> None:
    report = build_report(
        {0: ("现公布年度报告。",), 2: ("公开信息十二条。",), 3: ("没有收到申请。",), 4: (said,)},
        order=(2, 3, 4),
        headings={4: "四、收费情况"},
        year=year,
        signed=signed,
    )
    assert ("problems-missing" in list_rules(report)) is asked


def test_problems_thin_in_an_old_report_are_no_error() -> None:
    thin = {5: ("一是内容有待深化；二是队伍有待加强。",)}
    assert find_one(build_report(thin), "problems-missing").severity == "error"
    assert find_one(build_report(thin, year=2017), "problems-missing").severity == "warning"
