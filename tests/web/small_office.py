"""``python -m tests.web.small_office``: the program, but what it trains learns a tenth of the
corpus, so that a test can wait for it. What came of that is compared and promoted as ever."""

from __future__ import annotations

import sys
from typing import Final

import pytest

from service.jobs import training
from service.start import main

NAME: Final = "tests.web.small_office"

if __name__ == "__main__":
    patch = pytest.MonkeyPatch()
    if sys.argv[1] == "train":
        from tests.training.registry.office import read_small_corpus, read_small_set
        from training import learning

        patch.setattr(learning, "read_learnt", read_small_corpus)
        patch.setattr(learning, "read_builtin_set", read_small_set)
    patch.setattr(training, "_COMMAND", (sys.executable, "-m", NAME, "train", "--json"))
    main()
