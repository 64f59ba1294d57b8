from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("onnx_ir", reason="graphs are drawn with what `make training` installs")

from tests.training.test_lexical_network import run
from training.hearing import HEARD, hear
from training.lexical_network import read_lexical_weights


def test_hearing_is_what_the_lexical_network_holds() -> None:
    text = "由何清任组长"
    heard = hear(text)
    assert heard.shape == (len(text), HEARD)
    second = heard[:, HEARD // 2 :]
    np.testing.assert_allclose(second, run(read_lexical_weights(), text), atol=0.02)


def test_hearing_depends_on_what_stands_around() -> None:
    heard = [hear(text)[1:3] for text in ("由何清任组长", "请何清任组长", "由何清任组长。")]
    assert all(np.abs(heard[0] - other).max() > 0.01 for other in heard[1:])
    np.testing.assert_array_equal(hear("由何清任组长"), hear("由何清任组长"))
