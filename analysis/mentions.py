"""The ways in which the running text of a report names the body whose report it is, the surest
first: who compiled it, whose year it tells, whom to ask, whose pages and papers it speaks of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_HAN: Final = r"[\u3400-\u9fff·、]"


@dataclass(frozen=True, slots=True)
class Mention:
    """A wording whose group ``name`` holds the body's name.

    ``office``: an office inside the body may stand behind the name, and ``section`` also a section;
    ``writes``: what is named may be the office that writes its government's report; ``year``: the
    name is the subject of a sentence on the year; ``page``: the wording belongs to the page, not to
    the text; ``guessed``: it may name another body as well. Where a group ``bare`` ends before the
    name, nothing but the beginning of a clause tells where the name begins.
    """

    pattern: re.Pattern[str]
    office: bool = False
    section: bool = False
    writes: bool = False
    year: bool = False
    page: bool = False
    guessed: bool = False


_GATHERED = re.compile(
    rf"(?:综合|汇总)(?:20\d\d年度?)?(?P<name>{_HAN}{{2,20}}?)(?:各|市级|县级|区级|所属|所辖|下辖)"
)
_COMPILED = re.compile(
    rf"由(?P<name>{_HAN}{{2,36}}?)(?:[（(][^（）()\n]{{0,12}}[）)])?"
    r"(?=(?:编制|编写|编撰|汇编|撰写)"
    r"|(?:结合|根据|依据|按照|依照|汇总|负责|组织|牵头)[^。\n]{0,160}?(?:编制|编写|编撰|汇编))"
)
_WROTE = re.compile(
    rf"(?:^|[，,。；;：:\n])(?P<name>{_HAN}{{3,36}}?)"
    r"(?:[现特]?面?向社会(?:公布|公开|发布)|(?:在|结合|根据|依据|按照)[^。\n]{0,60}?[，,]?(?:认真|组织)?(?:编制|编写)了?(?:[本此]|20\d\d年|《)"
    r"|(?:认真|组织)?(?:编制|编写|编撰|撰写)(?:完成|形成)?了?(?:[本此]|20\d\d年|《))",
    re.MULTILINE,
)
_SUBJECT = re.compile(
    r"(?:(?:20\d\d|[本今])年度?(?:以来)?[，,]?|[今一近]年(?:以)?来[，,]|[导持怀署求]下[，,]|(?P<bare>^|。))"
    rf"(?P<name>{_HAN}{{2,24}}?)"
    r"(?=坚持|[，,]以|认真|全年|共收到|严格|深入|高度|按照|根据|以|全面|紧紧|紧扣|切实|公开的|政府信息公开|政务公开|信息公开"
    r"|始终|积极|持续|继续|加强|推进|推动|健全|建立|落实|受理|围绕|贯彻|主动公开|主动发布|依法|结合|聚焦|不断|进一步|通过|依托|收到|充分|党委|党工委|委、|位于"
    r"|在(?!建)|把|将(?!乐)|共(?!和)|没有|未(?!央)|无(?![为锡极棣]))",
    re.MULTILINE,
)
_CONTACT = re.compile(
    rf"(?:请|可以?|或)(?:直接|及时|书面)?(?:与|向|和|致电|咨询|联系)[:：]?(?P<name>{_HAN}{{3,36}}?)"
    r"(?:联系|反映|咨询|反馈|[，,。（(\n]|$)"
)
_PUBLISHER = re.compile(
    r"(?:发布机构|发文机关|发文机构|发布单位|公开主体|责任单位|信息来源|编制单位|来源|作者)[】\]]?[:：|\s]{1,6}"
    r"(?P<name>[\u3400-\u9fff·]{2,30})"
)
_GUIDE = re.compile(
    rf"《(?P<name>{_HAN}{{3,24}}?)(?:(?:政府)?信息(?:依申请)?公开(?:工作)?|主动公开(?:基本|事项|信息)*)"
    r"(?:指南|目录|方案|制度|办法|保密|审查)"
)
_SITE = re.compile(
    r"(?:[，,。；;“（(\n][^，,。；;\n]{0,16}?可以?[在从到]|[年月底][，,]|(?P<bare>[，,。；;“（(\n])|在|到|通过|登[录陆]|访问|依托|利用){1,2}"
    rf"(?P<name>{_HAN}{{3,20}}?)"
    r"(?:(?:人民)?(?:政府)?(?:信息公开)?(?:政务|门户|入口|官方)?(?:网站|微信公众号|网(?![络格民友上点购]))"
    r"|(?<=政府)[（(](?:网址[:：])?(?:http|www))"
)
# who edits the gazette is the government whose gazette it is
_GAZETTE = re.compile(
    rf"(?:[编印发行]|出版|刊发)(?:了|出)?《(?P<name>{_HAN}{{2,12}}?)(?:(?:人民)?政府公报|政报)》"
)
HEADS: Final = re.compile(
    rf"(?:^|[，,。；;：:“《（(\n]|20\d\d年度?)(?P<name>{_HAN}{{2,12}}?(?:[局院厅镇乡校]|街道|委员会))"
    r"(?![长党委内机各下属级里村区直干情])",
    re.MULTILINE,
)
"""A name at the head of a clause."""

MENTIONS: Final = (
    Mention(_GATHERED),
    Mention(_COMPILED, office=True, writes=True),
    Mention(_WROTE, office=True, writes=True),
    Mention(_SUBJECT, year=True),
    Mention(_CONTACT, office=True, section=True, writes=True),
    Mention(_GAZETTE),
    Mention(_PUBLISHER, page=True),
    Mention(_GUIDE, guessed=True),
    Mention(_SITE, guessed=True),
)
