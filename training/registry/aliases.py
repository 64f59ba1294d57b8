"""Which version is in use, which was before it, which waits for its turn, and what happened.

One small JSON file, replaced as a whole under a lock: who reads it meets the state before a change
or the one after. ``nlp.stored`` reads the champion from it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import StringConstraints, TypeAdapter, ValidationError

from documents.errors import GongkaiError, ModelDamaged
from nlp.stored import ALIASES, ALIASES_SCHEMA, BUILTIN, VERSION, find_champion, read_files
from training.registry.versions import write_synced, write_version

Name = Annotated[str, StringConstraints(pattern=rf"^(?:{BUILTIN}|{VERSION.pattern})$")]
Act = Literal["trained", "promoted", "refused", "rolled-back"]
_LOCK: Final = ".lock"


class NothingBefore(GongkaiError):
    """没有可以换回的模型：现在用的就是最初的那个。"""

    code = "nothing-before"


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a version; ``why`` is in Chinese."""

    at: datetime
    act: Act
    version: Name
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Aliases:
    """``former`` are the champions before the present one, the latest last."""

    champion: Name = BUILTIN
    challenger: Name | None = None
    former: tuple[Name, ...] = ()
    history: tuple[Event, ...] = ()
    schema: Literal["aliases/1"] = ALIASES_SCHEMA

    def challenge(self, version: str) -> Aliases:
        return replace(self, challenger=version)._record("trained", version)

    def promote(self, version: str) -> Aliases:
        waiting = None if self.challenger == version else self.challenger
        former = (*self.former, self.champion)
        raised = replace(self, champion=version, challenger=waiting, former=former)
        return raised._record("promoted", version)

    def refuse(self, version: str, why: tuple[str, ...]) -> Aliases:
        return self._record("refused", version, why)

    def roll_back(self, to: str | None = None) -> Aliases:
        """The champion before is champion again, or an earlier one; those after it are forgotten.
        Raises NothingBefore where ``to`` never was champion before the present one."""
        back = to or (self.former[-1] if self.former else None)
        if back not in self.former:
            raise NothingBefore(
                f"{to} 从未用过，不能换回；要启用它，请用 promote。" if to else None
            )
        place = max(i for i, name in enumerate(self.former) if name == back)
        kept = replace(self, champion=back, former=self.former[:place])
        return kept._record("rolled-back", self.champion)

    def _record(self, act: Act, version: str, why: tuple[str, ...] = ()) -> Aliases:
        event = Event(datetime.now(UTC).replace(microsecond=0), act, version, why)
        return replace(self, history=(*self.history, event))


def read_aliases(models: Path) -> Aliases:
    """What the record says; raises ModelDamaged."""
    if find_champion(models) == BUILTIN and not (models / ALIASES).exists():
        return Aliases()
    try:
        return _adapter().validate_json((models / ALIASES).read_bytes())
    except ValidationError as error:
        raise ModelDamaged(f"模型登记已损坏：{models / ALIASES}") from error


def change_aliases(models: Path, change: Callable[[Aliases], Aliases]) -> Aliases:
    """Reads, changes and replaces the record, one process after another; the record as it is now.
    What ``change`` raises leaves it as it was."""
    models.mkdir(parents=True, exist_ok=True)
    with _lock(models / _LOCK):
        changed = change(read_aliases(models))
        aside = models / f"{ALIASES}.new"
        write_synced(aside, _adapter().dump_json(changed, indent=1) + b"\n")
        aside.replace(models / ALIASES)
    return changed


def register(models: Path, files: Mapping[str, bytes]) -> str:
    """A new version with these files, challenger from now on; its name."""
    change_aliases(models, lambda aliases: aliases)  # versions without a record are a damage
    name = write_version(models, files)
    change_aliases(models, lambda aliases: aliases.challenge(name))
    return name


def roll_back(models: Path, to: str | None = None) -> Aliases:
    """Puts the champion before back in its place, or ``to``, after a look at its files. Raises
    NothingBefore, ModelMissing, ModelDamaged, and changes nothing then."""

    def change(aliases: Aliases) -> Aliases:
        changed = aliases.roll_back(to)
        if changed.champion != BUILTIN:
            read_files(models / changed.champion)
        return changed

    return change_aliases(models, change)


@contextmanager
def _lock(path: Path) -> Iterator[None]:
    """One process at a time; the system lets go of it when a process ends in whatever way."""
    with path.open("wb") as file:
        try:
            import fcntl
        except ImportError:  # not on Windows
            yield
            return
        fcntl.flock(file.fileno(), fcntl.LOCK_EX)
        yield


@cache
def _adapter() -> TypeAdapter[Aliases]:
    return TypeAdapter(Aliases)
