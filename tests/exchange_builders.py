"""A star for tests: an office and laptops with real encrypted stores, real keys and real bundle files."""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from kmcase.application.duplicates.arriving import before_a_bundle
from kmcase.application.exchange import AppliedBundle, ExchangeService
from kmcase.application.exchange.bundles import DeviceKeys
from kmcase.application.exchange.hearing import Hearing
from kmcase.application.people import ChangePerson, PeopleService, RegisterPerson
from kmcase.application.work import Actor
from kmcase.domain.clock import FixedClock
from kmcase.domain.evidence import Attachment, EvidenceItem, EvidenceKind, EvidenceSettled
from kmcase.domain.ids import Ids, SeededIds
from kmcase.domain.laptops import Laptop, LaptopBegan, LaptopEnrolled
from kmcase.persistence import schema
from kmcase.persistence.blobs import BlobStore
from kmcase.persistence.chain import Chain, Writer
from kmcase.persistence.devices import SqlDevices, new_device_keys, public_keys
from kmcase.persistence.durable import atomic_fill
from kmcase.persistence.engine import sqlite_engine
from kmcase.persistence.exchange_store import SqlExchange
from kmcase.persistence.key_wrapping import sub_keys
from kmcase.persistence.rows import LOCAL
from kmcase.persistence.unit_of_work import SqlWork, Store
from kmcase.sync.files import FileBundles
from tests.builders import AREA, JUNE, STAFF, STORE, TypedPasswords, new_office, person_values
from tests.state import state_of

KEY = bytes(range(32))
OFFICE = "office"


def seeded(name: str) -> Any:
    """Entropy that is the same at every run for a name."""
    count = 0

    def entropy(size: int) -> bytes:
        nonlocal count
        count += 1
        return hashlib.shake_256(f"{name}:{count}".encode()).digest(size)

    return entropy


@dataclass
class Station:
    """The office or a laptop: its store, and the exchange in somebody's name."""

    name: str
    folder: Path
    engine: Engine
    clock: FixedClock
    ids: Ids
    store: Store
    exchange_store: SqlExchange
    made: int = field(default=0)

    @property
    def is_office(self) -> bool:
        return not self.store.laptop_id

    def work(self, login: str = "officer") -> SqlWork:
        """A member of staff at work here."""
        name, roles = STAFF[login]
        actor = Actor(staff_id=login, name=name, roles=roles, workstation=self.name)
        return SqlWork(self.store, actor, self.clock, self.ids, TypedPasswords())

    def people(self, login: str = "officer") -> PeopleService:
        return PeopleService(self.work(login))

    @property
    def blobs(self) -> BlobStore:
        return self.exchange_store.blobs

    @property
    def exchange(self) -> ExchangeService:
        work = self.work()
        devices = SqlDevices(engine=self.engine, data_key=KEY)
        return ExchangeService(
            work.actor,
            self.clock,
            self.ids,
            self.exchange_store,
            devices,
            FileBundles(atomic_fill),
            self.blobs,
            hear=Hearing(work).hear,
            compare=partial(before_a_bundle, work),
        )

    def bundle(self, to: str = OFFICE) -> Path:
        """A new bundle for somebody."""
        self.made += 1
        path = self.folder / f"{self.made}-{to}.bundle"
        self.exchange.make(to, path)
        return path

    def take(self, path: Path) -> AppliedBundle:
        return self.exchange.apply(path)

    def later(self, minutes: int = 1) -> None:
        """The device's clock goes on."""
        self.clock.at += timedelta(minutes=minutes)

    def register(self, **changes: object) -> str:
        return self.people().register(RegisterPerson(values=person_values(**changes))).value

    def change(self, person_id: str, **values: object) -> None:
        """An edit by somebody who saw what stands here."""
        seen = self.people().page(person_id).seen
        seen = {name: seen[name] for name in values if name in seen}
        self.people().change(ChangePerson(person_id=person_id, values=dict(values), seen=seen))

    def photograph(self, person_id: str, content: bytes) -> str:
        """A person's photograph, kept and entered here; gives its SHA-256."""
        sha256 = self.blobs.put(content)
        kind = EvidenceKind.PHOTO_PERSON
        attachment = Attachment(
            sha256=sha256, stored_sha256=sha256, kind=kind, media_type="image/jpeg", size=len(content)
        )
        item = EvidenceItem(kind=kind, attachments=(attachment,))
        with self.work().begin("people.change") as unit:
            unit.record(EvidenceSettled(noun="person", record_id=person_id, item=item))
            unit.commit(None)
        return sha256

    def state(self) -> dict[str, list[tuple[Any, ...]]]:
        """All replicated rows."""
        return {name: rows for name, rows in state_of(self.engine).items() if name not in LOCAL}

    def close(self) -> None:
        self.engine.dispose()


@dataclass
class Star:
    """An office in the middle and laptops around it."""

    office: Station
    laptops: list[Station]

    @property
    def all(self) -> list[Station]:
        return [self.office, *self.laptops]

    def round(self, laptop: Station) -> tuple[AppliedBundle, AppliedBundle]:
        """A laptop comes to the office and goes away with what is new there."""
        here = self.office.take(laptop.bundle())
        return here, laptop.take(self.office.bundle(laptop.name))

    def settle(self) -> None:
        """Everybody meets the office until nobody has anything new."""
        for _ in range(2):
            for laptop in self.laptops:
                self.round(laptop)

    def close(self) -> None:
        for station in self.all:
            station.close()


def new_star(folder: Path, laptops: int = 2, area: frozenset[str] = AREA) -> Star:
    """An office with enrolled laptops that joined by their first bundles."""
    home = folder / OFFICE
    home.mkdir(parents=True)
    made = new_office(home)
    office = _station(OFFICE, home, made.engine, Store(engine=made.engine, store_id=STORE), made.ids)
    star = Star(office, [])
    for number in range(1, laptops + 1):
        star.laptops.append(join(star, f"L{number}", area))
    return star


def join(
    star: Star, name: str, area: frozenset[str] = AREA, officers: frozenset[str] = frozenset({"officer"})
) -> Station:
    """A laptop that is enrolled and takes its first bundle."""
    office, keys = star.office, new_device_keys(seeded(name))
    laptop = Laptop(laptop_id=office.ids.new(), name=name, area=area, officers=officers, **public_keys(keys))
    writer = Writer(store=STORE, actor="admin", workstation="ทดสอบ", use_case="laptops.enrol", ids=office.ids)
    with office.engine.execution_options(write=True).begin() as connection:
        chain = Chain(connection, writer)
        chain.append(LaptopEnrolled(laptop=laptop), office.clock.now())
        chain.finish()
    station = empty_laptop(star, name, laptop.laptop_id, keys)
    station.take(office.bundle(name))
    return station


def empty_laptop(star: Star, name: str, laptop_id: str, keys: DeviceKeys) -> Station:
    """A laptop before its first bundle."""
    folder = star.office.folder.parent / name
    folder.mkdir()
    engine = sqlite_engine(folder / "office.db", KEY)
    schema.create(engine)
    devices = SqlDevices(engine=star.office.engine, data_key=KEY)
    told = {**public_keys(devices.own()), "office_id": STORE}
    SqlDevices(engine=engine, data_key=KEY).keep(keys, office=told)
    ids = SeededIds(hash_of(name))
    writer = Writer(store=laptop_id, actor="", workstation=name, use_case="laptops.join", ids=ids, laptop=True)
    with engine.execution_options(write=True).begin() as connection:
        chain = Chain(connection, writer)
        chain.append(LaptopBegan(laptop_id=laptop_id, store=laptop_id), JUNE)
        chain.finish()
    store = Store(engine=engine, store_id=laptop_id, laptop_id=laptop_id)
    return _station(name, folder, engine, store, ids)


def copy_star(star: Star, into: Path) -> Star:
    """The same stores in other files, to go on from."""
    into.mkdir(parents=True)
    return Star(copy_station(star.office, into), [copy_station(each, into) for each in star.laptops])


def copy_station(station: Station, into: Path, name: str = "") -> Station:
    """One store in other files, as a disk image is copied."""
    station.engine.dispose()
    target = into / (name or station.name)
    shutil.copytree(station.folder, target)
    engine = sqlite_engine(target / "office.db", KEY)
    copied = _station(
        station.name, target, engine, replace(station.store, engine=engine, cached={}), SeededIds(hash_of(str(target)))
    )
    copied.clock.at = station.clock.at
    copied.made = station.made
    return copied


def hash_of(name: str) -> int:
    """A seed of a name, the same at every run."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:4], "big")


def reopened(name: str, folder: Path, store_id: str, laptop_id: str = "") -> Station:
    """A station of another process, by where it lies."""
    engine = sqlite_engine(folder / "office.db", KEY)
    store = Store(engine=engine, store_id=store_id, laptop_id=laptop_id)
    return _station(name, folder, engine, store, SeededIds(hash_of(str(folder))))


def _station(name: str, folder: Path, engine: Engine, store: Store, ids: SeededIds) -> Station:
    photos = folder / "photos"
    photos.mkdir(exist_ok=True)
    exchange = SqlExchange(
        engine=engine,
        store_id=store.store_id,
        blobs=BlobStore(photos, sub_keys(KEY)),
        laptop_id=store.laptop_id,
    )
    at = datetime(2024, 6, 10, 3, 0, tzinfo=UTC)
    return Station(
        name=name, folder=folder, engine=engine, clock=FixedClock(at), ids=ids, store=store, exchange_store=exchange
    )
