"""The service as people start it: processes that can be killed and started anew."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Final

import httpx2
import psutil
from sqlalchemy import create_engine, text

from service.settings import Settings, read_settings

_ROOT: Final = Path(__file__).parents[2]
_PATIENCE: Final = 90.0


class ServiceSilent(RuntimeError):
    """A service did not answer in time; the log in its folder says why."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a service keeps its things. ``database`` is a URL, empty for SQLite in ``home``."""

    home: Path
    database: str = ""

    @property
    def variables(self) -> dict[str, str]:
        named = {"GONGKAI_DATABASE": self.database} if self.database else {}
        return {"GONGKAI_DATA": str(self.home), **named}

    @property
    def kind(self) -> str:
        return "PostgreSQL" if self.database else "SQLite"

    def read_settings(self) -> Settings:
        """As the service itself reads them; the data folder of this process follows."""
        os.environ["GONGKAI_DATA"] = str(self.home)
        return read_settings(self.variables)

    def empty(self) -> None:
        """Forgets what is in a database that lies elsewhere."""
        if self.database:
            engine = create_engine(self.database, isolation_level="AUTOCOMMIT")
            with engine.connect() as connection:
                connection.execute(text("DROP SCHEMA public CASCADE"))
                connection.execute(text("CREATE SCHEMA public"))
            engine.dispose()


class Program:
    """``gongkai serve`` or ``gongkai worker``, whose last words go into the place's ``log``."""

    def __init__(self, place: Place, *arguments: str) -> None:
        self._place = place
        self._arguments = arguments
        self.process = self._start()

    def __enter__(self) -> Program:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.kill()

    def kill(self) -> None:
        """With signal 9, and it alone: its children have to notice."""
        self.process.kill()
        self.process.wait()

    def restart(self) -> None:
        self.process = self._start()

    def _start(self) -> subprocess.Popen[bytes]:
        self._place.home.mkdir(parents=True, exist_ok=True)
        with (self._place.home / "log").open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-P", "-m", "service", *self._arguments],
                cwd=_ROOT,
                env={**os.environ, "PYTHONPATH": str(_ROOT), **self._place.variables},
                stdout=log,
                stderr=log,
            )


@contextmanager
def serve(place: Place, *options: str) -> Iterator[tuple[httpx2.Client, psutil.Process]]:
    """A service that answers, and its process."""
    port = find_port()
    server = Program(place, "serve", "--no-auth", "--port", str(port), *options)
    with server, connect(port) as client:
        wait_for(client)
        yield client, psutil.Process(server.process.pid)


def connect(port: int) -> httpx2.Client:
    return httpx2.Client(base_url=f"http://127.0.0.1:{port}", timeout=60)


def read_port(client: httpx2.Client) -> int:
    return client.base_url.port or 80


def wait_for(client: httpx2.Client) -> None:
    """Until the service can work; raises ``ServiceSilent``."""
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        try:
            if client.get("/readyz").status_code == 200:
                return
        except httpx2.TransportError:
            pass
        time.sleep(0.1)
    raise ServiceSilent


def find_port() -> int:
    """One that is free now."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def read_document(client: httpx2.Client, name: str, data: bytes) -> dict[str, Any]:
    """Sends a file, waits for its job and fetches the result, as a client does."""
    answer = client.post("/v1/documents", files={"file": (name, data)})
    answer.raise_for_status()
    job = client.get(f"{answer.headers['Location']}?wait=60").raise_for_status().json()
    result: dict[str, Any] = client.get(job["result_url"]).raise_for_status().json()
    return result


def find_processes(place: Place) -> list[psutil.Process]:
    """All that still run for the place: those it started and what these left behind."""
    found = []
    for process in psutil.process_iter():
        try:
            if process.environ().get("GONGKAI_DATA") == str(place.home) and process.is_running():
                found.append(process)
        except psutil.Error:
            continue
    return [p for p in found if p.pid != os.getpid()]
