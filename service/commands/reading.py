"""Reports read for a command that goes on with what they hold."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

from documents.encoding import decode
from documents.limits import load_limits
from documents.report import Analysis
from service.batch import Batch
from service.exports.wording import NOT_A_REPORT
from service.guard.pool import count_jobs
from service.intake import Listing
from service.outcomes import Outcome, Reading
from service.progress import show_progress
from service.speech import say
from service.tally import Tally


def read_reports(
    listing: Listing, tally: Tally, jobs: int | None, progress: bool
) -> Iterator[Analysis]:
    """The analyses in the order of the inputs, as they come; what failed, or is no report, is
    named on standard error and counted."""
    if listing.skipped:
        say(f"另有 {len(listing.skipped)} 个文件不是能处理的格式，没有处理。")
    workers = min(jobs or count_jobs(), len(listing.items))
    batch = Batch("line", load_limits(), workers, in_order=True)
    with (
        show_progress(len(listing.items), say, wanted=progress) as shown,
        closing(batch.treat(listing.items, shown)) as outcomes,
    ):
        for outcome in outcomes:
            tally.add(outcome)
            for trouble in _list_trouble(outcome):
                say(f"{outcome.input.name}：{trouble}")
            if isinstance(outcome, Reading):
                yield decode(outcome.result)


def _list_trouble(outcome: Outcome) -> Iterator[str]:
    if not isinstance(outcome, Reading):
        yield outcome.message
        return
    if not outcome.summary.is_report:
        yield f"{NOT_A_REPORT}，没有可标注的段落。"
    for failure in outcome.summary.failures:
        yield f"有一部分没有读成：{failure}"
