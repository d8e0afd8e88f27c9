"""Finding 3: the same name stands on receipts more often than it may."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date

from kmcase.domain.controls import Observation
from kmcase.domain.findings import Severity
from kmcase.domain.offices import UNLIMITED
from kmcase.rules.controls.control import Control, about, in_order, side_by_side
from kmcase.rules.controls.facts import AuditFacts, PaymentFact, grouped
from kmcase.rules.controls.sources import Source
from kmcase.rules.limits import allowed_times
from kmcase.rules.regulations import Regulations

_LIFTING = "limits.times_person"
_TIMES = ("aid.low_income.max_times_per_year",)


def person_limit(facts: AuditFacts, numbers: Regulations) -> Iterator[Observation]:
    """More payments of a kind in a fiscal year than allowed, to all register entries of one human being."""
    return _over_limit("f3.person_limit", "person_year", facts, numbers, lambda one: facts.cluster(one.person_id))


def family_limit(facts: AuditFacts, numbers: Regulations) -> Iterator[Observation]:
    """The same over a family of several persons: the unit that the regulation counts is open (domain.md §1)."""
    return _over_limit("f3.family_limit", "family_year", facts, numbers, lambda one: one.family_id or "", several=True)


def household_limit(facts: AuditFacts, numbers: Regulations) -> Iterator[Observation]:
    """The same over a household, where it is more than one family or person."""

    def household(one: PaymentFact) -> str:
        person = facts.persons.get(one.person_id)
        known = person.household_id if person is not None else None
        return known if known and known != one.family_id else ""

    return _over_limit("f3.household_limit", "household_year", facts, numbers, household, several=True)


def place_limit(facts: AuditFacts, numbers: Regulations) -> Iterator[Observation]:
    """The same over one house whose people stand in the register as several households."""

    def place(one: PaymentFact) -> str:
        person = facts.persons.get(one.person_id)
        if person is None or not person.house_no or person.moo is None:
            return ""
        return f"{person.subdistrict_code}/{person.moo}/{person.house_no.strip()}"

    often = tuple(_over_limit("f3.place_limit", "place_year", facts, numbers, place, several=True))
    wanted = {voucher_id for found in often for voucher_id in found.vouchers}
    households = {one.voucher_id: facts.household(one) for one in facts.counted if one.voucher_id in wanted}
    for found in often:
        if len({households[voucher_id] for voucher_id in found.vouchers}) > 1:
            yield found


def same_name(facts: AuditFacts, numbers: Regulations) -> Iterator[Observation]:
    """Paid in one fiscal year under two register entries of one name, in whatever order, and year of birth."""
    paid = {one.person_id for one in facts.counted}
    keys = {
        one.person_id: (facts.name_key(one.name), one.birth_year)
        for one in facts.persons.values()
        if one.birth_year is not None and one.person_id in paid
    }
    named = grouped(
        (one for one in facts.counted if one.person_id in keys), lambda one: (*keys[one.person_id], one.fiscal_year)
    )
    for (name, born, year), payments in named.items():
        if len(payments) == 1:
            continue
        ids = {facts.persons[one.person_id].national_id for one in payments}
        if len({facts.cluster(one.person_id) for one in payments}) > 1 and (None in ids or len(ids) == 1):
            shown = in_order(payments)
            told = side_by_side(
                facts,
                shown,
                ("national_id", tuple(_id(one.national_id) for one in shown)),
                ("house_no", tuple(facts.persons[one.person_id].house_no for one in shown)),
            )
            yield about("f3.same_name", ("name_year", f"{name}:{born}:{year}"), facts, shown, told)


def _is_lifted(facts: AuditFacts, payment: PaymentFact) -> bool:
    """Whether a second person lifted the limit under a document: such a payment is no repeat to be explained."""
    request = facts.by_request.get(payment.request_id)
    return _LIFTING in payment.lifted or (request is not None and _LIFTING in request.lifted)


def _id(national_id: str | None) -> str:
    return f"…{national_id[-3:]}" if national_id else ""


def _over_limit(
    control: str,
    noun: str,
    facts: AuditFacts,
    numbers: Regulations,
    unit: Callable[[PaymentFact], str],
    *,
    several: bool = False,
) -> Iterator[Observation]:
    """Groups of payments beyond the times of the year's last day; `several`: of more than one human being."""
    allowed: dict[tuple[str, date], int] = {}
    units: dict[tuple[str, int, str], list[PaymentFact]] = defaultdict(list)
    for one in facts.counted:
        units[unit(one), one.fiscal_year, one.aid_kind].append(one)
    for (name, year, kind), payments in units.items():
        last = max(one.paid_on for one in payments)
        most = allowed.get((kind, last))
        if most is None:
            most = allowed[kind, last] = allowed_times(kind, last, numbers)
        if not name or not UNLIMITED < most < len(payments):
            continue
        if most >= sum(not _is_lifted(facts, payment) for payment in payments):
            continue
        if several and len({facts.cluster(one.person_id) for one in payments}) == 1:
            continue
        shown = in_order(payments)
        told = (*side_by_side(facts, shown), ("fiscal_year", str(year)), ("allowed", most))
        yield about(control, (noun, f"{name}:{year}:{kind}"), facts, shown, told)


CONTROLS = (
    Control(
        code="f3.person_limit",
        severity=Severity.WARN,
        sources=(Source.F3, Source.AID_2552),
        numbers=_TIMES,
        evaluate=person_limit,
    ),
    Control(
        code="f3.family_limit",
        severity=Severity.WARN,
        sources=(Source.F3, Source.AID_2552),
        numbers=_TIMES,
        evaluate=family_limit,
    ),
    Control(
        code="f3.household_limit",
        severity=Severity.WARN,
        sources=(Source.F3, Source.AID_2552),
        numbers=_TIMES,
        evaluate=household_limit,
    ),
    Control(
        code="f3.place_limit",
        severity=Severity.WARN,
        sources=(Source.F3, Source.AID_2552),
        numbers=_TIMES,
        evaluate=place_limit,
    ),
    Control(code="f3.same_name", severity=Severity.WARN, sources=(Source.F3,), evaluate=same_name),
)
