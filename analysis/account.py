"""What a text says of open government, sentence by sentence: what was done, or what is to be done?

A report tells what its body did, collected and answered, with figures, periods and shortcomings; a
guide, a plan, a notice or rules say what shall be, and news say what others said.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import Final

_SENTENCE = re.compile(r"[^。；;！!？?]{4,400}")
_MOST: Final = 40  # sentences
_OPENNESS = re.compile(r"公开")
_RELATED = re.compile(
    r"公开|政务|信息|网站|专栏|栏目|公众号|新媒体|解读|申请|回应|平台|复议|诉讼|收费|费用"
)
_BODY: Final = r"(?:[市县区旗盟乡镇局办委厅院省州处校站所会]|街道|中心|机关|单位|公司|部门|政府)"
_WE = re.compile(rf"我{_BODY}|[xX×]{{2,4}}{_BODY}")
_OVERVIEW = re.compile(
    r"(?:20\d\d学?年度?|20[xX×某]{2}年度?|[xX×]{2,4}年|今年|一年来)(?:以来)?[，,]?(?!.{0,30}要)"
    r"[^。]{0,40}(?:认真|以习近平|坚持|严格|深入|全面|高度重视|积极|切实|扎实|不断|有序|始终|紧紧|继续|着力|进一步)"
)
_OWN = re.compile(
    rf"[我本全]{_BODY}|学校|[xX×某]{{1,3}}{_BODY}|[省市县区旗州]政府|办事处|街道|人民政府|[局委]党组"
)
_NUMBER: Final = r"(?:\d[\d.,，]{0,8}[万亿]?[余多]?|[*＊xX×]{1,6})"
_TOLD = re.compile(
    # what was disclosed, with a figure
    r"(?:公开|公布|发布|更新|推送|刊[登发]|录[入用]|公示|报送|上[传网报]|张贴|印发|转载|编发|信息|文件|类)"
    rf"[^。；]{{0,40}}?{_NUMBER}(?:[条件篇期次项份则张版例宗幅类]|个(?!工作日|月))"
    rf"|{_NUMBER}[条件篇份][^。；，,]{{0,10}}(?:信息|文件)"
    # what was asked, and that nothing was
    r"|(?:收到|受理|接[到收受]|办[理结]|答复)[^。；]{0,40}?(?:申请|咨询|诉求|留言|来电)[^。；]{0,20}?"
    rf"{_NUMBER}[条件次宗例人]"
    r"|(?:未|没有?|暂?无|不存在|尚无|零)(?:曾|有)?(?:收到|接到|发生|受理|出现|产生|收取|涉及|因|对)?"
    r"[^。；，,]{0,30}(?:申请|复议|诉讼|收费|收取|费用|投诉|举报|申诉|此类|责任追究|减免|泄密|情况|事项)"
    # what was set up and done
    r"|[立整实定善台订发开办织展确备设辟全成布得高升保障动进到强范置护宽增大行现用理加调排换建化]"
    r"了(?!解)"
    r"|(?:已|均)(?:[建公发完成全更答办制开回有得按依]|经)|累计|共计|得到了?有效|以来[，,]"
    r"|(?:成立|设立|调整|建立|形成|组建)(?:了?以?.{0,30}(?:组长|机构|格局|体系|小组))"
)
_SHORT = re.compile(
    r"(?:存在(?:着|一些|以下|如下|不少|一定|[^。的]{1,12}的)|还有|仍有|仍然|尚有|有)[^。]{0,16}"
    r"(?:问题|不足|差距|薄弱|短板)"
    r"|(?:问题|不足|困难)(?:主要)?(?:是|有|[:：]|表现|[（(]?[1一])|不够|[有亟]待|欠缺|缺乏|尚未|滞后|薄弱|不(?:[足强高]|主动|到位|及时|全面|规范|平衡|均衡|充分)|[还仍]需|需要?进一步"
    r"|下一?步|今后|[我本]们?.{0,4}将|将(?:继续|进一步|在|从|加|严|按)|20\d\d年[，,]?.{0,6}将"
)
_IMPROVED = re.compile(r"[一二三四五六七八九十\d][)）、.．](?:改进|整改)(?:措施|情况)")
_PERIOD = re.compile(
    r"全年|本年度|年内|一年来|今年|20\d\d学?年|20[xX×某]{2}年|[xX×某]{2,4}年|截[至止]|[本该]学年"
)
_MUST = re.compile(
    r"应当|不得|必须|制[定订]本|特制[定订]|不少于|扣\d|之日起|你单位|请[各于按务将]|逾期(?:未|不)"
    r"|各[^。，；]{1,8}(?:(?<![需主重])要(?![求闻点素])|应(?![急用对有])|须)"
)
_SHALL = re.compile(
    r"申请人|可以(?:向|当面|申请|收|延|查|通过)|本(?:制度|办法|规定|方案|指南|细则|标准)"
    r"|(?<![需主重必项])要(?:加强|加快|加大|高度|严格|按照|认真|切实|及时|明确|紧|管好|注意|写|将)"
    r"|(?:工作日|个月)内|至少|予以通报|年底前|到20\d\d年|由[^。，；]{2,20}牵头|责令"
)
_REPORTED = re.compile(
    r"(?<!截[至止])(?:近日|日前)[，,]|日讯|(?<![邀请受答集织约])记者(?!会|招待|问|见面|站|团|、)|报告(?:显示|指出|提出)|会议(?:要求|强调|指出|发布)|[（(]通讯员|通讯员(?:[:：]|.{2,4}(?:报道|摄|[)）]))"
    r"|获悉|与会|本文|本次(?:大会|会议|培训|活动)|(?<!大)会上[，,]|各位代表|你(?:单位)?提出|评估(?:发现|组)|课题组"
)
_LEAST_OPEN: Final = 0.2
_LEAST_RELATED: Final = 0.4


@dataclass(frozen=True, slots=True)
class Account:
    """How many sentences tell what was done (``told``), what is lacking or planned, what shall be
    done (``prescribed``), what others said (``reported``), and how many none of it (``plain``).

    ``dated`` and ``own``: a period and the body itself are named; ``on_subject``: enough of the
    text is about open government."""

    told: int = 0
    lacking: int = 0
    plain: int = 0
    prescribed: int = 0
    reported: int = 0
    dated: bool = False
    own: bool = False
    on_subject: bool = False

    def weigh(self, *, on_subject: bool = False) -> int:
        """0 to 6: how much of an account of a body's own work the text is. The subject need not
        show in sentences that stand below the form's own headings."""
        said = self.told + self.lacking
        if not (on_subject or self.on_subject) or 2 * self.prescribed > said + 2 * self.lacking:
            return 0
        calm = self.told > 0 and self.plain > 1 and not self.prescribed
        told = min(said + 1 + calm, 4) + self.dated + self.own - 3 * self.reported
        return max(0, told) if said else 0


def read_account(prose: str) -> Account:
    """What the sentences of ``prose`` (simplified, without white space) say."""
    told = lacking = plain = prescribed = reported = 0
    open_length = related_length = length = 0
    dated = own = False
    for number, match in enumerate(_SENTENCE.finditer(prose)):
        if number == _MOST:
            break
        said = match[0]
        length += len(said)
        if not _RELATED.search(said):
            continue
        related_length += len(said)
        open_length += len(said) * bool(_OPENNESS.search(said))
        dated = dated or bool(_PERIOD.search(said))
        own = own or bool(_OWN.search(said))
        reported += bool(_REPORTED.search(said))
        ours = bool(_WE.search(said))
        if not ours and _MUST.search(said):
            prescribed += 1
        elif done := _count_done(said):
            told += done
        elif _SHALL.search(said):
            prescribed += 1
        elif ours or _OVERVIEW.search(said):
            told += 1
        elif _SHORT.search(said):
            lacking += 1
        elif _IMPROVED.search(said):
            lacking += 3  # what follows cannot be told from a plan, but plans mend nothing
        else:
            plain += 1
    on_subject = (
        open_length >= _LEAST_OPEN * length and related_length >= _LEAST_RELATED * length > 0
    )
    return Account(told, lacking, plain, prescribed, reported, dated, own, on_subject)


def _count_done(said: str) -> int:
    """Deeds told in a sentence, two at most."""
    return sum(1 for _ in islice(_TOLD.finditer(said), 2))
