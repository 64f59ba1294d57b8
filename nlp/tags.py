"""The themes of paragraphs: a linear model over wording and context, read with numpy alone.

The model is fitted by ``python -m training.tagger`` and kept as two files beside this module:
``tags.json`` (tags, thresholds, where it came from, the checksum of the other) and ``tags.npz``
(vocabulary and weights; no pickle). Tags are those of the contract, several to a paragraph or none.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from documents.errors import ModelDamaged, ModelMissing
from documents.narrative import TAGS, Tag, TagScore
from nlp.features import TagInput, read_context, read_wording

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MODEL: Final = Path(__file__).parent / "models" / "tags.json"
SCHEMA: Final = "tags/1"

# A paragraph that says no more than "none" is about the subject of the part it stands in; the
# words cannot tell. 其他需要报告的事项 is section 六 of both forms, 三 and 四 are the two tables.
_NOTHING: Final = re.compile(
    r"\s{0,4}(?:暂?无|没有|未发生|0件?)(?:其[他它])?(?:需要?|应当?)?(?:报告|说明)?的?(?:事项|内容|情况)?"
    r"[，,]?(?:特此说明)?[。.；;]?\s{0,4}"
)
_SUBJECTS: Final[dict[int | None, Tag]] = {3: "依申请公开", 4: "复议诉讼", 6: "其他事项"}


@dataclass(frozen=True, slots=True)
class Tagger:
    """A fitted model: ``weights`` has a row a feature and a column a tag. Features of the wording
    count by their ``importance`` (inverse document frequency), all of a paragraph's scaled to unit
    length together; features of the context count by theirs as it stands."""

    name: str
    vocabulary: dict[str, int]
    importance: NDArray[np.float32]
    weights: NDArray[np.float32]
    intercepts: NDArray[np.float32]
    thresholds: NDArray[np.float32]
    floor: float

    def score(self, items: Sequence[TagInput]) -> tuple[tuple[TagScore, ...], ...]:
        """For each paragraph the tags that hold, surest first, scores as probabilities.

        Where no tag passes its threshold, the one that comes nearest is given if it passes the
        model's floor: a paragraph of a report is hardly ever about nothing.
        """
        if not items:
            return ()
        chances = self.find_probabilities(items)
        ratios = chances / self.thresholds
        found: list[tuple[TagScore, ...]] = []
        for item, chance, ratio in zip(items, chances.tolist(), ratios.tolist(), strict=True):
            if item.section in _SUBJECTS and _NOTHING.fullmatch(item.text):
                found.append((TagScore(_SUBJECTS[item.section], 1.0),))
                continue
            chosen = [i for i, passed in enumerate(ratio) if passed >= 1]
            if not chosen:
                best = ratio.index(max(ratio))
                chosen = [best] if chance[best] >= self.floor else []
            chosen.sort(key=lambda i: -chance[i])
            found.append(tuple(TagScore(TAGS[i], round(chance[i], 4)) for i in chosen))
        return tuple(found)

    def find_probabilities(self, items: Sequence[TagInput]) -> NDArray[np.float32]:
        """One row a paragraph, one column a tag in the order of ``TAGS``, each in [0, 1]."""
        import numpy as np

        wording = [self._find_rows(read_wording(item)) for item in items]
        context = [self._find_rows(read_context(item)) for item in items]
        words = _Ragged(wording)
        length = np.sqrt(words.add(self.importance[words.rows] ** 2))
        totals = words.add(self.weights[words.rows] * self.importance[words.rows, None])
        totals /= np.where(length > 0, length, 1)[:, None]
        places = _Ragged(context)
        totals += places.add(self.weights[places.rows] * self.importance[places.rows, None])
        chances: NDArray[np.float32] = 1 / (1 + np.exp(-(totals + self.intercepts)))
        return chances

    def _find_rows(self, features: set[str]) -> list[int]:
        return [row for row in map(self.vocabulary.get, features) if row is not None]


class _Ragged:
    """Lists of different lengths as one array, and sums over each of them."""

    __slots__ = ("_starts", "rows")

    def __init__(self, lists: Sequence[list[int]]) -> None:
        import numpy as np

        sizes = np.fromiter(map(len, lists), dtype=np.int64, count=len(lists))
        self._starts = np.concatenate(([0], np.cumsum(sizes)))
        self.rows = np.fromiter(
            chain.from_iterable(lists), dtype=np.int64, count=int(self._starts[-1])
        )

    def add(self, values: NDArray[np.float32]) -> NDArray[np.float32]:
        """Sums of ``values`` (one a row) list by list; an empty list sums to zero."""
        import numpy as np

        running = np.zeros((len(values) + 1, *values.shape[1:]), dtype=np.float64)
        np.cumsum(values, axis=0, out=running[1:])
        sums: NDArray[np.float32] = (running[self._starts[1:]] - running[self._starts[:-1]]).astype(
            np.float32
        )
        return sums


@cache
def load_tagger(path: Path = MODEL) -> Tagger:
    """The tagger stored at ``path`` (its JSON file), read once a process.

    Raises ModelMissing where a file is missing, and ModelDamaged where the weights do not match
    their checksum or the files are of another make.
    """
    import numpy as np

    try:
        card = json.loads(path.read_text(encoding="utf-8"))
        stored = path.with_suffix(".npz").read_bytes()
    except FileNotFoundError as error:
        raise ModelMissing from error
    except ValueError as error:
        raise ModelDamaged from error
    if not _fits(card, stored):
        raise ModelDamaged
    try:
        with np.load(BytesIO(stored), allow_pickle=False) as arrays:
            features = arrays["vocabulary"].tobytes().decode("utf-8").split("\n")
            tagger = Tagger(
                name=card["name"],
                vocabulary={feature: row for row, feature in enumerate(features)},
                importance=arrays["importance"].astype(np.float32),
                weights=arrays["weights"].astype(np.float32),
                intercepts=arrays["intercepts"].astype(np.float32),
                thresholds=np.array([card["thresholds"][tag] for tag in TAGS], dtype=np.float32),
                floor=float(card["floor"]),
            )
    except (KeyError, TypeError, ValueError, OSError) as error:
        raise ModelDamaged from error
    if tagger.weights.shape != (len(features), len(TAGS)) or tagger.importance.shape != (
        len(features),
    ):
        raise ModelDamaged
    return tagger


def _fits(card: Any, stored: bytes) -> bool:
    return (
        isinstance(card, dict)
        and card.get("schema") == SCHEMA
        and card.get("tags") == list(TAGS)
        and card.get("sha256") == hashlib.sha256(stored).hexdigest()
    )
