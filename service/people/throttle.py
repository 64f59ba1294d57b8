"""Who guesses passwords waits, ever longer: by account and by address, whether or not there is
such an account. The counts are rows, so that a new start of the service forgets nothing.

An attempt is counted before it is looked at: many at once get no further than one by one.
"""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from sqlalchemy import delete
from sqlalchemy.orm import Session

from service.people.faults import TooManyAttempts
from service.people.secrets import digest
from service.storage.instants import now
from service.storage.rows import AttemptRow

FREE_BY_NAME: Final = 5
FREE_BY_ADDRESS: Final = 20
_FIRST_WAIT: Final = 30
_LONGEST_WAIT: Final = 15 * 60
FORGOTTEN: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Attempt:
    """Somebody at ``address`` says that he is ``name``."""

    name: str
    address: str | None

    @property
    def keys(self) -> tuple[tuple[str, int], ...]:
        """The counts that it goes to, each with how many are free; digests, for people type
        passwords into the field of the name."""
        named = (digest(f"name:{self.name.casefold()}"), FREE_BY_NAME)
        if self.address is None:
            return (named,)
        return (named, (digest(f"address:{widen_address(self.address)}"), FREE_BY_ADDRESS))


def begin_attempt(session: Session, attempt: Attempt) -> None:
    """Counts it as failed; raises ``TooManyAttempts`` for one that comes too early, which is not
    counted."""
    at = now()
    session.execute(delete(AttemptRow).where(AttemptRow.last_at < at - FORGOTTEN))
    rows = [
        (session.get(AttemptRow, key, with_for_update=True), key, free)
        for key, free in attempt.keys
    ]
    waits = [row.blocked_until for row, _, _ in rows if row and row.blocked_until]
    wait = max(((until - at).total_seconds() for until in waits), default=0)
    if wait > 0:
        raise TooManyAttempts(int(wait) + 1)
    for found, key, free in rows:
        row = found or AttemptRow(key=key, failures=0)
        session.add(row)
        row.failures += 1
        row.last_at = at
        over = row.failures - free
        if over >= 0:
            seconds = min(_FIRST_WAIT << min(over, 10), _LONGEST_WAIT)
            row.blocked_until = at + timedelta(seconds=seconds)


def end_attempt(session: Session, attempt: Attempt) -> None:
    """It succeeded: the name begins anew; of the address only this one is taken back, or whoever
    has an account could go on guessing at others'."""
    (name, _), *others = attempt.keys
    session.execute(delete(AttemptRow).where(AttemptRow.key == name))
    for key, free in others:
        if row := session.get(AttemptRow, key):
            row.failures = max(0, row.failures - 1)
            if row.failures < free:
                row.blocked_until = None


def widen_address(address: str) -> str:
    """The network that one customer of a provider has for himself: of IPv6 64 bits."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if found.version == 4:
        return address
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return str(ipaddress.ip_network((found, 64), strict=False))
