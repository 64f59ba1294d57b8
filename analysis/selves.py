"""What a text calls the body whose report it is: 我局, 全镇, 我县."""

from __future__ import annotations

import re

from analysis.unit import find_unit_kind

_OF_OFFICE = re.compile(r"[我本]办|我室|[我本]厅")
# What a body calls itself, and how its name must then end; the lowest level it speaks of counts.
_SELVES = (
    (re.compile(r"[我本]局"), re.compile("局$")),
    (re.compile(r"[我本]委"), re.compile("委(?:员会)?$|管委会$|办(?:公室)?$")),
    (re.compile(r"[我本]办(?!法|理|公)"), re.compile("办(?:公[室厅])?$|政府$|小组$")),
    (re.compile(r"[我本]厅"), re.compile("厅$")),
    (re.compile(r"[我本]院"), re.compile("院$")),
    (re.compile(r"[我本]校"), re.compile("[校学园院]$")),
    (re.compile(r"[我本]公司"), re.compile("公司$|集团$")),
    (re.compile(r"我镇|全镇"), re.compile("镇")),
    (re.compile(r"我乡|全乡"), re.compile("乡")),
    (
        re.compile(r"[我本全]街|[，,。\n]街道(?=主动公开|收到|行政主要|党工委|高度重视|成立)"),
        re.compile("街|办事处"),
    ),
)
_OF_GOVERNMENT = re.compile(r"[我全][省市县区旗州盟]")
_OWN_GOVERNMENT = re.compile(r"[我本][省市县区旗州盟]")


def says_office(prose: str) -> bool:
    """True where the text (simplified) calls itself an office."""
    return bool(_OF_OFFICE.search(prose))


def says_government(prose: str) -> bool:
    """True where the text (simplified) speaks of its county, city or province as its own."""
    return bool(_OF_GOVERNMENT.search(prose))


def agrees(name: str, prose: str, text: str, *, asked: bool) -> bool:
    """True where the ``prose`` does not call itself by another kind of name; where it is ``asked``
    to, only where it calls itself by this kind. All in simplified characters."""
    selves = [ends for said, ends in _SELVES if said.search(prose)]
    if selves:
        return any(ends.search(name) for ends in selves)
    if not asked:
        return True
    government = find_unit_kind(name, text) in ("province", "city", "county", "other")
    return government and bool(_OWN_GOVERNMENT.search(prose))
