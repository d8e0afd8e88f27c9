"""What this store remembers of exchanges, and which laptops stay away, on both engines."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from kmcase.application.exchange.bundles import Counts, Hello
from kmcase.application.exchange.ports import ExchangeKind, LoggedExchange
from kmcase.domain.laptops import Laptop, LaptopEnrolled, LaptopRevoked
from kmcase.messages import message
from kmcase.persistence.blobs import BlobStore
from kmcase.persistence.exchange_store import SqlExchange
from kmcase.persistence.key_wrapping import sub_keys
from tests.builders import AREA, JUNE, STORE, TestOffice

LAPTOP = Laptop(
    laptop_id="L1", name="เครื่อง 1", area=AREA, officers=frozenset({"officer"}), sealing_key="00", verify_key="00"
)
MADE = LoggedExchange(
    log_id="1",
    at=JUNE,
    by="officer",
    kind=ExchangeKind.MADE,
    device_id="L1",
    bundle_id="b1",
    file="ชุด.kmbundle",
    entries=3,
    photos=1,
)
STOPPED = replace(
    MADE,
    log_id="2",
    at=JUNE + timedelta(minutes=1),
    kind=ExchangeKind.APPLIED,
    bundle_id="b2",
    held_back=2,
    stopped=message("exchange.stopped.forked", n=7),
)


def store_of(office: TestOffice) -> SqlExchange:
    return SqlExchange(engine=office.engine, store_id=STORE, blobs=BlobStore(Path("nowhere"), sub_keys(bytes(32))))


def enrol(office: TestOffice, laptop: Laptop = LAPTOP) -> None:
    with office.work("admin").begin("laptops.enrol") as unit:
        unit.record(LaptopEnrolled(laptop=laptop))
        unit.commit(None)


def silent(office: TestOffice, since: datetime) -> int:
    with office.work("admin").read("laptops.read") as reading:
        return reading.pending.silent_laptops(since.date())


def test_what_was_exchanged_is_read_back_with_names_the_newest_first(office: TestOffice) -> None:
    store = store_of(office)
    enrol(office)
    store.note(MADE)
    store.note(STOPPED)
    names = {"by": "นายอาทิตย์ ลงพื้นที่", "device": "เครื่อง 1"}
    assert store.log() == (replace(STOPPED, **names), replace(MADE, **names))  # type: ignore[arg-type]


def test_only_a_bundle_that_was_applied_to_its_end_was_applied_before(office: TestOffice) -> None:
    store = store_of(office)
    for exchange in (MADE, STOPPED):
        store.note(exchange)
    assert not store.applied_before("b1") and not store.applied_before("b2")
    store.note(replace(STOPPED, log_id="3", stopped=None))
    assert store.applied_before("b2")


def test_an_office_has_no_clock_of_its_own(office: TestOffice) -> None:
    assert store_of(office).clock() is None


def test_a_laptop_stays_away_from_its_enrolment_or_its_last_bundle_on(office: TestOffice) -> None:
    store = store_of(office)
    enrol(office)
    assert silent(office, JUNE) == 0
    assert silent(office, JUNE + timedelta(days=1)) == 1
    hello = Hello(made_at="2024-06-12", holds={}, starts={}, photos_wanted=(), counts=Counts())
    store.note_peer("L1", "b1", hello, datetime(2024, 6, 12, 3, 0, tzinfo=UTC))
    assert silent(office, JUNE + timedelta(days=1)) == 0
    assert silent(office, JUNE + timedelta(days=3)) == 1
    with office.work("admin").begin("laptops.revoke") as unit:
        unit.record(LaptopRevoked(laptop_id="L1", reason="หาย"))
        unit.commit(None)
    assert silent(office, JUNE + timedelta(days=30)) == 0
