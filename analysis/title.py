"""The title of a report, and what stands in it: the body and the year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from analysis.chrome import is_chrome
from analysis.lines import Line, squeeze, view_pieces, view_squeezed
from analysis.unit import is_placed, is_unit_name
from analysis.year import FULL_WIDTH, YEAR
from documents.patterns import compile_late
from documents.places import Span
from documents.script import simplify

CORE = compile_late(
    r"(?:党务)?(?:政府信息与?政务|政务信息|政府信息|政务|政府|党政信息|信息)(?:依法)?公开(?:工作)?(?:的|情况)*"
    r"(?:开展)?年?[度终]?(?:工作|进展|情况)*的?(?:总结报告|报告|年报|总结|要点总结)"
    r"(?:[（(](?:20\d\d|二[〇○零].{2})年?度?[)）])?"
    r"|(?:政府|政务)?信息公开(?:工作)?(?:20\d\d|二[〇○零].{2})年?(?:年?度)?(?:工作|情况)*(?:报告|年报|总结)"
    r"|政务信息工作年度(?:工作)?报告"
)
_CITED = compile_late(
    r"[^。，；\n《]{0,24}(?:通知|函|要求|办法|制度|规定|格式|意见|方案|提示)[》>”」]"
)
_AFTER = compile_late(
    r"[》”」]|格式|编制|的?通知|解读|模板|范本|制度|有关事项|要求|工作的|工作规|公示|公[布开]|发布|汇报|指南|目录|如下|显示|中|所|[，。；,;：:、]"
    r"|和|与|是|等|统计|审[查核]|填报|情况通报|一图|图解|专栏|栏目?|网|页面|[版板]块|系统|[）)]|[（(](?:以下)?[简下]?称"
)
_BEFORE = compile_late(
    r"[。；;！？，,|｜>＞»›/【】\[\]]|^\d{1,2}、|Page\d{1,3}-?|(?:第[一二三四五六七八九十\d]{1,2}篇|篇[一二三四五六七八九十\d]{1,2})[:：]?"
    r"|(?:标题|名称|题名|中文名|当前位置|位置|正文|首页|(?:返回)?顶部|[简繁]体(?:版|中文)?|(?:长者|无障碍)(?:模式|版)"
    r"|浏览|视力保护色)[:：]?"
)
_STRIPPED = compile_late(r"关于|^(?:的|本级|附件\d?[:：]?)+|[:：\-—《“\"'·\s]+")
_TERM = compile_late(r"20\d\d[—–\-－~～至]+(?:20)?\d\d学?年?度?")
_YEARED = compile_late(
    r"(?:20\s?\d\s?\d|202|20[xX×]{2}|二[〇○零ＯOo0][一二三四五六七八九〇○零0]{1,2})\s?(?:年度|年|度)?的?"
    r"|年度$|^年度?|度$"
)
_REPORTED = compile_late(
    r"第[一二三四五六七八九十]{1,3}条|发布|公布|召开|印发|报送|推出|亮出|完成|开展|按照|根据|依据|转发|关于做好|解读|[现特兹][将就]|[^《“][《“]"
)
_ADDRESS = compile_late(r"https?[:：]/|www\.|\.gov\b|^[^（(]*[）)]", re.IGNORECASE)
_COLUMN = compile_late(r"公开(?:年报)?|网站|返回|页面|栏目|模式")
_OWN_BODY = compile_late(r"[（(](?:本级|部门|机关)[)）]$")
_TRAIL = compile_late(r"[>＞»›/]|位置")
_MASKED = compile_late(r"20[xX×]{2}|[xX×]{4}年")
_PART_OF_NAME = compile_late(r"[\u3400-\u9fff0-9（）()〇○·\s]{2,30}")
_DATED = compile_late(r"[（(\[]?20\d\d[-/.年]\d\d?[-/.月]\d\d?日?[）)\]]?$")
_SENTENCE = compile_late(r"[。，；,;]|现将|如下")
_BEGUN = compile_late(r"20\d\d|[根依]据|[按依]照|为|本|一、")
LONGEST: Final = 70
_LINES: Final = 120
_PLACE: Final = 2  # characters that tell one place's name from another's


@dataclass(frozen=True, slots=True)
class Title:
    """``text`` without the line breaks in it; ``unit`` the name that stands in it, if any."""

    text: str
    span: Span
    unit: str | None
    lines: tuple[int, int]


def find_title(lines: Sequence[Line], text: str) -> Title | None:
    """The first of the best titles among the lines (those before the first part's heading).

    A title may run over two or three lines, and in a text that is all on one line it ends where
    the preamble begins. A title quoted in a sentence (《…年度报告》, …年度报告格式) is none.
    """
    best: Title | None = None
    best_score = 0
    for number in range(min(len(lines), _LINES)):
        for title, score in _read_titles(lines, number, text):
            if score > best_score:
                best, best_score = title, score
        if best_score >= 7:
            break
    return best


def is_title_like(said: str) -> bool:
    """True for a line that is a title and nothing else: the repeats in a page's chrome."""
    said = squeeze(said)
    if "公开" not in said or "号" in said or said.count("《") != said.count("》"):
        return False  # a wrapped line of the preamble, where it cites the form's own name
    said = _DATED.sub("", said).strip("《》【】[]·•.")
    match = None if _SENTENCE.search(said) else CORE.search(said)
    return match is not None and len(said) <= LONGEST and len(said) - match.end() <= 6


def measure_repeat(said: str, title: Title | None) -> int:
    """How many characters at the front of the preamble's line are the title again."""
    match = CORE.search(simplify(said[: 2 * LONGEST]))
    if match is None or title is None or not is_title_like(said[: match.end()]):
        return 0
    twin = squeeze(said[: match.end()]) == title.text and _BEGUN.match(said, match.end())
    return match.end() if twin or said[match.end() : match.end() + 1] == " " else 0


def is_cited(said: str, end: int) -> bool:
    """True where the words that end there are part of a cited document's name (《…的通知》)."""
    return bool(_CITED.match(said, end))


def read_lead(plain: str, printed: str, low: int, core: int) -> str | None:
    """The body's name, as printed, in what stands before a title's core; without years and the
    like. ``plain`` is the text in simplified characters, ``printed`` the same as printed."""
    # 白杨镇人民政府信息公开年度报告 prints the 政府 of both names once
    shared = plain.startswith("政府", core) and plain.endswith("人民", low, core)
    said, shown = plain[low : core + 2 * shared], printed[low : core + 2 * shared]
    for pattern in (_TERM, _STRIPPED):
        said, shown = _leave_out(pattern, said, shown)
    if (year := _YEARED.search(said)) and _is_named_before(
        said[: year.start()], said[year.end() :]
    ):
        said, shown = said[: year.start()], shown[: year.start()]
    for pattern in (_YEARED, _STRIPPED, _OWN_BODY):
        said, shown = _leave_out(pattern, said, shown)
    return shown if 2 <= len(said) <= 40 and not re.search(r"[\d。，]", said) else None


def _read_titles(lines: Sequence[Line], number: int, text: str) -> list[tuple[Title, int]]:
    line = lines[number]
    printed = squeeze(line.text)
    first_end = len(printed)
    places = [first_end]
    for following in lines[number + 1 : number + 3]:
        more = squeeze(following.text)
        if len(more) > 40 or following.fresh:
            break
        printed += more
        places.append(len(printed))
    joined = simplify(printed).translate(FULL_WIDTH)
    if CORE.search(joined, 0, 600) is None:
        return []
    chrome = is_chrome(line.text)
    if line.listed and not YEAR.search(joined, 0, first_end):
        return []  # an item of the page's menu
    if chrome:  # a column's name above the title is no part of it
        joined, printed, places = joined[:first_end], printed[:first_end], places[:1]
    found: list[tuple[Title, int]] = []
    for match in CORE.finditer(joined, 0, 600):
        if match.start() >= first_end and not _leads_in(joined[:first_end], joined[first_end:]):
            break
        last = next((i for i, place in enumerate(places) if match.end() <= place), 0)
        quoted = joined.startswith("《") and joined.startswith("》", match.end())
        ends_line = match.end() in places or (quoted and match.end() + 1 in places)
        if not ends_line and _AFTER.match(joined, match.end()):
            continue
        if is_cited(joined, match.end()):
            continue
        low = max((m.end() for m in _BEFORE.finditer(joined, 0, match.start())), default=0)
        if low or first_end > LONGEST:
            low = max(low, _find_spaced_start(line.text, match.start()))
        low += quoted and low == 0
        if last == 0 and low == 0 and match.start() > LONGEST:
            continue
        low = _skip_column(joined, low, match.start())
        said = joined[low : match.end()]
        if len(said) > LONGEST or (low and joined[low - 1] in "，。；,;"):
            continue
        if _REPORTED.search(joined, low, match.start()) or _ADDRESS.search(said):
            continue
        unit = read_lead(joined, printed, low, match.start())
        dated = bool(YEAR.search(said) or _MASKED.search(said))
        if chrome and not (dated and unit) and _TRAIL.search(line.text):
            continue  # a column's name in the trail above the title
        starts_line = low == 0 or low in places
        score = 1 + 2 * dated + 2 * bool(unit) + starts_line + 2 * ends_line
        score -= 2 * (not dated and not unit)
        # A line of prose is no title: only a text all on one line has more behind it.
        if not ends_line and len(joined) < 200 and not re.match(r"[（(]", joined[match.end() :]):
            score -= 3
        span = _locate(text, lines[number : number + last + 1], low, match.end())
        said = squeeze(view_pieces(text, [span]).text)
        found.append((Title(said, span, unit, (number, number + last)), score))
    return found


def _is_named_before(name: str, rest: str) -> bool:
    """True where what stands behind the year is no more of the body's name that stands before it
    (红石海关2015年海关政府信息公开年度报告)."""
    return is_unit_name(name) and (name.endswith(rest) or not is_unit_name(rest))


def _skip_column(joined: str, low: int, core: int) -> int:
    """Where the title begins behind a column's name (政府信息公开 云岭县2016年…)."""
    for match in _COLUMN.finditer(joined, low, core):
        name = read_lead(joined, joined, match.end(), core)
        if name is not None and is_unit_name(name) and is_placed(name):
            low = match.end()
    return low


def _find_spaced_start(said: str, core: int) -> int:
    """In a line with more than a title in it: the last blank behind which a body's name begins,
    counted in characters without white space; 0 where there is none."""
    words = re.findall(r"\S+", said[: core + 60])
    place, start = 0, 0
    for word in words:
        if place >= core:
            break
        name = read_lead(word, word, 0, max(0, core - place))
        if name is not None and is_unit_name(name):
            start = place
        place += len(word)
    return start


def _leads_in(said: str, below: str) -> bool:
    """True for a line that can be the first of a title over several lines: a page's header may
    name the body that the title below names again."""
    if not _PART_OF_NAME.fullmatch(said) or said.endswith("日"):
        return False
    if below.startswith(said[:_PLACE]):
        return False
    return bool(is_unit_name(said) or YEAR.search(said) or said.endswith(("信息", "政府", "公开")))


def _leave_out(pattern: re.Pattern[str], said: str, shown: str) -> tuple[str, str]:
    kept = [0]
    for match in pattern.finditer(said):
        kept += match.span()
    kept.append(len(said))
    pairs = list(zip(kept[::2], kept[1::2], strict=True))
    return "".join(said[a:b] for a, b in pairs), "".join(shown[a:b] for a, b in pairs)


def _locate(text: str, lines: Sequence[Line], low: int, high: int) -> Span:
    """Where characters of the lines stand, white space and leftovers of conversion not counted."""
    view = view_squeezed(text, [line.span for line in lines])
    return view.locate(min(low, len(view.text)), min(high, len(view.text)))
