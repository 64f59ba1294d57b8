import pickle
import shutil
import threading
from pathlib import Path

import pytest

from service.jobs.queue import JsonSerializer, Queue, QueueUnknown
from tests.service.databases import KINDS, find_server
from tests.service.servers import start_redis

NO_REDIS = pytest.mark.skipif(not shutil.which("redis-server"), reason="Redis is not installed")


@pytest.fixture(params=[*KINDS, pytest.param("redis", marks=NO_REDIS)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'queue.db'}"
    server = start_redis() if request.param == "redis" else find_server()
    left = Queue(server)
    left.clear()
    left.close()
    return server


def test_queue_brings_each_number_once(url: str) -> None:
    queue = Queue(url)
    came: list[int] = []
    all_there = threading.Event()

    def act(job: int) -> None:
        came.append(job)
        if len(came) == 20:
            all_there.set()

    queue.send(range(10))
    assert queue.length == 10
    queue.listen(act, 3)
    queue.send(range(10, 20))
    assert all_there.wait(30)
    queue.stop()
    queue.join()
    assert sorted(came) == list(range(20))
    assert queue.length == 0
    queue.close()


def test_queue_outlives_its_process(url: str) -> None:
    first = Queue(url)
    first.send([7])
    first.close()
    second = Queue(url)
    assert second.length == 1
    second.close()


def test_queue_goes_on_after_a_job_that_raises(url: str) -> None:
    queue = Queue(url)
    came = threading.Event()

    def act(job: int) -> None:
        if job == 1:
            raise ZeroDivisionError
        came.set()

    queue.send([1, 2])
    queue.listen(act, 1)
    assert came.wait(30)
    queue.stop()
    queue.join()
    queue.close()


def test_queue_messages_are_json() -> None:
    serializer = JsonSerializer()
    with pytest.raises(UnicodeDecodeError):
        serializer.deserialize(pickle.dumps(7))


def test_queue_knows_what_it_cannot_use() -> None:
    with pytest.raises(QueueUnknown):
        Queue("mysql://host/queue")
