"""Section five: problems and what is done about them. QLT-01 to QLT-04, article 50(4).

Up to the report of 2018 article 32(5) of the 条例 of 2007 asked for them, under any heading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from typing import Final

from documents.findings import Evidence, Finding
from documents.narrative import Paragraph
from documents.patterns import compile_late
from documents.places import Span
from documents.report import Report
from review.evidence import (
    join_names,
    list_body,
    point_at_paragraph,
    point_at_span,
    point_at_title,
    state_finding,
)
from review.extent import begins_whole, is_section_whole, map_sections, read_prose
from review.labels import read_numeral

_SHORTEST: Final = 50
"""Characters (QLT-01)."""

_ANSWER: Final = 10
"""Characters behind a turn (下一步, 为此) that make an answer."""

_SEEN: Final = 0.75
"""Score from which the tagger's word for problems or measures stands against an alarm."""

_LAST_OLD_YEAR: Final = 2018
_PARTS: Final = 2
_HINT = compile_late(r"问题|不足|薄弱|差距|困难|欠缺|有待|不够|还需|仍需|尚需|亟待|短板|缺乏|滞后")

_CLAUSE_END = compile_late(r"[。；;\n]")
_COMMA = compile_late(r"[，。；;,\n]")
_NONE_CLAIMED = compile_late(
    r"(?:不存在|没有|暂无|未发现|无)(?:明显|突出|重大|较大|任何)?(?:的)?问题"
)
_PROBLEM = compile_late(
    r"问题|不足|不够|不强|不高|不深|不细|不实|不多|不广|不到位|不及时|不完善|不健全|不规范|不平衡|不熟|不全"
    r"|差距|薄弱|有待|欠缺|短板|滞后|困难|缺乏|缺少|仍需|还需|尚需|亟待|较弱|较低|较少|较慢|偏差|偏少|偏低|单一|不能"
)
_TROUBLE = compile_late(
    r"偏[低少晚慢远弱窄]|过[少慢低于]|[很太更较][少差慢晚粗低]|[^减不至很多缺]少(?=[，。；、,;]|$)|[^早今]晚(?=[，。；、了]|$)|难(?:以|保|度)|陈旧|破损|损坏|过时|迟|拖"
    r"|弱(?!势)|闲置|沉睡|停更|中断|断[层档]|没人|无人问|等同|流于|走过场|重[^，。；]{1,6}轻|老大难|参差|倒挂|温差|时差|瓶颈|难题|堵点|生疏|吃力|冷清|拗口|晦涩|笼统|空洞|[遗疏错]漏"
    r"|敷衍|应付|淡薄|简单|粗|碎片|紧缺|浅|脱节|落差|偶有|时有发生|仍|纠正|频繁|网络不通|不(?!断|仅|但|少|忘|懈|同|限|误|是|会|定期|予|折)"
    r"|未(?!来|发[生现]|出现|收到|接到)|没有(?!发|出现|收到|接到)"
)
"""Words that may name a problem: enough for silence, not for more."""

_WANTED = compile_late(
    r"(?:有待|仍需|还需|尚需|亟待|需要|需)(?:于)?(?:进一步|不断|持续|继续)?(?:地)?[\u4e00-\u9fff]{0,2}?"
    r"(?:加强|完善|提高|提升|改进|优化|强化|拓宽|拓展|增强|规范|加大|健全|丰富|深化|细化)"
)
_MEASURE = compile_late(
    r"加强|完善|加大|强化|提升|提高|健全|优化|拓宽|拓展|推进|开展|组织|培训|整改|改进|规范|细化|落实|深化|丰富|充实|建立|增强"
)
_STEP = compile_late(
    r"(?:^|[已将并])要求|要求(?:各|所有|全)|制[定作]|整理|启动|梳理|协调|维修|更换|补[齐上录]|统一|增加|聘请|邀请|[会组]同|安排|采取|推行|实行|明确|督促|准备|争取|继续|每[月季年周篇]"
    r"|底前|定期|共建|合作|配[备齐发]|编[制印]|征[求集](?!意见的)|招[录聘]|调剂|并入|归并|延长|优先|布点|推动|设立|补充|[年期月]起|(?<![即未没对])将(?!近|信|军)"
)
"""Words that may name a measure: enough for silence, not for more."""

_TURN = compile_late(
    r"下一?步|下一阶段|下阶段|今后|改进(?:措施|情况|方向|办法|意见|[:：])|整改(?:措施|情况|[:：])|对策|工作(?:打算|计划|措施)|下一年"
    r"|针对(?:以上|上述|这些|存在|此)|为此|对此|(?:以下|如下|下列)(?:改进|整改|几项)?(?:措施|工作|办法)|(?<![未没即])将(?=着力|采取|从|重点|进一步|继续|通过|不断|严格|持续|坚持"
    r"|加|按|以|努力|积极|认真|切实|深入)"
    r"|20\d\d\s?年，?(?:我|将|本)|明年|新的一年|解决(?:办法|措施)"
)
_ITEM_STYLES: Final = (
    compile_late(r"([一二三四五六七八九])(?:(?<![\u4e00-\u9fff].)(?:是|、)|(?<=第.)[，,、])"),
    compile_late(r"[（(]([一二三四五六七八九])[）)]"),
    compile_late(r"([1-9])(?<![\d.].)[.、．](?!\d)"),
)  # fmt: skip

_THEMES: Final = tuple(
    compile_late(words)
    for words in (
        r"意识|认识|重视|理念|观念|主动性|积极性",
        r"人员|培训|业务|能力|水平|素质|队伍|专职|力量|学习",
        r"内容|质量|深度|规范|实用|形式|全面|广度|重点|领域",
        r"及时|时效|更新|滞后|迟缓|时长|限时|定期|工作日|[每按][日周月季]",
        r"渠道|平台|网站|方式|新媒体|公众号|载体|栏目",
        r"制度|机制|流程|程序|体系|责任",
        r"解读|图解|一图|看懂|视频|问答|漫画",
        r"互动|回应|参与|群众|公众|需求|服务",
        r"监督|考核|检查|督查|督促",
        r"宣传|知晓",
        r"申请|答复",
        r"审查|审核|保密",
        r"力度|持续|推进|推动",
        r"标准化|目录|清单|数据",
    )
)

_EVERYWHERE = compile_late(
    r"政府|政务|信息|公开|工作|问题|内容|部分|个别|一些|存在|进一步|不够|不足|有待|需要|不断|[一二三四五六七八九]是|[的了和与在对不有及等中上将]"
)

_STOCK = compile_late(
    r"意识(?:还|仍)?(?:不强|不够强|有待|淡薄)|认识(?:还)?(?:不足|不够|不到位|有待|尚浅)|重视(?:程度)?不够|力度(?:还)?(?:不够|不大|不足|有待)"
    r"|(?:不够|不)及时|有待(?:进一步)?(?:提高|加强|提升|完善|增强|改进|规范)|(?:不够|还不|尚不|不)(?:健全|完善|规范|丰富|全面|深入|到位|平衡)"
    r"|(?:还|仍|尚)?需(?:要)?进一步|水平(?:还)?(?:不高|有待)|能力(?:还)?(?:不足|不强|有待|存在不足)|(?:一定|较大)(?:的)?差距|(?:形式|渠道|方式)(?:较为|比较|过于)?单一"
    r"|主动性(?:还)?不(?:够|强)|不能(?:完全)?满足"
)
_SPECIFIC = compile_late(
    r"\d|《|栏目|村|社区|科室|站所|预算|决算|公报|公众号|微信|微博|年报|依申请|答复|解读|标准化|目录|档案"
)
_GENERIC_LENGTH: Final = 240


@dataclass(frozen=True, slots=True)
class _Account:
    """Section five in two halves: what is wrong, and what is done about it."""

    problems: str
    measures: str


def check_problems(report: Report) -> Iterator[Finding]:
    section = map_sections(report).get(5)
    if section is None:
        yield from _check_untold(report)
    paragraphs = list_body(report, 5)
    text = read_prose(report, 5)
    # nothing at all under the heading is STR-02's
    if section is None or not text.strip():
        return
    place = [point_at_span(report, section.heading_span)] if section.heading_span else []
    place += [point_at_paragraph(report, p) for p in paragraphs[:3]]
    seen = {t.tag for p in paragraphs for t in p.tags if t.score >= _SEEN}
    fault = _find_fault(text, seen)
    whole = is_section_whole(report, 5)
    if fault:
        if whole:
            yield state_finding(
                report,
                "problems-missing",
                f"第五部分{fault}。",
                place,
                severity="warning" if _is_old(report) else None,
                expected="既写存在的主要问题，也写改进情况",
                actual=" ".join(text.split())[:60],
                advice="《条例》第五十条要求写明存在的主要问题及改进情况，请结合本单位实际补写。",
            )
        return
    account = _split_account(text)
    if account is not None and whole:
        yield from _check_measures(report, account, place)
        yield from _check_generic(report, account.problems, paragraphs)


def _check_untold(report: Report) -> Iterator[Finding]:
    """A report of 2018 or earlier, whole from title to signature, without a word of problems."""
    whole = report.signature.date and begins_whole(report) and len(map_sections(report)) >= _PARTS
    if not whole or not _is_old(report):
        return
    seen = any(t.tag == "存在问题" for p in list_body(report) for t in p.tags)
    if seen or _HINT.search(report.text):
        return
    yield state_finding(
        report,
        "problems-missing",
        "没有写存在的主要问题及改进情况。",
        point_at_title(report),
        severity="warning",
        expected="存在的主要问题及改进情况",
        actual="未写",
        advice="原《条例》（2007年）第三十二条要求年度报告写明存在的主要问题及改进情况。",
    )


def _is_old(report: Report) -> bool:
    return report.year is not None and report.year <= _LAST_OLD_YEAR


def _find_fault(text: str, seen: Set[str]) -> str:
    """What is wrong with the section, empty where nothing surely is. That problems or measures are
    wanting is said only where no word of theirs stands and the tagger sees none either."""
    letters = re.sub(r"\s|[，。；：、！？,.;:]", "", text)
    headless = re.sub(r"存在的?(?:主要)?问题(?:及|和)(?:改进|整改)(?:情况|措施)[:：。]?", "", text)
    told = _NONE_CLAIMED.sub("", headless)
    problem = _PROBLEM.search(told)
    if _NONE_CLAIMED.search(text) and not problem:
        return "称没有问题，未写明存在的主要问题"
    if re.fullmatch(r"(?:本年度|我[镇乡县局市区])?(?:暂)?(?:没有|无)", letters):
        return "只写“无”，没有写明问题和改进情况"
    if not problem and "存在问题" not in seen and not _TROUBLE.search(told):
        return "没有写明存在的问题，只写了成绩或措施"
    if "改进措施" not in seen and not _is_answered(text):
        return "只写了问题，没有写改进措施"
    if len(letters) < _SHORTEST:
        return f"只有{len(letters)}字，没有写清问题和改进情况"
    return ""


def _is_answered(text: str) -> bool:
    turn = _TURN.search(text)
    answer = text[turn.end() :] if turn else ""
    if len(answer) > _ANSWER or _MEASURE.search(answer):
        return True
    rest = _WANTED.sub("", text)
    return any(
        _MEASURE.search(clause) and not _PROBLEM.search(clause)
        for clause in _CLAUSE_END.split(rest)
    ) or any(
        _STEP.search(clause) and not (_PROBLEM.search(clause) or _TROUBLE.search(clause))
        for clause in _COMMA.split(rest)
    )


def _split_account(text: str) -> _Account | None:
    """Null where the turn from problems to measures is not marked, or told pair by pair."""
    turn = _TURN.search(text, 12)
    first = _PROBLEM.search(text)
    if turn is None or first is None or first.start() > turn.start():
        return None
    # “二是……改进措施：……三是” answers each problem on the spot
    if len(_TURN.findall(text[turn.end() :])) >= 3:
        return None
    return _Account(text[: turn.start()], text[turn.start() :])


def _check_measures(
    report: Report, account: _Account, place: Sequence[Evidence]
) -> Iterator[Finding]:
    """QLT-03, where both are listed and there are fewer measures. A list that is longer, or not
    numbered, may answer everything."""
    problems = _list_items(account.problems)
    measures = _list_items(account.measures)
    if len(problems) < 2 or len(measures) < 2 or len(measures) >= len(problems):
        return
    answered = [t for t in _THEMES if t.search(account.measures)]
    named = _list_pairs(account.measures)
    open_items = [
        n
        for n, item in enumerate(problems, 1)
        if any(t.search(item) for t in _THEMES)
        and not any(t.search(item) for t in answered)
        and not named & _list_pairs(item)
    ]
    message = f"第五部分列出{len(problems)}个问题，只列出{len(measures)}项措施"
    if open_items:
        message += f"，第{'、'.join(map(str, open_items))}个问题没有相应措施"
    yield state_finding(
        report,
        "measures-unmatched",
        message + "。",
        place,
        severity=None if open_items else "notice",
        expected=f"{len(problems)}项措施",
        actual=f"{len(measures)}项措施",
        advice="请逐个问题写明改进措施。",
    )


def _list_pairs(text: str) -> Set[str]:
    """The pairs of letters that tell of what a text speaks, without the words of every report."""
    return set(re.findall(r"(?=([\u4e00-\u9fff]{2}))", _EVERYWHERE.sub("，", text)))


def _check_generic(
    report: Report, problems: str, paragraphs: Sequence[Paragraph]
) -> Iterator[Finding]:
    """QLT-04: short, nothing of the body's own, and every item a stock phrase."""
    items = _list_items(problems) or [problems]
    own = re.sub(r"20\d\d\s?年度?|^[^。；：]{0,200}?(?=[一1（(])", "", problems)
    if len(problems) > _GENERIC_LENGTH or _SPECIFIC.search(re.sub(r"[（(]?\d[）)、.．]", "", own)):
        return
    stock = _STOCK.findall(problems)
    if len(stock) < 2 or not all(_STOCK.search(item) for item in items):
        return
    span = paragraphs[0].span
    for paragraph in paragraphs:
        if paragraph.text in problems:
            span = Span(span.start, max(span.end, paragraph.span.end))
    yield state_finding(
        report,
        "problems-generic",
        f"存在的问题都是通用说法（{join_names([f'“{s}”' for s in dict.fromkeys(stock)], 3)}），"
        "没有写本单位的具体情况。",
        [point_at_span(report, span)],
        expected="具体的栏目、事项、数字或单位",
        actual=f"{len(stock)}处通用说法",
        advice="请写明是哪个栏目、哪类信息、哪个环节出了什么问题。",
    )


def _list_items(text: str) -> list[str]:
    """The items of the outermost numbered list; empty where there is none."""
    best: list[str] = []
    where = len(text)
    for style in _ITEM_STYLES:
        marks = list(style.finditer(text))
        run: list[re.Match[str]] = []
        for mark in marks:
            if read_numeral(mark[1]) == len(run) + 1:
                run.append(mark)
        if len(run) >= 2 and run[0].start() < where:
            where = run[0].start()
            ends = [m.start() for m in run[1:]] + [len(text)]
            best = [text[m.end() : end] for m, end in zip(run, ends, strict=True)]
    return best
