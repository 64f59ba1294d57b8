"""Whom the person model sees in a text, and which of those to believe.

The model says how sure it is. A word of the language must be surer than what is none, and nobody is
named by a mask, a place, or who is spoken of without working here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, Literal, NamedTuple, get_args

from documents.patterns import compile_late
from documents.places import Span
from nlp.mentions import SLOGAN, TOGETHER
from nlp.name_contexts import is_no_name
from nlp.names import (
    DOT,
    SURNAMES,
    WORDLIKE_SURNAMES,
    is_common_word,
    is_name,
    is_rare_word,
)
from nlp.person_glance import load_glance
from nlp.person_model import SeenName, load_person_model
from nlp.persons import BLANKS, HAN, HEAD, LANDSCAPE, drop_blanks, is_office

SENTENCE: Final = re.compile("[^。！!？?\n]{1,400}[。！!？?]?")
"""A sentence, or 400 characters of what goes on for longer."""

# A report on one line has some hundreds; a hostile text is not to cost seconds.
_MOST: Final = 4000
# A sentence is read where at first sight a name begins with this chance.
_GLIMPSE: Final = 0.3
# From here on a name is seen, is likely and is certain: what is no word, and what is one.
_PLAIN: Final = (0.3, 0.5, 0.8)
_WORD: Final = (0.5, 0.8, 0.9)
# From here on a name is no place and no office, whatever it looks like.
_SURE: Final = 0.95
_S: Final = f"[{BLANKS}]"
_DOTTED: Final = compile_late(DOT)
_PLACE: Final = compile_late("[镇乡村县区市州省旗路街湖河山寺庙](?!长|党|人大)")
_PLACE_NAME: Final = compile_late("[镇乡村县区市](?!长)")
_TOWN_HEAD: Final = compile_late("[镇乡县区市旗]长")
# Who is spoken of, and no official: citizens, firms' men, the dead, contacts.
_PRIVATE: Final = compile_late(
    "(?:申请人|原告|被告|当事人|第三人|村民|居民|市民|群众|农户|牧民|牧户|户主|作[者家]|诗人|画家|名家|烈士|英雄|劳模|"
    "能手|大户|退休教师|老教师|老党员|老干部|施工负责人|监理|主播|包工头|经营者|代表人|项目经理|商户|业主|学生|家长|患者|志士|先烈|合作社[理监]事长|"
    "(?:联系人|咨询人员?|(?<![总任])编辑|校对|技术支持)(?:及电话|姓名)?[：:]?)[、，,和及]?$"
)
# Whoever stands in the list behind the label is a contact or a page's editor.
_CONTACTS: Final = compile_late(
    "(?:联系人|咨询人员?|责任编辑|(?<![总任])编辑|校对|技术支持)(?:及电话|姓名)?[：:][^。；;：:，,\n]{0,20}$"
)
_REMEMBERED: Final = compile_late(
    "(?:同志|先生|烈士)?(?:故居|故里|故乡|家乡|纪念|旧居|事迹|烈士|作品|手稿|墓|大[叔妈婶爷娘]|[叔伯]|教授|老师|师傅)"
)
# Whom colleagues call so is not named: 老李, 小芸, 张姐.
_NICKNAME: Final = compile_late(f"[老小][{HAN}]|[{HAN}][姐哥叔婶姨嫂]")
_TERM: Final = compile_late("[新时现原历继接主责连专兼]任")
# A telephone behind a name makes a contact of whom no construction gives a role.
_CONTACT: Final = compile_late(f"{_S}*[（(，,：:]?{_S}*(?:联系|办公)?(?:电话|手机|传真|\\d{{7,}})")
_PREPOSITION: Final = compile_late("[由对关至位属处用低高大小等不善利基鉴限便适源]于")
_LINKED_OFFICE: Final = compile_late(f"[和及与](?![任担为兼同])(?=[{HAN}]{{0,8}}{HEAD})")
_COUNTED: Final = compile_late("[二两三四](?:同志|人|位|名)")
_LISTED: Final = compile_late("[、和及与]")
_LAST: Final = compile_late("(?![等二两三四五六和及与的那之众诸各系为任])[\u4e00-\u9fff]同志")
# A surname between a name that lacks one and what a name begins behind; no connective.
_SURNAME_BEFORE: Final = compile_late(
    "(?:[镇乡县区市局科股所站校院]长|书记|主任|主席|委员|干事|[、，,：:；;]|^)"
    f"(?![由和与及任从向于])[{SURNAMES}{WORDLIKE_SURNAMES}]$"
)
_JOINED: Final = compile_late(f"{_S}*[、和及与，,]?{_S}*")


Belief = Literal["certain", "likely", "possible"]
"""``certain`` where a name needs no construction around it; ``likely`` where another official must
be named nearby; ``possible`` where a construction must say who it is."""
_BELIEFS: Final[tuple[Belief, ...]] = get_args(Belief)


class BelievedName(NamedTuple):
    span: Span
    belief: Belief


def see_persons(text: str, sentences: Sequence[Span]) -> tuple[BelievedName, ...]:
    """The names to believe in the ``sentences``, in the text's order; those of a list are as
    certain as its surest.

    Raises ModelMissing or ModelDamaged where the model cannot be loaded."""
    believed, names = _believe(text, sentences)
    for one, other in (*pairwise(names), *pairwise(reversed(names))):
        left, right = sorted((one, other))
        if one in believed and _JOINED.fullmatch(text, left.end, right.start):
            believed[other] = min(
                believed[one], believed.get(other, "possible"), key=_BELIEFS.index
            )
    return tuple(BelievedName(name, believed[name]) for name in names if name in believed)


def find_sentences(text: str) -> tuple[Span, ...]:
    """The sentences that may name someone at first sight: no more than a reason to read them. Of a
    text in which they have more than ``_MOST`` characters the first are taken.

    Raises ModelMissing or ModelDamaged where the model cannot be loaded."""
    if not text:
        return ()
    begins = load_glance().score(text).tolist()
    found: list[Span] = []
    left = _MOST
    for sentence in SENTENCE.finditer(text):
        place = Span(*sentence.span())
        if max(begins[place.start : place.end]) > _GLIMPSE:
            left -= place.length
            if left < 0:
                break
            found.append(place)
    return tuple(found)


def _believe(text: str, places: Sequence[Span]) -> tuple[dict[Span, Belief], list[Span]]:
    """How far to believe in names seen in the sentences, and all that may be names."""
    seen = load_person_model().find_persons(place.cut(text) for place in places)
    names: list[Span] = []
    believed: dict[Span, Belief] = {}
    for place, found in zip(places, seen, strict=True):
        for span, sureness in _join_dotted(place.cut(text), found):
            name = _fit(text, Span(place.start + span.start, place.start + span.end))
            if _may_be_name(text, name, sureness):
                names.append(name)
                if belief := _weigh(text, name, sureness):
                    believed[name] = belief
    return believed, names


def _join_dotted(sentence: str, found: Sequence[SeenName]) -> Iterator[SeenName]:
    """The names, two of which are one where they touch and the first is dotted
    (叶尔肯·哈布德哈米提): what stands behind such a name alone tells where it ends."""
    last: SeenName | None = None
    for name in found:
        if last and last.span.end == name.span.start and _DOTTED.search(last.span.cut(sentence)):
            span = Span(last.span.start, name.span.end)
            last = SeenName(span, min(last.sureness, name.sureness))
            continue
        if last:
            yield last
        last = name
    if last:
        yield last


def _fit(text: str, name: Span) -> Span:
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
    if end - start == 2 and _SURNAME_BEFORE.search(text, max(0, start - 4), start):
        start -= 1
    return Span(start, end)


def _weigh(text: str, name: Span, sureness: float) -> Belief | None:
    """How far to believe in a name; not at all where the model hardly sees it."""
    printed = drop_blanks(name.cut(text))
    possible, likely, certain = (
        _WORD if is_common_word(printed) or is_rare_word(printed) else _PLAIN
    )
    if sureness < possible:
        return None
    if sureness < likely or _CONTACT.match(text, name.end):
        return "possible"
    if SLOGAN.search(text, max(0, name.start - 12), name.end + 12):
        return "possible"
    return "likely" if sureness < certain else "certain"


def _may_be_name(text: str, name: Span, sureness: float) -> bool:
    """False for a mask (王某), an office (经理, 王主任), a place (康荣镇), its head (万宝山镇长), a
    term (新任), and who is spoken of without working here."""
    printed = drop_blanks(name.cut(text))
    if name.length < 2 or "某" in printed or is_no_name(text, name):
        return False
    if _NICKNAME.fullmatch(printed) or is_office(printed):
        return False
    if any(words.match(text, name.end) for words in (_PLACE, _REMEMBERED)):
        return False
    if _PLACE_NAME.match(text, name.end - 1):
        return False
    if _PRIVATE.search(text, max(0, name.start - 12), name.start):
        return False
    if _CONTACTS.search(text, max(0, name.start - 32), name.start):
        return False
    if printed[-1] in LANDSCAPE and _TOWN_HEAD.match(text, name.end):
        return False
    if sureness > _SURE:
        return True
    across = max(0, name.start - 1)
    if TOGETHER.match(text, across) or _PREPOSITION.match(text, across):
        return False
    if _TERM.match(text, name.end - 1):
        return False
    return is_name(printed, comrade=text.startswith("同志", name.end))
