"""Masked-language modelling: the encoder learns official wording by guessing hidden words.

Whole words are hidden (jieba's), in windows of running text without padding, and only hidden
characters are predicted. A run ends with its budget, tokens or minutes, over which the learning
rate falls to nothing; it may be stopped and started again at any time.
"""

from __future__ import annotations

import json
import time
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn.functional import cross_entropy
from transformers import BertConfig, BertForMaskedLM, BertTokenizer

from nlp.characters import SPECIAL, Characters, number_characters
from training.encoder.text import Library, draw_windows

STATE: Final = "state.pt"
CARD: Final = "pretraining.json"


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to pretrain. ``tokens`` and ``minutes`` are the budget: the run ends with whichever is
    spent first. ``hidden`` is the share of characters in hidden words. Three batches of four are of
    windows half as long, twice as many: they take less time, and the last quarter is enough to
    learn the later positions."""

    layers: int = 4
    width: int = 256
    length: int = 256
    batch: int = 16
    hidden: float = 0.25
    rate: float = 2e-3
    decay: float = 0.05
    warm_up: float = 0.02
    tokens: int | None = None
    minutes: float | None = None
    seed: int = 7


@dataclass(frozen=True, slots=True)
class Progress:
    """What a run has done; ``loss`` is a running mean in nats a hidden character."""

    steps: int = 0
    tokens: int = 0
    seconds: float = 0.0
    loss: float = 0.0

    def find_share(self, recipe: Recipe) -> float:
        """The part of the budget that is spent, 1 at the end."""
        shares = [0.0]
        if recipe.tokens:
            shares.append(self.tokens / recipe.tokens)
        if recipe.minutes:
            shares.append(self.seconds / 60 / recipe.minutes)
        return min(1.0, max(shares))


def pretrain(library: Library, recipe: Recipe, folder: Path, save_every: float = 300) -> Progress:
    """Pretrain into ``folder`` (a ``transformers`` checkpoint with its vocabulary, a card, and the
    state to go on from), every ``save_every`` seconds and at the end."""
    if not (recipe.tokens or recipe.minutes):
        raise ValueError("a budget is needed, tokens or minutes")
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    torch.manual_seed(recipe.seed)
    model = build_model(len(library.vocabulary), recipe)
    torch.nn.Module.to(model, device)
    optimizers = build_optimizers(model, recipe)
    progress = _resume(folder, model, optimizers, library)
    characters = number_characters(library.vocabulary)
    began, saved, logged = time.monotonic() - progress.seconds, time.monotonic(), time.monotonic()
    model.train()
    while progress.find_share(recipe) < 1:
        # Another shuffle each time the run starts, so that no part is read twice for a restart.
        chance = np.random.default_rng([recipe.seed, progress.steps])
        numbers, words = draw_windows(library.texts, recipe.length - 1, chance)
        for start in range(0, len(numbers) - recipe.batch + 1, recipe.batch):
            rows = slice(start, start + recipe.batch)
            shown = numbers[rows], words[rows]
            if progress.steps % 4:
                shown = halve_windows(*shown)
            batch = hide_words(*shown, characters, recipe.hidden, chance)
            rate = recipe.rate * _shape_rate(progress.find_share(recipe), recipe.warm_up)
            loss = _step(model, optimizers, batch, rate, device)
            progress = Progress(
                steps=progress.steps + 1,
                tokens=progress.tokens + recipe.batch * recipe.length,
                seconds=time.monotonic() - began,
                loss=loss if not progress.steps else progress.loss * 0.98 + loss * 0.02,
            )
            now = time.monotonic()
            if now - logged > 20:
                logged = now
                print(
                    f"step {progress.steps}  {progress.tokens / 1e6:.2f}M tokens"
                    f"  {progress.tokens / progress.seconds:,.0f} a second"
                    f"  loss {progress.loss:.3f}  {progress.find_share(recipe):.1%}",
                    flush=True,
                )
            ended = progress.find_share(recipe) >= 1
            if now - saved > save_every or ended:
                saved = now
                _save(folder, model, optimizers, library, recipe, progress)
            if ended:
                break
    return progress


def build_model(vocabulary: int, recipe: Recipe) -> BertForMaskedLM:
    """A BERT without dropout: it hardly reads anything twice."""
    return BertForMaskedLM(
        BertConfig(
            vocab_size=vocabulary,
            hidden_size=recipe.width,
            num_hidden_layers=recipe.layers,
            num_attention_heads=max(1, recipe.width // 64),
            intermediate_size=4 * recipe.width,
            max_position_embeddings=recipe.length,
            hidden_dropout_prob=0.0,
            attention_probs_dropout_prob=0.0,
        )
    )


def build_optimizers(model: BertForMaskedLM, recipe: Recipe) -> tuple[torch.optim.Optimizer, ...]:
    """Muon (Jordan 2024) for the matrices between layers, AdamW for all else."""
    inner = [p for n, p in model.named_parameters() if p.ndim == 2 and "embeddings" not in n]
    names = {id(p) for p in inner}
    outer = [p for p in model.parameters() if id(p) not in names]
    return (
        torch.optim.Muon(
            inner,
            lr=recipe.rate,
            weight_decay=recipe.decay,
            adjust_lr_fn="match_rms_adamw",
        ),
        torch.optim.AdamW(outer, lr=recipe.rate, weight_decay=0.0, betas=(0.9, 0.98)),
    )


def keep_half(folder: Path, into: Path) -> None:
    """What ``pretrain`` left in ``folder``, in half precision and without the state to go on
    from: enough to fine-tune anew."""
    BertForMaskedLM.from_pretrained(folder, dtype=torch.float16).save_pretrained(into)
    BertTokenizer.from_pretrained(folder).save_pretrained(into)
    (into / CARD).write_bytes((folder / CARD).read_bytes())


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows with hidden words: what is shown, where something is hidden, and what it was."""

    shown: NDArray[np.int64]
    hidden: NDArray[np.bool_]
    answers: NDArray[np.int64]


def halve_windows(
    numbers: NDArray[np.uint16], words: NDArray[np.bool_]
) -> tuple[NDArray[np.uint16], NDArray[np.bool_]]:
    """Twice as many windows of half the length, which with their START fill half the room."""
    half = numbers.shape[1] // 2
    return numbers[:, : 2 * half].reshape(-1, half), words[:, : 2 * half].reshape(-1, half)


def hide_words(
    numbers: NDArray[np.uint16],
    words: NDArray[np.bool_],
    characters: Characters,
    share: float,
    chance: np.random.Generator,
) -> Batch:
    """Hide whole words: of ten characters in them eight become MASK, one another character, and
    one stays as it is (Devlin 2019; words: Cui 2021). Each window gets a START."""
    rows, length = numbers.shape
    place = np.cumsum(words, axis=1, dtype=np.int64)
    drawn = np.take_along_axis(chance.random((rows, length + 1)) < share, place, axis=1)
    marks = [characters.end, characters.pad, characters.start]
    hidden = drawn & ~np.isin(numbers, marks)
    shown = numbers.astype(np.int64)
    how = chance.random((rows, length))
    others = chance.integers(len(SPECIAL), len(characters.numbers), (rows, length))
    shown[hidden & (how < 0.8)] = characters.mask
    swapped = hidden & (how >= 0.9)
    shown[swapped] = others[swapped]
    start = np.full((rows, 1), characters.start)
    return Batch(
        shown=np.hstack([start, shown]),
        hidden=np.hstack([np.zeros((rows, 1), dtype=bool), hidden]),
        answers=numbers[hidden].astype(np.int64),
    )


def _shape_rate(share: float, warm_up: float) -> float:
    """Up in a straight line, then down to nothing in another."""
    return min(share / warm_up, (1 - share) / (1 - warm_up)) if share < 1 else 0.0


def _step(
    model: BertForMaskedLM,
    optimizers: tuple[torch.optim.Optimizer, ...],
    batch: Batch,
    rate: float,
    device: torch.device,
) -> float:
    hidden: Tensor = torch.from_numpy(batch.hidden).to(device)
    with torch.autocast(device.type, torch.bfloat16):
        states = model.bert(torch.from_numpy(batch.shown).to(device)).last_hidden_state
        guesses = model.cls(states[hidden])
    loss = cross_entropy(guesses.float(), torch.from_numpy(batch.answers).to(device))
    torch.autograd.backward(loss)
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    for optimizer in optimizers:
        for group in optimizer.param_groups:
            group["lr"] = rate
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
    return float(loss.detach())


def _save(
    folder: Path,
    model: BertForMaskedLM,
    optimizers: tuple[torch.optim.Optimizer, ...],
    library: Library,
    recipe: Recipe,
    progress: Progress,
) -> None:
    """The state last and in one move: a run that is killed while it writes goes on from it."""
    folder.mkdir(parents=True, exist_ok=True)
    model.save_pretrained(folder)
    BertTokenizer(vocab={entry: n for n, entry in enumerate(library.vocabulary)}).save_pretrained(
        folder
    )
    card = {
        "recipe": asdict(recipe),
        "progress": asdict(progress),
        "text_sha256": library.sha256,
        "parameters": sum(p.numel() for p in model.parameters()),
    }
    (folder / CARD).write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
    state = {
        "model": model.state_dict(),
        "optimizers": [optimizer.state_dict() for optimizer in optimizers],
        "progress": asdict(progress),
        "text_sha256": library.sha256,
    }
    torch.save(state, folder / f"{STATE}.part")
    (folder / f"{STATE}.part").replace(folder / STATE)


def _resume(
    folder: Path,
    model: BertForMaskedLM,
    optimizers: tuple[torch.optim.Optimizer, ...],
    library: Library,
) -> Progress:
    """Go on from the state in ``folder``, or from nothing where there is none."""
    if not (folder / STATE).exists():
        return Progress()
    state: dict[str, Any] = torch.load(folder / STATE, weights_only=True)
    if state["text_sha256"] != library.sha256:
        raise ValueError(f"{folder} was pretrained on other text")
    model.load_state_dict(state["model"])
    for optimizer, kept in zip(optimizers, state["optimizers"], strict=True):
        optimizer.load_state_dict(kept)
    return replace(Progress(), **state["progress"])
