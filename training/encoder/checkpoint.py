"""A pretrained network from a folder, reduced to the characters that it knows.

Any checkpoint of ``transformers`` with its tokenizer will do: the tokenizer is asked for each
character by itself, and only those it has a number for are kept, so that inference needs no
tokenizer. Wordings that it would read as one piece are read character by character.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import torch
from torch import nn
from transformers import AutoModel, AutoTokenizer, PreTrainedModel, PreTrainedTokenizerBase

from nlp.characters import SPECIAL, UNKNOWN, Characters, normalise, number_characters

_CANDIDATES: Final = range(0x21, 0x10000)
_SURROGATES: Final = range(0xD800, 0xE000)
ENOUGH: Final = 0.9


@dataclass(frozen=True, slots=True)
class Base:
    """A network without a head, the characters it reads by number (PAD is 0), the most it reads at
    once, and the SHA-256 of its weights."""

    network: PreTrainedModel
    characters: Characters
    length: int
    sha256: str


def read_base(folder: Path, texts: Iterable[str], length: int) -> Base:
    """The network in ``folder``, with at most ``length`` characters at once.

    Raises ValueError where its tokenizer lacks a mark, or knows less than nine in ten of the
    characters of ``texts``; OSError where there is no checkpoint. Nothing is fetched from afar."""
    tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
    network = AutoModel.from_pretrained(folder, local_files_only=True, dtype=torch.float32)
    numbers = _ask_characters(tokenizer)
    characters = number_characters(numbers)
    check_characters(characters, texts)
    kept = network.get_input_embeddings().weight.detach()[list(numbers.values())]
    embeddings = nn.Embedding(len(kept), kept.shape[1], padding_idx=0, _weight=kept)
    network.set_input_embeddings(embeddings)
    network.config.vocab_size = len(numbers)
    return Base(
        network,
        characters,
        min(length, getattr(network.config, "max_position_embeddings", length)),
        hash_weights(folder),
    )


def check_characters(characters: Characters, texts: Iterable[str]) -> None:
    """Raises ValueError where more than one character in ten is unknown."""
    unknown = characters.numbers[UNKNOWN]
    read = [number for text in texts for number in characters.read(text)]
    share = 1 - read.count(unknown) / max(1, len(read))
    if share < ENOUGH:
        raise ValueError(f"the tokenizer knows only {share:.0%} of the characters")


def hash_weights(folder: Path) -> str:
    hashed = hashlib.sha256()
    for path in sorted(folder.glob("*.safetensors")):
        hashed.update(path.read_bytes())
    return hashed.hexdigest()


def _ask_characters(tokenizer: PreTrainedTokenizerBase) -> dict[str, int]:
    """Marks and characters in the order of their new numbers, with their old ones."""
    marks = (
        tokenizer.pad_token_id,
        tokenizer.mask_token_id if tokenizer.unk_token_id is None else tokenizer.unk_token_id,
        tokenizer.cls_token_id,
        tokenizer.sep_token_id,
        tokenizer.mask_token_id,
    )
    if missing := [name for name, mark in zip(SPECIAL, marks, strict=True) if mark is None]:
        raise ValueError(f"the tokenizer lacks {missing}")
    candidates = [
        character
        for character in (chr(code) for code in _CANDIDATES if code not in _SURROGATES)
        if normalise(character) == character
    ]
    # Elsewhere Chinese punctuation is of full width, and known best as that.
    printed = [full_width(character) for character in candidates]
    known: dict[str, int] = {}
    for asked in (printed, candidates):
        pieces = tokenizer(asked, add_special_tokens=False)["input_ids"]
        for character, numbers in zip(candidates, pieces, strict=True):
            if len(numbers) == 1 and numbers[0] not in marks:
                known.setdefault(character, numbers[0])
    return dict(zip(SPECIAL, marks, strict=True)) | known


def full_width(character: str) -> str:
    """The form in which Chinese text prints a punctuation mark of ASCII; all else as it is."""
    wide = "!" <= character <= "~" and not character.isalnum()
    return chr(ord(character) + 0xFEE0) if wide else character
