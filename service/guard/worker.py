"""What runs in a child: it answers one question after another until nobody asks any more.

Its standard streams are its own business: the pipes to the parent are moved out of the way of
libraries that print. What a library says on the way is shown only with ``GONGKAI_DEBUG``.
"""

from __future__ import annotations

import contextlib
import gc
import os
import shutil
import signal
import sys
import traceback
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import Any, BinaryIO, Final

from documents.errors import GongkaiError, SetupError
from service.guard.frames import Head, read_frame, write_frame

Task = Callable[[Head, bytes], tuple[Head, bytes]]
_GRACE: Final = 30
_MEBIBYTE: Final = 1 << 20


def serve(task: str, seconds: str, memory: str, scratch: str) -> None:
    """Answers with ``task``, named ``module:function``, until standard input ends. ``scratch`` is
    the folder of its temporary files.

    ``memory`` (MiB) is the parent's limit. The parent looks at the resident memory some times a
    second; twice that much private memory is refused at once, by ``RLIMIT_DATA``. ``RLIMIT_AS``
    would not do: it counts what the recogniser's threads and memory maps reserve and never touch.
    """
    questions, answers = _take_streams()
    _bound(int(float(memory) * 2) * _MEBIBYTE)
    answer = _load(task)
    write_frame(answers, {"ready": True})
    asked: SimpleQueue[tuple[dict[str, Any], bytes]] = SimpleQueue()
    Thread(target=_listen, args=(questions, asked, scratch), daemon=True).start()
    settings, _ = asked.get()
    os.environ.update(settings)
    while True:
        head, data = asked.get()
        _set_alarm(int(float(seconds)) + _GRACE)
        said, body = _try(answer, head, data)
        _set_alarm(0)
        write_frame(answers, said, body)


def _take_streams() -> tuple[BinaryIO, BinaryIO]:
    questions, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    with Path(os.devnull).open("rb") as nothing:
        os.dup2(nothing.fileno(), 0)
    os.dup2(2, 1)
    return questions, answers


def _bound(data: int) -> None:
    """Limits that the system keeps: private memory, no core files, and if memory runs out this
    process goes before its parent does."""
    try:
        import resource
    except ImportError:  # not on Windows; the parent's own watch remains
        return
    for kind, value in ((resource.RLIMIT_DATA, data), (resource.RLIMIT_CORE, 0)):
        hard = resource.getrlimit(kind)[1]
        if hard == resource.RLIM_INFINITY or value < hard:
            with contextlib.suppress(OSError, ValueError):
                resource.setrlimit(kind, (value, hard))
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("500", "utf-8")


def _load(task: str) -> Task:
    module, _, name = task.partition(":")
    gc.disable()  # what an import makes stays; to look through it again and again is time lost
    found: Task = getattr(import_module(module), name)
    gc.freeze()
    gc.enable()
    return found


def _listen(
    questions: BinaryIO, asked: SimpleQueue[tuple[dict[str, Any], bytes]], scratch: str
) -> None:
    """Where the parent is gone nobody wants the answer: the child ends in the middle of its work,
    and with it whatever it has started and written."""
    while True:
        try:
            asked.put(read_frame(questions))
        except (EOFError, OSError, ValueError):
            shutil.rmtree(scratch, ignore_errors=True)
            if hasattr(os, "killpg"):
                os.killpg(0, signal.SIGKILL)
            os._exit(1)


def _set_alarm(seconds: int) -> None:
    """The last resort for a child whose parent was killed while native code held the interpreter:
    the system ends it. The parent's own limit always comes first."""
    if hasattr(signal, "alarm"):
        signal.alarm(seconds)


def _try(answer: Task, head: Head, data: bytes) -> tuple[Head, bytes]:
    try:
        return answer(head, data)
    except SetupError as error:
        return _refuse(error.code, str(error), setup=True), b""
    except GongkaiError as error:
        return _refuse(error.code, str(error)), b""
    except MemoryError:
        return _refuse("memory-limit", ""), b""
    except Exception as error:
        if os.environ.get("GONGKAI_DEBUG"):
            traceback.print_exc(file=sys.stderr)
        said = f"处理时发生内部错误（{type(error).__name__}：{error}）"
        return _refuse("internal-error", said), b""


def _refuse(code: str, message: str, *, setup: bool = False) -> Head:
    return {"error": {"code": code, "message": message, "setup": setup}}
