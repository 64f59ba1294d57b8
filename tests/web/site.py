"""A running service as the browser's tests see it: an address, and how reports come into it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from time import sleep
from typing import Any

import httpx
import pytest

from service.http.web import DIST

SAMPLES = Path(__file__).parents[2] / "corpora" / "samples"
_numbers = count(1)


@dataclass(frozen=True)
class Site:
    url: str
    http: httpx.Client

    def send_sample(self, name: str) -> int:
        """The sample of that name as a document of its own, read; its number."""
        text = (SAMPLES / f"{name}.txt").read_text("utf-8") + "\n" * next(_numbers)
        return self.send(f"{name}.txt", text.encode())

    def send(self, name: str, data: bytes) -> int:
        """Uploads a file and waits until it is read, or has failed; its number."""
        answer = self.http.post("/v1/documents", files={"file": (name, data)})
        job = answer.raise_for_status().headers["Location"]
        for _ in range(20):
            told: dict[str, Any] = self.http.get(job, params={"wait": 10}).json()
            if told["state"] not in ("queued", "running"):
                return int(told["document_id"])
        raise AssertionError(f"{name} was not read")

    def get(self, path: str) -> Any:
        return self.http.get(path).raise_for_status().json()

    def set_cell(self, document: int, cell: str, value: int | None) -> None:
        """As somebody else does it, in another window."""
        answer = self.http.patch(
            f"/v1/documents/{document}/cells/{cell}",
            json={"value": value},
            headers={"If-Match": "*"},
        )
        answer.raise_for_status()


@contextmanager
def open_site(
    folder: Path, module: str = "service", options: tuple[str, ...] = ("--no-auth",)
) -> Iterator[Site]:
    """A service with its data in that folder, ended behind the block; skips where there is no
    page. ``module`` is run in place of the program. What it says is in ``log.txt``."""
    if not (DIST / "index.html").is_file():
        pytest.skip("the page is not built: make web")
    log = folder / "log.txt"
    with log.open("w") as told:
        server = subprocess.Popen(
            [sys.executable, "-m", module, "serve", "--port", "0", *options],
            env=os.environ | {"GONGKAI_DATA": str(folder)},
            stdout=told,
            stderr=told,
        )
    try:
        url = _await_address(server, log)
        with httpx.Client(base_url=url, timeout=60) as http:
            yield Site(url, http)
    finally:
        server.terminate()
        server.wait(30)


def _await_address(server: subprocess.Popen[bytes], log: Path) -> str:
    while not (found := re.search(r"http://[\d.:]+", log.read_text("utf-8"))):
        assert server.poll() is None, log.read_text("utf-8")
        sleep(0.1)
    return found[0]
