"""The facts that tables and narrative share, and the words in which the narrative tells them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

Fact = Literal[
    "received", "handled", "answered", "carried_in", "carried_out",
    "disclosed", "partial", "refused", "unable", "not_handled", "other",
    "refused.state_secret", "refused.security_stability", "refused.third_party",
    "refused.internal_affairs", "refused.deliberative", "refused.enforcement_file",
    "refused.statutory_inquiry", "unable.not_held", "unable.needs_creation", "unable.unclear",
    "not_handled.petition", "not_handled.repeat",
    "review", "review.upheld", "review.corrected", "review.other", "review.pending",
    "suit", "suit.upheld", "suit.corrected", "suit.other", "suit.pending",
    "suit_direct", "suit_after_review",
    "rules.issued", "rules.repealed", "rules.in_force",
    "rules.made_new", "rules.disclosed_new", "rules.disclosed_total",
    "normative_docs.issued", "normative_docs.repealed", "normative_docs.in_force",
    "normative_docs.made_new", "normative_docs.disclosed_new", "normative_docs.disclosed_total",
    "licence", "penalty", "coercion", "fee",
]  # fmt: skip
Topic = Literal[
    "requests", "review", "suit", "suit_direct", "suit_after_review", "both", "bare", "foreign"
]

ABOUT_DISCLOSURE: Final = re.compile(r"信息公开|政务公开|公开信息|依申请公开|申请公开|公开申请")
_TOPICS: Final = re.compile(
    r"(?=[行复诉未应信公依申1热来咨问留建提议投举工求许处审救低备仲调意舆便窗事办政解发主补登贷认奖项])(?:"
    r"(?P<both>(?:行政)?复议[^\d，,]{0,4}[、和及与或][^\d，,]{0,12}?诉讼"
    r"|(?:行政)?诉讼[^\d，,]{0,4}[、和及与或][^\d，,]{0,10}?复议)"
    r"|(?P<suit_direct>未经复议直接(?:起诉|提起(?:行政)?诉讼))"
    r"|(?P<suit_after_review>复议后(?:再)?(?:起诉|提起(?:行政)?诉讼))"
    r"|(?P<review>(?:行政)?复议)|(?P<suit>(?:行政)?诉讼|应诉)"
    r"|(?P<requests>信访、?举报、?投诉类(?:申请)?|(?:信息公开|公开信息|依申请公开|公开|依)(?:的|"
    r"类)?申请"
    r"|依申请公开|申请公开)"
    r"|(?P<bare>(?:^|(?<=[到理复结上面函件线的效人民织业众真寄网式次站台共类份转，,、\d\s]))申请)"
    r"|(?P<foreign>(?:12345|热线|来信|来访|来电|信访|咨询|问政|留言|建议|提案|议案|投诉|举报|工单|"
    r"诉求|信箱|求助"
    r"|许可|处罚|审批|救助|低保|备案|仲裁|调解|意见|舆情|便民|窗口|事项办理|办事|政务服务|解读|"
    r"发布|主动公开"
    r"|补贴|登记|贷款|认定|奖补|项目)(?:类|事项|资金|项目)?(?:申请)?))"
)
_CHANNELS: Final = (
    "网上|网站|网络|互联网|在线|线上|线下|信函|信件|邮寄|邮政|邮件|邮箱|当面|现场|来函|传真|窗口|"
    "电子邮件|书面|平台|微信|系统|来人|快递|上门|口头"
)
CHANNEL: Final = re.compile(_CHANNELS)
_PERSON: Final = re.compile(r"自然人|公民|个人")
_BODY: Final = re.compile(r"法人|企业|机构|组织|单位")
_FILLER = (
    "公民|法人|其[他它]组织|社会组织|自然人|个人|企业|单位|人民群众|群众|社会公众|社会各界|公众|社会|申请人"
    "|当事人|居民|市民|村民|以及|或者|并且|和|及|与|或|、|的|之|提交|提出|递交|寄送|各类|各种|所有|有效|正式"
    "|向[我本][局委办厅镇乡机单部街中县市区省州]?(?:机关|单位|部门|道|关|位|门|心)?|对"
    "|政府|政务|信息|公开|依申请|依法|申请书|申请表|申请函|申请件|申请|事项|要求|材料|案件|件|数量|总数|总量|量|数"
    "|有关|共有|共|总计|共计|合计|累计|总共|为|有|计|达到|达|是|通过|以|等|渠道|方式|形式|途径|门户|新|并|均|都|已经|已"
    "|了|到|于|本年度?|年度|今年|全年|情况|工作|方面|任何|相关|有关|一[件起份例条宗]|人|其中|中"
)
_PLAIN: Final = re.compile(rf"(?:{_CHANNELS}|{_FILLER}|本机关|[\s:：“”\"'·])")
CARRIED_IN: Final = re.compile(
    r"(?:(?P<year>20\d\d) ?年度?|上一?年度?|去年|往年)(?:的)?(?:政府信息公开)?(?:申请)?(?:结转|"
    r"转结|转入|顺延|遗留)"
    r"|(?:结转|转结)(?:自)?(?:(?P<year2>20\d\d) ?年度?|上一?年度?|去年)"
)
_CARRIED_OUT: Final = re.compile(
    r"(?:结转|转结|顺延|转入|延续|转)(?:至|到|入|在)?(?:(?P<year>20\d\d) ?年|下一?年|次年|明年)"
    r"|顺延(?=$|办理|答复|处理)"
)


@dataclass(frozen=True, slots=True)
class Statement:
    """``value`` of the ``fact``; ``start`` and ``end`` are its sentence in the paragraph.

    ``clear``: said with 收到 or as 行政复议/行政诉讼 N 件, of government information, and the only
    figure of its sentence. ``absent``: said in words (未收到) or as a plain 0.
    ``unit`` is the figure's, empty where words gave the value."""

    fact: Fact
    value: int | float
    start: int
    end: int
    clear: bool = False
    absent: bool = False
    unit: str = ""
    step: float = 1


def read_carry_over(head: str, tail: str, year: int | None) -> Fact | None:
    """Carried in or out, by the words before or after a figure in the report of the year."""
    found: list[Fact] = []
    for words in (head, tail):
        inward, outward = CARRIED_IN.search(words), _CARRIED_OUT.search(words)
        if outward and _is_year(outward["year"], year, 1):
            found.append("carried_out")
        elif inward and _is_year(inward["year"] or inward["year2"], year, -1):
            found.append("carried_in")
        elif inward or outward:
            return None
    return found[0] if len(found) == 1 else None


def _is_year(named: str | None, year: int | None, offset: int) -> bool:
    return named is None or (year is not None and int(named) == year + offset)


def list_topics(words: str, bare: Topic) -> list[tuple[int, Topic]]:
    """What the words speak of, each with the place where its name ends."""
    found = []
    for match in _TOPICS.finditer(words):
        topic: Topic = match.lastgroup  # type: ignore[assignment]
        found.append((match.end(), bare if topic == "bare" else topic))
    return found


def last_topic(topics: Sequence[tuple[int, Topic]]) -> Topic | None:
    return topics[-1][1] if topics else None


def find_leftover(words: str) -> str:
    """What remains of the words once all that changes nothing is taken away."""
    return _PLAIN.sub("", words)


def drop_actor(words: str) -> str:
    """Without who and when at the beginning: their meaning is the scope's affair."""
    return re.sub(
        r"^.{0,30}?(?:年度?|期间|[我本][局委办厅镇乡]|机关|单位|街道|全[省市县区乡镇])", "", words
    )


def is_one_channel(words: str) -> bool:
    return len(CHANNEL.findall(words)) == 1 and not re.search(r"等|各", words)


def is_one_kind(words: str) -> bool:
    """True for one kind of applicants only (自然人, or 法人和其他组织 without 公民)."""
    return bool(_PERSON.search(words)) != bool(_BODY.search(words))
