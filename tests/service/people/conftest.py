"""An empty store on each database; passwords that are cheap to compute."""

import pytest

from tests.service.databases import settings, store

__all__ = ["settings", "store"]


@pytest.fixture(autouse=True)
def _cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("service.people.passwords._COST", 4)
