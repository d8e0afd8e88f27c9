"""How many visits an officer has in a day."""

from __future__ import annotations

from datetime import date

from kmcase.domain.findings import Finding, Severity
from kmcase.rules.regulations import Regulations

PER_DAY = "plan.visits_per_day"


def judge_day(planned: int, day: date, numbers: Regulations) -> tuple[Finding, ...]:
    """Whether an officer's visits of a day, all counted, are more than the number of that day."""
    number = numbers.number(PER_DAY, day)
    if planned <= number.value:
        return ()
    params = {"day": day, "count": planned, "limit": number.value}
    return (
        Finding(
            code="appointments.day_full",
            severity=Severity.WARN,
            fields=("day",),
            params=params,
            reference=number.reference,
        ),
    )
