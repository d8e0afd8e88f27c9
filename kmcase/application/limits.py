"""The facts that limits are judged on, gathered alike for request, decision and payment."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from typing import Protocol

from kmcase.application.duplicates.standing import open_duplicates, told_apart_from
from kmcase.application.ports.duplicates import DuplicateRepository
from kmcase.application.ports.other_payments import OtherPaymentRepository
from kmcase.application.ports.repositories import BudgetRepository
from kmcase.domain.budgets import BudgetHalf, Claim, ClaimUnit
from kmcase.domain.events import Judgement, encode
from kmcase.domain.findings import Finding
from kmcase.domain.money import Baht
from kmcase.domain.offices import Office
from kmcase.domain.people import PersonValues
from kmcase.domain.requests import AidRequest
from kmcase.rules.limits import LimitFacts, TimesTaken
from kmcase.rules.regulations import Regulations
from kmcase.thai.calendar import fiscal_year


class Registered(Protocol):
    """A person with what the register holds today."""

    @property
    def values(self) -> PersonValues:
        """The standing values."""
        ...


class Register(Protocol):
    """Who somebody is today."""

    def person(self, person_id: str) -> Registered:
        """A person; raises `people.unknown`."""
        ...


class LimitSource(Protocol):
    """Where the facts come from: a unit that decides, or a reading that shows what would be said."""

    @property
    def office(self) -> Office:
        """The office with its area."""
        ...

    @property
    def regulations(self) -> Regulations:
        """The merged numbers."""
        ...

    @property
    def budgets(self) -> BudgetRepository:
        """Budgets and claims."""
        ...

    @property
    def duplicates(self) -> DuplicateRepository:
        """Entries that are one person, or may be."""
        ...

    @property
    def other_payments(self) -> OtherPaymentRepository:
        """What other units paid."""
        ...

    @property
    def people(self) -> Register:
        """The register."""
        ...


def limit_facts(
    unit: LimitSource,
    request: AidRequest,
    *,
    amount: Baht | None,
    day: date,
    half: BudgetHalf | None = None,
    own: tuple[Claim, ...] | None = None,
) -> LimitFacts:
    """What `rules.limits.check_limits` looks at; `half` where the decision is about money of a budget.

    `own` are the claims that the request holds already (at payment): they are not counted against it, nor is its
    reserved amount asked of the budget again. Times are those of the fiscal year of `day`.
    """
    year = fiscal_year(day)
    cluster = unit.duplicates.cluster(request.person_id)
    return LimitFacts(
        day=day,
        aid_kind=request.content.aid_kind,
        amount=amount,
        subdistrict_code=request.address.subdistrict_code,
        registered_code=unit.people.person(request.person_id).values.address.subdistrict_code,
        area=unit.office.area,
        province_code=unit.office.province_code,
        times=times_taken(unit, request, year, own or ()),
        budget=unit.budgets.budget(half) if half is not None else None,
        half=half,
        late_until=unit.budgets.late_until(half) if half is not None else None,
        namesakes=unit.budgets.helped_namesakes(request.person_id, year, {*cluster, *told_apart_from(unit, cluster)}),
        duplicates=open_duplicates(unit, request.person_id),
        elsewhere=tuple(other.unit_name for other in unit.other_payments.perhaps(cluster, year)),
        repeat_reason=request.content.repeat_reason,
        already_reserved=own is not None,
    )


def times_taken(
    unit: LimitSource, request: AidRequest, year: int, own: tuple[Claim, ...] = ()
) -> tuple[TimesTaken, ...]:
    """How often person, family and household were helped in a fiscal year, the request's own claims left out."""
    units = {
        ClaimUnit.PERSON: request.person_id,
        ClaimUnit.FAMILY: request.family_id,
        ClaimUnit.HOUSEHOLD: request.household_id,
    }
    return times_of(unit, units, request.content.aid_kind, year, own)


def times_of(
    unit: LimitSource,
    units: Mapping[ClaimUnit, str | None],
    aid_kind: str,
    year: int,
    own: tuple[Claim, ...] = (),
) -> tuple[TimesTaken, ...]:
    """How often a person and their family and household were helped in a fiscal year, `own` claims left out.

    All entries that are linked with the person count as one with them, and so do the families and households of those.
    """
    person_id = units[ClaimUnit.PERSON]
    assert person_id is not None
    entries = [each for each in unit.duplicates.cluster(person_id) if each != person_id]
    linked = unit.duplicates.units_of(entries) if entries else frozenset()
    mine = frozenset((claim.unit, claim.unit_id, claim.occurrence) for claim in own if claim.fiscal_year == year)
    return tuple(
        _taken(
            unit,
            which,
            (unit_id, *sorted(other for kind, other in linked if kind is which and other != unit_id)),
            aid_kind,
            year,
            mine,
        )
        for which, unit_id in units.items()
        if unit_id is not None
    )


def _taken(
    unit: LimitSource,
    which: ClaimUnit,
    unit_ids: tuple[str, ...],
    aid_kind: str,
    year: int,
    mine: Collection[tuple[ClaimUnit, str, int]],
) -> TimesTaken:
    """The times of the first unit and of all that count as one with it.

    Two entries of one person may each have a first time: the second of them then counts as the next that is free.
    """
    first, *others = (unit.budgets.taken(which, unit_id, aid_kind, year) for unit_id in unit_ids)
    times = [n for n in first.occurrences if (which, first.unit_id, n) not in mine]
    for other in others:
        for n in other.occurrences:
            times.append(n if n not in times else replace(first, occurrences=tuple(times)).next_free)
    late = sum(each.late for each in (first, *others))
    elsewhere = unit.other_payments.certain(unit.duplicates.members_of(which, unit_ids), aid_kind, year)
    return replace(first, occurrences=tuple(sorted(times)), late=late, elsewhere=elsewhere)


def judgement(unit: LimitSource, findings: tuple[Finding, ...], facts: LimitFacts | None = None) -> Judgement:
    """What a decision stores, so that it can be judged again under the rule of its day."""
    return Judgement(
        findings=findings,
        rule_version=unit.regulations.version,
        facts=encode(facts) if facts is not None else None,
    )
