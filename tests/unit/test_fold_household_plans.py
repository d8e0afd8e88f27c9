"""What laptops wrote apart of household plans and houses gives the same rows in whatever order it arrives."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kmcase.domain import house_building as house
from kmcase.domain import household_plans as plans
from kmcase.domain.events import Event, event_types
from kmcase.domain.evidence import Attachment, EvidenceKind
from kmcase.domain.money import Baht
from kmcase.persistence.fold import fold
from kmcase.persistence.repositories.household_plans import SqlHouseholdPlans
from kmcase.persistence.rows import evidence, exchange, office
from kmcase.persistence.rows import household_plans as tables
from tests.entries_apart import HEARD, Entry, at, chains, folded, store_with

TABLES = (
    tables.household_plan_version,
    tables.household_plan_result,
    tables.household_certificate,
    tables.household_need,
    tables.household_need_answer,
    tables.household_step,
    tables.house_version,
    tables.house_entry,
    tables.house_entry_void,
    evidence.attachment,
    office.series,
    *HEARD,
)
DAY = date(2024, 6, 1)
PAPER = Attachment(sha256="f" * 64, stored_sha256="f" * 64, kind=EvidenceKind.OTHER, media_type="image/jpeg", size=1)


def cement(quantity: int, amount: int = 0) -> house.Material:
    return house.Material(item_id="c", name="ปูน", unit="ถุง", quantity=quantity, amount=Baht.of(amount))


def donation(mine: str, flag: bool = False) -> house.DonationReceived:
    number = int(mine[1:]) + flag
    given = house.Donation(
        donation_id=mine,
        number=f"{number}/2567",
        serial=number,
        fiscal_year=2567,
        donor="กำนัน",
        received_on=DAY,
        money=Baht.of(100),
        given=(cement(2),),
        received_by="o",
    )
    return house.DonationReceived(household_id="h", donation=given)


def plan(mine: str, flag: bool) -> plans.PlanWritten:
    values = plans.PlanValues(found_by=plans.FoundBy.TPMAP, casework="1", note=mine)
    return plans.PlanWritten(household_id="h", version_id=mine, replaces=("first",) if flag else (), values=values)


def certificate(mine: str, flag: bool) -> plans.PlanCertified:
    given = plans.Certificate(
        certificate_id=mine,
        version_id="v",
        certified_by="นายอำเภอ",
        certified_on=DAY,
        document=mine,
        paper=PAPER if flag else None,
    )
    return plans.PlanCertified(household_id="h", certificate=given)


def need(mine: str) -> plans.NeedSent:
    sent = plans.Need(need_id=mine, what="ส้วม", agency="อบต.", sent_on=DAY, level=plans.PlanLevel.SUBDISTRICT)
    return plans.NeedSent(household_id="h", need=sent)


def purchase(mine: str, flag: bool) -> house.PurchaseMade:
    bought = house.Purchase(
        purchase_id=mine,
        bought_on=DAY,
        seller="ร้าน",
        document=mine,
        paper=PAPER if flag else None,
        lines=(cement(1, 50),),
        bought_by="o",
    )
    return house.PurchaseMade(household_id="h", purchase=bought)


def issue(mine: str) -> house.MaterialIssued:
    issued = house.Issue(issue_id=mine, issued_on=DAY, taken_by="ช่าง", document=mine, lines=(cement(1),), issued_by="o")
    return house.MaterialIssued(household_id="h", issue=issued)


def count(mine: str) -> house.CashCounted:
    counted = house.CashCount(count_id=mine, counted_on=DAY, counted=Baht.of(1), expected=Baht.of(1), counted_by="d")
    return house.CashCounted(household_id="h", count=counted)


def labour(mine: str) -> house.LabourGiven:
    given = house.Labour(labour_id=mine, worked_on=DAY, who="ชาวบ้าน", persons=5, hours=6)
    return house.LabourGiven(household_id="h", labour=given)


MAKERS: dict[str, Callable[[str, bool], Event]] = {
    plans.PlanWritten.TYPE: plan,
    plans.PlanLineTold.TYPE: lambda mine, flag: plans.PlanLineTold(
        household_id="h", line_id="l", result=plans.LineResult(state=plans.LineState.DOING, result=mine)
    ),
    plans.PlanCertified.TYPE: certificate,
    plans.NeedSent.TYPE: lambda mine, flag: need(mine),
    plans.NeedAnswered.TYPE: lambda mine, flag: plans.NeedAnswered(
        household_id="h", need_id="n", answer=plans.NeedAnswer(state=plans.NeedState.ACCEPTED, words=mine)
    ),
    plans.StepMarked.TYPE: lambda mine, flag: plans.StepMarked(
        household_id="h", step=plans.Step.PILLAR, mark=plans.StepMark(done=flag, note=mine)
    ),
    house.BuildingPlanned.TYPE: lambda mine, flag: house.BuildingPlanned(
        household_id="h", version_id=mine, values=house.BuildingValues(what=mine)
    ),
    house.DonationReceived.TYPE: donation,
    house.PurchaseMade.TYPE: purchase,
    house.MaterialIssued.TYPE: lambda mine, flag: issue(mine),
    house.CashCounted.TYPE: lambda mine, flag: count(mine),
    house.LabourGiven.TYPE: lambda mine, flag: labour(mine),
    house.LabourVoided.TYPE: lambda mine, flag: house.LabourVoided(household_id="h", labour_id="x", reason=mine),
    house.BookEntryVoided.TYPE: lambda mine, flag: house.BookEntryVoided(
        household_id="h", kind=house.EntryKind.DONATION, entry_id="x", reason=mine
    ),
}


def test_every_event_of_households_plans_and_houses_is_tried() -> None:
    assert set(MAKERS) == {name for name in event_types() if name.startswith(("household_plan.", "house_building."))}


def drawn(draw: st.DrawFn, mine: str) -> Event:
    return MAKERS[draw(st.sampled_from(sorted(MAKERS)))](mine, draw(st.booleans()))


@given(chains(drawn))
def test_entries_of_laptops_give_the_same_rows_in_any_order(orders: tuple[list[Entry], list[Entry]]) -> None:
    one, other = orders
    assert folded(one, TABLES) == folded(other, TABLES)


@pytest.mark.parametrize("name", sorted(name for name in MAKERS if not event_types()[name].FIELD))
def test_money_and_store_that_a_laptop_entered_count_for_nothing(name: str) -> None:
    with store_with(TABLES) as rows:
        fold(rows, at("b", 1, 1), MAKERS[name]("b1", False), "")
        assert rows.all(tables.house_entry) == []
        assert rows.all(tables.house_entry_void) == []
        assert len(rows.all(exchange.refused_entry)) == 1


def test_a_laptop_that_names_a_donation_as_a_day_of_work_does_not_void_it() -> None:
    with store_with(TABLES) as rows:
        fold(rows, at("a", 1, 1), donation("a1"), "")
        fold(rows, at("b", 1, 2), labour("b1"), "")
        for number, entry_id in enumerate(("a1", "b1"), 2):
            made = house.LabourVoided(household_id="h", labour_id=entry_id, reason="ผิด")
            fold(rows, at("b", number, 3), made, "")
        entries = SqlHouseholdPlans(rows).book("h").entries
        assert [(one.entry_id, one.void_reason) for one in entries] == [("a1", ""), ("b1", "ผิด")]
