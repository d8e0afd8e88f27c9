"""When a former client is looked after."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from kmcase.domain.cases.closing import Closing, ClosingState, Look, ReachedBy
from kmcase.rules.case_closing import looks_of, months_after, owed
from kmcase.rules.casework import shipped_casework

CASEWORK = shipped_casework()
CLOSING = Closing(
    closing_id="c",
    case_id="case",
    on=date(2024, 1, 31),
    reason="family",
    summary="",
    outcomes=(),
    state=ClosingState.APPROVED,
    proposed_at=datetime(2024, 1, 31, tzinfo=UTC),
    proposed_by="social",
)


def look(months: int) -> Look:
    return Look(
        look_id=str(months),
        months=months,
        on=date(2024, 3, 1),
        reached=ReachedBy.PHONE,
        how_they_are="ดี",
        needs_reopening=False,
        looked_by="social",
    )


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2024, 1, 31), 12, date(2025, 1, 31)),
        (date(2024, 12, 15), 1, date(2025, 1, 15)),
        (date(2023, 11, 30), 3, date(2024, 2, 29)),
    ],
)
def test_months_are_counted_by_the_calendar(day: date, months: int, later: date) -> None:
    assert months_after(day, months) == later


def test_a_closed_case_is_looked_after_at_the_offices_months() -> None:
    assert [(one.months, one.due) for one in looks_of(CASEWORK, CLOSING)] == [
        (1, date(2024, 2, 29)),
        (3, date(2024, 4, 30)),
        (6, date(2024, 7, 31)),
        (12, date(2025, 1, 31)),
    ]


def test_the_first_look_that_was_not_made_is_owed_from_its_day() -> None:
    assert owed(CASEWORK, CLOSING, date(2024, 2, 28)) is None
    first = owed(CASEWORK, CLOSING, date(2024, 2, 29))
    assert first is not None
    assert first.months == 1
    made = replace(CLOSING, looks=(look(1),))
    assert owed(CASEWORK, made, date(2024, 3, 1)) is None
    assert looks_of(CASEWORK, made)[0].look == look(1)


def test_a_case_that_was_opened_again_owes_none() -> None:
    again = replace(CLOSING, state=ClosingState.REOPENED, reopened_on=date(2024, 5, 10), looks=(look(1),))
    assert [one.months for one in looks_of(CASEWORK, again)] == [1, 3]
    assert owed(CASEWORK, again, date(2025, 6, 1)) is None
    on_its_day = replace(again, reopened_on=date(2024, 4, 30))
    assert [one.months for one in looks_of(CASEWORK, on_its_day)] == [1]


@pytest.mark.parametrize("changes", [{"state": ClosingState.PROPOSED}, {"reason": "died"}])
def test_nobody_is_looked_after_who_is_not_gone_or_is_dead(changes: dict[str, object]) -> None:
    closing = replace(CLOSING, **changes)  # type: ignore[arg-type]
    assert looks_of(CASEWORK, closing) == ()
    assert owed(CASEWORK, closing, date(2025, 6, 1)) is None
