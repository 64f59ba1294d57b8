"""Reports read for a command that goes on with what they hold."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

from documents.encoding import decode
from documents.limits import load_limits
from documents.report import Analysis
from service.batch import Batch
from service.guard.pool import count_jobs
from service.intake import Listing
from service.outcomes import Reading
from service.progress import show_progress
from service.speech import say
from service.tally import Tally
from service.trouble import tell_skipped, tell_trouble


def read_reports(
    listing: Listing, tally: Tally, jobs: int | None, progress: bool
) -> Iterator[Analysis]:
    """The analyses in the order of the inputs, as they come; what failed, or is no report, is
    named on standard error and counted."""
    tell_skipped(listing.skipped)
    workers = min(jobs or count_jobs(), len(listing.items))
    batch = Batch("line", load_limits(), workers, in_order=True)
    with (
        show_progress(len(listing.items), say, wanted=progress) as shown,
        closing(batch.treat(listing.items, shown)) as outcomes,
    ):
        for outcome in outcomes:
            tally.add(outcome)
            tell_trouble(outcome, stranger="没有可标注的段落")
            if isinstance(outcome, Reading):
                yield decode(outcome.result)
