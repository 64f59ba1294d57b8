"""An annotated paragraph, one row of the store.

A layer (``tags``, ``officials``, ``counts``, ``placeholders``) that is null was not
labelled; an empty one says that somebody looked and found none. Spans are of the paragraph's text.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, Literal, get_args

from documents.narrative import TAGS, Count, Official, Placeholder, Tag
from documents.places import Span
from training.annotations.checks import Mention, check_mention, check_tags, check_text

ReviewState = Literal["reviewed", "suggested", "skipped"]
STATES: Final[tuple[ReviewState, ...]] = get_args(ReviewState)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a paragraph was taken from: the file's name, the SHA-256 of its bytes, and the span
    that the paragraph has in the text of its report."""

    name: str
    sha256: str
    span: Span


@dataclass(frozen=True, slots=True)
class Review:
    """Who stands behind a row. ``at`` is in UTC; ``model`` names what suggested the labels, and
    stays when a person has reviewed them."""

    state: ReviewState
    by: str | None = None
    at: datetime | None = None
    model: str | None = None

    def __post_init__(self) -> None:
        if self.at is None:
            return
        if self.at.utcoffset() is None:
            raise ValueError("时间（at）没有时区，应如 2026-01-16T08:00:00Z")
        object.__setattr__(self, "at", self.at.astimezone(UTC))


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """A paragraph with its context and what is said about it.

    Order within a layer means nothing, so each is put into one: tags as in ``TAGS``, mentions by
    place. Raises ValueError (in Chinese) for a row that contradicts itself.
    """

    id: str
    text: str
    tags: tuple[Tag, ...] | None = None
    section: int | None = None
    heading: str | None = None
    previous: str | None = None
    organisation: str | None = None
    province: str | None = None
    voice: str | None = None
    year: int | None = None
    source: Origin | None = None
    officials: tuple[Official, ...] | None = None
    counts: tuple[Count, ...] | None = None
    placeholders: tuple[Placeholder, ...] | None = None
    review: Review

    def __post_init__(self) -> None:
        if not self.id or any(character.isspace() for character in self.id):
            raise ValueError("编号（id）为空，或含有空格")
        if self.section is not None and not 0 <= self.section <= 6:
            raise ValueError(f"没有第 {self.section} 部分，section 应为 0 至 6 或 null")
        check_text(self.text)
        if self.tags is not None:
            check_tags(self.tags)
            object.__setattr__(self, "tags", tuple(sorted(self.tags, key=TAGS.index)))
        for layer in ("officials", "counts", "placeholders"):
            mentions: tuple[Mention, ...] | None = getattr(self, layer)
            if mentions is None:
                continue
            for mention in mentions:
                check_mention(mention, self.text)
            if len(set(mentions)) < len(mentions):
                raise ValueError("同一标注写了两次")
            object.__setattr__(self, layer, tuple(sorted(mentions, key=_tell_order)))

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """All of its officials, counts and placeholders by place."""
        layers = self.officials, self.counts, self.placeholders
        return tuple(sorted((m for layer in layers for m in layer or ()), key=_tell_order))


def _tell_order(mention: Mention) -> tuple[Span, str]:
    return mention.span, repr(mention)
