"""The guard: questions about documents, answered by children that it may have to end."""

from __future__ import annotations

import os
import signal
from collections.abc import Mapping
from threading import BoundedSemaphore, Event, Lock, Thread
from types import TracebackType
from typing import Any, Final

from documents.errors import GongkaiError, InputError, SetupError
from documents.limits import Limits
from service.guard.child import Child, Lost
from service.guard.frames import Head
from service.guard.spare import take_spare

_LOOK_EVERY: Final = 0.1
_DOCUMENTS: Final = 1_000
"""A child's life: the segmenter's vocabulary grows by some 2.5 MB in a thousand reports, and a new
child costs the 1.3 s in which its models load."""
_AGED: Final = 0.5
"""The share of the memory limit from which on a child is replaced: the next document shall have
room."""
_MOST_JOBS: Final = 4


class ProcessCrashed(InputError):
    """处理这个文件的程序意外终止，文件可能已损坏或结构异常；请重新下载或另存后再试。"""

    code = "process-crashed"


class TimeLimit(InputError):
    """处理超时，已停止。"""

    code = "time-limit"


class MemoryLimit(InputError):
    """处理所需内存超出上限，已停止。"""

    code = "memory-limit"


class GuardClosed(GongkaiError):
    """处理已停止。"""

    code = "closed"


def count_cores() -> int:
    """The cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def count_jobs() -> int:
    """How many children pay by default: one a core, at most four, for each holds its own models."""
    return min(count_cores(), _MOST_JOBS)


class Guard:
    """Up to ``jobs`` children over one task, ``module:function``, which takes a head and a body and
    gives a head and a body (``worker.Task``). ``settings`` are added to their environment. Several
    threads may ask.

    A document is blamed for a crash only when a second, fresh child crashes over it as well: the
    first may have died of an earlier document, or by somebody's hand. Likewise for memory, where
    the child had read others before. Time is not tried twice.
    """

    def __init__(
        self, task: str, limits: Limits, jobs: int = 1, settings: Mapping[str, str] | None = None
    ) -> None:
        self._task = task
        self._limits = limits
        self._settings = settings or {}
        self._room = BoundedSemaphore(jobs)
        self._lock = Lock()
        self._children: set[Child] = set()
        self._idle: list[Child] = []
        self._closed = Event()
        self._watcher: Thread | None = None

    def __enter__(self) -> Guard:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.close()

    def ask(self, head: Head, data: bytes) -> tuple[dict[str, Any], bytes]:
        """The task's answer.

        Raises ``ProcessCrashed``, ``TimeLimit`` or ``MemoryLimit`` where a child was lost over it,
        what the task raised as an ``InputError`` or ``SetupError`` of the same code and message,
        and ``GuardClosed``.
        """
        with self._room:
            try:
                return self._ask(self._take(), head, data)
            except Lost as lost:
                if lost.cause == "time" or (lost.cause == "memory" and lost.asked == 1):
                    raise self._blame(lost) from None
            try:
                return self._ask(self._take(fresh=True), head, data)
            except Lost as lost:
                raise self._blame(lost) from None

    def _ask(self, child: Child, head: Head, data: bytes) -> tuple[dict[str, Any], bytes]:
        try:
            answer = child.ask(head, data)
        except BaseException:
            self._drop(child)
            raise
        worn = child.asked >= _DOCUMENTS or child.measure() > self._limits.memory * _AGED
        if worn or child.has_ended:
            self._drop(child)
        else:
            with self._lock:
                self._idle.append(child)
        if error := answer[0].get("error"):
            raise _name_error(error)
        return answer

    def _take(self, *, fresh: bool = False) -> Child:
        with self._lock:
            if self._closed.is_set():
                raise GuardClosed
            if self._idle and not fresh:
                return self._idle.pop()
            if self._watcher is None:
                self._watcher = Thread(target=self._watch, daemon=True)
                self._watcher.start()
            child = take_spare(self._task, self._limits) or Child(self._task, self._limits)
            child.settings = self._settings
            self._children.add(child)
            return child

    def _drop(self, child: Child) -> None:
        with self._lock:
            self._children.discard(child)
        child.close()

    def _watch(self) -> None:
        while not self._closed.wait(_LOOK_EVERY):
            with self._lock:
                children = tuple(self._children)
            for child in children:
                child.watch()

    def _blame(self, lost: Lost) -> GongkaiError:
        if self._closed.is_set():
            return GuardClosed()
        if lost.cause == "time":
            return TimeLimit(
                f"处理超过 {self._limits.seconds:g} 秒仍未完成，已停止；"
                "如确是报告，请拆分文件，或用环境变量 GONGKAI_LIMIT_SECONDS 放宽时限。"
            )
        if lost.cause == "memory":
            return MemoryLimit(
                f"处理所需内存超过 {self._limits.memory:g} MB，已停止；"
                "如确是报告，请拆分文件，或用环境变量 GONGKAI_LIMIT_MEMORY 放宽上限。"
            )
        if lost.signal == getattr(signal, "SIGKILL", None):
            return ProcessCrashed(
                "处理这个文件的程序两次被系统终止，可能是内存不足；请关闭其他程序或拆分文件后再试。"
            )
        return ProcessCrashed()

    def close(self) -> None:
        """Ends all children at once, also in the middle of a document; nothing is asked after."""
        self._closed.set()
        with self._lock:
            children, idle = tuple(self._children), tuple(self._idle)
            self._children.clear()
            self._idle.clear()
        for child in children:
            child.end()
        for child in idle:
            child.close()
        if self._watcher:
            self._watcher.join()


def _name_error(error: dict[str, Any]) -> GongkaiError:
    """The child's error again, as far as it is told: its kind, code and message."""
    kind = SetupError if error.get("setup") else InputError
    found = kind(str(error.get("message")))
    found.code = str(error.get("code"))  # type: ignore[misc]
    return found
