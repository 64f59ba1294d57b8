"""The nouns that name a role: 组长, 办公室主任, 联络员. The vocabulary is open: whatever
ends as a function does (编制员, 复核人) counts where a construction gives it to a person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from documents.patterns import compile_late
from documents.places import Span
from nlp.persons import BLANKS, HAN, Person, drop_blanks

_S: Final = f"[{BLANKS}]"
_RANK: Final = "(?:第[一二三]|首席|常务|执行|轮值|专职|兼职|备用|总|副)"
LEADER: Final = (
    "(?<!纪检)(?<!纪检组)(?<!检组)(?<!察组)(?<!察组副)(?<!检组副)(?:第一|常务|执行|总)?副?"
    f"{_S}{{0,4}}组{_S}{{0,6}}长"
)
MEMBER: Final = f"(?:组{_S}?员|(?<!党组)(?<!班子)(?<!党委)成{_S}{{0,6}}员(?!国))"
# No part of a function, whatever ends in 员 or 人 behind it.
_PARTICLE: Final = (
    "的没了着过到在要让给会能可把将和与及或是不这那哪某各全每另任为由有之其务作对据息公设三体换"
)
# 科员, 调研员, 党员 are what someone is, 申请人 and 当事人 no officials.
_OFFICER: Final = (
    f"(?![{HAN}]?[{_PARTICLE}中成组人队委科党职专社会动满演教裁雇]员|[{_PARTICLE}][{HAN}]员|调研|巡视|公务|指导员|教导|研究员|"
    f"驾驶|护林|网格|主办|[一二三四]级|[高中初]级|教学|技术|明白|协理|讲解|社会)[{HAN}]{{2}}员"
)
_DOER: Final = (
    "(?!申请|当事|举报|代表|候选|联系|继承|被告|代理|委托|传承|带头|领路|介绍|投诉|反映|办事|工作|具体|明白|主讲|"
    f"[一二三四五六七八九十两多]|[{HAN}]?[{_PARTICLE}法本他专个军工商新老诸等责一二三四五六七八九十]人|[{_PARTICLE}])[{HAN}]{{2}}人(?!员|民|大|社|事)|[责][任]人"
)
_NOUN: Final = (
    f"(?:(?:直接|具体|主要|分管|监督|[承经]办|审核)(?:责任|负责|[承经]办)人|(?:责任|负责)人|(?:保密|技术|信息)?{_OFFICER}|(?:保密)?{_DOER}|新闻发言人(?:助理)?|发言人(?:助理)?|(?<![中大支机])[班队片]长|[班队备]员|"
    "指挥(?:长)?|专[责干]|干事|主[编管]|总监|总编辑|数据官|信息官|内勤|"
    f"(?<=[任为])小组长|主任委员|(?<![{HAN}])委员|(?<=[为任是、])委员|秘书长?|(?:文字)?助理|顾问|政委|管理员|审查员|(?<!社会)监督员|公开员|信息员|专员|"
    "(?:责任|分管|牵头|值班)领导|(?:工作|专职|兼职|[经承]办|接听|督办|审[核批]|牵头)人员)"
)
NOUN: Final = f"{_RANK}{{0,3}}{_NOUN}"
_END: Final = (
    "(?=[，,。；;、：:/（()）“”！!‖｜|\\s\ue000]|$|[和及与并兼又](?!且)|同时|"
    "职[务责]|[一身]份?职|身份|的|[0-9一二两三四五六七八九十]+[名人])"
)
OPEN_ROLE: Final = f"(?:{NOUN}{_END})"
"""A role where a construction says that one stands here: 任, 担任, a label with colon."""
ROLE: Final = (
    f"(?:{LEADER}|{MEMBER}|副?总?召集人|办公室(?:常务)?副?主任|(?:专职|常务)?副?主任(?!委员)|"
    f"{OPEN_ROLE}|(?:信息采集|联络|联系|信息|管理|审核|审查|采集|监督)员|新闻发言人|"
    "(?:第一|直接|具体|主要|分管|总)?责任人|(?:总|主要|直接|具体|分管|第一)?负责人|"
    "(?:牵头|经办|承办|审核|审批)(?:人员?|负责人)|"
    "(?:专职)?工作人员|专职人员|"
    "分管领导|牵头领导|联络人|顾问|专干|专管员|政委|秘书)"
    "(?!单位|部门|机关|科员|委员|医师|助理|办公|会议|们|名单|职务|职责)"
)
HELD_ROLE: Final = ROLE.replace("|职务|职责", "")
"""A role behind which 职务 or 职责 may stand: 组长职务."""
SEAT: Final = compile_late(f"{LEADER}|{MEMBER}")
TITLE: Final = f"(?:{LEADER}|{MEMBER}|办公室(?:常务)?副?主任|副?总?召集人|{NOUN})"
_TITLE: Final = compile_late(f"(?:(?![是为任由负])[{HAN}“”]){{0,24}}?(?P<role>{TITLE})")
_TITLES: Final = compile_late("[、和及与]|兼(?![职任])")


@dataclass(frozen=True, slots=True)
class Appointment:
    """Persons with one role; ``span`` reaches from the role's verb or label to its end."""

    people: tuple[Person, ...]
    role: str | None
    group: str | None
    span: Span


def read_titles(text: str) -> tuple[str, ...]:
    """领导小组副组长、监督小组组长: the roles, none where anything else is among them."""
    found = [_TITLE.fullmatch(piece) for piece in _TITLES.split(text)]
    return tuple(drop_blanks(match["role"]) for match in found if match) if all(found) else ()
