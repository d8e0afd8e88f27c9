"""The visits of an officer in a day."""

from __future__ import annotations

from datetime import date

from kmcase.domain.findings import Severity
from kmcase.rules.regulations import shipped_regulations
from kmcase.rules.work_plans import judge_day

MONDAY = date(2024, 6, 10)


def test_a_day_with_more_visits_than_its_number_is_warned_of() -> None:
    numbers = shipped_regulations()
    limit = numbers.value("plan.visits_per_day", MONDAY)
    assert judge_day(limit, MONDAY, numbers) == ()
    (finding,) = judge_day(limit + 1, MONDAY, numbers)
    assert finding.severity is Severity.WARN and finding.fields == ("day",)
    assert finding.params == {"day": MONDAY, "count": limit + 1, "limit": limit}
