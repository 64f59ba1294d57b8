"""The themes of paragraphs by an encoder that reads characters, alone or with the linear model.

Made by ``python -m training.encoder finetune`` and kept as two files beside this module:
``encoder.json`` (vocabulary, calibration, thresholds, where it came from, the checksum of the
other) and ``encoder.onnx``, which onnxruntime runs. Where it stands tells the encoder something
about a paragraph, as words in front of it: the subject of its section and the sub-heading.

A paragraph costs it some twenty times what it costs the linear model. So it reads no clauses of its
own, and together with the linear model only paragraphs that this one is not sure of.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from documents.errors import ModelDamaged
from documents.narrative import SURE, TAGS, TagScore
from nlp.characters import SPECIAL, Characters, number_characters
from nlp.features import TagInput
from nlp.stored import read_with_card
from nlp.tags import Tagger, score_items

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from onnxruntime import InferenceSession

    Numbers: TypeAlias = NDArray[np.floating[Any]]

MODEL: Final = Path(__file__).parent / "models" / "encoder.json"
SCHEMA: Final = "encoder/1"
BATCH_CHARACTERS: Final = 4096
LEAST_FILLED: Final = 0.95
HEADING_CHARACTERS: Final = 24
# Addition and normalisation as one took a quarter of all time, apart they take a tenth
# (onnxruntime 1.31, AVX-512).
_SLOWER: Final = ("SkipLayerNormFusion",)
# The sections of the form by what they are about; what stands before the first is basis and period.
SECTIONS: Final = {
    0: "编制依据",
    1: "总体情况",
    2: "主动公开政府信息情况",
    3: "收到和处理政府信息公开申请情况",
    4: "行政复议、行政诉讼情况",
    5: "存在的主要问题及改进情况",
    6: "其他需要报告的事项",
}


@dataclass(frozen=True, slots=True)
class Calibration:
    """The curve a tag from what a model says to a probability, and from where on the tag holds."""

    slopes: Numbers
    offsets: Numbers
    thresholds: Numbers

    def find_probabilities(self, distances: Numbers) -> Numbers:
        """One row a paragraph, one column a tag in the order of ``TAGS``, each in [0, 1]."""
        import numpy as np

        chances: Numbers = 1 / (1 + np.exp(-(distances * self.slopes + self.offsets)))
        return chances


@dataclass(frozen=True, slots=True)
class Encoder:
    """A fine-tuned encoder; reads at most ``length`` characters, the place included."""

    name: str
    characters: Characters
    length: int
    session: InferenceSession
    calibration: Calibration
    floor: float

    @property
    def thresholds(self) -> Numbers:
        return self.calibration.thresholds

    def score(self, items: Sequence[TagInput]) -> tuple[tuple[TagScore, ...], ...]:
        """For each paragraph the tags that hold, by the same rules as ``nlp.tags.Tagger``; but
        clauses, which are cut between words, it reads only as parts of their paragraph."""
        return score_items(self, [replace(item, words=()) for item in items])

    def find_probabilities(self, items: Sequence[TagInput]) -> Numbers:
        """One row a paragraph, one column a tag in the order of ``TAGS``, each in [0, 1]."""
        return self.calibration.find_probabilities(self.find_distances(items))

    def find_distances(self, items: Sequence[TagInput]) -> Numbers:
        """What the network says, uncalibrated: one row a paragraph, one column a tag."""
        import numpy as np

        rows = [read_item(item, self.characters, self.length) for item in items]
        distances = np.zeros((len(items), len(TAGS)), dtype=np.float32)
        for places in batch_by_length(rows, BATCH_CHARACTERS):
            batch = pad_rows([rows[place] for place in places], self.characters.pad)
            distances[places] = self.session.run(None, {"characters": batch})[0]
        return distances


@dataclass(frozen=True, slots=True)
class Ensemble:
    """Linear model and encoder together (``mix_odds``), calibrated once more. ``weight`` in [0, 1]
    is the encoder's; it reads the paragraphs that the linear model is not sure of."""

    linear: Tagger
    encoder: Encoder
    weight: float
    calibration: Calibration

    @property
    def name(self) -> str:
        return f"{self.linear.name}+{self.encoder.name}"

    @property
    def floor(self) -> float:
        return self.encoder.floor

    @property
    def thresholds(self) -> Numbers:
        return self.calibration.thresholds

    def score(self, items: Sequence[TagInput]) -> tuple[tuple[TagScore, ...], ...]:
        """For each paragraph the tags that hold, by the same rules as ``nlp.tags.Tagger``; clauses
        are left to the linear model."""
        return score_items(self, items, replace(self, weight=0.0))

    def find_probabilities(self, items: Sequence[TagInput]) -> Numbers:
        """One row a paragraph, one column a tag in the order of ``TAGS``, each in [0, 1]."""
        chances = self.linear.find_probabilities(items)
        said = chances.copy()
        if self.weight:
            asked = _find_doubtful(chances)
            said[asked] = self.encoder.find_probabilities([items[place] for place in asked])
        return self.calibration.find_probabilities(mix_odds(chances, said, self.weight))


def mix_odds(linear: Numbers, encoder: Numbers, weight: float) -> Numbers:
    """The weighted mean of both, as log odds, from probabilities (one row a paragraph, one column a
    tag); that of the linear model alone where it is sure of a paragraph. Neither may be surer than
    one in ten thousand."""
    import numpy as np

    def read_odds(chances: Numbers) -> Numbers:
        bounded = np.clip(chances, 1e-4, 1 - 1e-4)
        odds: Numbers = np.log(bounded / (1 - bounded))
        return odds

    mixed, asked = read_odds(linear), _find_doubtful(linear)
    mixed[asked] += weight * (read_odds(encoder[asked]) - mixed[asked])
    return mixed


def _find_doubtful(chances: Numbers) -> NDArray[np.intp]:
    """Rows in which no tag surely holds, or one neither holds nor fails surely."""
    import numpy as np

    holds = chances >= SURE
    return np.flatnonzero(~holds.any(axis=1) | ((chances > 1 - SURE) & ~holds).any(axis=1))


def read_item(item: TagInput, characters: Characters, length: int) -> list[int]:
    """A paragraph as the encoder reads it: section and heading, and the text, of which a long one
    loses what stands behind its first two thirds and before its end."""
    place = SECTIONS.get(item.section, "") if item.section is not None else ""
    row = [
        characters.start,
        *characters.read(place + (item.heading or "")[:HEADING_CHARACTERS]),
        characters.end,
    ]
    text = characters.read(item.text)
    room = length - len(row) - 1
    if len(text) > room:
        head = room * 2 // 3
        text = text[:head] + text[head - room :]
    return [*row, *text, characters.end]


def batch_by_length(rows: Sequence[Sequence[int]], size: int) -> Iterator[list[int]]:
    """Places of rows of about the same length, in batches of at most ``size`` numbers once they
    are padded (a longer row is a batch), of which ``LEAST_FILLED`` are no padding: a row by itself
    costs little more than within a batch."""
    batch: list[int] = []
    filled = 0
    for place in sorted(range(len(rows)), key=lambda place: len(rows[place])):
        length = len(rows[place])
        padded = (len(batch) + 1) * length
        if batch and (padded > size or filled + length < LEAST_FILLED * padded):
            yield batch
            batch, filled = [], 0
        batch.append(place)
        filled += length
    if batch:
        yield batch


def pad_rows(rows: Sequence[Sequence[int]], pad: int) -> NDArray[np.int64]:
    """The rows as one array, filled up behind to the longest."""
    import numpy as np

    padded = np.full((len(rows), max(map(len, rows))), pad, dtype=np.int64)
    for row, numbers in zip(padded, rows, strict=True):
        row[: len(numbers)] = numbers
    return padded


@cache
def load_encoder(path: Path = MODEL) -> Encoder:
    """The encoder stored at ``path`` (its JSON file), read once a process.

    Raises ModelMissing where a file is missing, and ModelDamaged where the network does not match
    its checksum or the files are of another make.
    """
    from onnxruntime import InferenceSession, SessionOptions

    card, stored = _read_files(path)
    options = SessionOptions()
    # A report is too short to be worth dividing; the other cores read other reports.
    options.intra_op_num_threads = 1
    try:
        return Encoder(
            name=card["name"],
            characters=number_characters([*SPECIAL, *card["characters"]]),
            length=int(card["length"]),
            session=InferenceSession(
                stored, options, providers=["CPUExecutionProvider"], disabled_optimizers=_SLOWER
            ),
            calibration=_read_calibration(card["calibration"]),
            floor=float(card["floor"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise ModelDamaged from error


def load_ensemble(linear: Tagger, path: Path = MODEL) -> Ensemble:
    """The encoder stored at ``path`` and the linear model together; raises as ``load_encoder``."""
    encoder = load_encoder(path)
    card, _ = _read_files(path)
    try:
        both = card["with_linear"]
        return Ensemble(linear, encoder, float(both["weight"]), _read_calibration(both))
    except (KeyError, TypeError, ValueError) as error:
        raise ModelDamaged from error


def _read_files(path: Path) -> tuple[dict[str, Any], bytes]:
    card, stored = read_with_card(path, ".onnx", SCHEMA)
    if card.get("tags") != list(TAGS):
        raise ModelDamaged
    return card, stored


def _read_calibration(values: dict[str, Any]) -> Calibration:
    import numpy as np

    def read(name: str) -> Numbers:
        return np.array([values[name][tag] for tag in TAGS], dtype=np.float32)

    return Calibration(read("slopes"), read("offsets"), read("thresholds"))
