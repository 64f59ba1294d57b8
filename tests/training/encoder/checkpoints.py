"""Tiny checkpoints made on the spot."""

from __future__ import annotations

from pathlib import Path

import pytest

from documents.narrative import TAGS, Tag
from nlp.characters import SPECIAL
from nlp.encoder import SECTIONS
from training.labels import LabelledParagraph

torch = pytest.importorskip("torch", reason="the encoder is trained with torch")
transformers = pytest.importorskip("transformers", reason="the encoder is a transformers model")

MARKS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰"
"""One character a tag, by which it is known."""
KNOWN = "".join(sorted({*MARKS, *"".join(SECTIONS.values()), *"的是在有。，"}))


def write_bert(folder: Path, known: str = KNOWN) -> Path:
    """A BERT with a tokenizer that has a number for each of ``known``."""
    vocabulary = {entry: n for n, entry in enumerate((*SPECIAL, *known))}
    torch.manual_seed(0)
    config = transformers.BertConfig(
        vocab_size=len(vocabulary),
        hidden_size=32,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=64,
        max_position_embeddings=64,
    )
    transformers.BertForMaskedLM(config).save_pretrained(folder)
    transformers.BertTokenizer(vocab=vocabulary).save_pretrained(folder)
    return folder


def write_modernbert(folder: Path) -> Path:
    """A ModernBERT, whose positions are relative, with a tokenizer of another make."""
    from tokenizers import Tokenizer, models, pre_tokenizers

    vocabulary = {entry: n for n, entry in enumerate((*KNOWN, "的是", *SPECIAL))}
    tokenizer = Tokenizer(models.WordPiece(vocab=vocabulary, unk_token=SPECIAL[1]))
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    names = ("pad_token", "unk_token", "cls_token", "sep_token", "mask_token")
    transformers.PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, **dict(zip(names, SPECIAL, strict=True))
    ).save_pretrained(folder)
    torch.manual_seed(0)
    config = transformers.ModernBertConfig(
        vocab_size=len(vocabulary),
        hidden_size=32,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=64,
        max_position_embeddings=64,
        pad_token_id=vocabulary["[PAD]"],
    )
    transformers.ModernBertModel(config).save_pretrained(folder)
    return folder


def write_rows(organisations: int) -> tuple[LabelledParagraph, ...]:
    """Each organisation writes a paragraph on each theme, known by a character."""
    return tuple(
        LabelledParagraph(
            id=f"{organisation}-{tag}",
            text=f"在{mark}的有{mark}{mark}是{'的' * organisation}。",
            tags=(tag,),
            section=1,
            heading=None,
            previous=None,
            organisation=f"第{organisation}县",
            province="江西",
            voice="county",
            year=2023,
        )
        for organisation in range(organisations)
        for tag, mark in _pair_tags()
    )


def _pair_tags() -> tuple[tuple[Tag, str], ...]:
    return tuple(zip(TAGS, MARKS, strict=True))
