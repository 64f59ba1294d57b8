"""What the narrative of a report holds: headings, paragraphs, and what is mentioned in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal, get_args

from documents.places import Region, Span
from documents.tables import Location

SectionKind = Literal[
    "preamble", "overview", "proactive", "requests", "disputes", "problems", "other", "appendix"
]
Tag = Literal[
    "组织领导",
    "制度建设",
    "主动公开",
    "依申请公开",
    "政府信息管理",
    "平台建设",
    "监督保障",
    "宣传培训",
    "政策解读与回应",
    "复议诉讼",
    "存在问题",
    "改进措施",
    "其他事项",
    "引言",
    "其他",
]
TAGS: Final[tuple[Tag, ...]] = get_args(Tag)
Numeral = Literal["arabic", "chinese"]
PlaceholderKind = Literal["blank_figure", "mask", "template_text", "empty_heading", "blank_cell"]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the form. ``number`` is 1 to 6, 0 before the first, null for an appendix;
    ``marker`` is the numbering as printed (``一、``, ``1、``), empty where there is none;
    ``regions`` are those of its heading."""

    number: int | None
    kind: SectionKind
    heading: str
    location: Location
    span: Span
    marker: str = ""
    heading_span: Span | None = None
    regions: tuple[Region, ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading below the section's own: ``（一）主动公开`` has level 2, ``1.决策公开`` level 3.

    ``empty`` where nothing stands under it before the next heading of its level or above."""

    text: str
    level: int
    section: int | None
    location: Location
    span: Span
    empty: bool = False
    regions: tuple[Region, ...] = ()


@dataclass(frozen=True, slots=True)
class TagScore:
    tag: Tag
    score: float


SURE: Final = 0.9
"""The score from which on a tag is vouched for: chosen on voices and writers that the model had
not learnt, where 95 of 100 of the paragraphs above it bear exactly the right tags."""


def are_sure(tags: Sequence[TagScore]) -> bool:
    """Whether a paragraph's tags need no second look; none at all need one."""
    return bool(tags) and min(tag.score for tag in tags) >= SURE


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of prose. ``text`` is the cleaned form (line wraps joined, page numbers out),
    ``span`` where it stands; ``heading`` is the nearest sub-heading above, as printed. ``unsure``
    leaves its tags to a person, or its words where they were hardly recognised in a picture."""

    id: str
    section: int | None
    text: str
    span: Span
    location: Location = "body"
    heading: str | None = None
    tags: tuple[TagScore, ...] = ()
    unsure: bool = False
    boilerplate: float = 0.0
    regions: tuple[Region, ...] = ()


@dataclass(frozen=True, slots=True)
class Official:
    """A person with a name: ``role`` in the working group, ``post`` is the public office.

    ``unsure`` means that the words may name nobody there, the name be cut wrong, or the role be
    another: to be looked at."""

    name: str
    post: str | None
    role: str | None
    group: str | None
    span: Span
    unsure: bool = False
    regions: tuple[Region, ...] = ()


@dataclass(frozen=True, slots=True)
class Count:
    """A figure with its unit in narrative text, 万 and 亿 multiplied out.

    ``measure`` is what it counts; ``text`` the words it stands in; ``scope`` whose figure it is
    or which channel's where the text says so (全市, 本级, 微信公众号 …)."""

    value: int | float
    unit: str | None
    measure: str | None
    approximate: bool
    numeral: Numeral
    text: str
    span: Span
    scope: str | None = None
    regions: tuple[Region, ...] = ()


@dataclass(frozen=True, slots=True)
class Placeholder:
    """Something the author was to fill in and did not."""

    kind: PlaceholderKind
    text: str
    span: Span
    regions: tuple[Region, ...] = ()
