"""What a child is told to do in tests; only tests name this module as a task."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from documents.errors import DamagedInput, ModelMissing
from service.guard.frames import Head


def act(head: Head, data: bytes) -> tuple[Head, bytes]:
    """The deed that ``head`` names."""
    match head["deed"]:
        case "echo":
            print("what a library prints goes nowhere")
            return {"pid": os.getpid(), "said": head.get("said")}, data
        case "segfault":
            ctypes.string_at(0)
        case "exit":
            os._exit(0)
        case "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        case "kill-first":  # the first child that comes by
            marker = Path(head["marker"])
            if not marker.exists():
                marker.touch()
                os._exit(9)
            return {"pid": os.getpid()}, b""
        case "hang":
            time.sleep(600)
        case "spin":
            while True:
                pass
        case "eat":
            hoard = []
            while True:
                hoard.append(bytearray(16 << 20))
        case "grasp":  # at once, more than the system gives
            return {}, bytes(bytearray(64 << 30))
        case "offspring":
            child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
            return {"pid": os.getpid(), "child": child.pid}, b""
        case "damaged":
            raise DamagedInput
        case "broken":
            return {"broken": 1 // 0}, b""
        case "unset":
            raise ModelMissing
        case "litter":
            return {"file": tempfile.mkstemp()[1]}, b""
        case "setting":
            return {"value": os.environ.get(head["name"])}, b""
    return {}, b""
