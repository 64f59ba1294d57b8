"""Taggers of characters, to be trained by spaCy, and their weights as ``training.tagger_graph``
draws them, to be run without spaCy (``nlp.character_tagger``).

Of each character a kind is known before, by name; a step is what it is tagged with. What they know
before they learn a task is ``training.character_pretraining``'s."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from random import Random
from typing import Any, Final, Protocol, TypeVar

import numpy as np
import spacy
from numpy.typing import NDArray
from spacy.language import Language
from spacy.pipeline import Tagger
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import fix_random_seed  # type: ignore[attr-defined]
from thinc.api import Adam, Model

from nlp.character_tagger import CODES, UNKNOWN
from training.hearing import EMBEDDING

SETTINGS: Final = {"width": 128, "depth": 2, "rows": 6000, "kinds": 240}
"""``width`` in numbers, ``depth`` in layers of LSTM, and rows of the tables for characters and for
kinds; ``heard``, where a tagger takes in what ``training.hearing`` hears, is how many numbers."""

# No characters: halves of two that stand beyond.
_SURROGATES: Final = range(0xD800, 0xE000)


class Shown(Protocol):
    """What is learnt from: a text, and whatever else the lesson knows."""

    @property
    def text(self) -> str: ...


Line = TypeVar("Line", bound=Shown)
Arrays = dict[str, NDArray[Any]]


@dataclass(frozen=True, slots=True)
class Schooling:
    """So many ``networks``, each with ``passes`` over what is learnt. The rate of learning rises
    over the first steps, then falls to nothing."""

    networks: int = 3
    passes: int = 8
    batch: int = 48
    dropout: float = 0.2
    rate: float = 0.002
    warm_up: float = 0.05
    seed: int = 20


def make_tagger(settings: Mapping[str, int], steps: Sequence[str]) -> tuple[Language, Tagger]:
    """An untrained tagger over hashed embeddings of characters and LSTMs in both directions, as
    ``SETTINGS`` says. Needs torch."""
    language = spacy.blank("zh")
    width = settings["width"]
    embed: dict[str, Any] = {
        "@architectures": "spacy.MultiHashEmbed.v2",
        "width": width,
        "attrs": ["NORM", "LEMMA"],
        "rows": [settings["rows"], settings["kinds"]],
        "include_static_vectors": False,
    }
    if "heard" in settings:
        embed |= {"@architectures": EMBEDDING, "heard": settings["heard"]}
        del embed["include_static_vectors"]
    embedding = {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": embed,
        "encode": {
            "@architectures": "spacy.TorchBiLSTMEncoder.v1",
            "width": width,
            "depth": settings["depth"],
            "dropout": 0.2,
        },
    }
    model = {"@architectures": "spacy.Tagger.v2", "tok2vec": embedding}
    tagger: Any = language.add_pipe("tagger", config={"model": model})
    for step in steps:
        tagger.add_label(step)
    return language, tagger


def train_networks(train: Callable[[int], Arrays], networks: int) -> list[Arrays]:
    """What ``train`` gives for each number, each trained by a process of its own with one thread,
    so that the same comes out however many cores there are."""
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(os.cpu_count(), spawn) as processes:
        return list(processes.map(train, range(networks)))


def start_network(number: int, schooling: Schooling) -> Random:
    """One thread, and the same chance whenever the network of this number is trained."""
    import torch

    torch.set_num_threads(1)
    fix_random_seed(schooling.seed + number)
    return Random(schooling.seed + number)


def start_from(tagger: Tagger, body: bytes) -> None:
    """The tagger, initialised, knows what ``training.character_pretraining`` has learnt; what is
    heard besides it has still to learn."""
    language, learnt = make_tagger(SETTINGS, ["-"])
    language.initialize()
    network: Any = learnt.model
    network.get_ref("tok2vec").from_bytes(body)
    for name, params in (("hashembed", "E"), ("maxout", "Wb"), ("layernorm", "Gb")):
        layers = (_find_layers(which, name) for which in (tagger, learnt))
        for own, known in zip(*layers, strict=True):
            for param in params:
                array = own.get_param(param)
                # what the pretrained has no numbers for stands last
                array[..., : known.get_param(param).shape[-1]] = known.get_param(param)
                own.set_param(param, array)
    _find_recurrent(tagger).load_state_dict(_find_recurrent(learnt).state_dict())


def teach(
    language: Language,
    draw: Callable[[], Sequence[Line]],
    make_example: Callable[[Language, Line], Example],
    schooling: Schooling,
    random: Random,
) -> Iterator[int]:
    """Teaches the tagger of the language what ``draw`` shows in each pass; gives the number of each
    pass when it is done."""
    optimizer = Adam(schooling.rate, beta2=0.98, L2=1e-6, grad_clip=1.0)
    steps = 0
    for turn in range(schooling.passes):
        batches = draw_batches(draw(), schooling.batch, random)
        whole = schooling.passes * len(batches)
        for batch in batches:
            steps += 1
            share = min(1.0, steps / whole)
            rise, fall = share / schooling.warm_up, (1 - share) / (1 - schooling.warm_up)
            optimizer.learn_rate = schooling.rate * max(0.01, min(rise, fall))
            examples = [make_example(language, line) for line in batch]
            language.update(examples, drop=schooling.dropout, sgd=optimizer)
        yield turn + 1


def draw_batches(drawn: Sequence[Line], size: int, random: Random) -> list[list[Line]]:
    """Lines of about the same length together, in any order."""
    ranked = sorted(drawn, key=lambda line: len(line.text) + 6 * random.random())
    batches = [ranked[at : at + size] for at in range(0, len(ranked), size)]
    random.shuffle(batches)
    return batches


def make_doc(
    language: Language, text: str, kinds: list[str], steps: list[str] | None = None
) -> Doc:
    """The text with one token a character, so that what is looked for may begin and end inside a
    word; the character's kind stands as its lemma, and its step as its tag."""
    blanks = [False] * len(text)
    return Doc(language.vocab, words=list(text), spaces=blanks, lemmas=kinds, tags=steps)


def make_example(
    language: Language,
    text: str,
    kinds: list[str],
    steps: list[str],
    heard: NDArray[Any] | None = None,
) -> Example:
    """The text as it is seen, with what is ``heard`` of it, and as it is known."""
    seen, known = (make_doc(language, text, kinds, told) for told in (None, steps))
    if heard is not None:
        seen.tensor = heard
    return Example(seen, known)


def export_characters(language: Language, tagger: Tagger) -> NDArray[np.uint16]:
    """For each code point the rows of the table that stand for the character."""
    embedding, _ = _find_layers(tagger, "hashembed")
    told = [UNKNOWN if code in _SURROGATES else code for code in range(CODES)]
    norms = np.array([language.vocab[chr(code)].norm for code in told], dtype=np.uint64)
    return _hash(embedding, norms).astype(np.uint16)


def export_network(
    language: Language, tagger: Tagger, steps: Sequence[str], kinds: Sequence[str]
) -> Arrays:
    """The trained weights, under the names by which ``draw_graph`` knows them, and in the order of
    ONNX; steps and kinds are numbered as they are given here."""
    by_character, by_kind = _find_layers(tagger, "hashembed")
    lemmas = np.array([language.vocab.strings.add(kind) for kind in kinds], dtype=np.uint64)
    (mix,), (normal,) = (_find_layers(tagger, name) for name in ("maxout", "layernorm"))
    (table,), (kind_table,) = _params(by_character, "E"), _params(by_kind, "E")
    weights, bias = _params(mix, "W", "b")
    gain, shift = _params(normal, "G", "b")
    arrays: Arrays = {
        "kinds": kind_table[_hash(by_kind, lemmas)].sum(axis=1),
        "table": table,
        "mix_weights": weights.swapaxes(0, 1),
        "mix_bias": bias.T,
        "mix_gain": gain,
        "mix_shift": shift,
    }
    recurrent = _find_recurrent(tagger)
    read = {name: array.cpu().numpy() for name, array in recurrent.state_dict().items()}
    for layer in range(sum(name.startswith("bias_ih") for name in read) // 2):
        inputs, states, first, second = (
            np.stack([read[f"{part}_l{layer}"], read[f"{part}_l{layer}_reverse"]])
            for part in ("weight_ih", "weight_hh", "bias_ih", "bias_hh")
        )
        for name, array in (("inputs", inputs), ("states", states), ("bias", first + second)):
            # torch has the gates in, forget, cell, out; ONNX in, out, forget, cell
            enter, forget, cell, leave = np.split(array, 4, axis=1)
            arrays[f"layer{layer}_{name}"] = np.concatenate((enter, leave, forget, cell), axis=1)
        # what inputs and what states add stand apart in ONNX, and are summed here
        bias = arrays[f"layer{layer}_bias"]
        arrays[f"layer{layer}_bias"] = np.concatenate((bias, np.zeros_like(bias)), axis=1)
    network: Any = tagger.model
    weights, bias = _params(network.get_ref("softmax"), "W", "b")
    order = [tagger.labels.index(step) for step in steps]
    arrays["step_weights"], arrays["step_bias"] = weights[order], bias[order]
    # what is a view of the network goes on learning
    return {name: array.copy() for name, array in arrays.items()}


def _find_layers(tagger: Tagger, name: str) -> list[Model[Any, Any]]:
    network: Any = tagger.model
    return [layer for layer in network.walk() if layer.name == name]


def _find_recurrent(tagger: Tagger) -> Any:
    """The layers of LSTM, as torch has them."""
    network: Any = tagger.model
    (shim,) = (node.shims[0] for node in network.walk() if node.shims)
    return shim._model


def _hash(embedding: Model[Any, Any], keys: Any) -> NDArray[np.uint32]:
    rows: Any = embedding.ops.hash(keys, embedding.attrs["seed"])
    return rows % embedding.get_dim("nV")  # type: ignore[no-any-return]


def _params(node: Model[Any, Any], *names: str) -> list[NDArray[Any]]:
    return [np.asarray(node.get_param(name)) for name in names]
