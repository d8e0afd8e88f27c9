"""Of two values written apart one is chosen, under the rules of every other change, on both engines."""

from __future__ import annotations

from kmcase.application.people import ChangePerson
from kmcase.domain.money import Baht
from tests.builders import TestOffice, register
from tests.money_builders import a_national_id
from tests.request_builders import refused


def in_conflict(office: TestOffice, field: str, *values: object) -> tuple[str, tuple[str, ...]]:
    """A person one of whose fields was written apart; gives the id and what an editor has seen of the field."""
    person_id = register(office, first_name="คำปอน", national_id=a_national_id(2), no_id_reason=None)
    seen = office.people().page(person_id).seen
    for value in values:
        office.people().change(ChangePerson(person_id=person_id, values={field: value}, seen=seen))
    page = office.people().page(person_id)
    assert set(page.conflicts) == {field}
    return person_id, page.seen[field]


def test_a_value_written_apart_is_chosen(office: TestOffice) -> None:
    person_id, seen = in_conflict(office, "national_id", a_national_id(3), a_national_id(4))
    office.people().settle(person_id, "national_id", a_national_id(3), seen)
    page = office.people().page(person_id)
    assert (page.values.national_id, page.conflicts) == (a_national_id(3), {})


def test_a_national_id_that_another_bears_is_not_chosen(office: TestOffice) -> None:
    register(office, national_id=a_national_id(1), no_id_reason=None)
    person_id, seen = in_conflict(office, "national_id", a_national_id(3), a_national_id(4))
    with refused("people.id_in_register"):
        office.people().settle(person_id, "national_id", a_national_id(1), seen)
    with refused("people.id_impossible"):
        office.people().settle(person_id, "national_id", "abc", seen)


def test_a_value_of_another_kind_is_not_chosen(office: TestOffice) -> None:
    person_id, seen = in_conflict(office, "monthly_income", Baht.of(1000), Baht.of(2000))
    for odd in ("เยอะ", {"baht": 1}):
        with refused("people.value_unreadable"):
            office.people().settle(person_id, "monthly_income", odd, seen)
    assert "monthly_income" in office.people().page(person_id).conflicts
