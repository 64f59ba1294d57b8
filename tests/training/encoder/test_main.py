from __future__ import annotations

import json
import lzma
from pathlib import Path

import pytest

from tests.training.encoder.checkpoints import KNOWN, write_rows

pytest.importorskip("onnx", reason="the encoder is handed on as ONNX")
pytest.importorskip("onnxscript", reason="the encoder is handed on as ONNX")

from training.encoder import __main__ as command
from training.encoder import text


def test_main_makes_an_encoder_from_text_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = write_rows(10)
    monkeypatch.setattr(text, "read_learnt", lambda: rows)
    monkeypatch.setattr(command, "read_learnt", lambda: rows)
    register = tmp_path / "register"
    register.mkdir()
    (register / "laws.txt.xz").write_bytes(lzma.compress(f"{KNOWN}\n{KNOWN}".encode()))
    work, kept, card = tmp_path / "work", tmp_path / "kept", tmp_path / "encoder.json"
    tiny = ["--layers", "1", "--width", "64", "--length", "48", "--batch", "4"]
    command.main(
        ["pretrain", "--register", str(register), "--into", str(work), "--tokens", "400", *tiny]
    )
    command.main(["keep", "--base", str(work), "--into", str(kept)])
    command.main(
        ["finetune", "--base", str(kept), "--into", str(card), "--folds", "1", "--epochs", "1"]
    )
    made = json.loads(card.read_text("utf-8"))
    assert made["recipe"]["epochs"] == 1
    assert made["unseen"] == 30  # of two bodies in ten
    assert made["base"]["pretraining"]["progress"]["tokens"] >= 400
    assert "both: " in capsys.readouterr().out
