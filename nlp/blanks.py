"""Blank figures: a gap, an empty bracket, dots or nothing at all where a figure should stand.

A gap before 件 is nothing by itself: justified text has spaces anywhere (相关文  件), and a spaced
heading nothing else. So before a gap there must be a word that a figure follows, or at least none
that the gap could have torn.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from documents.patterns import compile_late
from nlp.torn_words import TORN

_BLANK: Final = "[ \u00a0\u2002\u2003\u3000]"
_WORD: Final = r"[\u4e00-\u9fff]"
_SPAN_OF_TIME: Final = "个?工作日|小时|分钟"
MEASURE: Final = (
    "万?(?:[人件条篇批场户家期份项处宗台车班]次|个百分点|平方米|公里|亩"
    "|[条件次个期篇份项场名元宗批处家户册])"
)
_RARER: Final = (
    f"(?:[万亿]?(?:{_SPAN_OF_TIME}|[人户辆架艘班趟列站]次|平方公里|海里|立方米|公顷|公斤|吨|课时|学时|人份|美元|亿元|千元"
    "|[块台张本遍单倍天日辆封幅起笔支轮间所栋座组套种类门人位首部艘株棵盏岁站尾头只羽斤])|万|亿)(?:[/／每][日天年月次人时])?"
)
# 召开  次会议: measure words that begin none of the words that could follow (办理  条件).
_LEADING: Final = (
    "(?:人次|批次|场次|万元|万|条(?![件目例款理文约码])|件(?![数件])|次(?![数序日月年要级品])|个(?![人体别性案])|项(?!目)"
    "|期(?![限间满刊望待数末])|场(?![所地景馆合次数])|份(?![额量数])|篇(?![章幅目数])|名(?![称单录义字额次册])"
    "|批(?![示复准评次量办])|户(?![籍口外主型数均])|家(?![庭长园属具政乡])|元(?![素旦])|处(?![理罚置室长级境方于])|块|台|张(?![贴榜])|册)"
)
STOP: Final = (
    r"(?:(?=\s{0,2}(?:[，。；、,;）)！]|[（(](?:[条件次个期篇份人]次?|待核实|待定)[）)]"
    r"|其中|$)|(?=[ \u3000]{1,8}(?:[人户]次?|次)[，。；、）)])|[ \u3000]{1,4}人次)"
    r"|(?<=个)(?=领域|行政村|自然村|村|社区|部门|乡镇|街道|单位|方面|栏目|网格)|(?<=%)(?=以[上下内]))"
)
# The word that the missing figure would follow.
_CUE: Final = (
    "信息|申请|公开|新收|政策|解读|会议|培训|咨询|投诉|举报|建议|提案|复议|诉讼|简报|动态|公告|公报|清单|数据"
    "|目录|指南|规划|活动|留言|来信|来访|来电|信件|案件|文件|稿件|制度|收到|接到|接访|接听|受理|办理|办结"
    "|答复|回复|维持|纠正|驳回|撤回|结转|下年度|发布|推送|制作|召开|举办|开展|组织|处理|化解|走访|转载|编发|印发"
    "|新增|累计|共计|总计|合计|(?<!公)共|达|达到|为|约|增加|减少|群众|诉求|参训|受训|增长|下降|提高|提升|上升|前进|后退"
    "|费|收取|减免|费用|金额|经费|数量|总数|总量|粉丝|专栏|栏目|账号|网站|公众号|微博|公开栏|查阅点|专区|窗口"
    "|积案|通报|督查|检查|约谈|抽查|座谈|听证|宣讲|授课|涉及|覆盖|全[省市县区镇乡]"
    "|人员|干部|党员|代表|意见|问题|农户|住户|群众|村民|居民|委员|网格员|信息员|联络员|监督员|观察员|志愿者|讲解员"
    "|横幅|标语|展板|展架|图解|图片|海报|漫画|动画|视频|手册|册子|宣传册|宣传单|传单|明白卡|明白纸|问卷|公告栏|公示栏|宣传栏"
    "|橱窗|电子屏|显示屏|大屏|触摸屏|查询机|一体机|喇叭|广播|微信群|工单|热线|电话|短信|微信|抖音|直播|点击量?|阅读量?|浏览量?"
    "|访问量?|转发量?|点赞量?|关注|人均|日均|月均|年均|平均|共有|现有|设有|配有|的有|其中|[下管]辖|维修|更换|新建|投入|资金|收入|支出|预算|决算"
    "|张贴|发放|悬挂|播放|播出|刊登|采用|采纳|报送|上报|录入|更新|整改|调解|调处|服务|惠及|参加|参与|到场|出席|邀请|聘请|聘任|配备|设立|设置"
    "|自然人|法人|企业|单位|部门|社区|行政村|乡镇|街道"
)
_TIME_CUE: Final = "时长|用时|时限|期限|时间|缩短|延长|压缩|提速|超期|逾期|最短|最长|仅需"
_DOING: Final = (
    "主动公开|公开|发布|受理|收到|接到|办理|办结|答复|回复|推送|制作|召开|举办|开展|印发|编发|转载"
    "|更新"
)
_THING: Final = (
    "(?:各类|有关|相关)?(?:政府信息公开申请|依申请公开申请|政府信息|政务信息|信息公开申请|信息|申请|会议|培训"
    "|动态|公告|政策解读|解读|简报|投诉|来信|来访|建议|提案)"
)
# Nouns that end no word with 条, 次, 篇, 场, 个 or 份: 发布信息条，召开会议次。
_BARE: Final = (
    "(?:类|信息|动态|公告|文章|稿件|图解|解读|视频|简报|推文|消息|通知|会议|活动|检查|督查|发布会|座谈会|听证会|培训班|问卷"
    "|阅读量|访问量|点击量|浏览量|问题|来电|报告|计划|总结|公报|方案)[条次篇场个份]"
)
# 办结件 and 参训人次 may be nouns: one alone tells nothing, two in a sentence do.
_BARE_DOUBTFUL: Final = (
    "(?:(?:申请|答复|办结|受理|收到|公开|信息|投诉|来信|来访|建议|提案|复议|诉讼|结转|维持|纠正|举报|咨询)件|培训期|培训[次场班]|(?:参训|参加|参与|接待|咨询|来访)人次"
    "|来访批次|(?:整改|整改到位|发现|完成)个|(?:公开|发布|推送|转载|回复)[条次篇])"
)
# Trying the places where one can begin is far faster than searching for the whole pattern, and a
# search that begins with a single set of characters faster than any other.
_BEGINNING: Final = compile_late(
    "[ \u00a0\u2002\u2003\u3000余…？?（(【〔﹝\\[［{“年%％共累总合收接受为达占：:－—.-]"
    "(?:(?<=[ \u00a0\u2002\u2003\u3000余…？?（(【〔﹝\\[［{“])"
    "|(?<=年)(?=[ \u00a0\u2002\u2003\u3000月]|[0-9]{1,2}月[ \u3000日])|(?<=[%％])(?<![0-9０-９].)"
    "|(?<=[共累总合收接受])(?=[计条主公发受收接办答回推制召举开印编转更到理])"
    "|(?<=[数量率额][为达])(?=[，。；])|(?<=[条件次个篇项，]占)(?=[，。；])"
    "|(?<=[：:])(?=[ \u00a0\u2002\u2003\u3000，。；,;）)])|(?<=[-－—.])(?<![-－—.]{2}))"
)
_BLANK_FIGURE: Final = compile_late(
    # 政府信息公开申请   件，
    rf"{_BLANK}(?P<left_over>[余多])?(?P<spaced>{MEASURE}|(?<=余)人){STOP}"
    # 宣传册   本， 办理时长  天，
    rf"|{_BLANK}(?P<rarer>{_RARER}){STOP}"
    # 召开    次会议，
    rf"|{_BLANK}(?P<leading>{_LEADING})(?={_WORD})"
    # 主动公开政府信息余条: 余 says that a figure stood there, unless it ends 其余, 业余, 剩余.
    r"|(?P<more>(?<![其业剩盈多富残结有])余(?:人次|[条件次篇份期项场名])(?![款例称目]))"
    # 公开信息（）条， 收到申请{ }件
    rf"|(?P<bracket>(?:[（(【〔\[［{{]{_BLANK}*[）)】〕\]］}}]|“{_BLANK}+”)(?:人次|[条件次个篇期份项场名户家元宗万%％]|{_RARER}{STOP}|人(?={_BLANK}*[，。；、]|参|到|次)))"
    # 〔2023〕 号， 办〔  〕  号
    rf"|(?P<document>[〔﹝\[［（(](?:(?:19|20)[0-9]{{2}}|{_BLANK}{{0,8}})[〕﹞\]］）)]{_BLANK}{{0,8}}第?{_BLANK}{{0,8}}号)"
    # 占全镇总户数的（  ）。
    rf"|(?P<share>(?<=的)[（(]{_BLANK}+[）)](?=[，。；]))"
    # 公开信息……条， 收到申请？件， 满意率？？%。
    rf"|{_BLANK}?(?P<dots>(?:…{{1,2}}|\.{{3,6}}|[-－—]{{1,4}}|[？?]{{1,4}}){_BLANK}?(?:{MEASURE}|{_RARER}|[%％]){STOP})"
    # 办结率  %
    r"|(?P<rate>(?<![0-9０-９?？…])[%％])"
    # 截至年月日, 2024年  月  日, 2024年 月起, 2024年月1日, 2024年1月日起
    rf"|(?P<date>年{_BLANK}*月{_BLANK}*日|年{_BLANK}*月(?:[起底末份]|[0-9]{{1,2}}日|(?=[，。至]))"
    rf"|年(?={_BLANK}+[0-9]{{1,2}}日)|年[0-9]{{1,2}}月(?:{_BLANK}+日|日(?=[起至到止，。）)]|$)))"
    rf"|(?P<edition>(?<![0-9 \u3000]){_BLANK}{{2,}}年度(?=政府信息|工作|报告|[）)]))"
    rf"|(?P<day>{_BLANK}+月{_BLANK}+日(?![常均程益志报期清])|{_BLANK}{{2,}}月[底末])"
    rf"|(?P<since>{_BLANK}{{2,}}年(?=[0-9]{{1,2}}月))"
    rf"|(?P<year>{_BLANK}+年(?:度|(?=[^来])|{_BLANK}+月{_BLANK}+日))"
    # 联系电话：    ， 邮编：。
    rf"|(?P<contact>[：:]{_BLANK}{{0,30}}(?=[，。；,;）)]|{_BLANK}(?:联系电话|电话|联系人|传真|邮编|邮政编码)[：:]))"
    # 由副乡长    任组长， 由   同志负责
    # 办结率为      ， 第  次会议， 0123-     ，
    rf"|(?P<bare>{_BLANK}{{3,}}(?=[，。；]))|(?P<said>{_BLANK}{{1,2}}(?=[，。；]))"
    # 信息公开总数为， 公开信息12条占；
    r"|(?P<none>(?<=[数量率额])[为达](?=[，。；])|(?:(?<=[0-9][条件次个篇项])|(?<=[0-9][条件次个篇项]，))占(?=[，。；]))"
    rf"|(?P<score>{_BLANK}+分(?=[，。；、]))"
    rf"|(?P<ordinal>{_BLANK}{{2,}}(?:[次期批届名]|位(?!访|浏)))"
    rf"|(?P<person>{_BLANK}{{3,}}(?:任|担任)|{_BLANK}{{2,}}同志(?![们间之]))"
    # 该项工作由 负责
    rf"|(?P<whom>{_BLANK}{{1,30}}(?:负责|牵头|任副?组长|担任副?组长))"
    # 共主动公开条。 累计发布信息条， 信息共计条，
    rf"|(?P<unspaced>(?:(?:共计|累计|总计|合计)(?:[条件篇]|(?:{_DOING})了?(?:{_THING})?余?(?:人次|[条件次篇份期场]))"
    rf"|(?<!公)共(?:{_DOING})了?(?:{_THING})?余?(?:人次|[条件次篇份期场]))(?=[，。；,;])"
    # 收到申请件， but 对收到的申请件， and 收到申请件后
    r"|(?:收到|接到|受理)(?:政府信息公开|依申请公开|信息公开)?申请[件条份次宗]"
    r"(?=。|；|，(?:其中|办结|答复|已|均|全部|按时|予以|较|同比|未|无)))"
)
_BEFORE_BLANK: Final = compile_late(rf"(?:{_CUE}){_BLANK}+$")
# 网站  条 has no cue, but two blanks, a whole word before them and no word that they may tear.
_BEFORE_WIDE: Final = compile_late(rf"(?:{_WORD}{_WORD}|[》”）、]){_BLANK}{{2,}}$")
_BEFORE_PERSONS: Final = compile_late(rf"{_WORD}{_WORD}{_BLANK}+[期户批场次]{_BLANK}+$")
# Justified text does not tear that far.
_BEFORE_GULF: Final = compile_late(rf"{_WORD}{_WORD}{_BLANK}{{4,}}$")
_BEFORE_RARER: Final = compile_late(rf"(?:{_CUE}|[》”]){_BLANK}+$")
# Verbs and prepositions that lead on to a figure before its noun: 召开  次会议.
_LED: Final = (
    r"召开|举办|举行|开展|组织|收到|接到|受理|办理|办结|答复|制作|发布|公开|编发|印发|制定|修订|废止|新增|建立|设立|建成|开设|开通|发放|张贴|配备"
    r"|聘请|聘任|邀请|完成|更新|推送|转发|采纳|解决|化解|处理|回应|安排|投入|覆盖|涉及|惠及|帮助|联合|服务|(?<!公)共|共有|现有|设有|(?:^|[，。；：、])有|(?<![因认成作称])[为向对]"
)
_BEFORE_LEADING: Final = compile_late(rf"(?:{_LED}){_BLANK}{{2,}}$")
_BEFORE_NARROW: Final = compile_late(rf"(?:{_WORD}{_WORD}|[》”）]){_BLANK}$")
_BEFORE_NARROW_LEADING: Final = compile_late(rf"(?:{_LED}){_BLANK}$")
_BODY: Final = compile_late("(?:[镇乡局委厅办]|街道|机关|单位)$")
_YEARS_WORK: Final = compile_late("年(?=共|主动|公开|收到|受理|发出|未|没有|累计|办理)")
_JUSTIFIED: Final = compile_late(rf"(?<={_WORD}){_BLANK}(?={_WORD})")
_BEFORE_SUM: Final = compile_late(rf"(?:合计|共计|总计|总数|条数|件数|数量)[：:]{_BLANK}{{2,}}$")
_BEFORE_BARE: Final = compile_late(
    r"(?:率|数|数量|总数|总量|占比|共计|合计)(?:为|达|达到|是)$|(?:率|总数|总量|占比|电话|座机|传真)$|[^0-9]0[0-9]{2,3}[-－—]$"
)
_BEFORE_SAID: Final = compile_late(r"(?:率|数|数量|总数|总量|占比|共计|合计|金额)(?:为|达|达到)$")
_BEFORE_SCORE: Final = compile_late(r"(?:得|评|考核|测评|满|平均)分(?:为|达|是)?$|(?:分|成绩)为$")
_BEFORE_TIME: Final = compile_late(rf"(?:{_TIME_CUE})[为至了到在]?{_BLANK}+$")
_BEFORE_TIMES: Final = compile_late(rf"(?:增加|增长|提高|上升|扩大|是|翻)了?{_BLANK}+$")
_BEFORE_LEFT_OVER: Final = compile_late(rf"(?:{_CUE}){_BLANK}*$|{_WORD}{_BLANK}+$")
_BEFORE_DOTS: Final = compile_late(rf"(?:{_CUE}|网站|公众号|率){_BLANK}?$")
_BEFORE_RATE: Final = compile_late(
    rf"(?:率|幅|比重|比例|占|占比|达|达到|为|增长|下降|提高|提升|上升|减少|增加|约|超过|完成|办结)了?{_BLANK}*$|的{_BLANK}+$"
    rf"|(?:压缩|缩短|减少|节约|占)[^，。；\s]{{0,10}}{_BLANK}+$"
    r"|(?:任务|总数|总量|户数|信息|申请)的$"
)
_BEFORE_DATE: Final = compile_late(
    rf"(?:截至|截止|截止到|自|于|至|到|[0-9]{{4}}){_BLANK}*$|{_BLANK}{{2,}}$|二〇[〇一二三四五六七八九]?{_BLANK}*$"
)
_BEFORE_DAY: Final = compile_late(r"(?:于|自|至|到|经|在|[，。；（(年])$|^$")
_BEFORE_MONTH: Final = compile_late(r"(?:截至|截止|截止到|至|到|自|于)$")
_BEFORE_SINCE: Final = compile_late("[自从至到为于]$")
_BEFORE_YEAR: Final = compile_late(r"(?<![0-9近约过这])(?:20[0-9]?|二[〇○])$")
_BEFORE_OFFICE: Final = compile_late(
    r"(?:由|组长|[县乡镇区市科局处队]长|书记|主任|委员|主席|[：:])(?:为|是)?$"
)
_BEFORE_WHOM: Final = compile_late("(?<![理缘因来自不事])由$")
_BEFORE_ORDINAL: Final = compile_late("第$")
_BEFORE_COMRADE: Final = compile_late("[，、；]$")
_BEFORE_CONTACT: Final = compile_late(
    "(?:电话|传真|邮编|邮政编码|联系人|[通系]讯?地址)$|(?:^|[，。；（( ])地址$"
)
# A page may have lost the link itself: 网址：）.
_BEFORE_LINK: Final = compile_late(f"(?:邮箱|邮件|网址)[：:]{_BLANK}{{2,}}$")
_CLAUSE_TAIL: Final = compile_late(
    rf"(?:{_WORD}{{1,8}}|[0-9]{{2,4}}|(?<!{_BLANK})(?={_BLANK})){_BLANK}*$"
)
_HAN: Final = compile_late(_WORD)
_LONE_UNIT: Final = compile_late("[条次篇场个份件期](?=[，。；]|(?P<listed>、))")
_BARE_CLAUSE: Final = compile_late(
    rf"(?:^|[，。；、：,;:])(?P<clause>(?P<before>{_WORD}{{0,10}}?)(?:(?P<sure>{_BARE})|{_BARE_DOUBTFUL}))$"
)
# 第三条信息条， 各类信息条: of these there is no number
_NOT_COUNTED: Final = compile_late("[第各每该此本首末逐]|按|对|将|把|的$")
_DIGITS_AND_GAPS: Final = frozenset("0123456789０１２３４５６７８９ \u00a0\u3000余多万个+")
_SENTENCE: Final = compile_late("[。！？\n]")


def find_blanks(text: str) -> Iterator[tuple[int, int]]:
    """Places of blank figures, numbers, dates and names, each with the words that show it
    (主动公开信息  条); in order of where the blank itself begins, and sometimes twice."""
    yield from _find_lone_units(text)
    told = 0
    sure = False
    doubtful: list[tuple[int, int]] = []
    for beginning in _BEGINNING.finditer(text):
        match = _BLANK_FIGURE.match(text, beginning.start())
        if match is None:
            continue
        place = match.start()
        if match["unspaced"]:
            yield place, match.end()
            sure = True
            continue
        shown = _is_shown(text, match)
        if shown or _is_narrow(text, match):
            place += bool(match["spaced"])
            tail = _CLAUSE_TAIL.search(text, max(told, place - 24), place)
            told = match.end()
            span = (tail.start() if tail else place), told
            if shown:
                yield span
                sure = True
            else:
                doubtful.append(span)
    yield from _confirm(text, doubtful, sure=sure)


def _is_narrow(text: str, match: re.Match[str]) -> bool:
    """发出收费通知 件: one blank may have come from anywhere, but it tears no word."""
    place = match.start()
    low = max(0, place - 24)
    if measure := match["spaced"] or match["rarer"]:
        end = place + 1
        whole = text[place - 1 : place] + measure[:1]
        return not match["left_over"] and bool(
            _BEFORE_NARROW.search(text, low, end) and not TORN.fullmatch(whole)
        )
    if match["leading"]:
        return _BEFORE_NARROW_LEADING.search(text, low, place + 1) is not None
    year = match["year"] and _YEARS_WORK.match(text, match.end() - 1)
    return bool(year and _BODY.search(text, low, place))


def _confirm(
    text: str, doubtful: list[tuple[int, int]], *, sure: bool
) -> Iterator[tuple[int, int]]:
    """Narrow gaps are blanks beside a sure one, or two in a sentence; in a paragraph with blanks
    between any two words they are nothing."""
    if not doubtful or len(_JUSTIFIED.findall(text)) > 2 + 2 * len(doubtful):
        return
    if sure:
        yield from doubtful
        return
    for place in doubtful:
        beside = (other for other in doubtful if other != place)
        if any(
            not _SENTENCE.search(text, min(place[0], other[0]), max(place[1], other[1]))
            for other in beside
        ):
            yield place


def _is_shown(text: str, match: re.Match[str]) -> bool:
    """Whether what stands before the blank leaves no other reading."""
    place = match.start()
    low = max(0, place - 24)

    def ends(pattern: re.Pattern[str], end: int = place) -> bool:
        return pattern.search(text, low, end) is not None

    if more := match["left_over"]:
        return ends(_BEFORE_LEFT_OVER if more == "余" else _BEFORE_WIDE, place + 1)
    if measure := match["spaced"]:
        return (
            ends(_BEFORE_BLANK, place + 1)
            or ends(_BEFORE_SUM, place + 1)
            or _is_wide(text, low, place + 1, measure)
        )
    if measure := match["rarer"]:
        if measure == "倍" and ends(_BEFORE_TIMES, place + 1):
            return True
        if (measure in "天日" or len(measure) > 1) and ends(_BEFORE_TIME, place + 1):
            return True
        return ends(_BEFORE_RARER, place + 1) or _is_wide(text, low, place + 1, measure)
    if match["leading"]:
        return ends(_BEFORE_LEADING, place + 1)
    if match["edition"] or match["none"]:
        return True
    if match["more"]:
        return ends(_BEFORE_LEFT_OVER)
    if dots := match["dots"]:
        near = dots[0] in "…." and _HAN.search(text, max(0, place - 1), place)
        return near is not None or ends(_BEFORE_DOTS)
    if match["bracket"] or match["document"]:
        return _HAN.search(text, max(0, place - 1), place) is not None
    if match["share"] or (match["contact"] and ends(_BEFORE_LINK, match.end())):
        return True
    if (match["person"] or "").endswith("志") and ends(_BEFORE_COMRADE):
        return True
    for group, pattern in (
        ("rate", _BEFORE_RATE),
        ("date", _BEFORE_DATE),
        ("since", _BEFORE_SINCE),
        ("year", _BEFORE_YEAR),
        ("person", _BEFORE_OFFICE),
        ("bare", _BEFORE_BARE),
        ("said", _BEFORE_SAID),
        ("score", _BEFORE_SCORE),
        ("whom", _BEFORE_WHOM),
        ("ordinal", _BEFORE_ORDINAL),
        ("contact", _BEFORE_CONTACT),
    ):
        if match[group]:
            return ends(pattern)
    return ends(_BEFORE_DAY) or (match["day"][-1] != "日" and ends(_BEFORE_MONTH))


def _is_wide(text: str, low: int, end: int, measure: str) -> bool:
    """Whether the gap that ends there tears no word: it is too wide, or what it parts is none."""
    if measure in ("人", "人次") and _BEFORE_PERSONS.search(text, low, end):
        return True
    if not _BEFORE_WIDE.search(text, low, end):
        return False
    whole = text[low:end].rstrip()[-1:] + measure[:1]
    return (
        len(measure.lstrip("万亿")) > 1
        or _BEFORE_GULF.search(text, low, end) is not None
        or not TORN.fullmatch(whole)
    )


def _find_lone_units(text: str) -> Iterator[tuple[int, int]]:
    """召开会议次，举办培训期: a measure word that nothing but a noun stands before."""
    doubtful: list[tuple[int, int]] = []
    sure = False
    for unit in _LONE_UNIT.finditer(text):
        end = unit.end()
        if text[end - 2 : end - 1] in _DIGITS_AND_GAPS:
            continue
        clause = _BARE_CLAUSE.search(text, max(0, end - 20), end)
        if clause is None or _NOT_COUNTED.search(clause["before"]):
            continue
        if doubtful and _SENTENCE.search(text, doubtful[-1][0], end):
            doubtful, sure = [], False
        if clause["sure"]:
            yield clause.span("clause")
            sure = True
        elif not unit["listed"]:
            doubtful.append(clause.span("clause"))
        if len(doubtful) + sure > 1:
            yield from doubtful
            doubtful = doubtful[-1:]
