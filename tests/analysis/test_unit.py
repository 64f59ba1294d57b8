from __future__ import annotations

import pytest

from analysis.unit import find_unit_kind, is_generic, is_placed, is_unit_name
from documents.report import UnitKind


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("云川省人民政府", "province"),
        ("上海市", "province"),
        ("云川自治区", "province"),
        ("石桥市人民政府", "city"),
        ("云岭自治州", "city"),
        ("云岭地区", "city"),
        ("石桥市昆石市", "county"),
        ("白石县", "county"),
        ("石桥市东城区人民政府", "county"),
        ("白石自治县", "county"),
        ("红岩旗", "county"),
        ("白石县红石乡", "township"),
        ("红石镇人民政府", "township"),
        ("东湖街道办事处", "township"),
        ("东湖街道", "township"),
        ("东湖街道办", "township"),
        ("云岭苏木", "township"),
        ("白石县人民政府办公室", "department"),
        ("石桥市东城区审计局", "department"),
        ("云川省教育厅", "department"),
        ("石桥市发展和改革委员会", "department"),
        ("石桥经济开发区管委会", "other"),
        ("石桥高新区管理委员会", "other"),
        ("石桥市云湾新区", "other"),
        ("上海市浦东新区", "county"),
        ("石桥市云湾新区人民政府", "county"),
        ("石桥市自来水公司", "other"),
        ("石桥市人民医院", "other"),
        ("石桥市第一中学", "other"),
        ("石桥市人民法院", "department"),
    ],
)
def test_unit_kind_goes_by_the_name(name: str, kind: UnitKind) -> None:
    assert find_unit_kind(name) == kind


def test_unit_kind_of_a_city_under_a_city_is_county() -> None:
    assert find_unit_kind("昆石市", "本报告由石桥市昆石市人民政府编制。") == "county"
    assert find_unit_kind("昆石市", "本报告由昆石市人民政府编制。") == "city"


@pytest.mark.parametrize("name", ["我局", "本机关", "全县", "各部门", "工作情况", "2022年", ""])
def test_unit_name_is_no_pronoun(name: str) -> None:
    assert not is_unit_name(name)


@pytest.mark.parametrize(
    "name",
    [
        "返回顶部",
        "白石县政府门户网站",
        "确定县政府办公室为全县",
        "按照县财政局",
        "政府部门",
        "在白石县水务局",
        "充分发挥县",
        "将保税区",
        "增强了乡",
        "辖区红石街道",
    ],
)
def test_unit_name_is_no_piece_of_a_page_or_a_sentence(name: str) -> None:
    assert not is_unit_name(name)


@pytest.mark.parametrize(
    ("name", "generic"),
    [
        ("市政府办公室", True),
        ("縣政府辦公室", True),
        ("综合办公室", True),
        ("街道办事处", True),
        ("开发区管委会", True),
        ("高等学校", True),
        ("省属普通高校", True),
        ("中等职业学校", True),
        ("云岭高等职业学院", False),
        ("县水务局", False),
        ("白石县政府办公室", False),
        ("东湖街道", False),
    ],
)
def test_unit_name_is_generic_where_it_names_no_one_body(name: str, generic: bool) -> None:
    assert is_generic(name) is generic


@pytest.mark.parametrize(
    ("name", "placed"),
    [
        ("白石县水务局", True),
        ("红石乡", True),
        ("市北区", True),
        ("镇江市水利局", True),
        ("云岭大学", True),
        ("国家林业局", True),
        ("云岭海关", True),
        ("镇龙镇", True),
        ("古城镇", True),
        ("湖南海事局", True),
        ("县水务局", False),
        ("城市管理局", False),
        ("住房和城乡建设局", False),
        ("市第一中学", False),
        ("乡镇", False),
    ],
)
def test_unit_name_is_placed_where_it_says_which(name: str, placed: bool) -> None:
    assert is_placed(name) is placed
