"""Servers of the tests' own, where they are installed: a PostgreSQL cluster in a temporary folder,
and a Redis that writes nothing down. They end with the tests."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from contextlib import ExitStack
from functools import cache
from pathlib import Path

AT_THE_END = ExitStack()
"""Closed when the tests of this process have ended; a worker of xdist leaves without ``atexit``."""
_OPTIONS = "-c listen_addresses='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off"


def find_postgres() -> Path | None:
    """The folder of the newest ``initdb`` and ``pg_ctl`` of this machine."""
    found = [*Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    newest = max(found, key=lambda path: float(path.parts[-3]), default=None)
    known = newest or shutil.which("initdb")
    return Path(known).parent if known else None


@cache
def start_postgres() -> str:
    """The URL of its first database."""
    programs = find_postgres()
    assert programs
    home = Path(tempfile.mkdtemp(prefix="gongkai-pg-"))
    AT_THE_END.callback(shutil.rmtree, home, ignore_errors=True)
    account = _find_account()
    if account != os.getuid():
        shutil.chown(home, account)

    def run(*command: str) -> None:
        subprocess.run(
            command, check=True, user=account, cwd=home, stdout=subprocess.DEVNULL, timeout=120
        )

    data = str(home / "data")
    run(str(programs / "initdb"), "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "-N")
    control = (str(programs / "pg_ctl"), "-D", data, "-w")
    run(*control, "-l", str(home / "log"), "-o", f"-k {home} {_OPTIONS}", "start")
    AT_THE_END.callback(run, *control, "-m", "immediate", "stop")
    return f"postgresql+psycopg://postgres@/postgres?host={home}"


@cache
def start_redis() -> str:
    """The URL of its first database."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = ("redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", "")
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    AT_THE_END.callback(server.wait)
    AT_THE_END.callback(server.terminate)
    for _ in range(200):
        with socket.socket() as knock:
            if knock.connect_ex(("127.0.0.1", port)) == 0:
                return f"redis://127.0.0.1:{port}/0"
        time.sleep(0.05)
    raise TimeoutError("redis-server does not answer")


def _find_account() -> int | str:
    """Who runs it; PostgreSQL refuses to run as root."""
    return "postgres" if os.getuid() == 0 else os.getuid()
