"""From a pretrained folder and a corpus to an encoder that inference reads, with what it is worth.

The command is ``python -m training.encoder finetune --base DIR``.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from onnxruntime import InferenceSession

from nlp.encoder import BATCH_CHARACTERS, batch_by_length, pad_rows, read_item
from nlp.features import TagInput
from training.encoder.export import encode_card, encode_network, quantize_network, write_encoder
from training.encoder.finetuning import FittedNetwork, Recipe, fit_network
from training.encoder.pretraining import CARD
from training.encoder.validation import (
    PARTS,
    Fold,
    Scored,
    Validated,
    choose_weight,
    find_folds,
    list_items,
    mix_scored,
    read_truth,
    score_unseen,
    validate,
)
from training.labels import LabelledParagraph, hash_corpus
from training.tagger import Calibration, fit_model, read_examples
from training.tagger import Recipe as LinearRecipe

ALIKE: Final = 0.995


def build_encoder(
    folder: Path,
    corpus: tuple[LabelledParagraph, ...],
    path: Path,
    recipe: Recipe,
    folds: int,
) -> tuple[Validated, Validated, Validated]:
    """Fine-tune the checkpoint in ``folder`` and write the card at ``path`` and the network
    beside it. Gives what linear model, encoder and both are worth on organisations unseen.

    One network is fitted a fold and one more on everything; with ``folds`` 1 the only one is
    fitted on four fifths, and the last tells its calibration."""
    items, truth = list_items(corpus), read_truth(corpus)
    trust = np.array([find_trust(row, recipe) for row in corpus])
    cut = find_folds(corpus, folds)
    held = np.sort(np.concatenate([fold.held for fold in cut]))
    unseen = [corpus[i] for i in held]
    parts = find_folds(unseen, min(PARTS, len({row.organisation for row in unseen})))
    fits: list[FittedNetwork] = []

    def fit(places: NDArray[np.int64]) -> FittedNetwork:
        fitted = fit_network(
            folder, [items[i] for i in places], truth[places], trust[places], recipe
        )
        fits.append(fitted)
        return fitted

    print("linear model, organisations unseen", flush=True)
    linear_scored = score_linear(corpus, truth, cut).keep(held)
    linear = validate(linear_scored, truth[held], parts)
    print("encoder, organisations unseen", flush=True)
    encoder_scored = score_unseen(items, cut, lambda fold: fit(fold.learnt).score).keep(held)
    encoder = validate(encoder_scored, truth[held], parts)
    weight = choose_weight(
        linear.calibration.find_probabilities(linear_scored.whole),
        encoder.calibration.find_probabilities(encoder_scored.whole),
        truth[held],
    )
    mixed = mix_scored(
        linear_scored, encoder_scored, (linear.calibration, encoder.calibration), weight
    )
    both = validate(mixed, truth[held], parts)
    if folds > 1:
        print("encoder, everything", flush=True)
        fit(np.arange(len(items)))
    fitted = fits[-1]
    whole = encode_network(fitted.themes)
    small = quantize_network(whole)
    alike = compare_networks(whole, small, [items[i] for i in held], fitted, encoder.calibration)
    stored = small if alike >= ALIKE else whole
    card = encode_card(
        name=f"encoder-{hash_corpus(corpus)[:12]}",
        fitted=fitted,
        stored=stored,
        validated=encoder,
        mixed=(weight, both),
        facts={
            "bits": 8 if stored is small else 32,
            "alike_in_eight_bits": round(alike, 4),
            "corpus": {"sha256": hash_corpus(corpus), "paragraphs": len(corpus)},
            "unseen": len(unseen),
            "recipe": {**asdict(recipe), "folds": folds, "seconds": round(fitted.seconds)},
            "base": {"sha256": fitted.base.sha256, **_read_pretraining(folder)},
        },
    )
    write_encoder(card, stored, path)
    return linear, encoder, both


def score_linear(
    corpus: tuple[LabelledParagraph, ...], truth: NDArray[np.bool_], folds: Sequence[Fold]
) -> Scored:
    """What the linear model says of paragraphs and clauses of folds it has not learnt."""
    recipe = LinearRecipe()
    examples = read_examples(corpus, recipe)
    whole = np.zeros(truth.shape)
    clauses = [whole[:0]] * len(corpus)
    for fold in folds:
        model = fit_model([examples[i] for i in fold.learnt], truth[fold.learnt], recipe)
        whole[fold.held] = model.score([examples[i] for i in fold.held])
        for i in fold.held:
            clauses[i] = model.score(examples[i].clauses)
    return Scored(whole, tuple(clauses))


def find_trust(row: LabelledParagraph, recipe: Recipe) -> float:
    """What a paragraph counts in learning."""
    if row.is_own:
        return recipe.own
    return 1.0 if row.in_report else recipe.single


def compare_networks(
    whole: bytes,
    small: bytes,
    items: Sequence[TagInput],
    fitted: FittedNetwork,
    calibration: Calibration,
) -> float:
    """The share of paragraphs that get the same tags from both."""
    characters, length = fitted.base.characters, fitted.base.length
    rows = [read_item(item, characters, length) for item in items]
    sessions = [
        InferenceSession(stored, providers=["CPUExecutionProvider"]) for stored in (whole, small)
    ]
    same = 0
    for places in batch_by_length(rows, BATCH_CHARACTERS):
        shown = pad_rows([rows[place] for place in places], characters.pad)
        one, other = (
            calibration.find_probabilities(session.run(None, {"characters": shown})[0])
            >= calibration.thresholds
            for session in sessions
        )
        same += int((one == other).all(axis=1).sum())
    return same / len(items)


def _read_pretraining(folder: Path) -> dict[str, Any]:
    """What our own pretraining says of itself; nothing for a checkpoint from elsewhere."""
    if not (folder / CARD).exists():
        return {}
    card: dict[str, Any] = json.loads((folder / CARD).read_text("utf-8"))
    return {"pretraining": card}
