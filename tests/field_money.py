"""An office and laptops beside it: each a store of its own, with what they send each other carried by hand."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from kmcase.application.checkouts import CheckoutService
from kmcase.application.exchange.bundles import Counts, Hello
from kmcase.application.exchange.hearing import Hearing
from kmcase.application.payments import PaymentService
from kmcase.domain.laptops import OFFICE_DEVICE, Laptop, LaptopBegan, LaptopEnrolled, LaptopRevoked
from kmcase.domain.money import Baht
from kmcase.persistence import schema
from kmcase.persistence.chain import Chain, Writer
from kmcase.persistence.engine import sqlite_engine
from kmcase.persistence.exchange_store import SqlExchange
from kmcase.persistence.unit_of_work import Store
from tests.builders import JUNE, TestOffice
from tests.money_builders import prepared_run
from tests.paying_desk import blobs_in

FAR_AWAY = frozenset({"410101"})
CASH = Baht.of(9000)


def checkouts(office: TestOffice, login: str = "finance") -> CheckoutService:
    """The use cases of runs in the field in somebody's name."""
    return CheckoutService(office.work(login))


@dataclass
class TestLaptop(TestOffice):
    """A laptop's store; its people and clock are the office's."""

    laptop_id: str = ""
    exchange: SqlExchange = field(init=False)

    def __post_init__(self) -> None:
        self.store = Store(engine=self.engine, store_id=self.laptop_id, laptop_id=self.laptop_id)


@dataclass
class Field:
    """An office with its laptops by name."""

    office: TestOffice
    folder: Path
    laptops: dict[str, TestLaptop] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.exchange = SqlExchange(
            engine=self.office.engine, store_id=self.office.store.store_id, blobs=blobs_in(self.folder / "office")
        )

    def enrol(self, name: str = "เครื่อง1", area: frozenset[str] = FAR_AWAY, login: str = "finance") -> TestLaptop:
        """A laptop of an area where nobody lives who is paid, with its own empty store."""
        laptop_id = self.office.ids.new()
        laptop = Laptop(
            laptop_id=laptop_id,
            name=name,
            area=area,
            officers=frozenset({login}),
            sealing_key="00" * 32,
            verify_key="00" * 32,
        )
        self._record(LaptopEnrolled(laptop=laptop))
        engine = sqlite_engine(self.folder / f"{name}.db", bytes(range(32)))
        schema.create(engine)
        made = TestLaptop(engine, self.office.clock, self.office.ids, laptop_id=laptop_id)
        made.exchange = SqlExchange(
            engine=engine, store_id=laptop_id, blobs=blobs_in(self.folder / name), laptop_id=laptop_id
        )
        writer = Writer(
            store=laptop_id, actor="", workstation="", use_case="laptops.join", ids=self.office.ids, laptop=True
        )
        with engine.execution_options(write=True).begin() as connection:
            chain = Chain(connection, writer)
            chain.append(LaptopBegan(laptop_id=laptop_id, store=laptop_id), self.office.clock.now())
            chain.finish()
        self.laptops[name] = made
        return made

    def revoke(self, laptop: TestLaptop) -> None:
        """The laptop was stolen."""
        self._record(LaptopRevoked(laptop_id=laptop.laptop_id, reason="หาย"))

    def out(self, laptop: TestLaptop, run_id: str, cash: Baht = CASH) -> None:
        """The run goes out with the laptop, which learns of it."""
        checkouts(self.office).check_out(run_id, laptop.laptop_id, cash)
        self.to_laptop(laptop)

    def to_laptop(self, laptop: TestLaptop) -> None:
        """Everything that the office has for it."""
        enrolled = next(e for e in self.exchange.laptops() if e.laptop.laptop_id == laptop.laptop_id)
        _carry(self.exchange, laptop.exchange, OFFICE_DEVICE, laptop.laptop_id, enrolled.laptop.area)

    def to_office(self, laptop: TestLaptop) -> None:
        """Everything that the laptop has; the office says no more of it yet than that it heard."""
        _carry(laptop.exchange, self.exchange, laptop.laptop_id, OFFICE_DEVICE, None)
        Hearing(self.office.work("director")).hear()

    def home(self, laptop: TestLaptop) -> int:
        """The laptop's bundle comes, and the office accepts what it may; gives how many."""
        self.to_office(laptop)
        return checkouts(self.office).accept()

    def _record(self, event: LaptopEnrolled | LaptopRevoked) -> None:
        with self.office.work("director").begin("laptops.enrol") as unit:
            unit.record(event)
            unit.commit("")


def _carry(source: SqlExchange, target: SqlExchange, sender: str, receiver: str, area: frozenset[str] | None) -> None:
    # The receiver says first what it holds, as its last bundle did.
    now = _rising(target)
    hello = Hello(
        made_at=now.isoformat(), holds=target.holdings(), starts={}, photos_wanted=(), counts=Counts(), checkpoint=""
    )
    source.note_peer(receiver, source.device().device_id, hello, now)
    for frame in source.outgoing(receiver, area).frames():
        taken = target.take(frame, sender, now)
        assert taken.stopped is None, taken
    target.settle()


def _rising(target: SqlExchange) -> datetime:
    """A time that rises with what a store holds, for the order of bundles."""
    return JUNE + timedelta(seconds=sum(each.held.size for each in target.holdings().values()))


def at_laptop(laptop: TestLaptop, login: str = "finance") -> PaymentService:
    """Paying on a laptop in somebody's name."""
    return PaymentService(laptop.work(login))


def taken_out(folder: Path, office: TestOffice, count: int = 3) -> tuple[Field, TestLaptop, str]:
    """A run of cash that is out with a laptop of another area."""
    found = Field(office, folder)
    run_id = prepared_run(office, count)
    laptop = found.enrol()
    found.out(laptop, run_id, Baht.of(3000 * count))
    return found, laptop, run_id
