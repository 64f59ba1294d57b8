"""Labelled paragraphs: the corpus as typed rows, checked while it is read."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, cast

from documents.errors import SetupError
from documents.narrative import TAGS, Tag

CORPUS: Final = Path(__file__).parents[1] / "corpora" / "paragraphs"
OWN: Final = "labels/"


class CorpusError(SetupError, ValueError):
    """语料有错。"""

    # a row that cannot be used, the message names file and line; or no corpus at all
    code = "corpus-error"


@dataclass(frozen=True, slots=True)
class LabelledParagraph:
    """One row of ``corpora/paragraphs`` or a paragraph of ``corpora/reports``; the fields are
    described in ``corpora/README.md``."""

    id: str
    text: str
    tags: tuple[Tag, ...]
    section: int | None
    heading: str | None
    previous: str | None
    organisation: str
    province: str
    voice: str
    year: int

    @property
    def in_report(self) -> bool:
        """Whether it stands in one of the whole narratives of ``corpora/reports``."""
        return self.id.startswith("reports/")

    @property
    def is_own(self) -> bool:
        """Whether a person at the place of use has labelled it."""
        return self.id.startswith(OWN)


def read_corpus(folder: Path = CORPUS) -> tuple[LabelledParagraph, ...]:
    """All rows of all files in the order of file name and line.

    Raises CorpusError for a row that is not of this form, and for an id or a text used twice.
    """
    rows = []
    ids: set[str] = set()
    texts: set[str] = set()
    for path in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            try:
                row = _read_row(json.loads(line))
            except (KeyError, TypeError, ValueError) as error:
                raise CorpusError(f"{path.name}:{number}: {error}") from error
            if row.id in ids or row.text in texts:
                raise CorpusError(f"{path.name}:{number}: {row.id} stands in the corpus twice")
            ids.add(row.id)
            texts.add(row.text)
            rows.append(row)
    if not rows:
        raise CorpusError(f"没有内置语料（{folder}）；训练和评价要在有 corpora 的源码目录里进行。")
    return tuple(rows)


def hash_corpus(corpus: tuple[LabelledParagraph, ...]) -> str:
    """SHA-256 over the rows in order: models name the corpus that they come from by it."""
    return hashlib.sha256("\n".join(map(repr, corpus)).encode()).hexdigest()


def _read_row(values: dict[str, Any]) -> LabelledParagraph:
    tags = values["tags"]
    if unknown := set(tags) - set(TAGS):
        raise ValueError(f"unknown tags {sorted(unknown)}")
    if values["section"] not in (None, 0, 1, 2, 3, 4, 5, 6):
        raise ValueError(f"no such section: {values['section']}")
    if not values["text"].strip():
        raise ValueError("empty text")
    return LabelledParagraph(**{**values, "tags": tuple(cast(Tag, tag) for tag in tags)})
