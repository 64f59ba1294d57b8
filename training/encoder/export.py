"""A fine-tuned encoder as the two files that inference reads: card (JSON) and network (ONNX)."""

from __future__ import annotations

import json
import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process

from documents.narrative import TAGS
from nlp.characters import SPECIAL
from nlp.encoder import SCHEMA
from nlp.stored import hash_bytes
from training.encoder.finetuning import FittedNetwork, Themes
from training.encoder.validation import Validated
from training.evaluation import average_f1
from training.tagger import FLOOR, Calibration


def encode_network(themes: Themes) -> bytes:
    """The network as ONNX in single precision: numbers of characters in, log odds out."""
    example = torch.full((2, 16), len(SPECIAL), dtype=torch.long)
    # The other ways of attention are torch's own, and become a detour of twenty steps a layer.
    themes.network.set_attn_implementation("eager")
    number, length = torch.export.Dim("number"), torch.export.Dim("length", min=2)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)  # torch's, at itself
        program = torch.onnx.export(
            themes.cpu().float().eval(),
            (example,),
            input_names=["characters"],
            output_names=["said"],
            dynamic_shapes=({0: number, 1: length},),
            dynamo=True,
            verbose=False,
        )
    if program is None:
        raise RuntimeError("torch.onnx.export gave no program")
    encoded: bytes = program.model_proto.SerializeToString()
    return encoded


def quantize_network(stored: bytes) -> bytes:
    """The same with matrices in eight bits, multiplied as such."""
    with TemporaryDirectory() as folder:
        whole, prepared, small = (Path(folder) / name for name in ("whole", "prepared", "small"))
        whole.write_bytes(stored)
        quant_pre_process(str(whole), str(prepared), skip_symbolic_shape=True)
        quantize_dynamic(prepared, small, per_channel=True, weight_type=QuantType.QInt8)
        onnx.checker.check_model(onnx.load(small))
        return small.read_bytes()


def encode_card(
    name: str,
    fitted: FittedNetwork,
    stored: bytes,
    validated: Validated,
    mixed: tuple[float, Validated] | None,
    facts: Mapping[str, Any],
) -> bytes:
    """The card: what inference needs, and ``facts`` about where it came from."""
    card: dict[str, Any] = {
        "schema": SCHEMA,
        "name": name,
        "tags": TAGS,
        "length": fitted.base.length,
        "floor": FLOOR,
        "calibration": _list_calibration(validated.calibration),
        "held_out": _list_measures(validated),
    }
    if mixed:
        weight, both = mixed
        card["with_linear"] = {
            "weight": weight,
            **_list_calibration(both.calibration),
            "held_out": _list_measures(both),
        }
    card |= facts
    card["sha256"] = hash_bytes(stored)
    card["characters"] = "".join(list(fitted.base.characters.numbers)[len(SPECIAL) :])
    return (json.dumps(card, ensure_ascii=False, indent=1) + "\n").encode()


def write_encoder(card: bytes, stored: bytes, path: Path) -> None:
    """Write ``path`` (JSON) and the network beside it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.with_suffix(".onnx").write_bytes(stored)
    path.write_bytes(card)


def _list_calibration(calibration: Calibration) -> dict[str, dict[str, float]]:
    def name(values: Sequence[float], digits: int) -> dict[str, float]:
        return dict(zip(TAGS, np.round(values, digits).tolist(), strict=True))

    return {
        "slopes": name(calibration.slopes.tolist(), 4),
        "offsets": name(calibration.offsets.tolist(), 4),
        "thresholds": name(calibration.thresholds.tolist(), 2),
    }


def _list_measures(validated: Validated) -> dict[str, Any]:
    return {
        "macro_f1": round(average_f1(validated.measures), 3),
        "calibration_error": round(validated.calibration_error, 3),
        "f1": {m.tag: round(m.f1, 3) for m in validated.measures},
    }
