"""What the routes stand on, one set for each application."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field, replace
from threading import Thread
from typing import Annotated

from fastapi import Depends, Request

from documents.errors import GongkaiError
from documents.limits import Limits
from service.guard.pool import Guard
from service.http.callers import Caller
from service.jobs.queue import Queue
from service.jobs.workshop import open_guard
from service.settings import Settings
from service.storage.events import Lookout
from service.storage.store import Store


@dataclass(frozen=True, slots=True)
class Context:
    settings: Settings
    limits: Limits
    store: Store
    queue: Queue
    desk: Guard = field(default_factory=lambda: open_guard(2))
    """The child that draws pages and writes files while somebody waits."""
    lookout: Lookout = field(default_factory=Lookout)

    def warm(self) -> None:
        """Gets the desk ready in the background, so that the first to ask does not wait for it."""
        Thread(target=self._warm, name="desk", daemon=True).start()

    def _warm(self) -> None:
        with suppress(GongkaiError):
            self.desk.ask({"kind": "warm"}, b"")

    def close(self) -> None:
        self.desk.close()


def find_context(request: Request) -> Context:
    """The context as the caller may see it: his store holds what he may see, and no more."""
    context: Context = request.app.state.context
    caller: Caller | None = getattr(request.state, "caller", None)
    if caller is None or caller.scope is None:
        return context
    return replace(context, store=context.store.narrow(caller.scope))


ContextDep = Annotated[Context, Depends(find_context)]
