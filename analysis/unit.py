"""Names of public bodies: is a name one, does it say which, and of what kind is the body."""

from __future__ import annotations

import re
from typing import Final

from documents.report import UnitKind
from documents.script import simplify

_OFFICES = (
    r"局|委|委员会|厅|办|办公室|办公厅|部|院|署|处|所|站|中心|大队|支队|总队|公司|集团|学校|学院|大学|医院"
    r"|银行|社|协会|联合会|总工会|妇联|团委|残联|馆|队|校|院校|服务中心|电视台|气象台|海关"
    r"|中学|小学|幼儿园"
)
_PLACES = r"省|自治区|市|县|区|旗|州|盟|地区|林区|特区|新区"
_TOWNS = r"乡|镇|街道?|办事处|街道办|苏木|街办|垦区|农场|林场|牧场|社区"
_ZONES = (
    r"管委会|管理委员会|开发区|园区|高新区|经开区|风景区|名胜区|度假区|保税区|示范区|合作区|试验区|实验区"
    r"|(?<![校家田菜果公花乐])园|兵团|师|团"
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
# Most 新区 are zones; those that are districts with a government of their own are few.
_NEW_ZONE = re.compile(r"(?<!浦东)(?<!沈北)(?<!^滨海)(?<!天津滨海)(?<!天津市滨海)新区$")
_NAME = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff·、（）()—\-]{2,40}")
_SELF: Final = re.compile(
    "本(?!溪)|我|全(?![州椒南])|该|各|其|有关|相关|上级|当地|市县|县区|区县"
    "|按照|根据|依据|由|经(?![开济])|向(?![阳东南西北])|对(?!外)|以|并|在|于(?!都|洪)|就|请|如|可(?!克)|同时|关于|转发"
)
_SENTENCE = re.compile(
    "我|在|[现特兹][将就]|全[省市县区镇乡]|[室办]为|明确|负责|确定|做好|加强|切实|认真|强化|通过|直接|制度|开展|具体|如下|解读"
    "|发挥|增强|提高|成立|充分|进一步|召开|印发|制定|落实|围绕|严格|依托|利用|电子版|不断|积极|了(?!望)"
    "|^(?:坚持|完成|参加|位列|扎实|紧扣|作为|刊[登发]|配合|听取|目前|编[发制]|包括|接受|报告|研究|集中展示|按时"
    "|继续|持续|借助|做[优强实精]|推[送广]|牢|把握|加[大快]|[全努强大]力|深入|切实|统一|集中|同步|此外|另外|截至"
    "|支持|协助|督促|指导|整合|优先|抓好|管好|用好|办好|开设|贯彻|聚力|立足|着眼|面向|拓[展宽]|升级|改版|更新|登[录陆]"
    "|辖[区内]|下辖|所[辖属]|推[进动]|健全|完善|优化|深化|扩大|提升|结合|规范|维护|组织(?!部)|邀请|开通|关注|打造|建[立成]|形成"
    "|实现|方便|引导|激发|畅通|压实|统筹|夯实|丰富|聚焦|突出|细化|设立|配备|安排|公[开布示]|发布|促[进使]"
    "|保[证障]|确保|要求|及时|主动|有效|全面|使|为|把|将(?!乐)|让(?!胡))"
)
_PAGE = re.compile("(?:网站|平台|专栏|公众号|公众网|[顶底首头全内外干]部|部门)$")
# Words that hold a place's character without a place.
_NO_PLACES = re.compile(
    "城乡|城市(?=[管建更规综执运发])|市场|城镇(?!(?:人民)?政府|党|$)|市政(?=[工设园管公])|乡村|乡镇|社区(?=[矫服工建])|区域|区划"
)
_PLACED = re.compile(
    "(?!省|市(?![中南北]区)|县|区|旗|州|自治|局|厅|委|院|校|乡(?!宁)"
    "|镇(?![江海远雄安平原坪赉康沅巴宁])|街道|办事)"
    r"[\u3400-\u9fff·]{1,14}?"
    r"(?:省|市|县|区|旗|州|盟|(?<=[\u3400-\u9fff]{2})(?:乡|镇|街道|苏木|农场|林场|牧场))"
    r"|[省市县区旗州乡镇街][\u3400-\u9fff]{1,4}(?:乡|镇|街道)"  # 镇龙镇, 街亭镇
    "|(?:北京|天津|上海|重庆|河[北南]|山[东西]|辽宁|吉林|黑龙江|江[苏西]|浙江|安徽|福建|湖[北南]|广[东西]"
    r"|海南|四川|贵州|云南|陕西|甘肃|青海|内蒙古|西藏|宁夏|新疆)[\u3400-\u9fff]{2}"
)
_NATIONAL = re.compile(
    "国家|中国|中华|国务院|全国|中央|海关总署|审计署|[\u3400-\u9fff]{2,4}海关$"
    "|(?:外交|教育|科学技术|科技|工业和信息化|公安|民政|司法|财政|人力资源和社会保障|自然资源|国土资源|生态环境"
    "|环境保护|住房和城乡建设|交通运输|水利|农业农村|农业|商务|文化和旅游|文化|退役军人事务|应急管理)部$"
)
_BARE = re.compile("[省市县区旗州乡镇局厅委院校街]")
_GENERIC = re.compile(
    "(?:人民|政府|政务|信息|公开|办公|办事处|党政|党委|党群|党工委|综合|行政|领导小组|小组|工作|下设|管委会"
    "|管理委员会|委员会|街道|学校|小学|中学|大学|医院|公司|集团|中心|机关|部门|单位|门户|网站|开发区|高新区|经开区"
    "|新区|园区|经济|技术|高等|高校|院校|普通|中等|职业|民办|公办|公立|[部省市县区]属|第[一二三四五六七八九十]|自治|内设|机构|直属|有关|年度|报告|年报|专栏|栏目|法定|主动|目录|指南"
    "|[省市县区旗州盟乡镇街局厅委院校处科股室所站办厅部的和])+"
)
_LEVELED = re.compile("(?:自治[区州县旗]|[省市县区旗州盟乡镇])(?:人民)?政府|街道办事处")


def is_unit_name(name: str) -> bool:
    """True for what ends like the name of a public body and is no pronoun (我局, 本机关)."""
    said = simplify(name)
    if not _NAME.fullmatch(said) or not _ENDING.search(said):
        return False
    return not (_SELF.match(said) or _PAGE.search(said) or _SENTENCE.search(said))


def is_generic(name: str) -> bool:
    """True for what names no one body: 市政府办公室, 综合办公室, 街道办事处."""
    return bool(_GENERIC.fullmatch(simplify(name)))


def is_leveled(name: str) -> bool:
    """True for a name that says no more than its level (县人民政府办公室, 自治区人民政府): the
    body's own where it stands in a title."""
    return bool(_LEVELED.match(simplify(name)))


def is_placed(name: str) -> bool:
    """True for a name that says which body it is: by its place (云岭县水务局, not 县水务局), or
    as a school's, a company's or a national body's does by itself."""
    said = simplify(name)
    if is_generic(said):
        return False
    if _PLACED.match(_NO_PLACES.sub("", said)) or _NATIONAL.match(said):
        return True
    return bool(_INSTITUTION.search(said)) and not _BARE.match(said)


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
    if _ZONE.search(place) or (place == name and _NEW_ZONE.search(place)):
        return "other"
    if _PROVINCE.search(place):
        return "province"
    if _CITY.search(place):
        if _NESTED_CITY.search(place) or _is_nested(place, text):
            return "county"
        return "city"
    return "county" if _COUNTY.search(place) else "other"


def _is_nested(place: str, text: str) -> bool:
    return bool(re.search(rf"[\u4e00-\u9fff](?:市|州|盟|地区){re.escape(place)}|县级市", text))
