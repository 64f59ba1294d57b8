"""An empty store on each database."""

from collections.abc import Iterator

import pytest

from service.settings import Settings
from service.storage.store import Store, open_store
from tests.service.databases import settings

__all__ = ["settings", "store"]


@pytest.fixture
def store(settings: Settings) -> Iterator[Store]:
    opened = open_store(settings)
    yield opened
    opened.close()
