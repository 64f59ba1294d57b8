"""Runs networks that say of every character of a text which of a few steps it takes.

They are spaCy taggers trained here (``training.character_tagger``), run by onnxruntime: importing
spaCy takes longer than reading a report. Beside each character stands a kind, by number: what is
known of it before. The same text with other kinds is another reading, and several are made at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from nlp.segmenter import load_segmenter

if TYPE_CHECKING:
    from numpy import float32, int64
    from numpy.typing import NDArray

    Numbers = NDArray[float32]
    Places = NDArray[int64]

CODES: Final = 0x10000
"""Code points that are told apart; any other is read as ``UNKNOWN``."""
UNKNOWN: Final = 0xFFFD


class CharacterTagger:
    """Networks as ``training.tagger_graph`` draws them; onnxruntime raises its own errors at
    anything else."""

    def __init__(self, graph: bytes) -> None:
        from onnxruntime import InferenceSession, SessionOptions

        options = SessionOptions()
        # A report is too short to be worth dividing; the other cores read other reports.
        options.intra_op_num_threads = 1
        self._session = InferenceSession(graph, options, providers=["CPUExecutionProvider"])

    def score(self, text: str, kinds: Places) -> Numbers:
        """The share, 0 to 1, of each step: readings by characters by steps, for ``kinds`` of
        readings by characters. There is at least one character, and one reading.

        Raises ValueError where a reading is not as long as the text."""
        if kinds.shape[1:] != (len(text),):
            raise ValueError(f"{kinds.shape} kinds for {len(text)} characters")
        asked = {"characters": read_characters(text), "kinds": kinds}
        shares: Numbers = self._session.run(None, asked)[0]
        return shares


def find_word_places(text: str) -> str:
    """Where each character stands in the words of the dictionary: alone (``s``), or at a word's
    beginning, middle or end (``b``, ``m``, ``e``)."""
    cut = load_segmenter().cut(text, HMM=False)
    return "".join("s" if len(word) == 1 else f"b{'m' * (len(word) - 2)}e" for word in cut)


def read_characters(text: str) -> Places:
    """The code point of each character."""
    import numpy as np

    codes = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32).astype(np.int64)
    codes[codes >= CODES] = UNKNOWN
    return codes
