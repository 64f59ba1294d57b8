from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from nlp.characters import SPECIAL
from tests.training.encoder.checkpoints import (
    KNOWN,
    torch,
    transformers,
    write_bert,
    write_modernbert,
)
from training.encoder.checkpoint import check_characters, hash_weights, read_base


def _read_embeddings(model: Any) -> Any:
    return model.get_input_embeddings().weight


def test_checkpoint_keeps_what_it_knew_of_each_character(tmp_path: Path) -> None:
    base = read_base(write_modernbert(tmp_path), [KNOWN], 256)
    assert list(base.characters.numbers)[: len(SPECIAL)] == list(SPECIAL)
    plain = KNOWN.replace("，", ",")
    assert set(base.characters.numbers) == {*SPECIAL, *plain}  # 的是 is no character
    assert base.length == 64
    before = _read_embeddings(transformers.AutoModel.from_pretrained(tmp_path))
    after = _read_embeddings(base.network)
    for new, old in (("甲", "甲"), (",", "，")):
        torch.testing.assert_close(after[base.characters.numbers[new]], before[KNOWN.index(old)])
    torch.testing.assert_close(after[base.characters.pad], before[len(KNOWN) + 1])


def test_checkpoint_reads_as_the_checkpoint_did(tmp_path: Path) -> None:
    base = read_base(write_bert(tmp_path), [KNOWN], 32)
    asked = transformers.AutoTokenizer.from_pretrained(tmp_path)("甲乙丙", return_tensors="pt")[
        "input_ids"
    ]
    row = [base.characters.start, *base.characters.read("甲乙丙"), base.characters.end]
    model = transformers.AutoModel.from_pretrained(
        tmp_path
    )  # both come ready to read, not to learn
    with torch.no_grad():
        expected = model(asked).last_hidden_state
        found = base.network(torch.tensor([row])).last_hidden_state
    np.testing.assert_allclose(found.numpy(), expected.numpy(), atol=1e-5)
    assert base.sha256 == hash_weights(tmp_path)


def test_checkpoint_that_reads_no_chinese_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="only 25%"):
        read_base(write_bert(tmp_path, known="甲"), ["甲乙丙丁"], 64)


def test_checkpoint_without_a_mark_is_refused(tmp_path: Path) -> None:
    write_modernbert(tmp_path)
    path = tmp_path / "tokenizer_config.json"
    config = json.loads(path.read_text("utf-8"))
    del config["cls_token"]
    path.write_text(json.dumps(config), "utf-8")
    with pytest.raises(ValueError, match=r"\[CLS\]"):
        read_base(tmp_path, [KNOWN], 64)


def test_checkpoint_must_be_there(tmp_path: Path) -> None:
    with pytest.raises((OSError, ValueError)):
        read_base(tmp_path / "nowhere", [KNOWN], 64)


def test_checkpoint_takes_one_unknown_character_in_ten(tmp_path: Path) -> None:
    characters = read_base(write_bert(tmp_path), [KNOWN], 64).characters
    check_characters(characters, ["甲" * 9 + "龘"])
    with pytest.raises(ValueError, match="89%"):
        check_characters(characters, ["甲" * 8 + "龘"])
