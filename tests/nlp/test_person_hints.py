"""Sentences are ours, places and persons invented."""

import pytest

from nlp.officials import find_officials
from nlp.person_hints import SENTENCE, may_name, shows_name


@pytest.mark.parametrize(
    "text",
    [
        "由镇长刘志强任组长",
        "组长：何明 乡党委书记",
        "召集人：向阳 副县长",
        "明确苗青同志为联络员",
        "分管领导文明同志坚持每月过问",
        "副局长练 永 茂分管此事",
        "成员：赵敏、钱多多",
        "县长买买提·艾力作了部署",
        "副乡长尕玛分管",
        "旗长其其格图雅任组长",
        "由上官云负责上传",
        "和丽军：党委书记，全面负责",
        "县长门广超接听热线",
        "党政办梅婷同时管着档案",
        "纳丽、妥进财两位同志负责",
        "联络员两名，分别为綦晓丽、厉害",
        "基金科白丽撰写",
        "副场长邓菊在会上留下了电话",
        "2018年组长改为乔大年",
        "公示栏交给石小丽。",
        "副主任何平接听热线",
        "局长江涛接听热线",
        "主任么小军是信息公开第一责任人",
    ],
)
def test_person_hints_are_seen_where_somebody_is_named(text: str) -> None:
    assert may_name(text)


@pytest.mark.parametrize(
    "text",
    [
        "由镇长任组长，分管副镇长任副组长，各站所负责人为成员。",
        "主要领导亲自抓，分管领导具体抓，办公室专人抓。",
        "工作人员严格按照程序办理，主管人员逐件审核。",
        "县长信箱共收到群众来信三百余件，办结率百分之百。",
        "全年主动公开政府信息126条，其中规范性文件3件。",
        "县级以上人民政府负责本行政区域内文物保护工作。",
        "加强干部队伍建设，责任落实到人。",
        "未收取任何费用，各科普基地按时开放。",
        "公开股东名册、股权变更情况。",
        "",
    ],
)
def test_person_hints_are_none_where_roles_stand_alone(text: str) -> None:
    assert not may_name(text)
    assert find_officials(text) == ()


def test_person_hints_sentences_end_with_their_mark() -> None:
    text = "甲。乙！丙\n丁；戊"
    assert [found[0] for found in SENTENCE.finditer(text)] == ["甲。", "乙！", "丙", "丁；戊"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("党政办梅婷写稿", True),
        ("镇长许东升定稿", True),
        ("书记高度重视", False),
        ("主任应当审核", False),
        ("办公室", False),
    ],
)
def test_person_hints_a_surname_beside_an_office_shows_a_name(text: str, shown: bool) -> None:
    assert shows_name(text) == shown
