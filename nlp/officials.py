"""Officials named in the narrative: who leads the work, in which role and from which office.

Only some six per cent of reports name anyone, nearly all name roles (镇长任组长). Models trained
here see names (``nlp.seen_persons``) and read which roles the text gives them
(``nlp.role_model``); the office is what stands beside the name (``nlp.posts``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from documents.views import View
from nlp.names import mark_names
from nlp.posts import drop_blanks, find_posts
from nlp.role_model import load_role_model
from nlp.seen_persons import find_passages, see_persons


@dataclass(frozen=True, slots=True)
class FoundOfficial:
    """``text[start:end]`` is post and name as printed; a post that is
    printed with the person before (副镇长张三、李四) lies outside."""

    start: int
    end: int
    name: str
    post: str | None
    role: str | None
    group: str | None
    unsure: bool = field(default=False, compare=False)
    """The model hardly believes in the name or in the role."""


# Traditional characters of the words below and of surnames: one address in seven is a mirror.
_TRADITIONAL: Final = str.maketrans(
    "長書記鄉鎮縣區黨組擔領導負責員辦為爲會務開張劉陳楊趙黃吳孫馬羅鄭謝韓馮蕭鄧許蘇盧蔣葉閻餘鍾薑譚鄒陸賈龍萬錢"
    "湯賀賴龔龐蘭顏嚴溫蘆韋畢聶叢齊莊塗時關費紀歐項陽衛單寧閔車喬連藍鞏諸東專職確調設監處廳隊館園檢總農廣財"
    "兩個與聯絡發協準牽頭參實統籌體輔導當選義達強國軍華偉龍",
    "长书记乡镇县区党组担领导负责员办为为会务开张刘陈杨赵黄吴孙马罗郑谢韩冯萧邓许苏卢蒋叶阎余钟姜谭邹陆贾龙万钱"
    "汤贺赖龚庞兰颜严温芦韦毕聂丛齐庄涂时关费纪欧项阳卫单宁闵车乔连蓝巩诸东专职确调设监处厅队馆园检总农广财"
    "两个与联络发协准牵头参实统筹体辅导当选义达强国军华伟龙",
)
_FOLDED: Final = re.compile(f"[{''.join(map(chr, _TRADITIONAL))}]")
# Invisible characters, and the pinyin that mirrors leave behind a character: 局長(zhǎng).
_RESIDUE: Final = re.compile(
    "[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]|[(（][a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]{1,6}[)）]"
)
# A role that is read less surely may be another, or none.
_SURE_ROLE: Final = 0.6


def find_officials(text: str) -> tuple[FoundOfficial, ...]:
    """Persons with a name, in the text's order; one row for each role of a person.

    A role without a name (镇长任组长), a contact, an anonymised name (王某) and a leader quoted in
    a slogan give none. An office printed once counts for the person's later mentions too."""
    printed = View.of(text).drop(_RESIDUE)
    folded = fold(printed.text)
    passages = find_passages(folded)
    seen = see_persons(folded, passages) if passages else ()
    if not seen:
        return ()
    names = [person.span for person in seen]
    read = load_role_model().find_roles(folded, names)
    given = sorted(role.role for roles in read for role in roles)
    posts = find_posts(mark_names(folded, names), names, given)
    found: dict[FoundOfficial, None] = {}
    known: dict[str, str] = {}
    for person, roles, post in zip(seen, read, posts, strict=True):
        beside = {"role": bool(roles), "post": bool(post)}
        if not person.counts(**beside):
            continue
        name = drop_blanks(person.span.cut(printed.text))
        if post:
            known[name] = drop_blanks(post.span.cut(printed.text))
        span = person.span.join(post.span) if post and not post.shared else person.span
        for role in roles or (None,):
            official = FoundOfficial(
                *printed.locate(*span),
                name=name,
                post=known.get(name),
                role=role and drop_blanks(role.role.cut(folded)),
                group=role and role.group and drop_blanks(role.group.cut(folded)),
                unsure=not person.is_certain(**beside) or bool(role and role.sureness < _SURE_ROLE),
            )
            found[official] = None
    return tuple(found)


def fold(text: str) -> str:
    """The text in simplified characters where an office or a surname needs it, place by place."""
    return _FOLDED.sub(lambda found: found[0].translate(_TRADITIONAL), text)
