"""Where a name may begin, at first sight: a reason to read the sentence, no more.

Nineteen paragraphs in twenty name nobody, and to read them with networks takes its time; so a
linear model looks at the characters around each place, alone and in twos and threes, by hash.
Trained by ``training.person_glance``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from documents.errors import ModelDamaged
from nlp.stored import read_with_card

if TYPE_CHECKING:
    from numpy import float32
    from numpy.typing import NDArray

MODEL: Final = Path(__file__).with_name("models") / "glance.json"
SCHEMA: Final = "glance/1"
BITS: Final = 20
"""The hash of what is seen has so many."""
SEEN: Final = (
    *((-2,), (-1,), (0,), (1,), (2,), (3,)),
    *((-2, -1), (-1, 0), (0, 1), (1, 2), (2, 3)),
    *((-2, -1, 0), (-1, 0, 1), (0, 1, 2), (1, 2, 3)),
)
"""The characters that are seen together, counted from the place itself."""

_AROUND: Final = 3
_LONGEST: Final = max(map(len, SEEN))
_FACTORS: Final = (0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D)
_SEED: Final = 0x27D4EB2F
_SPREAD: Final = 0x2C1B3C6D


@dataclass(frozen=True, slots=True)
class Glance:
    """``weights`` has ``2 ** BITS`` numbers, one for each hash."""

    weights: NDArray[float32]
    intercept: float

    def score(self, text: str) -> NDArray[float32]:
        """For each character how likely a name begins there, 0 to 1."""
        import numpy as np

        odds = self.weights.take(hash_surroundings(text)).sum(axis=0) + self.intercept
        chances: NDArray[float32] = 1 / (1 + np.exp(-odds.clip(-50, 50)))
        return chances


def hash_surroundings(text: str) -> NDArray[Any]:
    """What is seen around each character: one row for each of ``SEEN``, one column a character."""
    import numpy as np

    places, factors, seeds = _lay_out_seen()
    blank = "\0" * _AROUND
    codes = (blank + text + blank).encode("utf-32-le")
    # Row by row the text moved on by one character, all in one memory.
    moved = np.ndarray((2 * _AROUND + 1, len(text)), np.dtype("<u4"), codes, strides=(4, 4))
    seen: NDArray[Any] = seeds + (moved[places] * factors).sum(axis=0, dtype=np.uint32)
    seen ^= seen >> 15
    seen *= np.uint32(_SPREAD)
    seen ^= seen >> 12
    return seen & np.uint32(2**BITS - 1)


@cache
def _lay_out_seen() -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
    """For the first, second and third character of each of ``SEEN``: in which row of all moved
    texts it stands, and what it is multiplied with; and what each begins with."""
    import numpy as np

    places = [[(*kind, 0, 0)[n] + _AROUND for kind in SEEN] for n in range(_LONGEST)]
    factors = [[factor * (n < len(kind)) for kind in SEEN] for n, factor in enumerate(_FACTORS)]
    seeds = [_SEED * number % 2**32 for number in range(1, len(SEEN) + 1)]
    return (
        np.array(places),
        np.array(factors, dtype=np.uint32)[:, :, None],
        np.array(seeds, dtype=np.uint32)[:, None],
    )


@cache
def load_glance(path: Path = MODEL) -> Glance:
    """The model stored at ``path`` (its JSON file), read once a process.

    Raises ModelMissing where a file is missing, and ModelDamaged where the weights do not match
    their checksum or the files are of another make."""
    import numpy as np

    card, stored = read_with_card(path, ".npz", SCHEMA)
    try:
        with np.load(BytesIO(stored), allow_pickle=False) as arrays:
            weights = arrays["weights"].astype(np.float32)
        intercept = float(card["intercept"])
    except (KeyError, TypeError, ValueError, OSError) as error:
        raise ModelDamaged from error
    if weights.shape != (2**BITS,):
        raise ModelDamaged
    return Glance(weights, intercept)
