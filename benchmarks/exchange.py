"""Visits made into a bundle on a laptop and applied at the office: real stores, real keys, a real file.

Held to: 10,000 visits made in at most 1.5 s and applied in at most 4 s, a bundle of one visit made and applied in at
most 50 ms, photographs at 50 MB/s at least. A visit is what the window enters of one: begun, written, evidence,
signature, sent; its entries are those of one visit made through the use cases, written again for other people. Floor:
the same entries packed as one JSON text by zstd and unpacked, and inserted into a bare encrypted database by the
hundred, hashed.

Memory is the peak of a process of its own that makes, and of one that applies, so many visits (`MEMORY`). 100,000 are
held to 300 MB; where fewer are made it is told from the growth a visit between half and all of them, by when the
database's own cache is full.
"""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import os
import re
import resource
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Any

import sqlcipher3
from backports import zstd

from kmcase.domain.events import Event, decode
from kmcase.persistence.chain import Chain, Writer
from kmcase.persistence.refold import read_entries
from tests.exchange_builders import Star, Station, new_star, reopened
from tests.visit_builders import submitted_visit

VISITS = int(os.environ.get("V", "10000"))
MEMORY = int(os.environ.get("MEMORY", "20000"))
MAKE_S, APPLY_S, ONE_MS, PHOTO_MB_S, MEMORY_MB = 1.5, 4.0, 50, 50, 300
_EACH_COMMIT = 2_000
_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")
_PHOTO, _PHOTOS = 300_000, 200


def one_visit(laptop: Station) -> list[tuple[str, str]]:
    """Type and body of each entry of a visit made through the use cases."""
    person = laptop.register()
    first = laptop.exchange_store.holdings()[laptop.store.store_id].held.size + 1
    submitted_visit(laptop, person)  # type: ignore[arg-type]
    with laptop.engine.connect() as connection:
        own = [each for each in read_entries(connection) if each.head.store == laptop.store.store_id]
    return [(each.head.type, each.body or "") for each in own[first - 1 :]]


def visits(entries: list[tuple[str, str]], count: int, first: int = 0) -> Iterator[Event]:
    """The events of so many visits to other people."""
    for number in range(first, first + count):
        for kind, body in entries:
            yield decode(kind, json.loads(_ID.sub(rf"\g<0>-{number}", body)))


def enter(laptop: Station, events: Iterator[Event]) -> None:
    """Append and fold on the laptop, some thousands to a commit."""
    writer = Writer(
        store=laptop.store.store_id, actor="officer", workstation="bulk", use_case="visits.write", ids=laptop.ids,
        laptop=True,
    )  # fmt: skip
    while some := tuple(islice(events, _EACH_COMMIT)):
        with laptop.engine.execution_options(write=True).begin() as connection:
            chain = Chain(connection, writer)
            for event in some:
                chain.append(event, laptop.clock.now())
            chain.finish()


def floor(laptop: Station, folder: Path, after: int) -> tuple[float, float]:
    """Seconds to pack, and to unpack, hash and insert the same entries bare."""
    with laptop.engine.connect() as connection:
        query = (
            "SELECT head, hex(salt), body FROM entry JOIN entry_body USING (store, n)"
            " WHERE store = ? AND n > ? ORDER BY n"
        )
        rows = [tuple(row) for row in connection.exec_driver_sql(query, (laptop.store.store_id, after))]
    begun = time.perf_counter()
    packed = zstd.compress(json.dumps(rows).encode(), 3)
    making = time.perf_counter() - begun
    begun = time.perf_counter()
    found = json.loads(zstd.decompress(packed))
    with closing(sqlcipher3.connect(str(folder / "floor.db"), isolation_level=None)) as raw:
        raw.execute("PRAGMA key = \"x'" + "00" * 32 + "'\"")
        raw.execute("PRAGMA journal_mode = WAL")
        raw.execute("CREATE TABLE entry (head TEXT, salt TEXT, body TEXT, hash BLOB)")
        previous = bytes(32)
        for start in range(0, len(found), 500):
            raw.execute("BEGIN IMMEDIATE")
            for head, salt, body in found[start : start + 500]:
                hashlib.sha256(bytes.fromhex(salt) + body.encode()).digest()
                previous = hashlib.sha256(previous + head.encode()).digest()
                raw.execute("INSERT INTO entry VALUES (?, ?, ?, ?)", (head, salt, body, previous))
            raw.execute("COMMIT")
    (folder / "floor.db").unlink()
    return making, time.perf_counter() - begun


def timed_round(star: Star, entries: list[tuple[str, str]], count: int, first: int) -> tuple[float, float, int]:
    """Seconds to make and to apply so many new visits, and the bundle's bytes."""
    laptop, office = star.laptops[0], star.office
    enter(laptop, visits(entries, count, first))
    begun = time.perf_counter()
    bundle = laptop.bundle()
    made = time.perf_counter() - begun
    begun = time.perf_counter()
    applied = office.take(bundle)
    took = time.perf_counter() - begun
    if not applied.whole or applied.new != count * len(entries):
        raise AssertionError(applied)
    size = bundle.stat().st_size
    laptop.take(office.bundle(laptop.name))
    return made, took, size


def _worked(action: str, folder: str, store: str, laptop: str, bundle: str, peak: Any) -> None:
    """In a process of its own: make or apply a bundle, and tell the megabytes that were held at most."""
    station = reopened(Path(folder).name, Path(folder), store, laptop)
    if action == "make":
        station.exchange.make("office", Path(bundle))
    else:
        station.take(Path(bundle))
    station.close()
    peak.value = _peak_mb()


def _peak_mb() -> float:
    """Of this process, without what its parent held before it began (`VmHWM` of Linux)."""
    told = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
    return int(told[1]) / 1024 if told else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def memory(folder: Path, count: int) -> tuple[float, float]:
    """Megabytes held at most while so many visits are made, and while they are applied."""
    star = new_star(folder, laptops=1)
    star.settle()
    laptop, office = star.laptops[0], star.office
    enter(laptop, visits(one_visit(laptop), count))
    star.close()
    peaks = []
    for action, station in (("make", laptop), ("apply", office)):
        store = station.store
        with multiprocessing.get_context("spawn").Manager() as manager:
            peak = manager.Value("d", 0.0)
            bundle = str(folder / "memory.bundle")
            told = (action, str(station.folder), store.store_id, store.laptop_id, bundle, peak)
            process = multiprocessing.get_context("spawn").Process(target=_worked, args=told)
            process.start()
            process.join()
            peaks.append(float(peak.value))
    shutil.rmtree(folder)
    return peaks[0], peaks[1]


def told_of_memory(folder: Path) -> float:
    """Print the peaks; gives the greater, as it is or would be with 100,000 visits."""
    few, many = MEMORY // 2, MEMORY
    small, great = memory(folder / "few", few), memory(folder / "many", many)
    worst = 0.0
    for action, before, peak in zip(("made", "applied"), small, great, strict=True):
        each = (peak - before) / (many - few)
        reached = peak + each * max(0, 100_000 - many)
        worst = max(worst, reached)
        print(
            f"memory, {action}: {peak:.0f} MB with {many:,} visits, {before:.0f} MB with {few:,},"
            f" {each * 1024:.2f} kB a visit: {reached:.0f} MB with 100,000 (limit {MEMORY_MB})"
        )
    return worst


def photographs(star: Star) -> float:
    """Megabytes a second, made into a bundle and kept again."""
    laptop = star.laptops[0]
    person = laptop.register()
    for _ in range(_PHOTOS):
        laptop.photograph(person, b"\xff\xd8\xff" + os.urandom(_PHOTO))
    begun = time.perf_counter()
    applied = star.office.take(laptop.bundle())
    took = time.perf_counter() - begun
    if applied.photos != _PHOTOS:
        raise AssertionError(applied)
    return _PHOTOS * _PHOTO / 1e6 / took


def main() -> int:
    """Print the figures; 1 where a limit is missed."""
    with tempfile.TemporaryDirectory() as name:
        star = new_star(Path(name) / "star", laptops=1)
        star.settle()
        laptop = star.laptops[0]
        entries = one_visit(laptop)
        star.settle()
        made, applied, floors = [], [], []
        first = 0
        for _ in range(int(os.environ.get("ROUNDS", "3"))):
            after = laptop.exchange_store.holdings()[laptop.store.store_id].held.size
            making, taking, size = timed_round(star, entries, VISITS, first)
            floors.append(floor(laptop, Path(name), after))
            made.append(making)
            applied.append(taking)
            first += VISITS
        ones = []
        for _ in range(20):
            making, taking, _ = timed_round(star, entries, 1, first)
            ones.append((making + taking) * 1000)
            first += 1
        speed = photographs(star)
        star.close()
        held = told_of_memory(Path(name))
    make_s, apply_s, one_ms = statistics.median(made), statistics.median(applied), statistics.median(ones)
    floor_make, floor_apply = (statistics.median(each) for each in zip(*floors, strict=True))
    print(f"{VISITS:,} visits of {len(entries)} entries, {size / 1e6:.1f} MB, {first:,} visits at the end")
    print(f"made    {make_s:.2f} s (limit {MAKE_S}); packed bare {floor_make:.2f} s, {make_s / floor_make:.1f}x")
    print(f"applied {apply_s:.2f} s (limit {APPLY_S}); inserted bare {floor_apply:.2f} s, {apply_s / floor_apply:.1f}x")
    print(f"one visit there, made and applied {one_ms:.0f} ms (limit {ONE_MS})")
    print(f"photographs {speed:.0f} MB/s (limit {PHOTO_MB_S})")
    missed = held > MEMORY_MB
    return int(missed or make_s > MAKE_S or apply_s > APPLY_S or one_ms > ONE_MS or speed < PHOTO_MB_S)


if __name__ == "__main__":
    sys.exit(main())
