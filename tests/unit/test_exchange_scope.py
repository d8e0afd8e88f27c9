"""Which bodies go along with a bundle for a laptop."""

from __future__ import annotations

import pytest

from kmcase.persistence.exchange_scope import is_sent

SCOPE = frozenset({("person", "near"), ("request", "r")})


@pytest.mark.parametrize(
    ("touched", "sent"),
    [
        ((("person", "near"),), True),
        ((("person", "far"),), False),
        ((("person", "far"), ("request", "r")), True),
        ((("staff", "s"), ("office", "o")), True),
        ((("staff", "s"), ("person", "far")), False),
        ((("observation", "o"),), False),
        ((("indicator", "2567/2"),), False),
        ((), False),
    ],
)
def test_what_speaks_of_the_area_or_of_nobody_is_sent(touched: tuple[tuple[str, str], ...], sent: bool) -> None:
    assert is_sent(touched, SCOPE) is sent


@pytest.mark.parametrize("noun", ["other_payment", "audit_bundle"])
def test_a_list_of_people_of_many_places_stays_at_the_office_whoever_else_it_names(noun: str) -> None:
    assert not is_sent(((noun, "list"), ("person", "near")), SCOPE)


@pytest.mark.parametrize(("household_id", "sent"), [("near", True), ("far", False)])
def test_a_household_plan_goes_where_its_household_goes(household_id: str, sent: bool) -> None:
    touched = (("household_plan", household_id), ("household", household_id))
    assert is_sent(touched, SCOPE | {("household", "near")}) is sent


@pytest.mark.parametrize(
    ("touched", "sent"),
    [
        ((("case", "carried"),), True),
        ((("case", "other"),), False),
        ((("case", "other"), ("person", "near")), False),
        ((("case", "carried"), ("case", "other")), False),
        ((("case", "other"), ("case_access", "other")), True),
    ],
)
def test_what_is_said_in_a_case_goes_where_the_case_goes_and_who_may_see_it_everywhere(
    touched: tuple[tuple[str, str], ...], sent: bool
) -> None:
    assert is_sent(touched, SCOPE | {("case", "carried")}) is sent
