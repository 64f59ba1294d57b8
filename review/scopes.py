"""When and for whom a figure of the narrative holds: this year and this body, or others.

Last year's figures, sums of several years, and those of a whole county in an office's own report
belong to another scope than the tables (standard.md chapter 12, guard 3). In doubt it is another.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from documents.patterns import compile_late
from documents.report import Report, UnitKind

_YEAR = r"(?<!\d)20\d\d"
_CARRY_OVER: Final = compile_late(
    r"(?=[2上去往结转顺延])(?:"  # so that it fails fast
    rf"(?:{_YEAR} ?年度?|上一?年度?|去年|往年)(?:的|申请|政府信息公开申请)?(?:结转|转结|转入|顺延|"
    rf"遗留)"
    r"|(?:结转|转结|顺延|转入|延续|延期|转)(?:至|到|入|下|在|次|明|上|往)?"
    rf"(?:{_YEAR} ?年度?|[上下]?一?年度?|明年|次年)?)"
)
_COMPARED: Final = compile_late(
    rf"(?:较|比|与|同|相比)(?:之|于)?(?:{_YEAR} ?年度?|上一?年度?|去年度?|往年|前年|同期)"
    r"(?:度?同期)?(?:相比|比较)?"
)
_TIMES: Final = compile_late(
    r"(?=[\d今本全年报统一去上前往历以同近连下二三四五六七八九十每力预任])(?:"
    rf"(?P<range>{_YEAR} ?年?(?:\d{{1,2}} ?月)?(?:\d{{1,2}} ?日)?起?"
    rf" ?[至到—–~～-]+ ?(?P<to>20\d\d) ?年)"
    rf"|(?P<year>{_YEAR}) ?年"
    r"|(?P<this>今年以来|今年|本年|全年|年内|报告期|统计期|一年来|年度内|本报告年度)"
    r"|(?P<other>去年|上一?年|前年|往年|历年|以往|同期|以来|近[一二三四五六七八九十两几\d]+年|"
    r"连续|上半年|下半年|[一二三四1234]季度|每[年月季]|力争|预计|十[三四五]五|任期)"
    r"|(?P<month>(?<![\d至到—–~～-])(?:\d{1,2}|[一二三四五六七八九十]+) ?月份?(?! ?[\d至到—–~～-]|"
    r" ?底| ?末)))"
)
_SUMMED: Final = compile_late(r"累计|累积|截[至止]")
_OFFICE = (
    r"(?:人民政府|政府|委|局|办|办公室|办公厅|"
    r"镇|乡|街道|村|社区|科|股|所|(?<!网)站|中心|大队|学校|公司|处|会)"
)
_ACTS = r"(?:共|累计|全年|新?收|接|受理|办理|答复|制发|未|没|无)"
_HOLDERS: Final = compile_late(
    r"(?P<own>[我本](?:局|委|办|厅|镇|乡|街道|街办|机关|单位|部门|行政机关|中心|处|会|院|队|馆|所|"
    r"县|市|区|省|州|旗|盟|辖区)(?!(?:政府|人民政府)?(?:办|直|级|属|各|有关))|全局|全委|全办)"
    r"|(?P<area>全(?P<level>省|自治区|市|州|盟|地区|县|区|旗|乡|镇|街道|街|办事处)(?!面))"
    r"|(?P<others>各(?!类|项|种|界|方面|自|渠道|环节|位|色|个|平台)[^，,；;]{0,4}|"
    r"[省市州县区旗]本级|[省市州县区旗镇乡]"
    r"(?:直|级|属)(?:各)?(?:部门|单位|机关)|全系统|系统内|所属|下属|下辖|下级|本级|县市区|"
    r"区县|名义|部分单位|其他单位|有关单位|相关单位|"
    rf"(?<![我本全各])(?=[\u4e00-\u9fff]{{2,10}}{_ACTS})"
    rf"(?:(?![我本全各])[\u4e00-\u9fff]){{1,6}}{_OFFICE}(?={_ACTS}))"
)
_OFFICE_NAME: Final = compile_late(rf"[\u4e00-\u9fff]{{1,6}}{_OFFICE}")
_AREAS: Final[dict[UnitKind, str]] = {
    "province": "省自治区",
    "city": "市州盟地区",
    "county": "县区市旗",
    "township": "乡镇街道办事处",
}
_OFFICE_END: Final = compile_late(r"(?:办公室|办公厅|局|委员会|委|厅|中心|处)$")


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose report it is and of which year; tells what of a text falls under its tables."""

    name: str = ""
    kind: UnitKind | None = None
    year: int | None = None

    @classmethod
    def of(cls, report: Report) -> Scope:
        unit = report.unit
        return cls(unit.name if unit else "", unit.kind if unit else None, report.year)

    def covers(self, said: str) -> bool:
        """True where a figure at the end of ``said`` (its sentence so far) is of this year and
        this body."""
        return self.covers_period(said) and self.covers_holder(said)

    def covers_period(self, said: str) -> bool:
        said = _COMPARED.sub("", _CARRY_OVER.sub("", said))
        current, dated = True, False
        for match in _TIMES.finditer(said):
            if match["range"]:
                current = match["range"][:4] == match["to"] == str(self.year)
            elif match["year"]:
                current = match["year"] == str(self.year)
            elif match["this"]:
                current = True
            elif match["month"]:
                current = bool(_SUMMED.search(said))
            else:
                since = said[max(0, match.start() - 12) : match.start()]
                current = match["other"] == "以来" and ("年初" in since or f"{self.year}" in since)
            dated = dated or (current and not match["month"])
        if _SUMMED.search(said) and not dated:
            return False
        return current and not re.search(r"截[至止].{0,20}累[计积]", said)

    def covers_holder(self, said: str) -> bool:
        own = True
        if self.name:
            said = _own_names(self.name).sub("本机关", said)
        for match in _HOLDERS.finditer(said):
            if match["own"]:
                own = True
            elif match["area"]:
                own = self._is_area(match["level"])
            else:
                own = self._is_called(match[0])
        return own

    def _is_called(self, other: str) -> bool:
        """True where a name is this body's in short: 县发改局 of 青石县发展和改革局."""
        if self.kind in ("province", "city", "county") and other.endswith("政府"):
            return False
        known = self.name + ("人民政府党政办公室事处" if self.kind == "township" else "管委会府")
        return bool(_OFFICE_NAME.fullmatch(other)) and set(other) <= set(known)

    def _is_area(self, level: str) -> bool:
        if self.kind is None or _OFFICE_END.search(self.name):
            return False
        return level in _AREAS.get(self.kind, "")


@cache
def _own_names(name: str) -> re.Pattern[str]:
    """The body's name, with and without the places above it and the word for government."""
    short = re.sub(r"人民政府$|政府$", "", name)
    tails = {name, short}
    for place in re.finditer(r"[省市州县区旗盟]", short):
        if len(short) - place.end() >= 3:
            tails.add(short[place.end() :])
            tails.add(short[place.start() :])
    names = sorted((t for t in tails if len(t) >= 2), key=len, reverse=True)
    return compile_late("|".join(map(re.escape, names)) + r"(?:人民政府|政府)?")
