"""How long a laptop may stay away from the office."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from kmcase.rules.regulations import Regulations
from kmcase.thai.calendar import bangkok_date

MAX_DAYS = "exchange.max_days"


def is_long_ago(last_exchange: datetime, today: date, numbers: Regulations) -> bool:
    """Whether an exchange is more days ago than `exchange.max_days` of today allows, by the calendar of Bangkok."""
    return bangkok_date(last_exchange) < heard_of_since(today, numbers)


def heard_of_since(today: date, numbers: Regulations) -> date:
    """The first day on which a laptop must have met the office, not to have stayed away too long."""
    return today - timedelta(days=numbers.value(MAX_DAYS, today))
