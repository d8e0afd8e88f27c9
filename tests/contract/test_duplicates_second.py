"""Nobody lifts the block from two entries made alone: who may tell them apart, through the service, on both engines."""

from __future__ import annotations

from datetime import date

import pytest

from kmcase.application.duplicates import DecideDuplicate, Decision, DuplicateService
from kmcase.application.people import ChangePerson, RegisterPerson
from kmcase.application.read.clusters import ClusterState
from kmcase.domain.dates import PartialDate
from kmcase.domain.duplicates import PersonsToldApart
from kmcase.persistence.schema import rebuild
from tests.builders import TestOffice, allot, password_of, person_values
from tests.contract.test_duplicates_decided import waiting
from tests.money_builders import blocked, pay
from tests.request_builders import open_request, refused
from tests.state import state_of

SHE = {"birth": PartialDate.from_date(date(1957, 3, 14)), "phone": "0812345678"}
AGAIN = {**SHE, "last_name": "ศรีศุข"}


def entered(office: TestOffice, *by: str) -> tuple[str, ...]:
    """One woman, entered once by each of these."""
    return tuple(
        office.people(login).register(RegisterPerson(values=person_values(**values))).value
        for login, values in zip(by, (SHE, AGAIN, SHE), strict=False)
    )


def apart(
    office: TestOffice, persons: tuple[str, ...], login: str, second: str = "", password: str | None = None
) -> None:
    typed = password_of(second) if password is None else password
    DuplicateService(office.work(login)).decide(
        DecideDuplicate(
            person_ids=persons,
            decision=Decision.DIFFERENT,
            reason="ฝาแฝด",
            second_person=second,
            second_password=typed if second else "",
        )
    )


def states(office: TestOffice) -> list[ClusterState]:
    return [item.state for item in DuplicateService(office.work("director")).list()]


@pytest.mark.parametrize(
    ("by", "login", "second", "refusal"),
    [
        (("officer", "officer"), "social", "", None),
        (("social", "social"), "social", "", "duplicates.own_entry"),
        (("officer", "social"), "social", "", "duplicates.own_entry"),
        (("social", "social"), "director", "", None),
        (("social", "social"), "social", "director", None),
        (("social", "officer"), "social", "officer", None),
        (("social", "officer"), "social", "officer2", None),
        (("social", "social"), "social", "social", "duties.second_is_first"),
        (("social", "social"), "social", "auditor", "duties.second_role"),
    ],
)
def test_who_entered_one_of_them_needs_a_second_person(
    office: TestOffice, by: tuple[str, str], login: str, second: str, refusal: str | None
) -> None:
    persons = entered(office, *by)
    if refusal is None:
        apart(office, persons, login, second)
        assert states(office) == [ClusterState.APART]
        return
    with refused(refusal):
        apart(office, persons, login, second)
    assert states(office) == [ClusterState.STOPS]


def test_who_wrote_a_compared_field_entered_it_too(office: TestOffice) -> None:
    persons = entered(office, "officer", "officer")
    office.people("social").change(ChangePerson(person_id=persons[0], values={"remark": "ย้ายกลับมา"}, seen={}))
    page = DuplicateService(office.work("social")).page(persons)
    assert page.entered == frozenset() and not page.needs_second(persons)
    office.people("social").change(ChangePerson(person_id=persons[0], values={"phone": "0812345679"}, seen={}))
    page = DuplicateService(office.work("social")).page(persons)
    assert page.entered == {persons[0]} and page.needs_second(persons)
    with refused("duplicates.own_entry"):
        apart(office, persons, "social")


def test_a_second_person_who_entered_the_same_one_or_had_a_part_does_not_do(office: TestOffice) -> None:
    persons = entered(office, "social", "social")
    office.people("officer2").change(ChangePerson(person_id=persons[1], values={"title": "นางสาว"}, seen={}))
    with refused("duplicates.both_entered"):
        apart(office, persons, "social", "officer2")
    open_request(office, persons[0], fact_finder="officer")
    with refused("duplicates.second_own_work"):
        apart(office, persons, "social", "officer")
    with refused("duties.second_password_wrong"):
        apart(office, persons, "social", "finance", "เดา")
    seconds = DuplicateService(office.work("social")).page(persons).seconds
    assert {each.staff_id for each in seconds} == {"finance", "finance2", "director"}
    apart(office, persons, "social", "finance")


def test_a_pair_below_the_block_is_told_apart_by_anybody_who_may_decide(office: TestOffice) -> None:
    one, other = (
        office.people("social").register(RegisterPerson(values=person_values(**values))).value
        for values in ({}, {"last_name": "ศรีศุข"})
    )
    [pair] = DuplicateService(office.work("social")).page((one, other)).pairs
    assert not pair.stops
    apart(office, (one, other), "social")


def test_both_names_stand_in_the_journal_and_on_the_page(office: TestOffice) -> None:
    persons = entered(office, "social", "social")
    apart(office, persons, "social", "director")
    [pair] = DuplicateService(office.work("auditor")).page(persons).pairs
    assert pair.judgement is not None
    assert (pair.judgement.judged_by, pair.judgement.second_person) == ("social", "director")
    [item] = DuplicateService(office.work("auditor")).list()
    [word] = item.words
    assert (word.verdict, word.by, word.second) == ("different", "นางอังคาร วินิจฉัย", "นายศุกร์ ปกครอง")
    before = state_of(office.engine)
    rebuild(office.engine)
    assert state_of(office.engine) == before
    assert PersonsToldApart(person_ids=("1", "2"), digest="", reason="").second_person == ""


def test_a_third_entry_between_does_not_lift_the_block(office: TestOffice) -> None:
    """A clerk tells an entry that is less alike apart, and links it with the one that stops."""
    allot(office, 300_000)
    first, second = entered(office, "social", "social")
    less = {"last_name": "ศรีศุข", "phone": "0899999999"}
    third = office.people("social").register(RegisterPerson(values=person_values(**less))).value
    voucher_id = waiting(office, first)
    apart(office, (first, third), "director", "")
    service = DuplicateService(office.work("social"))
    service.decide(DecideDuplicate(person_ids=(second, third), decision=Decision.SAME, reason="คนเดียวกัน"))
    with blocked("duplicates.open"):
        pay(office, voucher_id)
    assert ClusterState.STOPS in states(office)


def test_a_word_on_a_linked_entry_is_a_word_on_all_that_are_linked(office: TestOffice) -> None:
    first, second, third = entered(office, "officer", "officer", "officer")
    service = DuplicateService(office.work("social"))
    service.decide(DecideDuplicate(person_ids=(first, third), decision=Decision.SAME, reason="ดูบัตรแล้ว"))
    apart(office, (first, second, third), "social")
    pairs = {pair.person_ids: pair for pair in service.page((first, second, third)).pairs}
    assert all(pair.linked or pair.apart for pair in pairs.values()) and len(pairs) == 3
    page = service.page((first, second))
    assert not any(pair.stops for pair in page.pairs)
