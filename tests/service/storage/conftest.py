"""An empty store on each database."""

from tests.service.databases import settings, store

__all__ = ["settings", "store"]
