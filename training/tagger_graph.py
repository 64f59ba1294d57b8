"""Taggers of characters as one ONNX graph, which ``nlp.character_tagger`` runs.

``characters`` (code points) go in, and ``kinds``, readings by characters; ``shares`` come out,
readings by characters by steps. Inside, characters come first, as LSTMs want them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np
import onnx
import onnx_ir as ir
from numpy.typing import NDArray
from onnx_ir.tape import Tape

from training.lexical_network import LexicalWeights

Arrays = Mapping[str, NDArray[Any]]

# Something is seen where the first network gives a character this share of the step in question.
_SEEN: Final = 0.02
_WHOLE: Final = ir.DataType.INT32.value
_OPSET: Final = 18
_FORMAT: Final = 10


def draw_graph(
    hashed: NDArray[np.uint16],
    networks: Sequence[Arrays],
    *,
    gate: int | None = None,
    hearing: LexicalWeights | None = None,
) -> bytes:
    """The graph with its weights, which are kept in half precision and read in single precision.

    ``hashed`` has a row a code point: the rows of the table that stand for the character. Each
    network is as ``training.character_tagger.export_network`` gives it. Their shares are averaged;
    with ``gate``, the number of a step, the others are asked only where the first network sees it
    in some reading. With ``hearing`` they take in what it holds of each character besides."""
    characters = ir.val("characters", dtype=ir.DataType.INT64, shape=("length",))
    kinds = ir.val("kinds", dtype=ir.DataType.INT64, shape=("readings", "length"))
    drawing = _Drawing("")
    turned = drawing.draw("Transpose", kinds, perm=[1, 0])
    # One reading for all; what depends on weights alone onnxruntime works out when it loads them.
    known = drawing.draw("Cast", drawing.keep(hashed[:, np.newaxis]), to=_WHOLE)
    rows = drawing.draw("Gather", known, characters)
    heard = drawing.draw_hearing(hearing, characters) if hearing else None
    first = drawing.draw_network(networks[0], rows, turned, heard)
    if gate is None:
        others = [drawing.draw_network(arrays, rows, turned, heard) for arrays in networks[1:]]
        mean = drawing.draw("Mean", first, *others)
    else:
        highest = drawing.draw("ReduceMax", first, drawing.keep(np.array([0, 1])), keepdims=0)
        asked = drawing.draw("Gather", highest, drawing.keep(gate))
        seen = drawing.draw("Greater", asked, drawing.keep(np.float32(_SEEN)))
        several, alone = _Drawing("several"), _Drawing("alone")
        others = [several.draw_network(arrays, rows, turned, heard) for arrays in networks[1:]]
        mean = drawing.draw(
            "If",
            seen,
            then_branch=several.close(several.draw("Mean", first, *others)),
            else_branch=alone.close(alone.draw("Identity", first)),
        )
    shares = drawing.draw("Transpose", mean, perm=[1, 0, 2])
    shares.name, shares.type = "shares", ir.TensorType(ir.DataType.FLOAT)
    shares.shape = ir.Shape(("readings", "length", len(networks[0]["step_bias"])))
    return _store(drawing.close(shares, characters, kinds))


def draw_hearing(weights: LexicalWeights) -> bytes:
    """The graph from ``characters`` to what is ``heard`` of each of them."""
    characters = ir.val("characters", dtype=ir.DataType.INT64, shape=("length",))
    drawing = _Drawing("")
    heard = drawing.draw("Squeeze", drawing.draw_hearing(weights, characters), drawing.keep(1))
    heard.name, heard.type = "heard", ir.TensorType(ir.DataType.FLOAT)
    heard.shape = ir.Shape(("length", None))
    return _store(drawing.close(heard, characters))


def _store(graph: ir.Graph) -> bytes:
    model = ir.serde.serialize_model(ir.Model(graph, ir_version=_FORMAT))
    onnx.checker.check_model(model)
    stored: bytes = model.SerializeToString()
    return stored


class _Drawing(Tape):
    """A graph while it is drawn; all that is drawn in it has a name that begins with ``name``."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name

    def draw(
        self,
        operator: str,
        *inputs: ir.Value,
        **attributes: int | str | float | Sequence[int] | ir.Graph,
    ) -> ir.Value:
        drawn = self.op(operator, inputs, attributes)
        drawn.name = f"{self._name}_step{len(self.nodes)}"
        return drawn

    def keep(self, constant: NDArray[Any] | np.float32 | int) -> ir.Value:
        array = np.atleast_1d(constant)
        name = f"{self._name}_kept{len(self.initializers)}"
        if array.dtype != np.float32:
            return self.initializer(ir.tensor(array), name)
        halved = self.initializer(ir.tensor(array.astype(np.float16)), name)
        return self.draw("Cast", halved, to=ir.DataType.FLOAT.value)

    def draw_hearing(self, weights: LexicalWeights, characters: ir.Value) -> ir.Value:
        """What is held of each character, characters by one by numbers."""
        known = self.draw("Cast", self.keep(weights.rows), to=_WHOLE)
        rows = self.draw("Unsqueeze", self.draw("Gather", known, characters), self.keep(1))
        read = self.draw("Gather", self.keep(weights.table), rows)
        held = []
        for layer in weights.layers:
            units = layer[1].shape[2]
            kept = map(self.keep, layer)
            turns = self.draw("GRU", read, *kept, direction="bidirectional", hidden_size=units)
            read = self._pair(turns, units)
            held.append(read)
        return self.draw("Concat", *held, axis=2)

    def draw_network(
        self, arrays: Arrays, rows: ir.Value, kinds: ir.Value, heard: ir.Value | None
    ) -> ir.Value:
        """The shares by one network, characters by readings by steps. What the readings have in
        common is read once."""
        pieces, width, _ = arrays["mix_weights"].shape
        parts = arrays["mix_weights"].reshape(pieces * width, -1).T
        by_character, by_kind, by_heard = np.split(parts, [width, 2 * width])
        embedded = self.draw("Gather", self.keep(arrays["table"]), rows)
        character = self.draw("ReduceSum", embedded, self.keep(2), keepdims=0)
        if heard:
            character = self.draw("Concat", character, heard, axis=2)
            by_character = np.concatenate([by_character, by_heard])
        told = arrays["kinds"] @ by_kind + arrays["mix_bias"].reshape(-1)
        mixed = self.draw(
            "Add",
            self.draw("MatMul", character, self.keep(by_character)),
            self.draw("Gather", self.keep(told), kinds),
        )
        # 0: as it was
        parted = self.draw("Reshape", mixed, self.keep(np.array([0, 0, pieces, width])))
        largest = self.draw("ReduceMax", parted, self.keep(2), keepdims=0)
        gain, shift = self.keep(arrays["mix_gain"]), self.keep(arrays["mix_shift"])
        read = self.draw("LayerNormalization", largest, gain, shift, epsilon=1e-8)
        for layer in range(sum(name.endswith("_states") for name in arrays)):
            weights = [arrays[f"layer{layer}_{part}"] for part in ("inputs", "states", "bias")]
            units = weights[1].shape[2]
            kept = map(self.keep, weights)
            turns = self.draw("LSTM", read, *kept, direction="bidirectional", hidden_size=units)
            read = self._pair(turns, units)
        weight, bias = self.keep(arrays["step_weights"].T), self.keep(arrays["step_bias"])
        odds = self.draw("Add", self.draw("MatMul", read, weight), bias)
        return self.draw("Softmax", odds, axis=2)

    def _pair(self, turns: ir.Value, units: int) -> ir.Value:
        """What was read forward and backward, side by side."""
        paired = self.draw("Transpose", turns, perm=[0, 2, 1, 3])
        return self.draw("Reshape", paired, self.keep(np.array([0, 0, 2 * units])))

    def close(self, output: ir.Value, *inputs: ir.Value) -> ir.Graph:
        return ir.Graph(
            inputs,
            (output,),
            nodes=self.nodes,
            initializers=self.initializers,
            opset_imports={"": _OPSET},
            name=f"{self._name}_graph",
        )
