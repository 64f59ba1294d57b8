import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

# Machines are noisy: how long an example takes is for the benchmarks to say. The same examples are
# tried each time, so that a run says something of the change that it was made for;
# GONGKAI_EXPLORE=1 looks for others.
settings.register_profile("steady", deadline=None, derandomize=True)
settings.register_profile("explore", deadline=None)
settings.load_profile("explore" if os.environ.get("GONGKAI_EXPLORE") else "steady")


@pytest.fixture(autouse=True, scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A data folder of the tests' own: labels and models of the machine they run on are no part of
    what they test."""
    folder = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GONGKAI_DATA", str(folder))
        yield folder
