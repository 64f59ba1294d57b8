"""What the routes stand on, one set for each application."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Annotated

from fastapi import Depends, Request

from documents.limits import Limits
from service.guard.pool import Guard
from service.jobs.queue import Queue
from service.jobs.workshop import open_guard
from service.settings import Settings
from service.storage.store import Store


@dataclass(frozen=True)
class Context:
    settings: Settings
    limits: Limits
    store: Store
    queue: Queue

    @cached_property
    def desk(self) -> Guard:
        """The children that draw pages and write files while somebody waits."""
        return open_guard(1)

    def close(self) -> None:
        if "desk" in vars(self):
            self.desk.close()


def find_context(request: Request) -> Context:
    context: Context = request.app.state.context
    return context


ContextDep = Annotated[Context, Depends(find_context)]
