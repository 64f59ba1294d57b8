"""Invented public bodies: their names, how they speak of themselves, and where to reach them."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Final

from documents.report import UnitKind
from training.factory.voices import Voice

_COUNTIES: Final = (
    "云陵",
    "清樾",
    "松浦",
    "望塔",
    "青崖",
    "禾浦",
    "临澍",
    "白荻",
    "岚溪",
    "石鼓岭",
)
_CITIES: Final = ("澄州", "樾阳", "岭宁", "棠州")
_PROVINCES: Final = ("岚江", "澜东")
_TOWNS: Final = ("石桥", "柳塘", "枫坪", "大樟", "马渡", "双井", "竹园", "清水湾", "桐梓坝", "河口")
_ROADS: Final = ("迎春路", "人民南路", "文昌街", "滨河大道", "解放西路", "建设街")
_SURNAMES: Final = tuple("赵钱孙李周吴郑王冯陈蒋沈韩杨朱许何吕张孔曹严金魏陶姜谢邹章苏潘葛范彭")
_GIVEN: Final = (
    "建国",
    "晓东",
    "海燕",
    "志强",
    "丽华",
    "文斌",
    "俊峰",
    "春梅",
    "立新",
    "宏",
    "敏",
    "磊",
)
_SELF: Final = {
    "镇": "我镇",
    "乡": "我乡",
    "街道": "我街道",
    "县": "我县",
    "市": "我市",
    "省": "我省",
}


@dataclass(frozen=True, slots=True)
class Body:
    """``unit`` is the name in the title, ``place`` the short one, ``self_name`` 我镇, 我局 …"""

    unit: str
    place: str
    kind: UnitKind
    self_name: str
    upper: str
    site: str
    office: str
    office_full: str
    address: str
    postcode: str
    phone: str


def make_name(rng: Random) -> str:
    return rng.choice(_SURNAMES) + rng.choice(_GIVEN)


def make_body(rng: Random, voice: Voice, kind: UnitKind) -> Body:
    """A body of that kind that could speak with this voice."""
    county, road = rng.choice(_COUNTIES) + "县", rng.choice(_ROADS)
    address = f"{county}{road}{rng.randint(1, 199)}号"
    site = "县人民政府门户网站"
    if kind == "township":
        suffix = rng.choice(voice.suffixes)
        place = rng.choice(_TOWNS) + suffix
        tail = voice.unit_tail or "人民政府"
        unit = rng.choice((county, "")) + place + (tail if rng.random() < 0.6 else "")
        name, upper, office = _SELF[suffix], "县委、县政府", "党政办公室"
        address = f"{county}{place}{road}{rng.randint(1, 99)}号"
        office_full = f"{place}{office}"
    elif kind == "department":
        trade = rng.choice(voice.trades)
        place = county + trade
        unit, upper, office = place, "县委、县政府", "局办公室" if trade[-1] == "局" else "办公室"
        name = "我局" if trade[-1] == "局" else "我委"
        office_full = f"{place}办公室"
    else:
        names, suffix = {
            "county": ((county[:-1],), "县"),
            "city": (_CITIES, "市"),
        }.get(kind, (_PROVINCES, "省"))
        place = rng.choice(names) + suffix
        unit = place + ("人民政府" if rng.random() < 0.7 else "")
        name, upper, office = _SELF[suffix], "上级党委、政府", f"{suffix}政府办公室"
        site, office_full = f"{suffix}人民政府门户网站", f"{place}人民政府办公室"
        address = f"{place}{road}{rng.randint(1, 199)}号"
    return Body(
        unit=unit,
        place=place,
        kind=kind,
        self_name=name,
        upper=upper,
        site=site,
        office=office,
        office_full=office_full,
        address=address,
        postcode=str(rng.randint(410000, 699999)),
        phone=f"0{rng.randint(310, 998)}-{rng.randint(2, 8)}{rng.randrange(10**6):06d}",
    )
