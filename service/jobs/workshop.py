"""Where jobs are done: a claim, the work in a guarded child, the result with the job's end."""

from __future__ import annotations

import logging
import os
import socket
from collections.abc import Callable, Mapping
from threading import Event
from typing import Final
from uuid import uuid4

from documents.encoding import decode
from documents.errors import GongkaiError
from documents.limits import load_limits
from service.guard.pool import Guard, GuardClosed, count_cores
from service.jobs.ledger import Claim, claim_job, fail_job, finish_job, release_job, report_progress
from service.jobs.questions import part
from service.jobs.training import read_step, run_training
from service.storage.paragraphs import read_offer
from service.storage.readings import keep_reading
from service.storage.rows import DocumentRow
from service.storage.store import Store
from service.tasks import ANSWER

_log: Final = logging.getLogger("gongkai.jobs")
INTERNAL: Final = "internal-error"


class Workshop:
    """Does one job after another, from as many threads as it has children (``places``)."""

    def __init__(self, store: Store, places: int) -> None:
        # a name no other worker has, for people to recognise
        self.name = f"{socket.gethostname()}/{os.getpid()}/{uuid4().hex[:8]}"
        self.places = places
        self._store = store
        self._guard = open_guard(places)
        self._ended = Event()
        self._crafts: Mapping[str, Callable[[Claim], None]] = {
            "structure": self._structure,
            "train": self._train,
        }

    def do(self, job_id: int) -> None:
        """The job, if it is to be done. What goes wrong is written into its row."""
        with self._store.write() as session:
            claim = claim_job(session, job_id, self.name)
        if claim is None:
            return
        try:
            self._crafts[claim.kind](claim)
        except GongkaiError as error:
            if self._ended.is_set():  # whatever it says, it was us who ended the child
                self._release(claim)
            else:
                self._fail(claim, error.code, str(error))
        except Exception as error:
            _log.exception("job failed", extra={"job": claim.job_id})
            self._fail(claim, INTERNAL, f"处理时发生内部错误（{type(error).__name__}）。")

    def warm(self) -> None:
        """One child, ready for the next document; at once where it is ready already."""
        try:
            self._guard.ask({"kind": "warm"}, b"")
        except GuardClosed:
            pass
        except GongkaiError:
            _log.exception("a child did not get ready")

    def close(self) -> None:
        """Ends the children in the middle of their work; their jobs go back to the queue."""
        self._ended.set()
        self._guard.close()

    def _structure(self, claim: Claim) -> None:
        assert claim.document_id is not None
        with self._store.read() as session:
            document = session.get_one(DocumentRow, claim.document_id)
        original = self._store.blobs.read(document.sha256)
        head, body = self._guard.ask({"kind": "structure", "name": document.name}, original)
        encoded, rows = part(head, body)
        analysis = decode(encoded)
        offered = read_offer(head["paragraphs"], rows)
        with self._store.write() as session:
            if finish_job(session, claim):
                keep_reading(session, document.id, claim.job_id, analysis, encoded, offered)
        self.warm()

    def _train(self, claim: Claim) -> None:
        def report(stage: str) -> bool:
            done, total = read_step(stage)
            with self._store.write() as session:
                return report_progress(session, claim, stage, done, total)

        outcome = run_training(report, self._ended)
        with self._store.write() as session:
            finish_job(session, claim, outcome)

    def _release(self, claim: Claim) -> None:
        with self._store.write() as session:
            release_job(session, claim)

    def _fail(self, claim: Claim, code: str, message: str) -> None:
        with self._store.write() as session:
            fail_job(session, claim, code, message)


def open_guard(places: int) -> Guard:
    # OCR is quickest a thread a page: side by side, children must not take each other's cores
    settings = {"GONGKAI_OCR_THREADS": str(max(1, count_cores() // places))}
    return Guard(
        ANSWER, load_limits(), places, {} if "GONGKAI_OCR_THREADS" in os.environ else settings
    )
