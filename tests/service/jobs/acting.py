"""A child's answers in tests: the text says what becomes of it."""

import os
import signal
import time

from documents.encoding import encode
from documents.errors import DamagedInput, ModelMissing
from service.guard.frames import Head
from service.jobs.questions import join
from tests.service.analyses import build_analysis


def answer(head: Head, data: bytes) -> tuple[Head, bytes]:
    if head["kind"] == "warm":
        return {}, b""
    match data.decode():
        case "坏":
            raise DamagedInput
        case "缺":
            raise ModelMissing
        case "错":
            raise ZeroDivisionError
        case "谎":
            return join({"paragraphs": []}, b"{}", b"")
        case "崩":
            os.kill(os.getpid(), signal.SIGKILL)
        case "慢":
            time.sleep(600)
    return join({"paragraphs": []}, encode(build_analysis(name=head["name"])), b"")
