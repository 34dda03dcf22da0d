"""What is counted, in the words of Prometheus.

Where several processes answer, prometheus-client keeps the counts of each in a file of the folder that
``PROMETHEUS_MULTIPROC_DIR`` names, and whoever is asked adds up all of them.
"""

import os
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from einscope.core.spent import SPENT
from einscope.version import VERSION

SHARED = "PROMETHEUS_MULTIPROC_DIR"
"""The variable that names the folder in which processes keep their counts."""

_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
_METHODS = ("GET", "HEAD", "POST", "OPTIONS")
_STATEMENT = Path("/proc/self/statm")

REGISTRY = CollectorRegistry()
_REQUESTS = Counter("einscope_requests", "Requests answered.", ("route", "method", "status"), registry=REGISTRY)
_LASTED = Histogram(
    "einscope_request_seconds", "From the first byte to the last.", ("route",), buckets=_SECONDS, registry=REGISTRY
)
_REFUSALS = Counter("einscope_refusals", "Problem documents sent, by code.", ("code",), registry=REGISTRY)
_SHEDS = Counter("einscope_sheds", "Requests turned away because too many wait.", ("code",), registry=REGISTRY)
_CACHES = Counter("einscope_cache", "Answers that were kept, or were not.", ("cache", "outcome"), registry=REGISTRY)
_KEPT = Gauge("einscope_cache_bytes", "What is kept.", ("cache",), registry=REGISTRY, multiprocess_mode="livesum")
_PART_SECONDS = Counter("einscope_part_seconds", "Seconds that parts of answers took.", ("part",), registry=REGISTRY)
_PARTS = Counter("einscope_parts", "Parts of answers that were worked out.", ("part",), registry=REGISTRY)
_QUEUES = Gauge(
    "einscope_queue", "Requests that wait for their turn.", ("queue",), registry=REGISTRY, multiprocess_mode="livesum"
)
_FLIGHT = Gauge("einscope_in_flight", "Requests being answered.", registry=REGISTRY, multiprocess_mode="livesum")
_MEMORY = Gauge("einscope_memory_bytes", "Resident memory.", registry=REGISTRY, multiprocess_mode="livesum")
_STARTED = Counter("einscope_workers_started", "Processes that were started.", registry=REGISTRY)
_WORKERS = Gauge("einscope_workers", "Processes that answer.", registry=REGISTRY, multiprocess_mode="livesum")
_BUILD = Gauge("einscope_build", "Always 1.", ("version",), registry=REGISTRY, multiprocess_mode="livemax")

# A child of a metric is looked up by its labels each time otherwise, under a lock.
_requests = cache(_REQUESTS.labels)
_lasted = cache(_LASTED.labels)
_refusals = cache(_REFUSALS.labels)
_sheds = cache(_SHEDS.labels)
for _code in ("pictures-busy", "rate-limit", "server-busy"):
    _sheds(_code)  # 0 before the first one: a rate of what is absent is not known
_caches = cache(_CACHES.labels)
_kept = cache(_KEPT.labels)


def began() -> None:
    """Count a request that begins."""
    _FLIGHT.inc()


def ended(route: str, method: str, status: int, code: str, seconds: float) -> None:
    """Count a request that has ended."""
    _FLIGHT.dec()
    _requests(route, method if method in _METHODS else "other", str(status)).inc()
    _lasted(route).observe(seconds)
    if code:
        _refusals(code).inc()
        if status in (429, 503):
            _sheds(code).inc()


def turned_away(code: str) -> None:
    """Count what was refused before it was a request."""
    _refusals(code).inc()


def started() -> None:
    """Count this process."""
    _STARTED.inc()


def looked_up(name: str, kept: bool) -> None:
    """Count that something was looked for where answers are kept."""
    _caches(name, "hit" if kept else "miss").inc()


def keeps(name: str, size: int) -> None:
    """Tell how many bytes are kept somewhere."""
    _kept(name).set(size)


def observe(queues: Mapping[str, Callable[[], int]]) -> None:
    """Look at what changes without anybody counting it.

    Args:
        queues: how many wait in each.
    """
    for name, waiting in queues.items():
        _QUEUES.labels(name).set(waiting())
    for part, (seconds, times) in SPENT.taken().items():
        _PART_SECONDS.labels(part).inc(seconds)
        _PARTS.labels(part).inc(times)
    _MEMORY.set(_resident())
    _WORKERS.set(1)
    _BUILD.labels(VERSION).set(1)


def written() -> bytes:
    """All of it, of all processes."""
    if SHARED not in os.environ:
        return generate_latest(REGISTRY)
    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return generate_latest(registry)


def _resident() -> int:
    """Memory of this process, in bytes; 0 where the system does not say."""
    if not _STATEMENT.exists():
        return 0
    return int(_STATEMENT.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
