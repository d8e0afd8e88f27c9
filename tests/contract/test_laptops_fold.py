"""Laptops as the journal tells of them, and a member whom only a removal names."""

from __future__ import annotations

from kmcase.domain.events import Event
from kmcase.domain.laptops import Laptop, LaptopAreaChanged, LaptopEnrolled, LaptopRevoked
from kmcase.domain.people import HouseholdMemberRemoved
from kmcase.persistence.chain import Chain, Writer
from kmcase.persistence.plain import from_json
from kmcase.persistence.rows.exchange import laptop
from kmcase.persistence.rows.people import household_member
from kmcase.persistence.schema import rebuild
from kmcase.persistence.statements import Rows
from tests.builders import STORE, TestOffice
from tests.state import state_of

LAPTOP = Laptop(
    laptop_id="laptop-1",
    name="เครื่อง 1",
    area=frozenset({"410113"}),
    officers=frozenset({"officer"}),
    sealing_key="00" * 32,
    verify_key="11" * 32,
)


def enter(office: TestOffice, *events: Event) -> None:
    """Entries of the office's own chain."""
    writer = Writer(store=STORE, actor="admin", workstation="ทดสอบ", use_case="laptops.enrol", ids=office.ids)
    with office.engine.execution_options(write=True).begin() as connection:
        chain = Chain(connection, writer)
        for event in events:
            chain.append(event, office.clock.now())
        chain.finish()


def test_a_laptop_is_enrolled_goes_to_another_area_and_is_revoked(office: TestOffice) -> None:
    enter(office, LaptopEnrolled(laptop=LAPTOP))
    with office.engine.connect() as connection:
        row = Rows(connection).one(laptop, laptop_id="laptop-1")
    assert row is not None
    assert (from_json(row["area"]), row["revoked_at"]) == (["410113"], None)
    enter(
        office,
        LaptopAreaChanged(laptop_id="laptop-1", area=frozenset({"410101", "410113"}), reason="คำสั่ง"),
        LaptopRevoked(laptop_id="laptop-1", reason="หาย"),
    )
    with office.engine.connect() as connection:
        row = Rows(connection).one(laptop, laptop_id="laptop-1")
    assert row is not None
    assert from_json(row["area"]) == ["410101", "410113"]
    assert (row["revoked_reason"], bool(row["revoked_at"])) == ("หาย", True)
    before = state_of(office.engine)
    rebuild(office.engine)
    assert state_of(office.engine) == before


def test_the_removal_of_a_member_whom_nobody_listed_here_adds_no_member(office: TestOffice) -> None:
    enter(office, HouseholdMemberRemoved(member_id="somebody", household_id="somewhere", reason="ย้ายออก"))
    with office.engine.connect() as connection:
        assert Rows(connection).all(household_member) == []
