"""A program killed while it applies a bundle: no half frame, nothing acknowledged lost, and the next try goes on."""

from __future__ import annotations

import os
import random
import signal
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import Engine

from kmcase.domain.ids import RandomIds
from kmcase.persistence.blobs import BlobStore
from kmcase.persistence.engine import sqlite_engine
from kmcase.persistence.key_wrapping import sub_keys
from kmcase.persistence.rows.exchange import arrival, entry_photo
from kmcase.persistence.rows.journal import chain_head, entry
from kmcase.persistence.schema import rebuild
from kmcase.persistence.statements import Rows
from tests.exchange_builders import KEY, Star, Station, new_star
from tests.killing import killed_everywhere, killed_while_growing

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs fork")
PERSONS = 6
ENTRIES = 1 + 2 * PERSONS
PAGE = 4096


def loaded_star(folder: Path) -> tuple[Star, Path]:
    """A laptop with persons and a photograph each, its bundle made, the office before it took it."""
    star = new_star(folder, laptops=1)
    laptop = star.laptops[0]
    for number in range(PERSONS):
        laptop.later()
        laptop.photograph(laptop.register(first_name=f"คน{number}"), b"\xff\xd8\xff" + bytes([number]) * 3000)
    bundle = laptop.bundle()
    star.close()
    return star, bundle


def is_whole(office: Station, size: int) -> None:
    """Heads, entries and arrivals agree, the tables are what the journal adds up to, a frame is there or not."""
    with office.engine.connect() as connection:
        rows = Rows(connection)
        for head in rows.all(chain_head):
            held = [row["n"] for row in rows.all(entry, store=head["store"])]
            assert sorted(held) == list(range(1, head["n"] + 1))
        told = sum(row["last"] - row["first"] + 1 for row in rows.all(arrival))
        assert told == sum(head["n"] for head in rows.all(chain_head))
    found = office.exchange_store.holdings_of(office.exchange_store.laptops()[0].laptop.laptop_id)
    assert found in (0, size)
    assert all(office.blobs.get(sha256) for sha256 in named(office) if office.blobs.has(sha256))
    before = office.state()
    rebuild(office.engine)
    assert office.state() == before


def named(office: Station) -> list[str]:
    """Photographs that entries name."""
    with office.engine.connect() as connection:
        return [row["sha256"] for row in Rows(connection).all(entry_photo)]


def take_in(star: Star, bundle: Path, folder: Path) -> None:
    """Apply the bundle in a folder."""
    engine = sqlite_engine(folder / "office.db", KEY)
    copied = at_same_place(star.office, folder, engine)
    copied.take(bundle)
    engine.dispose()


def at_same_place(station: Station, folder: Path, engine: Engine) -> Station:
    """The station on another folder's files."""
    store = replace(station.store, engine=engine, cached={})
    blobs = BlobStore(folder / "photos", sub_keys(KEY))
    exchange = replace(station.exchange_store, engine=engine, blobs=blobs)
    # What a killed process had made is not made again: its ids are on the disk.
    ids = RandomIds()
    return replace(station, folder=folder, engine=engine, ids=ids, store=store, exchange_store=exchange)


@pytest.mark.slow
@pytest.mark.parametrize("growing", [False, True])
def test_killed_at_any_write_of_apply_the_office_is_whole_and_the_next_try_goes_on(
    tmp_path: Path, growing: bool
) -> None:
    star, bundle = loaded_star(tmp_path / "star")
    for place in _killed(star, bundle, growing=growing):
        engine = sqlite_engine(place / "office.db", KEY)
        office = at_same_place(star.office, place, engine)
        is_whole(office, ENTRIES)
        assert office.take(bundle).whole
        is_whole(office, ENTRIES)
        assert office.exchange_store.photos_wanted() == ()
        engine.dispose()


def _killed(star: Star, bundle: Path, *, growing: bool) -> Iterator[Path]:
    def take(folder: Path) -> None:
        take_in(star, bundle, folder)

    if growing:
        return killed_while_growing(star.office.folder, take, step=8 * PAGE)
    return killed_everywhere(star.office.folder, take)


@pytest.mark.slow
def test_killed_fifty_times_at_random_no_acknowledged_record_is_lost(tmp_path: Path) -> None:
    star, _ = loaded_star(tmp_path / "star")
    laptop = star.laptops[0]
    chance = random.Random(2567)
    acknowledged = 0
    for _ in range(50):
        laptop.register(first_name="อีกคน")
        bundle = laptop.bundle()
        _killed_after(partial(take_in, star, bundle, star.office.folder), chance.uniform(0.0, 0.12))
        engine = sqlite_engine(star.office.folder / "office.db", KEY)
        office = at_same_place(star.office, star.office.folder, engine)
        held = office.exchange_store.holdings_of(laptop.store.laptop_id)
        assert held >= acknowledged
        back = office.bundle(laptop.name)
        applied = laptop.take(back)
        assert applied.acknowledged is not None
        acknowledged = applied.acknowledged.entries.there
        assert acknowledged <= held
        engine.dispose()
    engine = sqlite_engine(star.office.folder / "office.db", KEY)
    office = at_same_place(star.office, star.office.folder, engine)
    assert office.take(laptop.bundle()).whole
    assert len(office.people().persons()) == PERSONS + 50
    before = office.state()
    rebuild(engine)
    assert office.state() == before
    engine.dispose()
    star.close()


def _killed_after(action: Callable[[], object], seconds: float) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # fork beside the threads of pytest-xdist
        child = os.fork()
    if child == 0:
        try:
            action()
        finally:
            os._exit(0)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
