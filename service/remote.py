"""Inputs of the command line, read by a server: what ``batch`` does here, done there."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from dataclasses import replace
from hashlib import sha256

from documents.errors import GongkaiError
from documents.limits import Limits, check_size
from service.batch import Recall
from service.client import Client, ServerUnreachable
from service.http.shapes.base import Fault
from service.intake import read_bytes, read_standard_input
from service.outcomes import Input, Outcome, Reading, Refusal, decode_summary
from service.progress import Progress
from service.rendering import write_out


def treat_remotely(
    items: Iterable[Input | Refusal],
    server: str,
    rendering: str,
    limits: Limits,
    recall: Recall | None,
    progress: Progress,
) -> Generator[Outcome, None, None]:
    """An outcome for each item, in order. Raises ``ServerUnreachable``, which concerns them all."""
    with Client(server) as client:
        for item in items:
            outcome: Outcome
            if isinstance(item, Refusal):
                outcome = item
            else:
                progress.start(item.name)
                outcome = _treat(item, client, rendering, limits, recall)
            progress.finish(outcome)
            yield outcome


def _treat(
    item: Input, client: Client, rendering: str, limits: Limits, recall: Recall | None
) -> Outcome:
    digest: str | None = None
    try:
        data = read_standard_input(limits) if item.path is None else read_bytes(item, limits)
        check_size(len(data), limits)
        digest = sha256(data).hexdigest()
        if recall and (known := recall(item, digest)):
            return known
        job = client.wait(client.send(data, item.inside.name).job)
        if job.document_id is None or job.state != "succeeded":
            fault = job.error or Fault(code=job.state, message="任务没有完成。")
            return Refusal(item, fault.code, fault.message, digest)
        analysis = client.read_analysis(job.document_id)
        # somebody may have sent the same bytes before, under another name
        named = replace(analysis, source=replace(analysis.source, name=item.inside.as_posix()))
        said, result = write_out(named, {"name": item.name, "rendering": rendering}, data)
        return Reading(item, decode_summary(said), result, digest)
    except ServerUnreachable:
        raise
    except GongkaiError as error:
        return Refusal(item, error.code, str(error), digest)
