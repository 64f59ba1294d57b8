"""Who asks. With ``--no-auth``, which is for one person at one machine, everybody is its admin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Final, Literal

from fastapi import Depends, Request

Role = Literal["clerk", "reviewer", "trainer", "admin"]


@dataclass(frozen=True, slots=True)
class Caller:
    """``name`` is written down with whatever the caller changes."""

    name: str
    role: Role


LOCAL_ADMIN: Final = Caller("local", "admin")


def identify_caller(request: Request) -> Caller:
    """The seam where accounts come in."""
    return LOCAL_ADMIN


CallerDep = Annotated[Caller, Depends(identify_caller)]
