"""Which back-ups are kept."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kmcase.application.backups import KeptAs
from kmcase.persistence.retention import DAILY, MONTHLY, WEEKLY, keep, kept_as
from kmcase.thai.calendar import bangkok_date

START = datetime(2024, 6, 12, 3, 0, tzinfo=UTC)


moments = st.lists(
    st.integers(0, 3 * 365 * 24).map(lambda hours: datetime(2023, 1, 1, tzinfo=UTC) + timedelta(hours=hours)),
    unique=True,
    max_size=80,
)
TODAY = date(2024, 9, 30)


@given(moments)
def test_retention_keeps_the_newest_and_what_is_kept_stays_kept(known: list[datetime]) -> None:
    kept = keep(known, TODAY)
    assert kept <= set(known)
    assert not known or max(known) in kept
    assert keep(kept, TODAY) == kept


@given(moments)
def test_retention_never_deletes_from_today_or_from_a_day_to_come(known: list[datetime]) -> None:
    assert {moment for moment in known if bangkok_date(moment) >= TODAY} <= keep(known, TODAY)


@given(moments)
def test_retention_keeps_no_more_than_its_numbers(known: list[datetime]) -> None:
    past = [moment for moment in keep(known, TODAY) if bangkok_date(moment) < TODAY]
    assert len(past) <= DAILY + WEEKLY + MONTHLY
    for period, count in (
        (lambda day: day, DAILY),
        (lambda day: day.isocalendar()[:2], WEEKLY),
        (lambda day: (day.year, day.month), MONTHLY),
    ):
        days = [bangkok_date(moment) for moment in known if bangkok_date(moment) < TODAY]
        wanted = sorted({period(day) for day in days}, reverse=True)[:count]
        assert set(wanted) <= {period(bangkok_date(moment)) for moment in past}


@given(moments)
def test_what_is_kept_says_what_as(known: list[datetime]) -> None:
    reasons = kept_as(known, TODAY)
    assert set(reasons) == keep(known, TODAY) and all(reasons.values())
    for kind, most in ((KeptAs.DAY, DAILY), (KeptAs.WEEK, WEEKLY), (KeptAs.MONTH, MONTHLY)):
        assert sum(kind in kept for kept in reasons.values()) <= most
    newest = {moment for moment, kept in reasons.items() if kept == (KeptAs.NEWEST,)}
    assert newest == {moment for moment in known if bangkok_date(moment) >= TODAY}


def test_an_office_that_backs_up_daily_for_years_has_days_weeks_and_months() -> None:
    held: frozenset[datetime] = frozenset()
    day = START
    for _ in range(800):
        day += timedelta(days=1)
        held = keep({*held, day, day + timedelta(hours=5)}, bangkok_date(day))
    days = sorted((bangkok_date(moment) for moment in held), reverse=True)
    today = bangkok_date(day)
    assert set(days) >= {today - timedelta(days=back) for back in range(DAILY + 1)}
    assert len({current.isocalendar()[:2] for current in days}) >= WEEKLY
    assert len({(current.year, current.month) for current in days}) >= MONTHLY
    assert (today - days[-1]).days >= 28 * (MONTHLY - 1)
    assert len(held) <= DAILY + WEEKLY + MONTHLY + 2


def test_an_office_that_was_closed_for_a_year_loses_nothing() -> None:
    known = {START + timedelta(days=day) for day in range(DAILY)}
    assert keep(known, bangkok_date(START) + timedelta(days=400)) == known
