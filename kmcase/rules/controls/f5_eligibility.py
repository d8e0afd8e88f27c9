"""Finding 5: the payee did not meet the definition, or what was found differs from the survey form."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace

from kmcase.domain.controls import Fact, Observation
from kmcase.domain.findings import Severity
from kmcase.domain.money import Baht
from kmcase.domain.offices import UNLIMITED
from kmcase.domain.wording import message
from kmcase.rules.controls.control import Control, Thresholds, about, in_order, side_by_side
from kmcase.rules.controls.facts import AuditFacts, PaymentFact, RequestFact
from kmcase.rules.controls.rates import unusual
from kmcase.rules.controls.sources import Source
from kmcase.rules.regulations import Regulations

_MONTHS = 12
INCOME = "eligibility.max_income_year"


def contradiction(facts: AuditFacts, numbers: Regulations) -> Iterator[Observation]:
    """Survey or register and visit differ on several questions of one request: both lines side by side."""
    least = Thresholds(numbers)
    for payment, request in _requested(facts):
        found = request.differences
        if len(found) < least.on("controls.differences", request.decided_on):
            continue
        told = (
            ("voucher", payment.number),
            ("payee", payment.payee_name),
            ("question", tuple(one.question for one in found)),
            ("surveyed", tuple(one.surveyed for one in found)),
            ("found", tuple(one.found for one in found)),
            ("reason", tuple(one.reason for one in found)),
        )
        yield _by_finder("f5.contradiction", facts, payment, request, told)


def income(facts: AuditFacts, numbers: Regulations) -> Iterator[Observation]:
    """The register or the request names an income over the line.

    No override lifts it (`rules.overrides.LIFTABLE`): one of another limit leaves the income to be explained.
    """
    line = Thresholds(numbers)
    for payment, request in _requested(facts):
        person = facts.person(payment.person_id)
        registered = person.income if person is not None else None
        highest = max(registered or 0, request.income or 0) * _MONTHS
        most = line.on(INCOME, request.decided_on)
        if most == UNLIMITED or highest <= most:
            continue
        told = side_by_side(
            facts,
            [payment],
            ("income_requested", (_yearly(request.income),)),
            ("income_registered", (_yearly(registered),)),
            ("income_line", (Baht(most),)),
        )
        yield _by_finder("f5.income", facts, payment, request, told)


def no_photo(facts: AuditFacts, numbers: Regulations) -> Iterator[Observation]:
    """The visit that a request rests on has no photograph."""
    for payment, request in _requested(facts):
        if request.visited_on is not None and not request.photos:
            visitor = facts.staff.get(request.visit_officer, "")
            told = side_by_side(
                facts, [payment], ("visited_on", (request.visited_on,)), ("visited_by", (visitor,)), ("photos", (0,))
            )
            yield _by_finder("f5.no_photo", facts, payment, request, told)


def lifted_often(facts: AuditFacts, numbers: Regulations) -> Iterator[Observation]:
    """An officer's requests were approved against a rule far more often than those of the others."""
    return _unusual_officers(
        "f5.lifted_often", "controls.lifted_least", facts, numbers, lambda _, one: bool(one.lifted)
    )


def near_limit(facts: AuditFacts, numbers: Regulations) -> Iterator[Observation]:
    """An officer's amounts lie just under the most that may be given far more often than those of the others."""
    dated = Thresholds(numbers)

    def hugs(payment: PaymentFact, request: RequestFact) -> bool:
        key = f"aid.{payment.aid_kind}.max_per_time"
        if not numbers.has(key, request.decided_on):
            return False
        most = dated.on(key, request.decided_on)
        share = dated.on("controls.near_share", request.decided_on)
        return most * share <= payment.amount * 100 < most * 100

    return _unusual_officers("f5.near_limit", "controls.near_least", facts, numbers, hugs)


def _unusual_officers(
    control: str,
    least_key: str,
    facts: AuditFacts,
    numbers: Regulations,
    hit: Callable[[PaymentFact, RequestFact], bool],
) -> Iterator[Observation]:
    """Officers by half-year whose share of hits is unusual."""
    halves: dict[str, dict[str, list[tuple[bool, PaymentFact]]]] = defaultdict(lambda: defaultdict(list))
    for payment, request in _requested(facts):
        half = f"{payment.fiscal_year}/{payment.half}"
        halves[half][request.officer].append((hit(payment, request), payment))
    for half, officers in halves.items():
        counts = {name: (sum(hits for hits, _ in of), len(of)) for name, of in officers.items()}
        day = max(payment.paid_on for of in officers.values() for _, payment in of)
        for officer, base in unusual(counts, numbers.value(least_key, day)):
            shown = in_order(payment for hits, payment in officers[officer] if hits)
            told = (
                ("officer", facts.staff.get(officer, "")),
                ("half", half),
                ("people", len(shown)),
                ("voucher", tuple(one.number for one in shown)),
                ("amount", tuple(one.baht for one in shown)),
            )
            context = (("of_officer", counts[officer][1]), ("percent_of_others", round(base * 100)))
            found = about(control, ("officer_half", f"{officer}:{half}"), facts, shown, told, context)
            yield _explained_by(found, officer)


def _requested(facts: AuditFacts) -> Iterator[tuple[PaymentFact, RequestFact]]:
    requests = facts.by_request
    return ((payment, requests[payment.request_id]) for payment in facts.paid if payment.request_id in requests)


def _by_finder(
    control: str, facts: AuditFacts, payment: PaymentFact, request: RequestFact, told: tuple[Fact, ...]
) -> Observation:
    found = about(control, ("voucher", payment.voucher_id), facts, [payment], told)
    return _of_finders(found, request)


def _of_finders(found: Observation, request: RequestFact) -> Observation:
    """It is about the work of who visited, and of who prepared the request."""
    concerned = tuple(dict.fromkeys((request.officer, *found.concerned)))
    return _explained_by(replace(found, concerned=concerned), request.visit_officer or request.officer)


def _explained_by(found: Observation, officer: str) -> Observation:
    """It is about the work of who prepared the request, besides who paid."""
    return replace(found, officer=officer, concerned=tuple(dict.fromkeys((officer, *found.concerned))))


def _yearly(income: int | None) -> Baht | None:
    return Baht(income * _MONTHS) if income is not None else None


def rechecked(facts: AuditFacts, numbers: Regulations) -> Iterator[Observation]:
    """Who asked the payee afterwards saw another household, condition or income than the request says."""
    for payment, seen in facts.rechecked:
        if not seen.differing:
            continue
        told = side_by_side(
            facts,
            [payment],
            *((f"seen_{name}", (message("followups.agreement.differs"),)) for name in seen.differing),
            ("found", (seen.found,)),
            ("asked_on", (seen.on,)),
            ("asked_by", (facts.staff.get(seen.by, ""),)),
        )
        found = about("f5.rechecked", ("voucher", payment.voucher_id), facts, [payment], told)
        request = facts.by_request.get(payment.request_id)
        yield found if request is None else _of_finders(found, request)


CONTROLS = (
    Control(code="f5.rechecked", severity=Severity.WARN, sources=(Source.F5,), evaluate=rechecked),
    Control(
        code="f5.contradiction",
        severity=Severity.WARN,
        sources=(Source.F5,),
        numbers=("controls.differences",),
        evaluate=contradiction,
    ),
    Control(
        code="f5.income",
        severity=Severity.WARN,
        version=2,
        sources=(Source.F5, Source.INCOME_LINE),
        numbers=(INCOME,),
        evaluate=income,
    ),
    Control(code="f5.no_photo", severity=Severity.WARN, sources=(Source.F5,), evaluate=no_photo),
    Control(
        code="f5.lifted_often",
        severity=Severity.WARN,
        sources=(Source.F5, Source.PROGRAM),
        numbers=("controls.lifted_least",),
        evaluate=lifted_often,
    ),
    Control(
        code="f5.near_limit",
        severity=Severity.INFORM,
        sources=(Source.F5, Source.PROGRAM),
        numbers=("controls.near_share", "controls.near_least"),
        evaluate=near_limit,
    ),
)
