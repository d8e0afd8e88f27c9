"""The facts that limits are judged on, gathered alike for request, decision and payment."""

from __future__ import annotations

from datetime import date

from kmcase.application.work import Unit
from kmcase.domain.budgets import BudgetHalf, ClaimUnit
from kmcase.domain.events import Judgement, encode
from kmcase.domain.findings import Finding
from kmcase.domain.money import Baht
from kmcase.domain.requests import AidRequest
from kmcase.rules.limits import LimitFacts, TimesTaken
from kmcase.thai.calendar import fiscal_year


def limit_facts(
    unit: Unit,
    request: AidRequest,
    *,
    amount: Baht | None,
    day: date,
    half: BudgetHalf | None = None,
    already_reserved: bool = False,
) -> LimitFacts:
    """What `rules.limits.check_limits` looks at; `half` where the decision is about money of a budget."""
    year = half.fiscal_year if half is not None else fiscal_year(day)
    return LimitFacts(
        day=day,
        aid_kind=request.content.aid_kind,
        amount=amount,
        subdistrict_code=request.address.subdistrict_code,
        area=unit.office.area,
        province_code=unit.office.province_code,
        times=times_taken(unit, request, year),
        budget=unit.budgets.budget(half) if half is not None else None,
        half=half,
        late_until=unit.budgets.late_until(half) if half is not None else None,
        repeat_reason=request.content.repeat_reason,
        already_reserved=already_reserved,
    )


def times_taken(unit: Unit, request: AidRequest, year: int) -> tuple[TimesTaken, ...]:
    """How often person, family and household were helped in a fiscal year."""
    units = (
        (ClaimUnit.PERSON, request.person_id),
        (ClaimUnit.FAMILY, request.family_id),
        (ClaimUnit.HOUSEHOLD, request.household_id),
    )
    kind = request.content.aid_kind
    return tuple(unit.budgets.taken(which, unit_id, kind, year) for which, unit_id in units if unit_id is not None)


def judgement(unit: Unit, findings: tuple[Finding, ...], facts: LimitFacts | None = None) -> Judgement:
    """What a decision stores, so that it can be judged again under the rule of its day."""
    return Judgement(
        findings=findings,
        rule_version=unit.regulations.version,
        facts=encode(facts) if facts is not None else None,
    )
