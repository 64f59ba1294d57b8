"""The leading group that an official's role belongs to: 区政务公开工作领导小组."""

from __future__ import annotations

import re
from typing import Final

from documents.patterns import compile_late
from documents.places import Span
from nlp.persons import BODY, HAN, NEAR

# What a group or role is for; never another clause (任副镇长张三任组长).
TOPIC: Final = f"(?:(?![为任由])[{HAN}“”])"
GROUP_NAME: Final = (
    "(?:领导小组|工作小组|协调小组|推进小组|监督小组|审查小组|考核小组|管理小组|(?:编审|评议|考核|审查|采集)组|"
    "领导组|工作组|工作专班|联席会议|委员会)"
)
_GROUP_WORD: Final = compile_late(GROUP_NAME)
_GROUP_RUN: Final = compile_late(f"[{HAN}“”]*$")
_GROUP_LEAD: Final = compile_late(
    "成立|调整|完善|充实|健全|组建|设立|建立|重组|的|由|为了?|任|及时|进一步|了|和|"
    f"(?:我|本|该|全){BODY}|组长|组员|成员"
)
_SENTENCE_END: Final = compile_late("[。；;！!？?\n]")


def find_group(text: str, span: Span) -> str | None:
    """The group that a role belongs to: named before it, or behind 的 in its sentence."""
    end = min(len(text), span.end + NEAR)
    behind = text[span.end : end]
    behind = behind[: m.start()] if (m := _SENTENCE_END.search(behind)) else behind
    start = max(0, span.start - 3 * NEAR)
    before = list(_GROUP_WORD.finditer(text, start, span.start))
    if named := next(filter(None, (_name_group(text, found) for found in reversed(before))), None):
        return named
    return next(
        filter(None, (_name_group(behind, found) for found in _GROUP_WORD.finditer(behind))), None
    )


def _name_group(text: str, word: re.Match[str]) -> str | None:
    run = _GROUP_RUN.search(text[max(0, word.start() - 30) : word.start()])
    return trim_group((run[0] if run else "") + word[0])


def trim_group(group: str) -> str | None:
    """The group's name without the words before it; None where it has no name of its own."""
    body = _GROUP_WORD.search(group)
    topic = group[: body.start()] if body else ""
    leads = [lead.end() for lead in _GROUP_LEAD.finditer(topic)]
    name = group[max(leads, default=0) :]
    return name if len(_GROUP_WORD.sub("", name).replace("工作", "")) >= 2 else None
