"""Figures for Prometheus: requests by route, jobs by state."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, Histogram
from prometheus_client.exposition import generate_latest

_REGISTRY: Final = CollectorRegistry()
_REQUESTS: Final = Histogram(
    "gongkai_request_seconds",
    "Time to answer a request",
    ("method", "route", "status"),
    registry=_REGISTRY,
)


def observe(method: str, route: str, status: int, seconds: float) -> None:
    _REQUESTS.labels(method, route, str(status)).observe(seconds)


def render_measures(jobs: Mapping[tuple[str, str], int], queued: int) -> tuple[bytes, str]:
    """The exposition and its media type; ``jobs`` counts them by kind and state."""
    now = CollectorRegistry()
    by_state = Gauge("gongkai_jobs", "Jobs kept", ("kind", "state"), registry=now)
    for (kind, state), count in jobs.items():
        by_state.labels(kind, state).set(count)
    Gauge("gongkai_queue_length", "Numbers in the queue", registry=now).set(queued)
    return generate_latest(_REGISTRY) + generate_latest(now), CONTENT_TYPE_LATEST
