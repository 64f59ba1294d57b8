"""The public office of a named person: 副镇长张三, 张三（副镇长）, 张三 副镇长, 张三副镇长."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from documents.patterns import compile_late
from documents.places import Span
from nlp.names import is_marked

BLANKS: Final = " \u3000\t\xa0"
HAN: Final = "\u4e00-\u9fff"
# The last word of an office, whatever stands before it: 乡党委|副书记, 县政府办公室|主任.
_HEAD: Final = (
    "(?:[乡镇县区市州盟旗省村局厅部处科股所站院校园馆台社会司署行队书组察室班关士段团事场连]长|书记|主任|主席|"
    "委员|常委|成员|领导|负责人|负责同志|秘书|政委|教导员|指导员|专员|巡视员|调研员|经理|总监|工程师|科员|干事|"
    "助理|专干|干部|一把手|办事员|工作人员|专职人员|文书|[计济艺审程]师|主官|参谋|文员|民警|研究员|支书|"
    "内勤|[组宣统]委|嘎查达|苏木达|总工(?!程)|代表|专员|信息员|值班员|测报员|工作者|教师|讲解员|人员|顾问|总编辑|主持人|[\u4e00-\u9fff]{2}员)"
)
_BODY: Final = "(?:乡|镇|街道|办事处|县|区|市|州|局|委|办|院|校|中心|单位|厅|所|站|处)"
_S: Final = f"[{BLANKS}]"
_BLANK: Final = compile_late(_S)
_HEADED: Final = compile_late(_HEAD)
_POST_END: Final = compile_late(f"{_HEAD}(?:[（(][{HAN}]{{2,8}}[）)])?{_S}*$")
_RUN: Final = compile_late(f"[{HAN}]{{1,32}}(?:[（(][{HAN}]{{2,8}}[）)])?$")
# What stands before an office and is no part of it. 以及, 以来 … are not the preposition 以.
_LEAD: Final = compile_late(
    "由|包括|包含|例如|(?:特别|尤其)是|邀请|特邀|约请|专访|采访(?![部中])|访谈|嘉宾|听取|出席|陪同|会同|随同|[有含如除](?=[省市县区旗州镇乡])|(?:变更|更换|调整|改|换|接替)为|^[为任月]|本月|经(?=副)|(?<![可得所难予加])以(?![及来上下])|明确|确定|指定|安排|任命|选派|推选|聘请|成立了?|设立了?|"
    f"组建了?|调整了?|其中|副?组长|成员|同意|研究|今年|年来|要求|以来|[因将]?原(?=[分局镇乡县副])|在(?=[乡镇县局区])|请(?=[乡镇县局区党])|[报交](?=分管|[乡镇县局区党副])|协助|同志|各(?!族)|[两三四五六七八九]位|(?:我|本|该|全){_BODY}"
)
_LINK: Final = compile_late("和|及|与|暨|兼|为|是")
_JOINT: Final = compile_late("(?:以?及|与|暨)(?!时)")
_LINKED: Final = compile_late("以?及|和|与|暨")
# 副镇长任副组长、党政办主任〔姓名〕: what stands before 、 is somebody else's.
_APPOINTED: Final = compile_late("[任为]")
_DUTY: Final = compile_late(f"[{HAN}]{{0,8}}(?:领导|负责人|责任人|负责同志|责任同志)")
# Several persons may hold such an office, printed once before them.
_SHARED: Final = compile_late("副|(?:员|领导|干部|干事|成员|人|主官|支书|科长)$")
_JOINED: Final = compile_late(f"(?:同志)?{_S}*(?:、|以及|和|及|与|暨)?{_S}*")
# What a bracket behind a name adds to it: the office, sex and nationality (passed over).
_BRACKET: Final = compile_late(f"(?:同志)?{_S}*[（(](?P<office>[{HAN}、，, ]{{0,40}})[）)]")
_ITEM: Final = compile_late(f"[{HAN}、]{{0,40}}?{_HEAD}(?=$|[，, ])")
# An office directly behind a name: 李明副镇长.
_ATTACHED: Final = compile_late(
    "(?P<office>(?:党委|党组|党工委|人大|政府|纪检|纪委|宣传|组织|统战|武装|政法|党政办|办公室|综治办|常务|第一|专职|总|"
    f"[一二三四]级)?副?{_HEAD})"
)
# And set apart from it by a blank or a comma: 张三　局长　, 张三，局长，.
_BEHIND: Final = compile_late(
    f"(?:{_S}+|{_S}*[，,：:]{_S}*)(?P<office>[{HAN}（）()、]{{0,28}}{_HEAD})(?={_S}*(?:$|[，,。；;）)\n]|{_S}[^{BLANKS}]))"
)


class Post(NamedTuple):
    """Where an office is printed; ``shared`` with the person before."""

    span: Span
    shared: bool = False


def find_posts(text: str, names: Sequence[Span], roles: Sequence[Span]) -> Iterator[Post | None]:
    """The office of each of the names, which are marked in the text and stand in order; the
    ``roles`` that it gives to anybody are no offices."""
    last: Span | None = None
    held: Post | None = None
    for name in names:
        ends = [role.end for role in roles if role.end <= name.start]
        floor = max(last.end if last else 0, held.span.end if held else 0, *ends, 0)
        span = _read_before(text, name.start, floor)
        if span is None or _DUTY.fullmatch(text, *span):
            # 分管领导王明副局长: what he does, and his office
            span = _read_behind(text, name.end, roles) or span
        post = Post(span) if span else None
        if not post and last and held and _is_shared(text, held.span, last, name):
            post = Post(held.span, shared=True)
        yield post
        last, held = name, post


def is_office(text: str) -> bool:
    """True where the text ends in an office: 党委副书记."""
    return bool(_POST_END.search(text))


def _is_shared(text: str, post: Span, last: Span, name: Span) -> bool:
    """副镇长张三、李四: the office of the first is that of both, if several can hold it."""
    before = post.end <= last.start
    joined = _JOINED.fullmatch(text, last.end, name.start)
    return before and bool(joined and _SHARED.search(post.cut(text)))


def _read_behind(text: str, end: int, roles: Sequence[Span]) -> Span | None:
    """The office in a bracket behind a name, directly behind it, or set apart by a mark."""
    for reads in (_BRACKET, _ATTACHED, _BEHIND):
        found = reads.match(text, end)
        if found and not is_marked(text[found.end() : found.end() + 1]):
            start, end = found.span("office")
            if "（" in found["office"] or "(" in found["office"]:
                # 宣传局（法制办）局长（主任）
                return Span(start, end + (text[end : end + 1] in "）)"))
            for item in _ITEM.finditer(text, *found.span("office")):
                office = Span(*item.span())
                if not any(map(office.overlaps, roles)):
                    return office
    return None


def _read_before(text: str, end: int, floor: int) -> Span | None:
    """The office that stands directly before ``end``, two of them where 、 joins them."""
    end = floor + len(text[floor:end].rstrip(BLANKS))
    start = upper = end
    while run := _RUN.search(text[max(floor, upper - 48) : upper]):
        cut = _trim_post(run[0])
        if cut is None or (upper < end and _APPOINTED.search(run[0])):
            break
        start = upper - len(run[0]) + cut
        if cut == 0 and start == floor and (link := _LINKED.match(run[0])):
            cut = len(link[0])
            start += cut
        if cut or start == floor or text[start - 1] != "、":
            break
        upper = start - 1
    return Span(start, end) if start < end else None


def _trim_post(run: str) -> int | None:
    """Where the office at the end of a run of Han begins; None where it ends in no office."""
    if not _POST_END.search(run):
        return None
    cuts = [match.end() for match in _LEAD.finditer(run)]
    cuts += [match.end() for match in _LINK.finditer(run) if _HEADED.search(run[: match.start()])]
    cuts += [match.end() for match in _JOINT.finditer(run)]
    return max((cut for cut in cuts if _POST_END.search(run[cut:])), default=0)


def drop_blanks(text: str) -> str:
    return _BLANK.sub("", text)
