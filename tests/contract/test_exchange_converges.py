"""Whatever is written where, and whatever becomes of bundles: stores that hold the same entries hold the same rows."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, invariant, multiple, rule

from kmcase.application.people import ChangePerson, RegisterHousehold
from kmcase.domain.budgets import BudgetAllotted
from kmcase.domain.errors import DomainError, EnvironmentProblem
from kmcase.domain.money import Baht
from kmcase.domain.people import Address, HouseholdMember, HouseholdValues
from kmcase.persistence.chain import Chain, Writer
from kmcase.persistence.schema import rebuild
from tests.builders import CHIANG_PHIN, JUNE, SECOND_HALF
from tests.exchange_builders import OFFICE, Star, Station, copy_star, new_star

_NAMES = st.sampled_from(["แก้ว", "มาลี", "ทอง", "บุญมา"])
_PLACES = st.sampled_from(range(4))
HOUSE = HouseholdValues(address=Address(house_no="12", moo=3, subdistrict_code=CHIANG_PHIN))
_TEMPLATES: dict[int, Star] = {}


def template() -> Star:
    """Made once: an office and three laptops, each with a person and a household that all know."""
    if not _TEMPLATES:
        folder = Path(tempfile.mkdtemp(prefix="kmcase-star-"))
        star = new_star(folder / "template", laptops=3)
        star.office.register()
        household = star.office.people().register_household(RegisterHousehold(values=HOUSE)).value
        star.office.people().list_member(HouseholdMember(member_id="", household_id=household, name="เด็กชายดี"))
        star.settle()
        _TEMPLATES[0] = star
    return _TEMPLATES[0]


class Exchanging(RuleBasedStateMachine):
    """Random edits, bundles repeated, lost, stale, cut, damaged, sent to the wrong one; a laptop that forges."""

    bundles = Bundle("bundles")
    persons = Bundle("persons")

    @initialize(target=persons)
    def begin(self) -> object:
        self._folder = tempfile.TemporaryDirectory()
        self.star = copy_star(template(), Path(self._folder.name) / "star")
        self.forged = 0
        return multiple(*[item.person_id for item in self.star.office.people().persons()])

    def _at(self, place: int) -> Station:
        return self.star.all[place % len(self.star.all)]

    @rule(target=persons, place=_PLACES, name=_NAMES)
    def register(self, place: int, name: str) -> str:
        station = self._at(place)
        station.later()
        return station.register(first_name=name, last_name=f"ที่{place}")

    @rule(place=_PLACES, person=persons, name=_NAMES, field=st.sampled_from(["first_name", "remark"]))
    def change(self, place: int, person: str, name: str, field: str) -> None:
        station = self._at(place)
        station.later(2)
        try:
            station.change(person, **{field: name})
        except DomainError as refused:
            assert refused.code == "people.unknown"

    @rule(place=_PLACES, name=_NAMES, gone=st.booleans())
    def list_member(self, place: int, name: str, gone: bool) -> None:
        station = self._at(place)
        station.later()
        household = station.people().households()[0].household_id
        member = station.people().household(household).members[:1]
        if not member:
            station.people().list_member(HouseholdMember(member_id="", household_id=household, name=name))
            return
        if gone:
            station.people().remove_member(household, member[0].member_id, "ย้ายออก")
        else:
            station.people().list_member(
                HouseholdMember(member_id=member[0].member_id, household_id=household, name=f"เด็ก{name}")
            )

    @rule(target=bundles, place=_PLACES, to=st.sampled_from([1, 2, 3]))
    def make(self, place: int, to: int) -> Path:
        station = self._at(place)
        return station.bundle(f"L{to}" if station.is_office else OFFICE)

    @rule(place=_PLACES, path=bundles)
    def take(self, place: int, path: Path) -> None:
        self._take(self._at(place), path)

    @rule(path=consumes(bundles))
    def lose(self, path: Path) -> None:
        path.unlink()

    @rule(place=_PLACES, path=bundles, cut=st.floats(0, 1))
    def take_cut(self, place: int, path: Path, cut: float) -> None:
        if not path.exists():
            return
        short = path.with_suffix(".cut")
        content = path.read_bytes()
        short.write_bytes(content[: int(len(content) * cut)])
        self._take(self._at(place), short)

    @rule(place=_PLACES, path=bundles, where=st.floats(0, 0.999), flip=st.integers(1, 255))
    def take_damaged(self, place: int, path: Path, where: float, flip: int) -> None:
        if not path.exists():
            return
        content = bytearray(path.read_bytes())
        content[int(len(content) * where)] ^= flip
        broken = path.with_suffix(".damaged")
        broken.write_bytes(content)
        self._take(self._at(place), broken)

    @rule(place=st.sampled_from([1, 2, 3]), baht=st.integers(1, 9))
    def forge_an_allotment(self, place: int, baht: int) -> None:
        station = self._at(place)
        writer = Writer(
            store=station.store.store_id, actor="director", workstation="?", use_case="budgets.allot",
            ids=station.ids, laptop=True,
        )  # fmt: skip
        with station.engine.execution_options(write=True).begin() as connection:
            chain = Chain(connection, writer)
            posting = BudgetAllotted(
                posting_id=station.ids.new(), half=SECOND_HALF, amount=Baht.of(baht), on=JUNE.date(), document="ปลอม"
            )
            chain.append(posting, station.clock.now())
            chain.finish()
        self.forged += 1

    @rule(place=st.sampled_from([1, 2, 3]), name=_NAMES)
    def forge_in_the_name_of_who_is_no_officer_there(self, place: int, name: str) -> None:
        station = self._at(place)
        station.later()
        # Of somebody whom all know: the body of an entry about nobody's area goes to the office alone.
        known = min(item.person_id for item in station.people().persons())
        forged = ChangePerson(person_id=known, values={"remark": f"ปลอม{name}{self.forged}"}, seen={})
        station.people("officer2").change(forged)
        self.forged += 1

    def _take(self, station: Station, path: Path) -> None:
        if not path.exists():
            return
        try:
            applied = station.take(path)
        except (DomainError, EnvironmentProblem) as refused:
            assert refused.code.startswith("exchange.")
            return
        assert applied.refused == 0

    @invariant()
    def nothing_acknowledged_is_lost(self) -> None:
        if not hasattr(self, "star"):
            return
        office = self.star.office.exchange_store.holdings()
        for laptop in self.star.laptops:
            peer = laptop.exchange_store.peer(OFFICE)
            for store, holding in (peer.holds if peer else {}).items():
                assert office[store].held.size >= holding.held.size

    def teardown(self) -> None:
        if hasattr(self, "star"):
            try:
                self._all_agree()
            finally:
                self.star.close()
                self._folder.cleanup()

    def _all_agree(self) -> None:
        star = self.star
        for path in Path(self._folder.name).rglob("*.bundle"):
            path.unlink()
        star.settle()
        states = [station.state() for station in star.all]
        for station, state in zip(star.all[1:], states[1:], strict=True):
            for table, rows in states[0].items():
                assert state[table] == rows, f"{station.name} {table}"
        assert len(states[0]["refused_entry"]) == self.forged
        assert states[0]["posting"] == []
        for station in star.all:
            before = station.state()
            rebuild(station.engine)
            assert station.state() == before
            assert station.exchange_store.forks() == ()
        assert all(laptop.exchange.status().not_yet_there == 0 for laptop in star.laptops)


TestExchanging = pytest.mark.slow(Exchanging.TestCase)
TestExchanging.settings = settings(
    max_examples=8, stateful_step_count=20, suppress_health_check=list(HealthCheck), print_blob=True
)
