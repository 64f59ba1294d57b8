"""Officials named in the narrative: who leads the work, in which role and from which office.

Only some six per cent of reports name anyone, nearly all name roles (镇长任组长). Models trained
here see names (``nlp.seen_persons``) and read which roles the text gives them
(``nlp.role_model``); the office is what stands beside the name (``nlp.posts``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from documents.patterns import compile_late
from documents.places import Span
from documents.script import SOUND, simplify
from documents.views import View
from nlp.names import mark_names
from nlp.posts import drop_blanks, find_posts
from nlp.role_model import ReadRole, load_role_model
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


# Invisible characters, and how a character is said; what both begin with is asked first, so that
# it fails fast.
_UNSEEN: Final = r"\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
_RESIDUE: Final = re.compile(rf"(?=[{_UNSEEN}(（])(?:[{_UNSEEN}]|{SOUND})")
_CAPTION_REACH: Final = 12
_CAPTION: Final = compile_late(
    r"(?:^|[\s，。；、,;])(?P<role>(?:分管|主管|协管|部门|科室|单位|责任|主要|牵头)(?:领导|负责人))[:：]\s{0,3}$"
)
# What 委员 of is an office.
_PARTY: Final = compile_late(r"(?:党委|工委|党组|纪委|党支部|支委)会?$")
_LISTED: Final = compile_late(
    r"[\u4e00-\u9fff]{0,10}(?<![任为是])、\s?(?![任为是])[\u4e00-\u9fff]{0,12}"
)
# A role that is read less surely may be another, or none.
_SURE_ROLE: Final = 0.6


def _mend(text: str, name: Span, roles: tuple[ReadRole, ...]) -> tuple[ReadRole, ...]:
    """部门领导：张三: what the line begins with, where the model read no role or not all of it."""
    caption = _CAPTION.search(text, max(0, name.start - _CAPTION_REACH), name.start)
    if caption is None:
        return roles
    printed = Span(*caption.span("role"))
    torn = (printed.covers(role.role) and role.role.end < printed.end for role in roles)
    return (ReadRole(printed, None, 1.0),) if all(torn) else roles


def _drop_offices(text: str, roles: tuple[ReadRole, ...]) -> tuple[ReadRole, ...]:
    """党工委委员 is an office, whatever the model says of 委员."""
    return tuple(
        role
        for role in roles
        if not (
            role.role.cut(text) in ("委员", "成员")
            and _PARTY.search(text, max(0, role.role.start - 4), role.role.start)
        )
    )


def _share(text: str, names: Sequence[Span], read: list[tuple[ReadRole, ...]]) -> None:
    """张三秘书、李四副镇长、王五副镇长任副组长: the first of a list is what all behind it are."""
    for place in range(len(names) - 3, -1, -1):
        near, far = read[place + 1 : place + 3]
        if read[place] or len(near) != 1 or near[0].role.start < names[place + 2].end:
            continue
        if near[0].role in [role.role for role in far] and all(
            _LISTED.fullmatch(text, before.end, after.start)
            for before, after in pairwise(names[place : place + 3])
        ):
            read[place] = near


def find_officials(text: str) -> tuple[FoundOfficial, ...]:
    """Persons with a name, in the text's order; one row for each role of a person.

    A role without a name (镇长任组长), a contact, an anonymised name (王某) and a leader quoted in
    a slogan give none. An office printed once counts for the person's later mentions too."""
    printed = View.of(text).drop(_RESIDUE)
    folded = simplify(printed.text)
    passages = find_passages(folded)
    seen = see_persons(folded, passages) if passages else ()
    if not seen:
        return ()
    names = [person.span for person in seen]
    read = load_role_model().find_roles(folded, names)
    read = [
        _mend(folded, name, _drop_offices(folded, roles))
        for roles, name in zip(read, names, strict=True)
    ]
    _share(folded, names, read)
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
