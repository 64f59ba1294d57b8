"""Fine-tuning: a pretrained network learns the themes of labelled paragraphs.

Each tag looks at the characters of its own choice (attention with one query a tag), so that a
clause in a long paragraph can carry a theme. Where a paragraph stands is hidden from time to time,
piece by piece, lest a wrong heading be believed.
"""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn.functional import binary_cross_entropy_with_logits
from transformers import PreTrainedModel

from documents.narrative import TAGS
from nlp.characters import SPECIAL, Characters
from nlp.encoder import BATCH_CHARACTERS, batch_by_length, pad_rows, read_item
from nlp.features import TagInput
from training.encoder.checkpoint import Base, read_base

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to fine-tune. ``rate`` is for the pretrained weights, ``head_rate`` for the new ones; a
    wide base wants a small ``rate`` (5e-5 at 768). ``hide_place`` is how often each of section and
    heading is hidden, and how often both are; ``hide_characters`` is the share of
    characters hidden. Single paragraphs count ``single`` times, a user's own ``own`` times."""

    epochs: int = 8
    batch: int = 32
    length: int = 256
    rate: float = 5e-4
    head_rate: float = 3e-3
    decay: float = 0.05
    warm_up: float = 0.1
    dropout: float = 0.1
    hide_place: float = 0.2
    hide_characters: float = 0.1
    single: float = 2.0
    own: float = 2.0
    seed: int = 7


class Themes(nn.Module):
    """The network with one reader a tag; what it says of each tag is a log odds."""

    def __init__(self, network: PreTrainedModel, dropout: float) -> None:
        super().__init__()
        width = int(network.config.hidden_size)
        self.network = network
        self.dropout = nn.Dropout(dropout)
        self.look = nn.Linear(width, len(TAGS))
        self.say = nn.Linear(width, len(TAGS))

    def forward(self, characters: Tensor) -> Tensor:
        """Numbers of characters (paragraphs, length), PAD being 0 -> (paragraphs, tags)."""
        there = characters != 0
        states = self.network(input_ids=characters, attention_mask=there.long())
        states = self.dropout(states.last_hidden_state)
        look = self.look(states).masked_fill(~there.unsqueeze(-1), -1e4).softmax(dim=1)
        said: Tensor = (look * self.say(states)).sum(dim=1)
        return said


@dataclass(frozen=True, slots=True)
class FittedNetwork:
    """A fine-tuned network with all that is needed to read for it."""

    themes: Themes
    base: Base
    seconds: float

    def score(self, items: Sequence[TagInput]) -> Matrix:
        """Log odds, uncalibrated: one row a paragraph and one column a tag."""
        self.themes.eval()
        device = next(self.themes.parameters()).device
        rows = [read_item(item, self.base.characters, self.base.length) for item in items]
        said = np.zeros((len(rows), len(TAGS)))
        for places in batch_by_length(rows, BATCH_CHARACTERS):
            shown = torch.from_numpy(pad_rows([rows[place] for place in places], pad=0)).to(device)
            with torch.inference_mode(), torch.autocast(device.type, torch.bfloat16):
                said[places] = self.themes(shown).float().cpu().numpy()
        return said


def fit_network(
    folder: Path,
    items: Sequence[TagInput],
    truth: NDArray[np.bool_],
    trust: Matrix,
    recipe: Recipe = Recipe(),
) -> FittedNetwork:
    """Fine-tune the checkpoint in ``folder``; raises as ``read_base``. ``truth`` has a row a
    paragraph and a column a tag, ``trust`` what each paragraph counts."""
    torch.manual_seed(recipe.seed)
    chance = random.Random(recipe.seed)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    base = read_base(folder, (item.text for item in items), recipe.length)
    themes = Themes(base.network, recipe.dropout)
    nn.Module.to(themes, device)
    optimizer = _build_optimizer(themes, recipe)
    steps = recipe.epochs * -(-len(items) // recipe.batch)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer,
        lambda step: min(
            (step + 1) / (recipe.warm_up * steps + 1),
            (steps - step) / ((1 - recipe.warm_up) * steps),
        ),
    )
    began = time.monotonic()
    for epoch in range(recipe.epochs):
        themes.train()
        losses = []
        for shown, places in _draw_batches(items, base, recipe, chance):
            with torch.autocast(device.type, torch.bfloat16):
                said = themes(torch.from_numpy(shown).to(device))
            loss = binary_cross_entropy_with_logits(
                said.float(),
                torch.from_numpy(truth[places].astype(np.float32)).to(device),
                weight=torch.from_numpy(trust[places, None].astype(np.float32)).to(device),
            )
            torch.autograd.backward(loss)
            nn.utils.clip_grad_norm_(themes.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            optimizer.zero_grad(set_to_none=True)
            losses.append(float(loss.detach()))
        print(
            f"  epoch {epoch + 1} of {recipe.epochs}: loss {np.mean(losses):.4f}"
            f"  {time.monotonic() - began:.0f} s",
            flush=True,
        )
    return FittedNetwork(themes.eval(), base, time.monotonic() - began)


def _build_optimizer(themes: Themes, recipe: Recipe) -> torch.optim.Optimizer:
    groups: list[dict[str, Any]] = []
    for module, rate in (
        (themes.network, recipe.rate),
        (themes.look, recipe.head_rate),
        (themes.say, recipe.head_rate),
    ):
        for matrix in (True, False):
            weights = [p for p in module.parameters() if (p.ndim > 1) == matrix]
            decay = recipe.decay if matrix else 0.0
            groups.append({"params": weights, "lr": rate, "weight_decay": decay})
    return torch.optim.AdamW(groups, betas=(0.9, 0.98))


def _draw_batches(
    items: Sequence[TagInput], base: Base, recipe: Recipe, chance: random.Random
) -> list[tuple[NDArray[np.int64], list[int]]]:
    """One epoch: paragraphs of about the same length together, in any order."""
    rows = [
        _hide_characters(
            read_item(_hide_place(item, recipe, chance), base.characters, base.length),
            base.characters,
            recipe.hide_characters,
            chance,
        )
        for item in items
    ]
    order = sorted(range(len(rows)), key=lambda place: len(rows[place]) + chance.randrange(8))
    cut = [order[start : start + recipe.batch] for start in range(0, len(order), recipe.batch)]
    chance.shuffle(cut)
    return [(pad_rows([rows[place] for place in places], pad=0), places) for places in cut]


def _hide_place(item: TagInput, recipe: Recipe, chance: random.Random) -> TagInput:
    blind = chance.random() < recipe.hide_place

    def hides() -> bool:
        return blind or chance.random() < recipe.hide_place

    return replace(
        item,
        section=None if hides() else item.section,
        heading=None if hides() else item.heading,
    )


def _hide_characters(
    row: list[int], characters: Characters, share: float, chance: random.Random
) -> list[int]:
    return [
        characters.mask if number >= len(SPECIAL) and chance.random() < share else number
        for number in row
    ]
