"""A child process as its parent sees it: asked, watched, ended."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import Any, BinaryIO, Final, Literal

from documents.errors import SetupError
from documents.limits import Limits
from service.guard.frames import Head, read_frame, write_frame

# The path is handed on, so that the child imports what its parent does and nothing else: with -m
# it would look into the user's own folder first. -S spares it the search for site-packages.
_BOOT: Final = (
    "import sys; sys.path[:] = sys.argv[5:]; "
    "from service.guard.worker import serve; serve(*sys.argv[1:5])"
)
_ROOT: Final = Path(__file__).parents[2]
_MEBIBYTE: Final = 1 << 20
Cause = Literal["crash", "time", "memory"]


class Lost(Exception):
    """The child is gone. ``signal`` is what ended it, null where it ended itself; ``asked`` counts
    the documents that it was given."""

    def __init__(self, cause: Cause, asked: int, by: int | None = None) -> None:
        super().__init__(cause)
        self.cause = cause
        self.asked = asked
        self.signal = by


class ChildUnstartable(SetupError):
    """处理文件的子进程无法启动；设 GONGKAI_DEBUG=1 再运行一次，可看到原因。"""

    code = "child-unstartable"


class Child:
    """``asked`` counts the documents it was given; ``settings``, which may be set until then, are
    added to its environment. One thread asks, another may watch or end it."""

    def __init__(self, task: str, limits: Limits) -> None:
        self.asked = 0
        self.settings: Mapping[str, str] = {}
        self._limits = limits
        self._since: float | None = None
        self._cause: Cause = "crash"
        self._lock = Lock()
        # what a killed child leaves lying about is swept away after it
        self._scratch = TemporaryDirectory(prefix="gongkai-", ignore_cleanup_errors=True)
        places = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), self._scratch.name)
        arguments = (task, str(limits.seconds), str(limits.memory), self._scratch.name)
        paths = map(os.path.abspath, [*sys.path, str(_ROOT)])
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-S", "-c", _BOOT, *arguments, *paths],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=None if os.environ.get("GONGKAI_DEBUG") else subprocess.DEVNULL,
            env={**os.environ, **places},
            # Ctrl-C is the parent's to answer, and what the child starts is ended with it.
            start_new_session=True,
        )
        assert self._process.stdin
        assert self._process.stdout
        self._to: BinaryIO = self._process.stdin  # type: ignore[assignment]
        self._from: BinaryIO = self._process.stdout  # type: ignore[assignment]
        self._usage = _Usage(self._process.pid)

    def ask(self, head: Head, data: bytes) -> tuple[dict[str, Any], bytes]:
        """The answer; raises ``Lost`` where the child dies or is ended over it, and
        ``ChildUnstartable`` where it was never alive."""
        if self.asked == 0:
            self._greet()
        self.asked += 1
        self._since = time.monotonic()
        try:
            write_frame(self._to, head, data)
            answer = read_frame(self._from)
        except (EOFError, OSError, ValueError):
            self.end()
            code = self._process.wait()
            raise Lost(self._cause, self.asked, -code if code < 0 else None) from None
        with self._lock:
            self._since = None
        if answer[0].get("error", {}).get("code") == "memory-limit":
            self.end()
            raise Lost("memory", self.asked)
        return answer

    def _greet(self) -> None:
        try:
            read_frame(self._from)
            write_frame(self._to, self.settings)
        except (EOFError, OSError, ValueError):
            self.end()
            raise ChildUnstartable from None

    def watch(self) -> None:
        """Ends a child that is over its limits."""
        since = self._since
        if since is None:
            return
        if time.monotonic() - since > self._limits.seconds:
            self._stop("time", since)
        elif self.measure() > self._limits.memory:
            self._stop("memory", since)

    def _stop(self, cause: Cause, since: float) -> None:
        """Ends it unless the document that was asked at ``since`` has just been answered."""
        with self._lock:
            if self._since == since:
                self._cause = cause
                self._kill()

    def measure(self) -> float:
        """Resident memory in MiB, of the child and of what it has started."""
        return self._usage.measure() / _MEBIBYTE

    def end(self) -> None:
        """Kills it and everything that it has started; may be called again."""
        with self._lock:
            self._kill()

    def _kill(self) -> None:
        if self._process.returncode is not None:
            return
        if hasattr(os, "killpg"):
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
        else:
            self._process.kill()
        self._process.wait()

    @property
    def has_ended(self) -> bool:
        return self._process.poll() is not None

    def close(self) -> None:
        """Ends it and lets go of the pipes and of its temporary files; only for the thread that
        asks."""
        self.end()
        self._scratch.cleanup()
        for stream in (self._to, self._from):
            with contextlib.suppress(OSError):
                stream.close()


class _Usage:
    """Resident bytes of a process, looked up often; of its children, which the system tells only
    by a look at every process, once a second."""

    _EVERY: Final = 1.0

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._process: Any = None
        self._offspring: list[Any] = []
        self._next = 0.0

    def measure(self) -> int:
        import psutil

        try:
            self._process = self._process or psutil.Process(self._pid)
            if time.monotonic() >= self._next:
                self._next = time.monotonic() + self._EVERY
                self._offspring = self._process.children(recursive=True)
            total: int = self._process.memory_info().rss
        except psutil.Error:
            return 0
        for process in self._offspring:
            with contextlib.suppress(psutil.Error):
                total += process.memory_info().rss
        return total
