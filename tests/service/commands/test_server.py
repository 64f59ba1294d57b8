import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2
import pytest

from service import cli
from tests.service.http.sending import SAMPLES

_LISTENS = re.compile(r"(http://\S+?)/?\s")


@contextmanager
def serve(home: Path, *options: str) -> Iterator[tuple[httpx2.Client, subprocess.Popen[str]]]:
    """The service as people start it, killed at the end."""
    command = [sys.executable, "-P", "-m", "service", "serve", "--no-auth", "--port", "0"]
    process = subprocess.Popen(
        [*command, *options],
        env={**os.environ, "GONGKAI_DATA": str(home), "GONGKAI_WORKERS": "1"},
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    assert process.stderr
    try:
        said = process.stderr.readline()
        found = _LISTENS.search(said)
        assert found, said + process.stderr.read()
        with httpx2.Client(base_url=found[1], timeout=60) as client:
            yield client, process
    finally:
        process.kill()
        process.wait()
        process.stderr.close()


def send(client: httpx2.Client, number: int) -> str:
    text = (SAMPLES / "county.txt").read_text("utf-8") + f"\n{number}"
    answer = client.post("/v1/documents", files={"file": (f"{number}.txt", text.encode())})
    assert answer.status_code == 202
    return str(answer.headers["Location"])


def test_serve_accounts_for_every_upload_after_a_kill_and_a_lost_queue(tmp_path: Path) -> None:
    with serve(tmp_path, "--no-worker") as (client, process):
        jobs = [send(client, number) for number in range(5)]
        process.kill()
    for path in tmp_path.glob("queue.db*"):
        path.unlink()
    with serve(tmp_path) as (client, process):
        states = {job: client.get(f"{job}?wait=60").json()["state"] for job in jobs}
        assert states == dict.fromkeys(jobs, "succeeded")
        assert len(client.get("/v1/documents").json()["items"]) == len(jobs)


def test_serve_takes_a_folder_in_and_ends_when_asked(tmp_path: Path) -> None:
    with serve(tmp_path, "--load", str(SAMPLES)) as (client, process):
        until = time.monotonic() + 60
        while time.monotonic() < until:
            states = {d["state"] for d in client.get("/v1/documents").json()["items"]}
            if states == {"succeeded"}:
                break
            time.sleep(0.1)
        assert states == {"succeeded"}
        names = {document["name"] for document in client.get("/v1/documents").json()["items"]}
        assert names == {path.name for path in SAMPLES.glob("*.txt")}
        (entry,) = client.get("/v1/audit?act=folder.load").json()["items"]
        assert (entry["by"], entry["detail"]["documents"]) == ("local", len(names))
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) in (0, -signal.SIGTERM)
    with serve(tmp_path, "--load", str(SAMPLES)) as (client, process):
        assert len(client.get("/v1/audit?act=folder.load").json()["items"]) == 1, "nothing new"


@pytest.mark.parametrize(
    "options",
    [["--no-auth", "--host", "0.0.0.0"], ["--no-auth", "--host", "example.org"]],
)
def test_serve_lets_nobody_in_from_elsewhere(
    options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["serve", *options]) == cli.USAGE
    assert "--no-auth" in capsys.readouterr().err
