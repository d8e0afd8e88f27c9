"""Which cases need a conference: the four kinds of the issue's list, with numbers that are data of the casework (R).

A case is listed for what has been so for long enough, and rests for a while after a conference heard it, unless
something new came up since.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from kmcase.domain.cases.conferences import PUT_OFF, NeedFound
from kmcase.domain.casework import Casework
from kmcase.rules.regulations import Regulations

AHEAD_DAYS = "conference.ahead_days"


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstance:
    """Something of a case that has been so since a day; `code` and `what` as of `NeedFound`."""

    code: str
    since: date
    what: str = ""


def needs_of(
    casework: Casework, found: Iterable[Circumstance], heard_on: date | None, today: date
) -> tuple[NeedFound, ...]:
    """Why a case needs a conference, in the order of the casework, the longest first; what was put off before all."""
    by_code: dict[str, list[Circumstance]] = {}
    for each in sorted(found, key=lambda each: (each.since, each.what)):
        by_code.setdefault(each.code, []).append(each)
    needs = [_as_need(each) for each in by_code.get(PUT_OFF, ())]
    for need in casework.conference_needs:
        for each in by_code.get(need.code, ()):
            rested = heard_on is None or each.since > heard_on or today - heard_on >= timedelta(days=need.again)
            if rested and today - each.since >= timedelta(days=need.days):
                needs.append(_as_need(each))
    return tuple(needs)


def told_until(today: date, numbers: Regulations) -> date:
    """The last day of which a conference is told beforehand, by `conference.ahead_days` of today."""
    return today + timedelta(days=numbers.value(AHEAD_DAYS, today))


def grew_worse(percents: Iterable[Mapping[str, int]]) -> bool:
    """Whether the last of several assessments, the oldest first, is worse than the one before by what both scored."""
    last = list(percents)[-2:]
    if len(last) < 2:
        return False
    before, after = last
    both = before.keys() & after.keys()
    return sum(after[code] for code in both) < sum(before[code] for code in both)


def _as_need(found: Circumstance) -> NeedFound:
    return NeedFound(code=found.code, what=found.what, since=found.since)
