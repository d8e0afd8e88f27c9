"""The officers' loads as they are shown: visits of a month, what is done of them, the fullest week. No Qt."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from kmcase.application.appointments import MonthPlan, ProposalPage
from kmcase.domain.appointments import AppointmentState
from kmcase.domain.work_plans import Booked, loads, week_of


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadShown:
    """An officer's visits of a month, how many of them are done, and those of the fullest week."""

    name: str
    visits: int
    done: int
    fullest: int


def loads_of(plan: MonthPlan) -> tuple[LoadShown, ...]:
    """The officers who have visits in a month, the greatest load first; what was cancelled does not count."""
    counted = [one for one in plan.items if one.state is not AppointmentState.CANCELLED]
    found = []
    for officer_id, name in dict.fromkeys((one.officer_id, one.officer_name) for one in counted):
        own = [one for one in counted if one.officer_id == officer_id]
        weeks = Counter(week_of(one.day) for one in own)
        done = sum(one.state is AppointmentState.DONE for one in own)
        found.append(LoadShown(name=name, visits=len(own), done=done, fullest=max(weeks.values())))
    return tuple(sorted(found, key=lambda one: (-one.visits, one.name)))


def standing(page: ProposalPage, plan: tuple[Booked, ...]) -> tuple[LoadShown, ...]:
    """The officers of a proposal, and all others with visits, with the loads of a plan; in the order of the staff."""
    visits = Counter(one.officer_id for one in plan)
    weeks = loads(plan)
    having = page.chosen | set(visits)
    return tuple(
        LoadShown(
            name=officer.name,
            visits=visits[officer.staff_id],
            done=0,
            fullest=max((count for (who, _), count in weeks.items() if who == officer.staff_id), default=0),
        )
        for officer in page.officers
        if officer.staff_id in having
    )
