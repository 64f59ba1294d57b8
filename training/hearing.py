"""What jieba's lexical network hears in a text, and a layer of spaCy's that takes it in beside the
characters themselves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from onnxruntime import InferenceSession, SessionOptions
from spacy.ml.featureextractor import FeatureExtractor
from spacy.tokens import Doc
from spacy.util import registry
from thinc.api import (
    Dropout,
    HashEmbed,
    Maxout,
    Model,
    chain,
    concatenate,
    list2ragged,
    ragged2list,
    with_array,
)

from nlp.character_tagger import read_characters
from training.lexical_network import UNITS, read_lexical_weights

EMBEDDING: Final = "gongkai.HeardHashEmbed.v1"
HEARD: Final = 4 * UNITS
"""Numbers that are heard of a character, each from -1 to 1."""


def hear(text: str) -> NDArray[np.float32]:
    """What is heard of each character, ``HEARD`` numbers; there is at least one character."""
    heard: NDArray[np.float32] = _load().run(None, {"characters": read_characters(text)})[0]
    return heard


@cache
def _load() -> InferenceSession:
    from training.tagger_graph import draw_hearing

    options = SessionOptions()
    options.intra_op_num_threads = 1
    graph = draw_hearing(read_lexical_weights())
    return InferenceSession(graph, options, providers=["CPUExecutionProvider"])


@registry.architectures(EMBEDDING)  # type: ignore[untyped-decorator]
def make_embedding(
    width: int, attrs: Sequence[str], rows: Sequence[int], heard: int
) -> Model[list[Doc], list[Any]]:
    """``spacy.MultiHashEmbed.v2``, into which ``heard`` numbers a token are mixed as well: the
    tensor of the document, which is not learnt."""
    embeddings: list[Model[Any, Any]] = [
        HashEmbed(width, size, column=column, seed=8 + column, dropout=0.0)
        for column, size in enumerate(rows)
    ]
    hashed: Any = chain(
        FeatureExtractor(list(attrs)), list2ragged(), with_array(concatenate(*embeddings))
    )
    tensors: Any = chain(Model("tensors", _take_tensors), list2ragged(), with_array(Dropout(0.0)))
    mix: Any = Maxout(width, len(rows) * width + heard, nP=3, dropout=0.0, normalize=True)
    return chain(concatenate(hashed, tensors), with_array(mix), ragged2list())


def _take_tensors(
    model: Model[list[Doc], list[Any]], docs: list[Doc], is_train: bool
) -> tuple[list[Any], Callable[[list[Any]], list[Doc]]]:
    return [doc.tensor for doc in docs], lambda gradient: []
