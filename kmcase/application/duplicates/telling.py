"""Who may say of two entries which stop payments that they are different persons.

Each of the two entries needs one, among those who say so, who neither registered it nor wrote a field that is compared:
so nobody lifts the block from two entries made alone. One person who entered neither is enough; who entered one needs a
second person beside, who confirms it with the own password. Nobody of them had a part in their requests and payments.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from kmcase.application.duties import persons_of
from kmcase.domain.staff import StaffMember

Entered = Mapping[str, Collection[str]]
"""By entry who entered it, by staff id."""


def unseen_by_others(entered: Entered, deciders: Iterable[str], staff: Sequence[StaffMember]) -> str | None:
    """The first entry that all of the deciders entered, under whatever login; None where there is none."""
    people = persons_of(deciders, tuple(staff))
    return next((each for each, by in sorted(entered.items()) if people <= persons_of(by, tuple(staff))), None)


def possible_seconds(
    entered: Entered, involved: Collection[str], me: str, staff: Sequence[StaffMember]
) -> tuple[StaffMember, ...]:
    """Who may confirm beside the signed-in person that these entries are different persons."""
    everyone = tuple(staff)
    apart = persons_of((me, *involved), everyone)
    return tuple(
        member
        for member in everyone
        if member.works
        and apart.isdisjoint(persons_of((member.staff_id,), everyone))
        and unseen_by_others(entered, (me, member.staff_id), everyone) is None
    )
