"""How long a laptop may stay away, by days in Bangkok."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from kmcase.rules.exchanges import MAX_DAYS, heard_of_since, is_long_ago
from kmcase.rules.regulations import Number, shipped_regulations

TODAY = date(2024, 6, 19)
LATE_ON_THE_11TH = datetime(2024, 6, 11, 16, 59, tzinfo=UTC)
EARLY_ON_THE_12TH = datetime(2024, 6, 11, 17, 0, tzinfo=UTC)


@pytest.mark.parametrize(("at", "long_ago"), [(LATE_ON_THE_11TH, True), (EARLY_ON_THE_12TH, False)])
def test_seven_days_are_counted_by_the_calendar_of_bangkok(at: datetime, long_ago: bool) -> None:
    assert is_long_ago(at, TODAY, shipped_regulations()) is long_ago


def test_an_office_that_lets_laptops_stay_away_longer_is_not_warned_before() -> None:
    own = Number(
        key=MAX_DAYS, valid_from=TODAY, valid_to=None, value=8, reference="คำสั่ง 1", certainty="A", office_own=True
    )
    numbers = shipped_regulations().with_changes([own])
    assert heard_of_since(TODAY, numbers) == date(2024, 6, 11)
    assert not is_long_ago(LATE_ON_THE_11TH, TODAY, numbers)
