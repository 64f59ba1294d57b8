"""The networks of the person model as one ONNX graph, which ``nlp.person_model`` runs.

``characters`` (code points) and ``kinds`` go in, one a character; ``shares`` come out, one row a
character and one column a step. Where the first network sees nobody, the others are not asked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np
import onnx
import onnx_ir as ir
from numpy.typing import NDArray
from onnx_ir.tape import Tape

from nlp.person_model import STEPS

Arrays = Mapping[str, NDArray[Any]]

# Somebody is seen where the first network gives a character this share of beginning a name.
_SOMEBODY: Final = 0.02
_WHOLE: Final = ir.DataType.INT64.value
_OPSET: Final = 18
_FORMAT: Final = 10


def draw_graph(hashed: NDArray[np.uint16], networks: Sequence[Arrays]) -> bytes:
    """The graph with its weights, which are kept in half precision and read in single precision.

    ``hashed`` has a row a code point: the rows of the table that stand for the character. Each
    network is as ``training.person_network.export_network`` gives it."""
    characters, kinds = (
        ir.val(name, dtype=ir.DataType.INT64, shape=("length",)) for name in ("characters", "kinds")
    )
    drawing = _Drawing("")
    rows = drawing.draw("Cast", drawing.draw("Gather", drawing.keep(hashed), characters), to=_WHOLE)
    shares = drawing.draw_network(networks[0], rows, kinds)
    if networks[1:]:
        highest = drawing.draw("ReduceMax", shares, drawing.keep(0), keepdims=0)
        begins = drawing.draw("Gather", highest, drawing.keep(STEPS.index("B")))
        somebody = drawing.draw("Greater", begins, drawing.keep(np.float32(_SOMEBODY)))
        several, alone = _Drawing("several"), _Drawing("alone")
        others = [several.draw_network(arrays, rows, kinds) for arrays in networks[1:]]
        shares = drawing.draw(
            "If",
            somebody,
            then_branch=several.close(several.draw("Mean", shares, *others)),
            else_branch=alone.close(alone.draw("Identity", shares)),
        )
    shares.name, shares.type = "shares", ir.TensorType(ir.DataType.FLOAT)
    shares.shape = ir.Shape(("length", len(STEPS)))
    graph = drawing.close(shares, characters, kinds)
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
        self, operator: str, *inputs: ir.Value, **attributes: int | str | float | ir.Graph
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

    def draw_network(self, arrays: Arrays, rows: ir.Value, kinds: ir.Value) -> ir.Value:
        """The share of each step, one row a character, by one network."""
        pieces, width, _ = arrays["mix_weights"].shape
        by_character, by_kind = np.split(arrays["mix_weights"].reshape(pieces * width, -1).T, 2)
        embedded = self.draw("Gather", self.keep(arrays["table"]), rows)
        character = self.draw("ReduceSum", embedded, self.keep(1), keepdims=0)
        told = arrays["kinds"] @ by_kind + arrays["mix_bias"].reshape(-1)
        mixed = self.draw(
            "Add",
            self.draw("MatMul", character, self.keep(by_character)),
            self.draw("Gather", self.keep(told), kinds),
        )
        parted = self.draw("Reshape", mixed, self.keep(np.array([-1, pieces, width])))
        largest = self.draw("ReduceMax", parted, self.keep(1), keepdims=0)
        gain, shift = self.keep(arrays["mix_gain"]), self.keep(arrays["mix_shift"])
        read = self.draw("LayerNormalization", largest, gain, shift, epsilon=1e-8)
        read = self.draw("Unsqueeze", read, self.keep(1))
        for layer in range(sum(name.endswith("_states") for name in arrays)):
            weights = [arrays[f"layer{layer}_{part}"] for part in ("inputs", "states", "bias")]
            units = weights[1].shape[2]
            kept = map(self.keep, weights)
            heard = self.draw("LSTM", read, *kept, direction="bidirectional", hidden_size=units)
            read = self.draw("Reshape", heard, self.keep(np.array([-1, 1, 2 * units])))
        read = self.draw("Squeeze", read, self.keep(1))
        weight, bias = self.keep(arrays["step_weights"].T), self.keep(arrays["step_bias"])
        return self.draw("Softmax", self.draw("Gemm", read, weight, bias), axis=1)

    def close(self, output: ir.Value, *inputs: ir.Value) -> ir.Graph:
        return ir.Graph(
            inputs,
            (output,),
            nodes=self.nodes,
            initializers=self.initializers,
            opset_imports={"": _OPSET},
            name=f"{self._name}_graph",
        )
