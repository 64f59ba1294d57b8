"""The body that reports: is a name one of a public body, and of what kind."""

from __future__ import annotations

import re
from itertools import chain
from typing import Final

from documents.report import Unit, UnitKind
from documents.script import simplify

_OFFICES = (
    r"局|委|委员会|厅|办|办公室|办公厅|部|院|署|处|所|站|中心|大队|支队|总队|公司|集团|学校|学院|大学|医院"
    r"|银行|社|协会|联合会|总工会|妇联|团委|残联|馆|队|校|院校|服务中心|电视台|气象台"
)
_PLACES = r"省|自治区|市|县|区|旗|州|盟|地区|林区|特区|新区"
_TOWNS = r"乡|镇|街道|办事处|街道办|苏木|街办|垦区|农场|林场|牧场|社区"
_ZONES = (
    r"管委会|管理委员会|开发区|园区|高新区|经开区|风景区|名胜区|度假区|保税区|示范区|工业园|产业园"
    r"|兵团|师|团"
)
_GOVERNMENT = re.compile(r"(?:人民)?政府$")
_ENDING = re.compile(
    rf"(?:(?:人民)?政府|{_OFFICES}|{_PLACES}|{_TOWNS}|{_ZONES})(?:[（(]本级[)）])?$"
)
_DEPARTMENT = re.compile(rf"(?:{_OFFICES})$")
_TOWN = re.compile(rf"(?:{_TOWNS})(?:党政(?:综合)?办公室)?$")
_ZONE = re.compile(rf"(?:{_ZONES})$")
# They report as the departments above them ask (条例第五十五条), with no date in the 条例.
_INSTITUTION = re.compile("(?:公司|集团|银行|医院|学校|中学|小学|幼儿园|大学|学院)$")
_PROVINCE = re.compile(r"(?:省|自治区|^(?:中国)?(?:北京|天津|上海|重庆)市?)$")
_NESTED_CITY = re.compile(r"[\u4e00-\u9fff]{2,}(?:市|州|盟|地区)[\u4e00-\u9fff]{2,4}市$")
_CITY = re.compile(r"(?:市|地区|州|盟)$")
_COUNTY = re.compile(r"(?:县|区|旗|自治县|林区|特区)$")
_NAME = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff·、（）()—\-]{2,40}")
_SELF: Final = re.compile(r"^(?:本|我|全|该|各|其|有关|相关|上级|当地|市县|县区|区县)")
_BY = re.compile(
    r"(?:本(?:年度)?报告|本年报)?由(?P<by>[\u3400-\u9fff·、]{2,30}?)"
    r"(?:结合|根据|依据|按照|负责|组织|编制|编写|牵头|依照)"
)
_WITH = re.compile(
    r"请(?:直接|及时)?(?:与|向|联系)(?P<with>[\u3400-\u9fff·]{2,30}?)(?:联系|反映|咨询|[（(])"
)
_PUBLISHER = re.compile(
    r"(?:发布机构|发文机关|发文机构|发布单位|公开主体|责任单位|信息来源|来源)[】\]]?\s*[:：|\s]\s*"
    r"(?P<publisher>[\u3400-\u9fff·]{2,30})"
)
_SUBJECT = re.compile(
    r"(?:20\d\d\s*年度?[，,]?|汇总20\d\d\s*年度?)(?P<subject>[\u3400-\u9fff]{2,24}?)"
    r"(?=在|坚持|认真|严格|深入|高度|按照|以习|全面|紧紧|切实|公开的|政府信息公开|政务公开|始终|积极|持续|围绕|贯彻|共)"
)


def is_unit_name(name: str) -> bool:
    """True for what ends like the name of a public body and is no pronoun (我局, 本机关)."""
    said = simplify(name)
    return bool(_NAME.fullmatch(said) and _ENDING.search(said)) and not _SELF.match(name)


def find_unit_kind(name: str, text: str = "") -> UnitKind:
    """The kind of the body with the name.

    街道办事处 count as townships; the committees of development zones, branch organs that are
    neither a government nor a department, are ``other``, and so are companies, schools and
    hospitals; a government's own office (人民政府办公室) is a department, whose report is not the
    government's (standard.md 1, scope rules). A 市 is a city unless the name, or a longer form of
    it in the text, puts it under another city.
    """
    name = simplify(re.sub(r"[（(].{0,6}[)）]$", "", name))
    place = _GOVERNMENT.sub("", name)
    if place == name and _DEPARTMENT.search(name) and not re.search(r"街办|街道办$", name):
        other = _ZONE.search(name) or _INSTITUTION.search(name)
        return "township" if _TOWN.search(name) else "other" if other else "department"
    if _TOWN.search(place):
        return "township"
    if _ZONE.search(place):
        return "other"
    if _PROVINCE.search(place):
        return "province"
    if _CITY.search(place):
        if _NESTED_CITY.search(place) or _is_nested(place, text):
            return "county"
        return "city"
    return "county" if _COUNTY.search(place) else "other"


def find_unit(title_unit: str | None, signed_by: str | None, text: str) -> Unit | None:
    """The body as the report names it: in its title, else under its text, else in its text.

    ``text`` is the report's beginning. Null where no name is found: none is made up."""
    told = (
        match[match.lastgroup or 0]
        for pattern in (_BY, _WITH, _SUBJECT, _PUBLISHER)
        if (match := pattern.search(text))
    )
    for name in chain((title_unit, signed_by), told):
        if name and is_unit_name(name):
            return Unit(name, find_unit_kind(name, text))
    if title_unit and not _SELF.match(title_unit):
        return Unit(title_unit, find_unit_kind(title_unit, text))
    return None


def _is_nested(place: str, text: str) -> bool:
    return bool(re.search(rf"[\u4e00-\u9fff](?:市|州|盟|地区){re.escape(place)}|县级市", text))
