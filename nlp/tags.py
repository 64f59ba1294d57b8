"""The themes of paragraphs: a linear model over wording and context, read with numpy alone.

A model is two files: ``tags.json`` (tags, thresholds, where it came from, the checksum of the
other) and ``tags.npz`` (vocabulary and weights; no pickle). The one beside this module is fitted by
``python -m training.tagger``; ``gongkai train`` makes others (``nlp.stored``). Tags are those of
the contract, several to a paragraph or none.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from io import BytesIO
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol

from documents.errors import ModelDamaged, ModelMissing
from documents.narrative import TAGS, Tag, TagScore
from nlp.features import (
    TagInput,
    cut_clauses,
    read_context,
    read_seams,
    read_wording,
)
from nlp.stored import BUILTIN, find_champion, find_models, hash_bytes, read_files

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

CARD, WEIGHTS = "tags.json", "tags.npz"
MODEL: Final = Path(__file__).parent / "models" / CARD
SCHEMA: Final = "tags/1"

# A paragraph that says no more than "none" is about the subject of the part it stands in; the
# words cannot tell. 其他需要报告的事项 is section 六 of both forms, 三 and 四 are the two tables.
_NOTHING: Final = re.compile(
    r"\s{0,4}(?:暂?无|没有|未发生|0件?)(?:其[他它])?(?:需要?|应当?)?(?:报告|说明)?的?(?:事项|内容|情况)?"
    r"[，,]?(?:特此说明)?[。.；;]?\s{0,4}"
)
# What a clause must reach for its theme to be one of the paragraph's: a long paragraph dilutes the
# wording of each theme, but has more clauses that might be mistaken.
CERTAIN: Final = 0.95
# What is enough where the whole paragraph gives the theme this chance, too.
_LIKELY, _HINTED = 0.8, 0.2
_PROBLEM, _MEASURE = TAGS.index("存在问题"), TAGS.index("改进措施")
_INTRODUCTION: Final = TAGS.index("引言")
_NO_THEME: Final = frozenset({_INTRODUCTION, TAGS.index("其他")})
# Where the wording decides nothing, what the heading above names (the elements of 总体情况 in the
# notice 国办公开办函〔2021〕30号, and what reports add to them).
_NAMED: Final[dict[Tag, re.Pattern[str]]] = {
    "存在问题": re.compile(r"问题|不足"),
    "改进措施": re.compile(r"改进|整改|下一?步"),
    "依申请公开": re.compile(r"依申请|申请公开"),
    "复议诉讼": re.compile(r"复议|诉讼"),
    "其他事项": re.compile(r"收费|减免|处理费|提案"),
    "政府信息管理": re.compile(r"信息管理|审核|审查|保密"),
    "平台建设": re.compile(r"平台|渠道|载体|阵地"),
    "监督保障": re.compile(r"监督|考核|督查"),
    "宣传培训": re.compile(r"宣传|培训"),
    "政策解读与回应": re.compile(r"解读|回应|关切"),
    "组织领导": re.compile(r"领导|组织|队伍"),
    "制度建设": re.compile(r"制度|机制"),
    "主动公开": re.compile(r"主动公开|公开内容|重点领域|信息公开"),
}
_SUBJECTS: Final[dict[int | None, Tag]] = {3: "依申请公开", 4: "复议诉讼", 6: "其他事项"}


class ThemeModel(Protocol):
    """Anything that tells how likely each theme of a paragraph is, and from where on it holds."""

    @property
    def thresholds(self) -> NDArray[np.float32]: ...
    @property
    def floor(self) -> float: ...
    def find_probabilities(self, items: Sequence[TagInput]) -> NDArray[np.float32]: ...


@dataclass(frozen=True, slots=True)
class Tagger:
    """A fitted model: ``weights`` has a row a feature and a column a tag, each multiplied with the
    importance of its feature, and a last column of the importance squared. Features of the wording
    count by theirs (inverse document frequency), all of a paragraph's scaled to unit length
    together; features of the context count by theirs as it stands."""

    name: str
    vocabulary: dict[str, int]
    weights: NDArray[np.float32]
    intercepts: NDArray[np.float32]
    thresholds: NDArray[np.float32]
    floor: float

    def score(self, items: Sequence[TagInput]) -> tuple[tuple[TagScore, ...], ...]:
        """For each paragraph the tags that hold, as by ``score_items``. Its features are those of
        its clauses and the pairs of words across their ends, so that none is looked up twice."""
        clauses = [cut_clauses(item) for item in items]
        parts = [[self._find_rows(read_wording(clause)) for clause in cut] for cut in clauses]
        whole = [
            self._find_rows(read_seams(cut) if cut else read_wording(item)).union(*rows)
            for item, cut, rows in zip(items, clauses, parts, strict=True)
        ]
        chances = self._weigh(items, whole)
        said = self._weigh([*chain.from_iterable(clauses)], [*chain.from_iterable(parts)])
        return _rank_tags(self, items, chances, clauses, said)

    def find_probabilities(self, items: Sequence[TagInput]) -> NDArray[np.float32]:
        """One row a paragraph, one column a tag in the order of ``TAGS``, each in [0, 1]."""
        return self._weigh(items, [self._find_rows(read_wording(item)) for item in items])

    def _weigh(self, items: Sequence[TagInput], wording: Sequence[set[int]]) -> NDArray[np.float32]:
        """The probabilities of the items, of whose wording these are the rows."""
        import numpy as np

        words = self._add(wording)
        length: NDArray[np.float32] = np.sqrt(words[:, -1:])
        length[length == 0] = 1
        context = self._add([self._find_rows(read_context(item)) for item in items])
        totals = words[:, :-1] / length + context[:, :-1]
        chances: NDArray[np.float32] = 1 / (1 + np.exp(-(totals + self.intercepts)))
        return chances

    def _add(self, sets: Sequence[set[int]]) -> NDArray[np.float32]:
        """For each of the sets the sum of its rows of the weights."""
        import numpy as np

        sums = np.empty((len(sets), self.weights.shape[1]), dtype=np.float32)
        for total, rows in zip(sums, sets, strict=True):
            found = self.weights.take(np.fromiter(rows, np.intp, len(rows)), axis=0)
            total[:] = found.sum(axis=0, dtype=np.float64)
        return sums

    def _find_rows(self, features: Iterable[str]) -> set[int]:
        rows: set[Any] = set(map(self.vocabulary.get, features))
        rows.discard(None)
        return rows


def score_items(
    model: ThemeModel, items: Sequence[TagInput], of_clauses: ThemeModel | None = None
) -> tuple[tuple[TagScore, ...], ...]:
    """For each paragraph the tags that hold, surest first, scores as probabilities; clauses are
    judged by a model of their own where one is given.

    Where no tag passes its threshold, the one that the heading names is given, else the one
    that comes nearest if it passes the model's floor: a paragraph of a report is hardly ever
    about nothing.
    """
    clauses = [cut_clauses(item) for item in items]
    said = (of_clauses or model).find_probabilities([*chain.from_iterable(clauses)])
    return _rank_tags(model, items, model.find_probabilities(items), clauses, said)


def _rank_tags(
    model: ThemeModel,
    items: Sequence[TagInput],
    chances: NDArray[np.float32],
    clauses: Sequence[Sequence[TagInput]],
    said: NDArray[np.float32],
) -> tuple[tuple[TagScore, ...], ...]:
    """The tags of each of the items by its ``chances`` and by those of all the clauses in turn;
    what clauses of an introduction say is passed over."""
    thresholds = model.thresholds.tolist()
    of_clauses = iter(said.tolist())
    found: list[tuple[TagScore, ...]] = []
    for item, whole, cut in zip(items, chances.tolist(), clauses, strict=True):
        parts = list(islice(of_clauses, len(cut)))
        if item.section in _SUBJECTS and _NOTHING.fullmatch(item.text):
            found.append((TagScore(_SUBJECTS[item.section], 1.0),))
            continue
        if whole[_INTRODUCTION] >= thresholds[_INTRODUCTION]:
            parts = []
        named = _read_named(item.heading)
        chosen = choose_tags(whole, parts, thresholds, model.floor, named)
        ranked = sorted(chosen.items(), key=lambda pair: -pair[1])
        found.append(tuple(TagScore(TAGS[i], round(chance, 4)) for i, chance in ranked))
    return tuple(found)


def _read_named(heading: str | None) -> int | None:
    if not heading:
        return None
    return next((TAGS.index(tag) for tag, words in _NAMED.items() if words.search(heading)), None)


def choose_tags(
    whole: Sequence[float],
    clauses: Sequence[Sequence[float]],
    thresholds: Sequence[float],
    floor: float,
    named: int | None = None,
) -> dict[int, float]:
    """The tags that hold, by place in ``TAGS``, with their probabilities.

    ``whole`` has the probabilities of the paragraph as one, ``clauses`` those of its clauses. A
    paragraph on problems or measures is on nothing else, whichever theme a clause names; one that
    is basis and period names themes only in its list of parts. Where no theme holds, the one
    that the heading has ``named`` does; where nothing holds, the one that comes nearest.
    """
    chosen = {i: chance for i, chance in enumerate(whole) if chance >= thresholds[i]}
    peaks = [max(chances) for chances in zip(*clauses, strict=True)] or [0.0] * len(whole)
    if _INTRODUCTION not in chosen:
        part_five = {_PROBLEM, _MEASURE} if {_PROBLEM, _MEASURE} & chosen.keys() else None
        for i, peak in enumerate(peaks):
            told = peak >= CERTAIN or (peak >= _LIKELY and whole[i] >= _HINTED)
            if told and i not in _NO_THEME and (part_five is None or i in part_five):
                chosen[i] = max(peak, whole[i])
    if {_PROBLEM, _MEASURE} <= chosen.keys():
        weaker = min(_PROBLEM, _MEASURE, key=whole.__getitem__)
        if max(whole[weaker], peaks[weaker]) < CERTAIN:
            del chosen[weaker]
    if not chosen.keys() - _NO_THEME and named is not None and _INTRODUCTION not in chosen:
        chosen[named] = max(whole[named], floor)
    if not chosen:
        best = max(range(len(whole)), key=lambda i: whole[i] / thresholds[i])
        if whole[best] >= floor:
            chosen[best] = whole[best]
    return chosen


def load_tagger(path: Path | None = None) -> Tagger:
    """The tagger in use: the champion of the machine's registry, the one that came with the
    program where nothing was ever promoted. With ``path``, the one stored there (its JSON file).

    Raises ModelMissing where a file is missing, and ModelDamaged where one does not match its
    checksum or is of another make; never falls back to another.
    """
    if path:
        return _load_files(path)
    models = find_models()
    champion = find_champion(models)
    return load_tagger(MODEL) if champion == BUILTIN else load_version(models / champion)


@lru_cache(maxsize=2)
def load_version(version: Path) -> Tagger:
    """The tagger of a version of the registry (its folder), under that version's name; raises as
    ``load_tagger`` does."""
    files = read_files(version, (CARD, WEIGHTS))
    return replace(read_tagger(files[CARD], files[WEIGHTS]), name=version.name)


@cache
def _load_files(path: Path) -> Tagger:
    try:
        return read_tagger(path.read_bytes(), path.with_suffix(".npz").read_bytes())
    except FileNotFoundError as error:
        raise ModelMissing from error


def read_tagger(described: bytes, stored: bytes) -> Tagger:
    """The tagger of these two files, JSON and arrays; raises ModelDamaged."""
    import numpy as np

    try:
        card = json.loads(described)
    except ValueError as error:
        raise ModelDamaged from error
    if not _fits(card, stored):
        raise ModelDamaged
    try:
        with np.load(BytesIO(stored), allow_pickle=False) as arrays:
            features = arrays["vocabulary"].tobytes().decode("utf-8").split("\n")
            importance = arrays["importance"].astype(np.float32)[:, None]
            weights = arrays["weights"].astype(np.float32) * importance
            tagger = Tagger(
                name=card["name"],
                vocabulary={feature: row for row, feature in enumerate(features)},
                weights=np.hstack((weights, importance**2)),
                intercepts=arrays["intercepts"].astype(np.float32),
                thresholds=np.array([card["thresholds"][tag] for tag in TAGS], dtype=np.float32),
                floor=float(card["floor"]),
            )
    except (KeyError, TypeError, ValueError, OSError) as error:
        raise ModelDamaged from error
    if tagger.weights.shape != (len(features), len(TAGS) + 1):
        raise ModelDamaged
    return tagger


def _fits(card: Any, stored: bytes) -> bool:
    return (
        isinstance(card, dict)
        and card.get("schema") == SCHEMA
        and card.get("tags") == list(TAGS)
        and card.get("sha256") == hash_bytes(stored)
    )
