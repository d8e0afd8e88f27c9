"""Limits of money, times and area: checked alike at request, approval and payment (design.md §4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kmcase.domain.budgets import Budget, BudgetHalf, Claim, ClaimUnit
from kmcase.domain.duplicates import OpenDuplicate
from kmcase.domain.findings import Finding, Severity
from kmcase.domain.money import Baht
from kmcase.domain.offices import UNLIMITED
from kmcase.rules.regulations import Number, Regulations
from kmcase.thai import areas
from kmcase.thai.calendar import fiscal_year, half_bounds, half_of


@dataclass(frozen=True, slots=True, kw_only=True)
class TimesTaken:
    """How often a unit was helped in the year already: its claims, reserved, paid or entered as history.

    `late` of them are claims of the year before that were paid in this one; the day of payment counts (domain.md §8).
    `elsewhere` are payments of other units that are certainly this person's, or a member's.
    """

    unit: ClaimUnit
    unit_id: str
    occurrences: tuple[int, ...]
    late: int = 0
    elsewhere: int = 0

    @property
    def count(self) -> int:
        """How often in all."""
        return len(self.occurrences) + self.late + self.elsewhere

    @property
    def next_free(self) -> int:
        """The lowest occurrence not yet taken."""
        taken = set(self.occurrences)
        return next(n for n in range(1, len(taken) + 2) if n not in taken)


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitFacts:
    """What the limits look at. `day` is the day that counts: of the request, the decision or the payment.

    `duplicates` are entries that nobody decided about yet, `elsewhere` other units whose lists may name this person.
    `namesakes` are those helped in the year who bear the same name, in whatever order its parts were entered, and whom
    neither national id nor year of birth tells from this person. `subdistrict_code` is the request's own address,
    `registered_code` that of the register today (empty: none any more; None: not looked at).
    """

    day: date
    aid_kind: str
    amount: Baht | None
    subdistrict_code: str
    registered_code: str | None = None
    area: frozenset[str]
    province_code: str
    times: tuple[TimesTaken, ...] = ()
    budget: Budget | None = None
    half: BudgetHalf | None = None
    late_until: date | None = None
    namesakes: tuple[str, ...] = ()
    duplicates: tuple[OpenDuplicate, ...] = ()
    elsewhere: tuple[str, ...] = ()
    repeat_reason: str = ""
    already_reserved: bool = False


def severity_of(number: Number) -> Severity:
    """Block on what was read in the law or the ministry's system, warn on the rest."""
    return Severity.BLOCK if number.certainty == "A" else Severity.WARN


def check_limits(facts: LimitFacts, numbers: Regulations) -> tuple[Finding, ...]:
    """All limits in one go: area, amount a time, times a year, namesakes, duplicates, budget, half."""
    return (
        *area(facts),
        *amount_a_time(facts, numbers),
        *times_a_year(facts, numbers),
        *helped_under_one_name(facts),
        *nobody_decided(facts.duplicates, paying=facts.already_reserved),
        *perhaps_helped_elsewhere(facts),
        *within_budget(facts),
        *within_half(facts),
    )


def area(facts: LimitFacts) -> tuple[Finding, ...]:
    """Only in the office's area and province (systems.md §1); the address may be mended, so it blocks.

    Who has moved since the request was opened is looked at where they live now.
    """
    if _inside(facts.subdistrict_code, facts):
        return _moved(facts)
    name = "outside_area" if facts.subdistrict_code.startswith(facts.province_code) else "outside_province"
    if not facts.subdistrict_code:
        name = "no_address"
    return (Finding(code=f"limits.{name}", severity=Severity.BLOCK, fields=("address",), reference="systems.area"),)


def _inside(code: str, facts: LimitFacts) -> bool:
    return code in facts.area and code.startswith(facts.province_code)


def _moved(facts: LimitFacts) -> tuple[Finding, ...]:
    code = facts.registered_code
    if code is None or _inside(code, facts):
        return ()
    place = areas.area(code)
    return (
        Finding(
            code="limits.moved_outside_area" if code else "limits.no_address",
            severity=Severity.BLOCK,
            fields=("address",),
            params={"place": areas.label(place) if place else code},
            reference="systems.area",
        ),
    )


def amount_a_time(facts: LimitFacts, numbers: Regulations) -> tuple[Finding, ...]:
    """The most that may be given at a time."""
    key = f"aid.{facts.aid_kind}.max_per_time"
    if facts.amount is None or not numbers.has(key, facts.day):
        return ()
    most = numbers.number(key, facts.day)
    if most.value == UNLIMITED or facts.amount.satang <= most.value:
        return ()
    params = {"amount": facts.amount, "most": Baht(most.value)}
    return (
        Finding(
            code="limits.over_amount",
            severity=severity_of(most),
            fields=("amount",),
            params=params,
            reference=most.reference,
        ),
    )


def allowed_times(aid_kind: str, day: date, numbers: Regulations) -> int:
    """Times a year on a day; -1 for no limit."""
    key = f"aid.{aid_kind}.max_times_per_year"
    return numbers.value(key, day) if numbers.has(key, day) else UNLIMITED


def times_a_year(facts: LimitFacts, numbers: Regulations) -> tuple[Finding, ...]:
    """Blocks for the person; for family and household, whose legal status is open, it asks for a reason in writing."""
    key = f"aid.{facts.aid_kind}.max_times_per_year"
    if not numbers.has(key, facts.day):
        return ()
    most = numbers.number(key, facts.day)
    if most.value == UNLIMITED:
        return ()
    found = []
    for times in facts.times:
        if times.count < most.value:
            continue
        person = times.unit is ClaimUnit.PERSON
        reasoned = not person and bool(facts.repeat_reason.strip())
        found.append(
            Finding(
                code=f"limits.times_{times.unit.value}",
                severity=severity_of(most) if person else (Severity.INFORM if reasoned else Severity.WARN),
                fields=("repeat_reason",) if not person else ("person",),
                params={"times": times.count, "most": most.value, "year": str(fiscal_year(facts.day))},
                reference=most.reference,
            )
        )
    return tuple(found)


def helped_under_one_name(facts: LimitFacts) -> tuple[Finding, ...]:
    """Whoever was entered twice is helped as one: the other entry is used, or both get what tells them apart."""
    if not facts.namesakes:
        return ()
    params = {"name": facts.namesakes[0], "year": str(fiscal_year(facts.day))}
    return (Finding(code="limits.helped_namesake", severity=Severity.BLOCK, fields=("person",), params=params),)


def nobody_decided(duplicates: tuple[OpenDuplicate, ...], *, paying: bool) -> tuple[Finding, ...]:
    """Entries that are very likely one person wait for somebody to decide: told before, and stopped where it is paid.

    Thresholds are those of `kmcase.matching.weights`; nothing but a decision on the pair releases the payment.
    """
    severity = Severity.BLOCK if paying else Severity.WARN
    return tuple(
        Finding(
            code="duplicates.same_id" if one.same_id else "duplicates.open",
            severity=severity,
            fields=("person",),
            params={"name": one.name},
        )
        for one in duplicates
    )


def perhaps_helped_elsewhere(facts: LimitFacts) -> tuple[Finding, ...]:
    """A line of another unit's list that bears the name is looked at by a person; it stops nothing."""
    return tuple(
        Finding(code="other_payments.perhaps", severity=Severity.WARN, fields=("person",), params={"unit": unit})
        for unit in dict.fromkeys(facts.elsewhere)
    )


def within_budget(facts: LimitFacts) -> tuple[Finding, ...]:
    """An allotment always blocks; what is reserved already for this request does not count twice."""
    if facts.already_reserved or facts.half is None:
        return ()
    if facts.budget is None:
        return (
            Finding(
                code="limits.no_budget",
                severity=Severity.BLOCK,
                fields=("amount",),
                params={"half": facts.half.budget_id},
            ),
        )
    if facts.amount is None or facts.amount.satang <= facts.budget.available.satang:
        return ()
    params = {"amount": facts.amount, "available": facts.budget.available, "half": facts.half.budget_id}
    return (Finding(code="limits.over_budget", severity=Severity.BLOCK, fields=("amount",), params=params),)


def within_half(facts: LimitFacts) -> tuple[Finding, ...]:
    """Money of a half is paid within it, or until the day of an approved permission."""
    if facts.half is None:
        return ()
    first, _ = half_bounds(facts.half.fiscal_year, facts.half.half)
    until = _last_day(facts.half, facts.late_until)
    if first <= facts.day <= until:
        return ()
    return (
        Finding(
            code="limits.outside_half",
            severity=Severity.BLOCK,
            fields=("paid_on",),
            params={"half": facts.half.budget_id, "last": until},
        ),
    )


def half_still_open(facts: LimitFacts, today: date) -> tuple[Finding, ...]:
    """Money of a half that is over is approved no more, unless a permission lets it be paid until later."""
    if facts.half is None:
        return ()
    until = _last_day(facts.half, facts.late_until)
    if today <= until:
        return ()
    return (
        Finding(
            code="limits.half_over",
            severity=Severity.BLOCK,
            fields=("amount",),
            params={"half": facts.half.budget_id, "last": until},
        ),
    )


def latest_late_day(half: BudgetHalf) -> date:
    """The last day that a permission of late payment may name: a year after the end of the half."""
    _, last = half_bounds(half.fiscal_year, half.half)
    return last.replace(year=last.year + 1)


def _last_day(half: BudgetHalf, late_until: date | None) -> date:
    _, last = half_bounds(half.fiscal_year, half.half)
    return max(last, min(late_until, latest_late_day(half))) if late_until else last


def half_on(day: date) -> BudgetHalf:
    """The half that a day falls in."""
    return BudgetHalf(fiscal_year(day), half_of(day))


def claims_for(
    times: tuple[TimesTaken, ...], *, aid_kind: str, year: int, allowed: int, override: str | None
) -> tuple[Claim, ...]:
    """The claims that a decision takes: the lowest free occurrence of each unit.

    A family or household over the limit goes on with its written reason as override (their legal status is open).
    Aid without a limit takes its claims as well: it counts for namesakes, and for a limit that comes later.
    """
    return tuple(
        Claim(
            unit=found.unit,
            unit_id=found.unit_id,
            aid_kind=aid_kind,
            fiscal_year=year,
            occurrence=found.next_free,
            allowed=allowed,
            override=override if UNLIMITED < allowed < found.next_free else None,
        )
        for found in times
    )
