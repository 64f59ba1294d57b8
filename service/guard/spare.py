"""A child started before it is known what for: it loads while its parent still reads the command
line, which on two cores takes a fifth of a second off a command."""

from __future__ import annotations

import atexit

from documents.limits import Limits
from service.guard.child import Child

_waiting: dict[tuple[str, Limits], Child] = {}


def start_spare(task: str, limits: Limits) -> None:
    """Starts a child that the next ``Guard`` of this task and these limits takes over; one that
    nobody takes ends with the process."""
    _waiting[task, limits] = Child(task, limits)


def take_spare(task: str, limits: Limits) -> Child | None:
    return _waiting.pop((task, limits), None)


@atexit.register
def drop_spares() -> None:
    """Ends all that wait."""
    while _waiting:
        _waiting.popitem()[1].close()
