"""Who may say that two entries which stop payments are different persons, as a table."""

from __future__ import annotations

import pytest

from kmcase.application.duplicates.telling import possible_seconds, unseen_by_others
from kmcase.domain.staff import Role, StaffMember

CLERK, SOCIAL, DIRECTOR = "clerk", "social", "director"


def member(staff_id: str, role: Role, *, name: str = "", active: bool = True) -> StaffMember:
    return StaffMember(
        staff_id=staff_id,
        login=staff_id,
        position="",
        name=name or f"นาย{staff_id}",
        roles=frozenset({role}),
        active=active,
    )


STAFF = (
    member(CLERK, Role.DEVELOPMENT_OFFICER),
    member(SOCIAL, Role.SOCIAL_WORKER),
    member(DIRECTOR, Role.DIRECTOR),
    member("auditor", Role.AUDITOR),
    member("gone", Role.SOCIAL_WORKER, active=False),
    member("clerk-again", Role.SOCIAL_WORKER, name=f"นาย{CLERK}"),
)


@pytest.mark.parametrize(
    ("one", "other", "deciders", "may"),
    [
        ({CLERK}, {CLERK}, {SOCIAL}, True),
        ({CLERK}, {CLERK}, {CLERK}, False),
        ({CLERK}, {SOCIAL}, {CLERK}, False),
        ({CLERK}, {SOCIAL}, {SOCIAL}, False),
        ({CLERK}, {SOCIAL}, {CLERK, SOCIAL}, True),
        ({CLERK}, {CLERK}, {CLERK, DIRECTOR}, True),
        ({CLERK, DIRECTOR}, {CLERK}, {CLERK, DIRECTOR}, False),
        ({CLERK, DIRECTOR}, {SOCIAL}, {CLERK, DIRECTOR}, False),
        ({CLERK}, {CLERK}, {"clerk-again"}, False),
        ({CLERK}, {SOCIAL}, {CLERK, "clerk-again"}, False),
        (set(), set(), {CLERK}, True),
        (set(), set(), {"nobody"}, False),
    ],
)
def test_each_entry_needs_one_who_did_not_enter_it(
    one: set[str], other: set[str], deciders: set[str], may: bool
) -> None:
    assert (unseen_by_others({"1": one, "2": other}, deciders, STAFF) is None) is may


@pytest.mark.parametrize(
    ("one", "other", "involved", "seconds"),
    [
        ({CLERK}, {CLERK}, (), {SOCIAL, DIRECTOR}),
        ({CLERK}, {SOCIAL}, (), {SOCIAL, DIRECTOR}),
        ({CLERK, SOCIAL}, {CLERK}, (), {DIRECTOR}),
        ({CLERK}, {CLERK}, (SOCIAL,), {DIRECTOR}),
        ({CLERK, DIRECTOR}, {CLERK}, (SOCIAL,), set()),
    ],
)
def test_a_second_person_works_here_has_no_part_and_is_another_human_being(
    one: set[str], other: set[str], involved: tuple[str, ...], seconds: set[str]
) -> None:
    found = possible_seconds({"1": one, "2": other}, involved, CLERK, STAFF)
    assert {each.staff_id for each in found} == seconds
