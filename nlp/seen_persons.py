"""Whom the person model sees in a text, and which of those to believe.

The model knows constructions better than patterns do and the language worse: it takes words that
stand like names (成立, 游行) for names. So a word counts only behind an office or beside a name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, Literal, NamedTuple, get_args

from documents.patterns import compile_late
from documents.places import Span
from nlp.mentions import DEED, SLOGAN, TOGETHER, WORK
from nlp.name_contexts import is_no_name
from nlp.names import (
    DOT,
    SURNAMES,
    WORDLIKE_SURNAMES,
    is_common_word,
    is_name,
    is_rare_word,
    needs_office,
)
from nlp.person_hints import DOING, SENTENCE, TITLES, UNITS, may_name
from nlp.person_model import load_person_model
from nlp.persons import ATTACHED_OFFICE, BLANKS, HAN, HEAD, LANDSCAPE, drop_blanks

# A report on one line has some hundreds; a hostile text is not to cost seconds.
_MOST: Final = 4000
# From here on a name is believed that is no word.
_LIKELY: Final = 0.5
# A word is believed to be a name anywhere from this sureness on.
_CERTAIN: Final = 0.9
# Beside an office who bears no word for a name is certain from here on, and from the second on
# where two characters begin with a surname that few bear: it begins verbs as well (盖章, 查敢).
_FAIRLY: Final = 0.7
_FIRMLY: Final = 0.94
_COMMON: Final = SURNAMES[:100]
# And what is a connective as well, between an office and a seat or a deed, from here on.
_SUREST: Final = 0.97
_S: Final = f"[{BLANKS}]"
_DOTTED: Final = compile_late(DOT)
_PLACE: Final = compile_late("[镇乡村县区市州省旗路街湖河山寺庙](?!长|党|人大)")
_TOWN_HEAD: Final = compile_late("[镇乡县区市旗]长")
_OFFICE_BEFORE: Final = compile_late(
    f"(?:(?<![增成家班延])长|主席|工程师|书记|主任|常委|分管领导|主要领导){_S}*$"
)
# Other offices, the units and labels that officials are named behind, and what they are made.
_WORKS_BEFORE: Final = compile_late(
    f"(?:{TITLES}|{UNITS}|[计案研讲测报核格馆]员|(?:组长|组员|成员|联络员|信息员|召集人)"
    "(?:[：:]|[ \u3000]+)|"
    "(?:第一|直接|具体|主要)责任人[：:]?|(?:员|专干|责任人)(?:\\d|[一二两三])[名人位]?[：:（(]|"
    f"(?:安排|抽调|明确|任命|指定|增补|选派){_S}*)$"
)
# 由〔姓名〕负责, and 〔姓名〕（宣传委员）, 〔姓名〕，镇长，组长.
_HANDED: Final = compile_late("(?<![理缘事来经])由$")
_OFFICE_BEHIND: Final = compile_late(
    f"{_S}*(?:{ATTACHED_OFFICE}(?=[在把任为主负分对向到与、，,])|"
    f"(?:[（(]|[，,：:]{_S}*)(?:[{HAN}、]{{0,12}}{HEAD}|组长|副组长)(?=[）)，,；;。])|"
    "[：:，,](?:主持|分管|协管|主管|负责|承办))"
)
# What a sentence speaks of that may name those who work.
_WORKING: Final = compile_late(f"{TITLES}|同志|负责|分管|牵头|承办|组长|成员|联络员|信息员")
_STAFF_BEFORE: Final = compile_late("(?:工作人员|经办人)$")
_SEAT_BEHIND: Final = compile_late(
    f"{_S}*(?:同志|{ATTACHED_OFFICE}|等?(?:[两二三四五六七][名位人]?)?(?:同志)?(?:分别|共同)?(?:[双兼]?任|担任|为)(?:第一|常务|总)?副?(?:组长|成员|组员|联络员|信息员|办公室))"
)
_DEED_BEHIND: Final = compile_late(f"{DOING}|{_S}*[、和及与]")
# What a name ends before.
_DOES: Final = compile_late(f"{DOING}|签名|[审管批签定写](?=[，,。；;、])")
_PAUSES: Final = compile_late(f"{_S}*(?:$|[、，,。；;：:（()）和及与 \u3000])")
# Verbs whose first character is taken for a name's last, and prepositions, which no name ends in.
_VERB: Final = compile_late(
    f"{DEED}|{WORK}|[向对在把](?=[{HAN}])|进(?=社区|村|校园|企业|基层)|增补|隐去|面对|再[核审查报]"
)
# Verbs of one character, which may as well begin another word.
_WEAK: Final = "审管批签定写对向在用"
# A name's third character, if the model is unsure.
_LETTER: Final = compile_late(
    "[\u4e00-\u9fff](?<![二两三四五六七八九十几数再又也还都均已常多每先后就即曾将应须能可会要不未并且各自全同共只仅正更最很较等的为任在对向把])"
)
# Surnames that as often begin another word: 应佩戴, 时承诺; and what makes 于 a preposition.
_FUNCTION: Final = "应时向由原计代妥权能才即及其为使令让经被将所把从"
_NO_SURNAME: Final = compile_late("[由对关至位属处用低高大小等不善利基鉴限便适源]$")
# Who is spoken of, and no official: citizens, firms' men, the dead, contacts.
_PRIVATE: Final = compile_late(
    "(?:申请人|原告|被告|当事人|第三人|村民|居民|市民|群众|农户|牧民|牧户|户主|作[者家]|诗人|画家|名家|烈士|英雄|劳模|"
    "能手|大户|退休教师|老教师|老党员|老干部|施工负责人|监理|主播|包工头|经营者|代表人|项目经理|商户|业主|学生|家长|患者|志士|先烈|合作社[理监]事长|"
    "(?:联系人|咨询人员?|(?<![总任])编辑|校对|技术支持)(?:及电话|姓名)?[：:]?)[、，,和及]?$"
)
_REMEMBERED: Final = compile_late(
    "(?:同志|先生|烈士)?(?:故居|故里|故乡|家乡|纪念|旧居|事迹|烈士|作品|手稿|墓|大[叔妈婶爷娘]|[叔伯]|教授|老师|师傅)"
)
_TERM: Final = compile_late("[新时现原历继接主责连专兼]任")
_LINKED_OFFICE: Final = compile_late(f"[和及与](?![任担为兼同])(?=[{HAN}]{{0,8}}{HEAD})")
_COUNTED: Final = compile_late("[二两三四](?:同志|人|位|名)")
_LISTED: Final = compile_late("[、和及与]")
_LAST: Final = compile_late("(?![等二两三四五六和及与的那之众诸各系为任])[\u4e00-\u9fff]同志")
_SURNAME_BEFORE: Final = compile_late(
    f"(?:[镇乡县区市局科股所站校院]长|书记|主任|主席|委员|干事)[{SURNAMES}{WORDLIKE_SURNAMES}]$"
)
_JOINED: Final = compile_late(f"{_S}*[、和及与，,]?{_S}*")


Belief = Literal["certain", "likely", "possible"]
"""``certain`` where the model and what stands around a name leave no doubt, so that it needs no
construction; ``likely`` where the model alone has none: another official must be named nearby."""
_BELIEFS: Final[tuple[Belief, ...]] = get_args(Belief)


class BelievedName(NamedTuple):
    span: Span
    belief: Belief


def see_persons(text: str) -> tuple[BelievedName, ...]:
    """The names to believe, in the text's order; those of a list are as certain as its surest. In a
    text that has more than ``_MOST`` characters of sentences that may name someone, the first of
    them are looked at.

    Raises ModelMissing or ModelDamaged where the model is asked and cannot be loaded."""
    places = list(_find_sentences(text))
    if not places:
        return ()
    believed, names = _believe(text, places)
    if "certain" in believed.values():
        # Where one is named, others are: what looked nameless is looked at too.
        starts = {place.start for place in places}
        everywhere = (Span(*sentence.span()) for sentence in SENTENCE.finditer(text, 0, _MOST))
        more = [p for p in everywhere if p.start not in starts and _WORKING.search(text, *p)]
        others, beside = _believe(text, more)
        believed, names = believed | others, sorted((*names, *beside))
    for one, other in (*pairwise(names), *pairwise(reversed(names))):
        left, right = sorted((one, other))
        if one in believed and _JOINED.fullmatch(text, left.end, right.start):
            believed[other] = min(
                believed[one], believed.get(other, "possible"), key=_BELIEFS.index
            )
    return tuple(BelievedName(name, believed[name]) for name in names if name in believed)


def _believe(text: str, places: Sequence[Span]) -> tuple[dict[Span, Belief], list[Span]]:
    """How far to believe in names seen in the sentences, and all that may be names."""
    seen = load_person_model().find_persons(place.cut(text) for place in places)
    sureness = {
        _fit(
            text, Span(place.start + name.span.start, place.start + name.span.end), name.sureness
        ): name.sureness
        for place, found in zip(places, seen, strict=True)
        for name in found
    }
    names = [name for name in sureness if _may_be_name(text, name)]
    believed = {
        name: _weigh(text, name, sureness[name])
        for name in names
        if _is_sure(text, name, sureness[name])
    }
    return believed, names


def _find_sentences(text: str) -> Iterator[Span]:
    left = _MOST
    for sentence in SENTENCE.finditer(text):
        if may_name(sentence[0]):
            left -= len(sentence[0])
            if left < 0:
                return
            yield Span(*sentence.span())


def _fit_end(text: str, start: int, end: int, sureness: float) -> int:
    """Before a verb that the name has swallowed (弓月展示, 苗壮顶替), one character more where the
    model is unsure and a verb begins behind the next (王建设解读); else as it was."""
    does, verb = _DOES.match(text, end), _VERB.match(text, end - 1)
    ends = _PAUSES.match(text, end) or (does and does[0] not in _WEAK)
    if end - start == 4 and not does and _DOES.match(text, end - 2):
        return end - 2
    swallowed = verb and (len(verb[0]) > 1 or verb[0] in "向对在把进")
    if end - start in (3, 4) and swallowed and not ends:
        return end - 1
    unsure = end - start in (2, 3) and sureness < _CERTAIN and _LETTER.match(text, end)
    more = unsure and not (does or ends) and _DOES.match(text, end + 1)
    if more and (more[0] not in _WEAK or _PAUSES.match(text, more.end())):
        return end + 1
    return end


def _fit(text: str, name: Span, sureness: float) -> Span:
    """The name without the 和 that joins it with the next office (罗平和副乡长章华) or the 二 of
    二同志, with the surname between it and an office (镇长同武军), and with the last character
    before 同志 (王素改同志)."""
    start = name.start
    end = start + len(name.cut(text).rstrip())
    counted = _COUNTED.match(text, end - 1) and _LISTED.search(text, max(0, start - 24), start)
    if name.length > 2 and (counted or _LINKED_OFFICE.match(text, end - 1)):
        end -= 1
    elif name.length == 2 and _LAST.match(text, end):
        end += 1
    else:
        end = _fit_end(text, start, end, sureness)
    if end - start == 2 and _SURNAME_BEFORE.search(text, max(0, start - 4), start):
        start -= 1
    return Span(start, end)


def _weigh(text: str, name: Span, sureness: float) -> Belief:
    """How far to believe in a name: one that is no word is certain behind an office or a unit."""
    printed = drop_blanks(name.cut(text))
    plain = len(printed) > 2 or printed[0] in _COMMON
    if sureness < (_FAIRLY if plain else _FIRMLY) or SLOGAN.search(
        text, max(0, name.start - 12), name.end + 12
    ):
        return "possible"
    before = text[max(0, name.start - 8) : name.start]
    beside = (
        _OFFICE_BEFORE.search(before)
        or _WORKS_BEFORE.search(before)
        or _OFFICE_BEHIND.match(text, name.end)
        or (_HANDED.search(before) and _DEED_BEHIND.match(text, name.end))
    )
    if beside and (sureness > _SUREST or not is_rare_word(printed)):
        return "certain"
    if sureness < _CERTAIN:
        return "possible"
    if text.startswith("同志", name.end) and not (is_common_word(printed) or is_rare_word(printed)):
        return "certain"
    dotted = bool(_DOTTED.search(printed))
    if is_rare_word(printed) or (needs_office(printed) and not dotted):
        return "possible"
    return "likely"


def _may_be_name(text: str, name: Span) -> bool:
    """False for a mask (王某), a place (康荣镇), its head (万宝山镇长) and a term (新任)."""
    printed = drop_blanks(name.cut(text))
    comrade = text.startswith("同志", name.end)
    if name.length < 2 or is_no_name(text, name) or not is_name(printed, comrade=comrade):
        return False
    held = _WORKS_BEFORE.search(text, max(0, name.start - 8), name.start)
    if name.start and not held and TOGETHER.match(text, name.start - 1):
        return False
    if _PLACE.match(text, name.end) or _TERM.match(text, name.end - 1):
        return False
    if _PRIVATE.search(text, max(0, name.start - 12), name.start):
        return False
    if _REMEMBERED.match(text, name.end):
        return False
    return not (printed[-1] in LANDSCAPE and _TOWN_HEAD.match(text, name.end))


def _is_sure(text: str, name: Span, sureness: float) -> bool:
    """True for a name that is no word, for a word between an office and a deed, and for one that
    the model is as good as certain of beside an office, a unit or what makes officials."""
    printed = drop_blanks(name.cut(text))
    before = text[max(0, name.start - 8) : name.start]
    doubtful = (
        printed[0] in _FUNCTION
        or printed[-1] in "任由为兼"
        or (printed[0] == "于" and _NO_SURNAME.search(before))
    )
    if not (doubtful or is_common_word(printed) or is_rare_word(printed)):
        return sureness > _LIKELY
    office = bool(_OFFICE_BEFORE.search(before) or _STAFF_BEFORE.search(before))
    seat = _SEAT_BEHIND.match(text, name.end)
    held = office or _WORKS_BEFORE.search(before)
    if sureness > _CERTAIN and not doubtful:
        handed = _HANDED.search(before) and _DEED_BEHIND.match(text, name.end)
        return bool(held or seat or handed or _OFFICE_BEHIND.match(text, name.end))
    if sureness > _SUREST and held and printed[-1] not in "任由为兼":
        return bool(seat or _DEED_BEHIND.match(text, name.end))
    return office and bool(_DEED_BEHIND.match(text, name.end))
