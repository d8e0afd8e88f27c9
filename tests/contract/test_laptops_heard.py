"""The office says in its own chain how far it heard a laptop, and what of it it doubts, on every engine."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from kmcase.application.exchange.hearing import MADE_BY, Hearing
from kmcase.application.permissions import AT_LAPTOP
from kmcase.application.read.today import Task
from kmcase.application.today import TodayService
from kmcase.domain.events import Event, Judgement, event_types
from kmcase.domain.laptops import DoubtedEntry, LaptopBegan, LaptopHeard, LaptopRestored, RefusedBy
from kmcase.domain.people import PersonRegistered
from kmcase.domain.staff import Role, StaffRolesChanged
from kmcase.domain.visits import VisitReviewed
from kmcase.persistence.chain import Chain, Writer
from kmcase.persistence.chains import office_chains
from kmcase.persistence.exchange_heard import heard_problems
from kmcase.persistence.fold.registry import officers_of
from kmcase.persistence.rows import journal, people
from kmcase.persistence.rows.exchange import doubted_entry, laptop_chain, laptop_heard, refused_entry
from kmcase.persistence.schema import rebuild
from kmcase.persistence.statements import Rows
from kmcase.persistence.triggers import drop_all
from tests.builders import STORE, TestOffice, person_values
from tests.clocks import Clocks
from tests.field_money import Field, TestLaptop
from tests.state import state_of


def enter(laptop: TestLaptop, event: Event, login: str) -> None:
    """An entry of the laptop's chain in somebody's name, whatever the program would let him do."""
    writer = Writer(store=laptop.laptop_id, actor=login, workstation="L", use_case="x", ids=laptop.ids, laptop=True)
    with laptop.engine.execution_options(write=True).begin() as connection:
        chain = Chain(connection, writer)
        chain.append(event, laptop.clock.now())
        chain.finish()


def heard(office: TestOffice) -> list[int]:
    """How far the office heard its laptops."""
    with office.engine.connect() as connection:
        return sorted(row["size"] for row in Rows(connection).all(laptop_heard))


def problems(office: TestOffice) -> list[str]:
    """What differs from what the office heard."""
    with office.engine.connect() as connection:
        return [problem.key.rpartition(".")[2] for problem in heard_problems(connection, office_chains(connection))]


def say(office: TestOffice, event: Event) -> None:
    with office.work("director").begin("laptops.hear") as unit:
        unit.record(event)
        unit.commit(None)


def told(office: TestOffice, laptop: TestLaptop) -> LaptopHeard:
    """What the office entered last of this laptop."""
    with office.engine.connect() as connection:
        row = Rows(connection).all(laptop_heard, store=laptop.laptop_id)[-1]
    return LaptopHeard(laptop_id=row["laptop_id"], store=row["store"], size=row["size"], head=row["head"])


def person(name: str) -> PersonRegistered:
    return PersonRegistered(person_id=name, values=person_values(first_name=name))


@pytest.fixture
def met(office: TestOffice, tmp_path: Path) -> tuple[Field, TestLaptop]:
    """A laptop of one officer that came once."""
    found = Field(office, tmp_path)
    laptop = found.enrol(login="officer")
    found.to_laptop(laptop)
    enter(laptop, person("ก"), "officer")
    found.to_office(laptop)
    return found, laptop


def test_the_office_enters_that_it_heard_once_for_all_that_is_new(
    office: TestOffice, met: tuple[Field, TestLaptop]
) -> None:
    found, laptop = met
    assert heard(office) == [2] and problems(office) == []
    found.to_office(laptop)
    Hearing(office.work("admin")).hear()
    assert heard(office) == [2]
    enter(laptop, person("ข"), "officer")
    enter(laptop, person("ค"), "officer")
    found.to_office(laptop)
    assert heard(office) == [2, 4] and problems(office) == []
    before = state_of(office.engine)
    rebuild(office.engine)
    assert state_of(office.engine) == before


def test_what_the_office_heard_waits_for_nobody(office: TestOffice, met: tuple[Field, TestLaptop]) -> None:
    found, laptop = met
    found.to_laptop(laptop)
    enter(laptop, person("ข"), "officer")
    held = laptop.exchange.holdings()
    found.to_office(laptop)
    found.to_laptop(laptop)
    assert laptop.exchange.holdings()[STORE].held.size == held[STORE].held.size + 1
    # The laptop's last word was said before the office entered that it heard.
    assert found.exchange.lacking(laptop.laptop_id) == 0


@pytest.mark.parametrize(
    ("further", "head", "expected"),
    [(0, "00" * 32, ["laptop_altered"]), (3, "00" * 32, ["laptop_cut_off"]), (0, "", [])],
    ids=("another head", "more than is there", "as it is"),
)
def test_a_chain_that_is_not_what_was_heard_is_named(
    office: TestOffice, met: tuple[Field, TestLaptop], further: int, head: str, expected: list[str]
) -> None:
    _, laptop = met
    last = told(office, laptop)
    say(office, replace(last, size=last.size + further, head=head or last.head))
    assert problems(office) == expected


def test_a_chain_of_which_nothing_is_there_is_named_by_what_is_known(office: TestOffice) -> None:
    say(office, LaptopHeard(laptop_id="gone-away", store="gone-away", size=3, head="00" * 32))
    with office.engine.connect() as connection:
        (problem,) = heard_problems(connection, office_chains(connection))
        assert heard_problems(connection, ("another",)) == []
    assert problem.params["name"] == "gone-awa" and problem.params["held"] == 0


def test_an_entry_of_no_officer_of_the_laptop_counts_for_nothing_in_any_store(
    office: TestOffice, met: tuple[Field, TestLaptop]
) -> None:
    found, laptop = met
    enter(laptop, person("ปลอม"), "social")
    found.to_office(laptop)
    for store in (office, laptop):
        with store.engine.connect() as connection:
            assert Rows(connection).one(people.person, person_id="ปลอม") is None
            (entry,) = Rows(connection).all(refused_entry)
        assert (entry["actor"], entry["why"]) == ("social", "no_officer")
        before = state_of(store.engine)
        rebuild(store.engine)
        assert state_of(store.engine) == before


REVIEWED = VisitReviewed(visit_id="v", person_id="p", submissions=(), judgement=Judgement())


def test_an_entry_that_no_role_of_its_officer_permits_stands_and_is_doubted(
    office: TestOffice, met: tuple[Field, TestLaptop]
) -> None:
    found, laptop = met
    enter(laptop, REVIEWED, "officer")
    found.to_office(laptop)
    with office.engine.connect() as connection:
        assert Rows(connection).all(refused_entry) == []
        (entry,) = Rows(connection).all(doubted_entry)
    assert (entry["store"], entry["n"], entry["type"], entry["actor"]) == (
        laptop.laptop_id, 3, "visit.reviewed", "officer"
    )  # fmt: skip


def test_a_role_that_was_held_once_permits_what_was_entered(office: TestOffice, met: tuple[Field, TestLaptop]) -> None:
    found, laptop = met
    for roles in ({Role.SOCIAL_WORKER}, {Role.DEVELOPMENT_OFFICER}):
        with office.work("admin").begin("staff.change_roles") as unit:
            unit.record(StaffRolesChanged(staff_id="officer", roles=frozenset(roles), position="", reason="คำสั่ง"))
            unit.commit(None)
    enter(laptop, REVIEWED, "officer")
    found.to_office(laptop)
    with office.engine.connect() as connection:
        assert Rows(connection).all(doubted_entry) == []


def test_a_doubt_is_told_of_the_entry_as_it_was_entered(office: TestOffice) -> None:
    entry = DoubtedEntry(n=4, type="visit.reviewed", at="2024-06-10T03:00:00.000000Z", actor="officer")
    say(office, LaptopHeard(laptop_id="L", store="L", size=4, head="00" * 32, doubted=(entry,)))
    with office.engine.connect() as connection:
        (row,) = Rows(connection).all(doubted_entry)
    assert DoubtedEntry(n=row["n"], type=row["type"], at=row["at"], actor=row["actor"]) == entry


def test_of_every_entry_of_a_laptop_it_is_known_who_may_make_it() -> None:
    first = {LaptopBegan.TYPE, LaptopRestored.TYPE}
    assert set(MADE_BY) == {name for name, cls in event_types().items() if cls.FIELD} - first
    assert {use_case for use_cases in MADE_BY.values() for use_case in use_cases} <= AT_LAPTOP


def waiting(office: TestOffice) -> int:
    """What stands of it among the administrator's work of the day."""
    page = TodayService(office.work("admin"), Clocks()).page()
    return next(item.count for item in page.tasks if item.task is Task.REFUSED_ENTRY)


def test_what_counts_for_nothing_or_is_doubted_is_listed_and_counted(
    office: TestOffice, met: tuple[Field, TestLaptop]
) -> None:
    found, laptop = met
    assert found.exchange.refusals() == () and waiting(office) == 0
    enter(laptop, person("ปลอม"), "social")
    enter(laptop, REVIEWED, "officer")
    enter(laptop, StaffRolesChanged(staff_id="officer", roles=frozenset(Role), position="", reason=""), "nobody")
    found.to_office(laptop)
    told = {(one.type, one.why, one.laptop, one.officer) for one in found.exchange.refusals()}
    assert told == {
        ("person.registered", RefusedBy.NO_OFFICER, "เครื่อง1", "นางอังคาร วินิจฉัย"),
        ("visit.reviewed", RefusedBy.ROLE, "เครื่อง1", "นายอาทิตย์ ลงพื้นที่"),
        ("staff.roles_changed", RefusedBy.OFFICE_ALONE, "เครื่อง1", "nobody"),
    }
    assert found.exchange.refusals_by_laptop() == {laptop.laptop_id: 3}
    assert waiting(office) == 3
    office.clock.at += timedelta(days=31)
    assert waiting(office) == 0
    office.clock.at -= timedelta(days=31)
    found.revoke(laptop)
    assert waiting(office) == 0 and len(found.exchange.refusals()) == 3


@pytest.mark.parametrize(("gone", "expected"), [(2, ["laptop_gap"]), (4, ["laptop_cut_off"])])
def test_an_entry_that_was_taken_out_of_a_chain_is_missed(
    office: TestOffice, met: tuple[Field, TestLaptop], gone: int, expected: list[str]
) -> None:
    found, laptop = met
    for name in ("ข", "ค"):
        enter(laptop, person(name), "officer")
    found.to_office(laptop)
    with office.engine.execution_options(write=True).begin() as connection:
        drop_all(connection)
        rows = Rows(connection)
        for table in (journal.entry_body, journal.entry):
            rows.delete(table, store=laptop.laptop_id, n=gone)
    assert problems(office) == expected


def test_a_chain_of_no_enrolled_laptop_has_no_officers(office: TestOffice) -> None:
    with office.engine.execution_options(write=True).begin() as connection:
        rows = Rows(connection)
        assert officers_of(rows, "nowhere") == frozenset()
        rows.insert(laptop_chain, store="a-chain", laptop_id="nobody's")
        assert officers_of(rows, "a-chain") == frozenset()
