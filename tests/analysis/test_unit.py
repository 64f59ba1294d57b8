from __future__ import annotations

import pytest

from analysis.unit import find_unit, find_unit_kind, is_unit_name
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


def test_unit_comes_from_the_title_before_the_signature_before_the_text() -> None:
    text = "本报告由白石县红石乡人民政府编制。"
    for title, signed, name in (
        ("蓝石乡", "绿石乡人民政府", "蓝石乡"),
        (None, "绿石乡人民政府", "绿石乡人民政府"),
        (None, None, "白石县红石乡人民政府"),
    ):
        unit = find_unit(title, signed, text)
        assert unit is not None
        assert unit.name == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("如有疑问，请与白石县财政局联系（电话：1234567）", "白石县财政局"),
        ("2022年，白石县财政局认真贯彻落实条例。", "白石县财政局"),
        ("发布机构：白石县财政局", "白石县财政局"),
    ],
)
def test_unit_is_found_in_the_text(text: str, name: str) -> None:
    unit = find_unit(None, None, text)
    assert unit is not None
    assert (unit.name, unit.kind) == (name, "department")


def test_unit_is_not_made_up() -> None:
    assert find_unit(None, None, "我局认真贯彻落实条例，公开信息36条。") is None
