"""Handing over a payment when 20,000 are posted already: checks, claim, journal and receipt in one durable commit.

Held to: p99 at most 20 ms, each commit with `synchronous=FULL`. Floor: one row inserted bare in a commit of its own in
an encrypted store of the same settings. Five rounds of 200 payments each; the median of their p99.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from kmcase.persistence.engine import sqlite_engine
from tests import bulk
from tests.builders import new_office
from tests.money_builders import pay

POSTED = 20_000
RUNS = 5
EACH = 200
LIMIT_MS = 20.0


def timed(act: Callable[[], object]) -> float:
    """Milliseconds of one call."""
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1000


def p99(times: Sequence[float]) -> float:
    """What 99 of 100 are not above."""
    return statistics.quantiles(times, n=100)[-1]


def floor(folder: Path) -> list[float]:
    """Milliseconds of bare commits of one row each."""
    engine = sqlite_engine(folder / "bare.db", bytes(range(32)))
    with engine.execution_options(write=True).begin() as connection:
        connection.exec_driver_sql("CREATE TABLE bare (id INTEGER PRIMARY KEY, body TEXT)")

    def commit() -> None:
        with engine.execution_options(write=True).begin() as connection:
            connection.exec_driver_sql("INSERT INTO bare (body) VALUES (?)", ("x" * 1_000,))

    times = [timed(commit) for _ in range(EACH)]
    engine.dispose()
    return times


def main() -> int:
    """Print the figures; 1 where the limit is missed."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        office = new_office(folder)
        waiting = bulk.payments(office, POSTED, RUNS * EACH)
        rounds, floors = [], []
        for run in range(RUNS):
            place = folder / str(run)
            place.mkdir()
            floors.append(floor(place))
            rounds.append([timed(lambda v=v: pay(office, v)) for v in waiting[run * EACH : (run + 1) * EACH]])
        office.engine.dispose()
    slow = statistics.median(p99(times) for times in rounds)
    usual = statistics.median(statistics.median(times) for times in rounds)
    bare = statistics.median(p99(times) for times in floors)
    print(f"posting: p99 {slow:.1f} ms with {POSTED:,} posted (limit {LIMIT_MS:.0f} ms), median {usual:.1f} ms")
    print(f"posting: floor p99 {bare:.2f} ms (one bare row, one durable commit), ratio {slow / bare:.1f}")
    return int(slow > LIMIT_MS)


if __name__ == "__main__":
    sys.exit(main())
