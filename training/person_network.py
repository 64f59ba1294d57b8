"""The spaCy recogniser that ``training.persons`` trains, and its weights as ``nlp.person_model``
runs them without spaCy."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import numpy as np
import spacy
from numpy.typing import NDArray
from spacy.language import Language
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc
from thinc.api import Model

from nlp.person_model import ACTIONS, KINDS, MODEL, SCHEMA, UNKNOWN, describe

LABEL: Final = "PERSON"
_MOVES: Final = dict(zip("BILUO", ACTIONS, strict=True))
# What reports are printed in, by Unicode block; anything else counts as UNKNOWN.
_BLOCKS: Final = (
    *((0x20, 0x7F), (0xA0, 0x100), (0x2000, 0x2070), (0x3000, 0x3040)),
    *((0x3400, 0x4DC0), (0x4E00, 0xA000), (0xFF00, 0xFFF0)),
)


def make_recogniser(settings: Mapping[str, int]) -> tuple[Language, EntityRecognizer]:
    """An untrained recogniser over hashed embeddings of characters and convolutions: ``width``
    in numbers, ``depth`` in convolutions of three characters, ``rows`` in rows of the table."""
    language = spacy.blank("zh")
    width = settings["width"]
    embedding = {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "spacy.MultiHashEmbed.v2",
            "width": width,
            "attrs": ["NORM", "TAG"],
            "rows": [settings["rows"], 100],
            "include_static_vectors": False,
        },
        "encode": {
            "@architectures": "spacy.MaxoutWindowEncoder.v2",
            "width": width,
            "window_size": 1,
            "maxout_pieces": 3,
            "depth": settings["depth"],
        },
    }
    parser = {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": "ner",
        "extra_state_tokens": False,
        "hidden_width": 64,
        "maxout_pieces": 2,
        "use_upper": True,
        "nO": None,
        "tok2vec": embedding,
    }
    recogniser: Any = language.add_pipe("ner", config={"model": parser})
    recogniser.add_label(LABEL)
    return language, recogniser


def make_doc(language: Language, text: str) -> Doc:
    """The text with one token a character, so that a name may begin and end inside a word; what
    the character may be stands as its tag."""
    blanks = [False] * len(text)
    return Doc(language.vocab, words=list(text), spaces=blanks, tags=describe(text))


def export_arrays(language: Language, recogniser: EntityRecognizer) -> dict[str, NDArray[Any]]:
    """The trained weights under the names by which ``PersonModel`` knows them."""
    network: Any = recogniser.model
    characters, kinds = (node for node in network.walk() if node.name == "hashembed")
    known = [UNKNOWN, *(chr(code) for block in _BLOCKS for code in range(*block))]
    norms = np.array([language.vocab[character].norm for character in known], dtype=np.uint64)
    tags = np.array([language.vocab.strings.add(kind) for kind in KINDS], dtype=np.uint64)
    arrays: dict[str, NDArray[Any]] = {
        "characters": np.frombuffer("".join(known).encode(), dtype=np.uint8),
        "hashed": _hash(characters, norms).astype(np.uint16),
        "kinds": kinds.get_param("E")[_hash(kinds, tags)].sum(axis=1),
        "table": characters.get_param("E"),
    }
    maxouts = [node for node in network.walk() if node.name == "maxout"]
    norm_layers = [node for node in network.walk() if node.name == "layernorm"]
    for layer, (maxout, normal) in enumerate(zip(maxouts, norm_layers, strict=True)):
        weights, bias = _params(maxout, "W", "b")
        arrays[f"weights{layer}"] = weights.swapaxes(0, 1)
        arrays[f"bias{layer}"] = bias.T
        arrays[f"gain{layer}"], arrays[f"shift{layer}"] = _params(normal, "G", "b")
    hidden = network.get_ref("tok2vec").layers[-1]
    arrays["hidden_weights"], arrays["hidden_bias"] = _params(hidden, "W", "b")
    state = network.get_ref("lower")
    weights, bias, pad = _params(state, "W", "b", "pad")
    arrays["state_weights"] = weights.swapaxes(1, 2)
    arrays["state_bias"], arrays["pad"] = bias.T, pad[0].swapaxes(1, 2)
    weights, bias = _params(network.get_ref("upper"), "W", "b")
    moves: Any = recogniser.moves
    names = [moves.get_class_name(row) for row in range(moves.n_moves)]
    order = [names.index(move if move == "O" else f"{move}-{LABEL}") for move in _MOVES]
    arrays["action_weights"], arrays["action_bias"] = weights[order], bias[order]
    return arrays


def store_person_model(
    arrays: Mapping[str, NDArray[Any]], card: Mapping[str, Any], path: Path = MODEL
) -> None:
    """Writes the weights as half-precision ``.npz``, and the card with their checksum beside it."""
    halved = {
        name: array.astype(np.float16) if array.dtype == np.float32 else array
        for name, array in arrays.items()
    }
    buffer = BytesIO()
    np.savez_compressed(buffer, **halved)  # type: ignore[arg-type]
    stored = buffer.getvalue()
    path.with_suffix(".npz").write_bytes(stored)
    whole = {"schema": SCHEMA, "sha256": sha256(stored).hexdigest(), **card}
    path.write_text(json.dumps(whole, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _hash(embedding: Model[Any, Any], keys: Any) -> NDArray[np.uint32]:
    rows: Any = embedding.ops.hash(keys, embedding.attrs["seed"])
    return rows % embedding.get_dim("nV")  # type: ignore[no-any-return]


def _params(node: Model[Any, Any], *names: str) -> list[NDArray[Any]]:
    return [np.asarray(node.get_param(name)) for name in names]
