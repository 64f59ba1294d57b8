"""The labels of the forms as they are met in reports: exact, in known variants, torn, misspelt."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal, NamedTuple, TypeAlias

from rapidfuzz import fuzz, process

from documents.forms import KINDS, Block, Row, TableForm, load_forms
from documents.tables import FormVersion, TableKind
from tables.folding import fold

Part = Literal["row", "column", "group", "caption", "corner"]


class Meaning(NamedTuple):
    """What a label can stand for: a part of one kind of table, in one or both forms."""

    kind: TableKind
    part: Part
    id: str
    versions: tuple[FormVersion, ...]


@dataclass(frozen=True, slots=True)
class Label:
    """A printed label and what it can mean. ``expected`` is the form's own wording, ``exact`` are
    the tables whose form prints it just so, ``kinds`` those that it can stand in."""

    core: str
    meanings: tuple[Meaning, ...]
    expected: str
    exact: frozenset[tuple[TableKind, FormVersion]]
    kinds: frozenset[TableKind]

    def means(self, kind: TableKind, part: Part) -> Meaning | None:
        return next((m for m in self.meanings if m.kind == kind and m.part == part), None)


_MARKER: Final = re.compile(
    r"^(?:\(?[一二三四五六七八九十]{1,2}\)|[一二三四五六七八九十]{1,2}[、.,]|\(?\d{1,2}[)、.,]|[①-⑳]|[㈠-㈩]|\d(?=[^\d\W]))"
)
_LOOSE: Final = re.compile(r"[\s\"、,.:/()（）;…]+")
_ROW_SIMILARITY: Final = 78.0
_FRAME: Final = 4

_Tree: TypeAlias = dict[str, "_Tree"]


def reduce_label(text: str) -> str:
    """A label's core: folded, without numbering, white space, quotes and punctuation."""
    text = re.sub(r"\s+", "", fold(text))
    return _LOOSE.sub("", _MARKER.sub("", text, count=1))


@dataclass(frozen=True, slots=True)
class LabelBook:
    """All labels of all forms. ``by_core`` is for whole fields, ``pattern`` finds labels inside."""

    by_core: dict[str, Label]
    pattern: re.Pattern[str]
    row_cores: dict[TableKind, tuple[str, ...]]
    group_cores: tuple[str, ...]

    def find_whole(self, text: str) -> Label | None:
        """The label that the folded text is, numbering and punctuation aside."""
        found = self.by_core.get(text)
        return found if found is not None else self.by_core.get(reduce_label(text))

    def begins(self, text: str) -> bool:
        """True for the first characters of a label."""
        core = reduce_label(text)
        return any(label.startswith(core) for label in self.by_core)

    def find_like(self, text: str, kind: TableKind) -> Label | None:
        """The row label of that table most like the text, where one is like enough: some
        characters lost or wrong, or the beginning of a label torn in two."""
        core = reduce_label(text)
        if len(core) < 3:
            return None
        heads = [c for c in self.row_cores[kind] if c.startswith(core)]
        if heads and len(core) >= min(4, *map(len, heads)) and self._name_one_row(heads, kind):
            return self.by_core[heads[0]]
        # mirror sites put words of their own in the middle: 本年新收〔…〕申请数量
        framed = [c for c in self.row_cores[kind] if _have_one_frame(c, core)]
        if framed and self._name_one_row(framed, kind):
            return self.by_core[framed[0]]
        best = process.extract(
            core, self.row_cores[kind], scorer=fuzz.ratio, limit=3, score_cutoff=_ROW_SIMILARITY
        )
        near = [match[0] for match in best if best[0][1] - match[1] < 5]
        return self.by_core[near[0]] if near and self._name_one_row(near, kind) else None

    def _name_one_row(self, cores: Iterable[str], kind: TableKind) -> bool:
        """Two wordings of one row may be equally like a text, two rows may not."""
        rows = {self.by_core[core].means(kind, "row") for core in cores}
        return len({row.id for row in rows if row}) == 1


def _have_one_frame(core: str, text: str) -> bool:
    """True for a long label of which the text has the beginning and the end."""
    return (
        len(core) > 3 * _FRAME and core[:_FRAME] == text[:_FRAME] and text.endswith(core[-_FRAME:])
    )


@cache
def load_labels() -> LabelBook:
    """The label book of the forms in ``documents.forms``."""
    found: dict[str, list[Meaning]] = {}
    expected: dict[str, str] = {}
    own: defaultdict[str, set[tuple[TableKind, FormVersion]]] = defaultdict(set)
    for printed, meaning, wording in _list_labels():
        core = reduce_label(printed)
        known = found.setdefault(core, [])
        exact = core == reduce_label(wording)
        if exact:
            own[core].add((meaning.kind, meaning.versions[0]))
        same = next((m for m in known if m[:3] == meaning[:3]), None)
        if same is None:
            known.append(meaning)
        else:
            known.remove(same)
            versions = tuple(sorted({*same.versions, *meaning.versions}))
            known.append(same._replace(versions=versions))
        if exact or core not in expected:
            expected[core] = wording
    by_core = {
        core: Label(
            core,
            tuple(known),
            expected[core],
            frozenset(own[core]),
            frozenset(meaning.kind for meaning in known),
        )
        for core, known in found.items()
    }
    rows = {
        kind: tuple(c for c, label in by_core.items() if label.means(kind, "row")) for kind in KINDS
    }
    groups = tuple(c for c, label in by_core.items() if label.means("requests", "group"))
    return LabelBook(by_core, _compile_pattern(by_core), rows, groups)


def _list_labels() -> Iterator[tuple[str, Meaning, str]]:
    for form in load_forms():
        for table in form.tables:
            for block in table.blocks:
                yield from _list_block(table, block)


def _list_block(table: TableForm, block: Block) -> Iterator[tuple[str, Meaning, str]]:
    def name(part: Part, name_id: str) -> Meaning:
        return Meaning(table.kind, part, name_id, (table.version,))

    if block.caption:
        yield block.caption, name("caption", block.id), block.caption
        # 第 is often dropped, and 项 written as 款
        yield block.caption.removeprefix("第"), name("caption", block.id), block.caption
    for corner in filter(None, (block.corner, block.header, block.column_group)):
        yield corner, name("corner", block.id), corner
    for column in block.columns:
        for printed in (column.label, *column.variants):
            yield printed, name("column", column.id), column.label
    for row in block.rows:
        yield from _list_row(table, block, row)


def _list_row(table: TableForm, block: Block, row: Row) -> Iterator[tuple[str, Meaning, str]]:
    versions = (table.version,)
    part: Part = "group" if block.across else "row"
    for printed in (row.label, *row.variants):
        yield printed, Meaning(table.kind, part, row.id, versions), row.label
    for group in row.path[:-1]:
        yield group, Meaning(table.kind, "group", group, versions), group


def _compile_pattern(cores: Iterable[str]) -> re.Pattern[str]:
    """One pattern for all labels, longest first, on text without white space and with every 、 as a
    comma: a set of characters beyond Latin-1 between any two would take long to compile. The
    numbering before a label and punctuation inside it are optional."""
    marker = r"(?:\(?[一二三四五六七八九十]\)|[一二三四五六七八九十][.,]|\(?\d[).,]|[①-⑳]|[㈠-㈩])?"
    loose = r"[\",.:/();]{0,2}"
    tree: _Tree = {}
    for core in cores:
        node = tree
        for character in core:
            node = node.setdefault(character, {})
        node[""] = {}
    # most places begin no label: one look ahead spares them the trial of every branch
    begins = rf"(?=[(\d一二三四五六七八九十①-⑳㈠-㈩{re.escape(''.join(tree))}])"
    return re.compile(begins + marker + _write_tree(tree, loose))


def _write_tree(tree: _Tree, loose: str) -> str:
    branches = [
        re.escape(character) + (loose + rest if (rest := _write_tree(sub, loose)) else "")
        for character, sub in tree.items()
        if character
    ]
    if not branches:
        return ""
    joined = branches[0] if len(branches) == 1 else "(?:" + "|".join(branches) + ")"
    return f"(?:{joined})?" if "" in tree else joined
