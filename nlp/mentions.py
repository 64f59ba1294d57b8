"""Officials at work, without a role in a group: 镇长张三同志负总责, 由党政办李四承办."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from documents.patterns import compile_late
from documents.places import Span
from nlp.groups import find_group
from nlp.names import (
    MARKED,
    NAME,
    find_name_starts,
    is_common_word,
    is_name,
    is_rare_word,
    is_short_foreign,
)
from nlp.persons import (
    ADVERB,
    ATTACHED_OFFICE,
    BLANKS,
    HAN,
    SEVERAL,
    Person,
    find_sentence_start,
    is_doubtful,
    is_led,
    is_office,
    read_list,
    read_people,
)
from nlp.roles import Appointment

_S: Final = f"[{BLANKS}]"
# What officials are reported to do.
DEED: Final = (
    "负责(?!人|同志|任)|负总责|负全责|分管(?!领导|负责)|主管(?!部门|单位|领导)|协管(?!员)|统管|专管|兼管|接管|接手|牵头|主抓|协抓|总抓|抓[总细实好日落]|[天日]天[抓盯]|盯着|把关|审核|审签|审定|审阅|审批|审看|签发|签批|签字|"
    "复核|初核|终审|确认|统筹|统一|协调|协助|督办|督促|监督|监管|承办|主办|协办|经办|跟办|领办|办理|落实|参加|参与|出席|主持|"
    "带头|带队|带领|带班|召开|听取|作出|作了|提出|提要求|批示|强调|要求|指出|表示|说[：:]|传达|部署|过问|调度|调研|检查|抽查|查看|"
    "巡查|督查|督导|执笔|挂帅|接待|接访|组织|做客|走进|解读|讲解|解答|答复|承担|操作|维护|上传|录入|推动|推进|修改|对接|提供|汇报|主导|"
    "报送|收集|设计|起草|联系|配合|共同|直接|专题|专职|专门|多次|两次|[三四五六七八九十]次|\\d+次|先后|随后|亲自|具体|总负责|总牵头|"
    "每[周月季天日年半]|随时|定方案|靠前|设计|带人|时时|天天|日常|全程|按照|逐[级个]|帮助|线上|督阵|跑腿|抓落实|作记录|作表态|代管|接替|专人"
)
# What else the named do, and much besides: where something else says that a name stands there.
WORK: Final = (
    "主责|主讲|讲课|授课|翻译|张贴|核对|填[写表报]|写稿|改稿|定稿|统稿|供稿|拟[写稿制]|签[表署]|审[表校]|校[对阅]|整理|公示|发布|"
    "值守|值班|轮流|轮值|受聘|跟进|反馈|维护|汇总|摆放|拍板|领衔|牵线|总揽|总抓|专抓|常抓|管(?![理委辖道])|让(?!步)|把(?![手握])|"
    "介绍|回答|陪同|接[听受收]|批准|代理|代[签办表]|补录|通报|讲话|发言|述职|说明|前往|赶赴|赴(?!任)|到(?![位期])|同(?![志步意等])|"
    "着手|带着|领着|请来|主播|约谈|点评|开展|执行|结合|经常|常年|不再|仍[为任然]|到任|调任|调离|调走|退休|离任|休产假|"
    "展示|会签|顶替|替补|备份|撰写|撰稿|审读|登门|入户|走访|宣讲|坐班|示范|制作|拆阅|回复|领办|抽调|"
    "每逢|每次|连续|分别|先行|现场|一线|当场|逐[条项村户]|按[周旬月季年期时]|(?:1?\\d|[一二三四五六七八九十]{1,2})月|年初|年底|"
    "对(?![口外内])|向(?![上下好])|用(?![户电水地])|给(?!予)"
)
# Where they do it, or with whom: what most else may be followed by as well.
PLACE: Final = "在(?![编职岗])|从(?!事)|对(?![外口])|与(?=各)"
_MENTION: Final = compile_late(
    f"(?P<name>{MARKED}|(?:(?<=[长记任席委员导人志书监师理事干部手官谋警勤达工者士办所站股科室心、和及与由报交，,。；;：:（(])|"
    f"(?<=[{BLANKS}])|^){NAME})(?:{ATTACHED_OFFICE})?(?={_S}*(?:{ADVERB}{_S}*){{0,2}}(?:{SEVERAL})?(?:{DEED}|(?P<place>{PLACE})))"
)
_APPEARANCE: Final = compile_late("同志(?![们般式])")
_CHARGE: Final = compile_late(
    f"{_S}*(?:{ADVERB}{_S}*){{0,2}}(?:{SEVERAL})?(?:{ADVERB}{_S}*)?(?:负责|承担|承办|经办|办理|协助|分管|主办|跟办|操作)"
)
_ROSTER: Final = compile_late(
    f"(?:小组|专班)由(?P<people>[^。；;，,\n]{{4,160}}?)(?:{SEVERAL})?组成"
)
_ANYBODY: Final = compile_late("(?:人员|成员|领导|代表)$")
_SEEN: Final = compile_late(f"{MARKED}{_S}*(?:{ATTACHED_OFFICE})?")
_IN_CHARGE: Final = compile_late(f"(?P<comrade>同志){_S}*{ADVERB}{{0,2}}(?:{DEED}|{PLACE})")
# The last character of a body and the first of a surname that are one word: 队伍, 科普.
TOGETHER: Final = compile_late(
    "队伍|科普|股东|股权|长官|派单|科万|所管|所有|所属|办成|站点|站台|室温|心安|心平|心明|员工|员额|部门|部分|干部|人家|人和|长安|长期|长乐|长江|长沙"
)
SLOGAN: Final = compile_late("学习|事迹|榜样|楷模|烈士|总书记|精神")
_DUTY_LINE: Final = compile_late(
    rf"(?:^|(?<=[\n。；;：:])){_S}*(?P<name>{MARKED}|[{HAN}·]{{2,9}}|[{HAN}]{_S}{{1,4}}[{HAN}]){_S}*[：:]{_S}*"
    f"(?P<post>[{HAN}、（）()]{{2,30}}?)[，,；;]{_S}*(?:具体|主要|全面)?"
    "(?:负责|分管|主持|协助|牵头|主管|联系|协管)"
)


def read_charges(text: str) -> Iterator[Appointment]:
    """明确由〔职务〕〔姓名〕同志分管, 〔姓名〕同志具体负责: responsible without a role."""
    for match in _IN_CHARGE.finditer(text):
        end = match.end("comrade")
        start = find_sentence_start(text, end)
        if people := read_people(text[start:end], start):
            span = Span(*match.span())
            yield Appointment(people, None, find_group(text, span), span)


def read_mentions(text: str) -> Iterator[Appointment]:
    """〔职务〕〔姓名〕负责…, 党政办〔姓名〕承办: officials at work, without 同志."""
    for match in _MENTION.finditer(text):
        end = match.end()
        start = find_sentence_start(text, end)
        people = read_people(text[start:end], start)
        if not people or max(people[-1].name.end, people[-1].span.end) != end:
            continue
        names = [person.name.cut(text) for person in people]
        if names[-1][-1] in "任为兼" or (
            people[-1].evidence == "bare" and names[-1][-1] in "和及与"
        ):
            continue
        if match["place"] and people[-1].evidence == "bare" and people[0].evidence == "bare":
            continue
        if not all(map(_is_plain, people, names)) or TOGETHER.match(
            text, people[-1].name.start - 1
        ):
            continue
        if all(person.evidence == "bare" for person in people):
            led = is_led(text[start : people[0].span.start])
            if not (_CHARGE.match(text, end) and (led or len(names) > 1 or len(names[0]) > 2)):
                continue
        span = Span(*match.span())
        yield Appointment(people, None, find_group(text, span), span)


def _is_plain(person: Person, name: str) -> bool:
    """True for a name that is no word and begins with no word; an office makes a Tibetan or
    Mongolian name of two characters sure."""
    if person.evidence == "post" and is_short_foreign(name):
        return True
    return not (is_doubtful(name) or is_rare_word(name) or name.startswith("区"))


def read_appearances(text: str) -> Iterator[Appointment]:
    """〔职务〕〔姓名〕同志主持召开: an official at work."""
    for match in _APPEARANCE.finditer(text):
        start = find_sentence_start(text, match.start())
        people = read_people(text[start : match.end()], start)
        if not people or people[0].evidence not in ("post", "unit", "seen"):
            continue
        if not SLOGAN.search(text, start, min(len(text), match.end() + 12)):
            yield Appointment(people, None, None, Span(*match.span()))


def read_duty_lines(text: str) -> Iterator[Appointment]:
    """余 兵：党委副书记，负责…"""
    for match in _DUTY_LINE.finditer(text):
        name = match["name"]
        if 0 in find_name_starts(name) and is_name(name) and not is_common_word(name):
            post = Span(*match.span("post"))
            if is_office(match["post"]):
                person = Person(Span(*match.span("name")), post, "post")
                yield Appointment((person,), None, None, Span(*match.span()))


def read_seen(text: str) -> Iterator[Appointment]:
    """Names that the person model has seen beside an office, in whatever construction."""
    for match in _SEEN.finditer(text):
        start = find_sentence_start(text, match.end())
        people = read_people(text[start : match.end()], start)[-1:]
        if SLOGAN.search(text, start, min(len(text), match.end() + 12)):
            continue
        if people and people[0].post and not _ANYBODY.search(people[0].post.cut(text)):
            yield Appointment(people, None, None, Span(*match.span()))


def read_rosters(text: str) -> Iterator[Appointment]:
    """领导小组由镇长张三、副镇长李四等四人组成: members without a role."""
    for match in _ROSTER.finditer(text):
        if people := read_list(match["people"], match.start("people")):
            span = Span(*match.span())
            yield Appointment(people, None, find_group(text, span), span)
