"""Which back-ups are kept: 12 daily, 10 weekly, 9 monthly."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime

from kmcase.application.backups import KeptAs
from kmcase.thai.calendar import bangkok_date

DAILY, WEEKLY, MONTHLY = 12, 10, 9


def keep(moments: Iterable[datetime], today: date) -> frozenset[datetime]:
    """The back-ups to keep, by their moments (aware).

    The last of each of the latest 12 days, 10 weeks and 9 months that have one, in the calendar of Bangkok; all of
    today's, and any from a day to come, since a clock that was wrong is no reason to delete. Periods without a back-up
    do not count, so that an office that was closed for months loses nothing.
    """
    return frozenset(kept_as(moments, today))


def kept_as(moments: Iterable[datetime], today: date) -> Mapping[datetime, tuple[KeptAs, ...]]:
    """Every back-up that `keep` keeps, with what it is kept as; the newest of a day may serve as week and month too."""
    newest_first = sorted(moments, reverse=True)
    reasons: dict[datetime, tuple[KeptAs, ...]] = {
        moment: (KeptAs.NEWEST,) for moment in newest_first if bangkok_date(moment) >= today
    }
    past = [moment for moment in newest_first if bangkok_date(moment) < today]
    for kind, count, period in (
        (KeptAs.DAY, DAILY, _day),
        (KeptAs.WEEK, WEEKLY, _week),
        (KeptAs.MONTH, MONTHLY, _month),
    ):
        for moment in _last_of_each(past, period, count):
            reasons[moment] = (*reasons.get(moment, ()), kind)
    return reasons


def _last_of_each(
    newest_first: list[datetime], period: Callable[[datetime], tuple[int, ...]], count: int
) -> set[datetime]:
    last: dict[tuple[int, ...], datetime] = {}
    for moment in newest_first:
        last.setdefault(period(moment), moment)
    return set(list(last.values())[:count])


def _day(moment: datetime) -> tuple[int, ...]:
    return bangkok_date(moment).timetuple()[:3]


def _week(moment: datetime) -> tuple[int, ...]:
    return bangkok_date(moment).isocalendar()[:2]


def _month(moment: datetime) -> tuple[int, ...]:
    return bangkok_date(moment).timetuple()[:2]
