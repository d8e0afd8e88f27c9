"""What the rules say of a case: who must be concealed, and which deadlines run."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta

from kmcase.domain.casework import Casework, Deadline
from kmcase.domain.dates import PartialDate
from kmcase.rules.persons import may_be_child
from kmcase.thai.calendar import bangkok_date


def restricted_by_default(
    casework: Casework, flags: Collection[str], birth: PartialDate | None, day: date
) -> tuple[str, ...]:
    """Codes of the reasons for which a new case is restricted unless somebody says otherwise.

    `flags` are facts of the intake (violence, self_harm, ...); `child` is one of itself where the birth date leaves
    room for less than eighteen years. Of an unknown birth date it says nothing: most clients have none.
    """
    found = set(flags)
    if birth is not None and may_be_child(birth, day):
        found.add("child")
    return tuple(reason.code for reason in casework.restrictions if reason.flag and reason.flag in found)


def running(casework: Casework, opened_at: datetime, stage: str) -> tuple[tuple[Deadline, date], ...]:
    """Deadlines whose stage is not reached, with the last day on which each is kept, the first one first.

    The day of opening is not counted (Civil and Commercial Code, s. 193/3).
    """
    if casework.stage_or_unknown(stage).ends:
        return ()
    opened, reached = bangkok_date(opened_at), casework.place_of_stage(stage)
    waiting = (each for each in casework.deadlines if casework.place_of_stage(each.done_by) > reached)
    return tuple(sorted(((each, opened + timedelta(days=each.days)) for each in waiting), key=lambda pair: pair[1]))
