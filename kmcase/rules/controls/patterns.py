"""Patterns 7 to 14 that the press told of beside the six findings (domain.md §9)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta

from kmcase.domain.controls import Observation
from kmcase.domain.findings import Severity
from kmcase.domain.wording import Message, message
from kmcase.rules.controls.control import Control, Thresholds, about, in_order, side_by_side
from kmcase.rules.controls.f4_dates import differs_in_day
from kmcase.rules.controls.facts import AuditFacts, PaymentFact, grouped
from kmcase.rules.controls.sources import Source
from kmcase.rules.regulations import Regulations
from kmcase.thai.calendar import fiscal_year

_DRAWN_MARKS = frozenset({"signature", "thumbprint"})


def before_number(facts: AuditFacts, numbers: Regulations) -> Iterator[Observation]:
    """No. 7, forms signed blank: photograph or signature are older than the number that they stand under.

    A photograph of another day is told by `f4.evidence_day` already.
    """
    least = Thresholds(numbers)
    for payment in facts.paid:
        issued = payment.issued_at
        if issued is None:
            continue
        slack = timedelta(seconds=least.on("controls.clock_back_seconds", payment.paid_on))
        signed_at = payment.device_time if payment.mark in _DRAWN_MARKS else None
        photo_at = None if differs_in_day(payment, least) else payment.photo_at
        if any(at is not None and at < issued - slack for at in (photo_at, signed_at)):
            told = side_by_side(
                facts,
                [payment],
                ("numbered_at", (issued,)),
                ("photo_at", (payment.photo_at,)),
                ("device_time", (payment.device_time,)),
            )
            yield about("p.before_number", ("voucher", payment.voucher_id), facts, [payment], told)


def cannot_write(facts: AuditFacts, numbers: Regulations) -> Iterator[Observation]:
    """No. 8: a drawn signature of somebody who cannot write by the register, or by a thumbprint elsewhere."""
    thumbs = defaultdict(list)
    for payment in facts.paid:
        if payment.mark == "thumbprint" and not payment.proxy_name:
            thumbs[facts.cluster(payment.person_id)].append(payment.number)
    for payment in facts.paid:
        person = facts.person(payment.person_id)
        unable = not payment.can_write or (person is not None and not person.can_write)
        elsewhere = thumbs.get(facts.cluster(payment.person_id), [])
        if payment.mark == "signature" and not payment.proxy_name and (unable or elsewhere):
            told = side_by_side(
                facts, [payment], ("can_write", (_yes(not unable),)), ("thumbprint_on", (", ".join(sorted(elsewhere)),))
            )
            yield about("p.cannot_write", ("voucher", payment.voucher_id), facts, [payment], told)


def village(facts: AuditFacts, numbers: Regulations) -> Iterator[Observation]:
    """No. 9: more people of a village were paid in a year than it has houses that the register knows."""
    dated = Thresholds(numbers)
    houses: dict[tuple[str, int], set[str]] = defaultdict(set)
    for person in facts.persons.values():
        if person.moo is not None and person.house_no:
            houses[person.subdistrict_code, person.moo].add(person.house_no.strip())
    for (code, moo, year), payments in _by_village(facts).items():
        people = {facts.cluster(one.person_id) for one in payments}
        known = max(facts.village_households.get((code, moo), 0), len(houses[code, moo]))
        last = max(one.paid_on for one in payments)
        most = known * dated.on("controls.village_share", last)
        if len(people) >= dated.on("controls.village_people", last) and len(people) * 100 > most:
            shown = in_order(payments)
            told = (
                ("fiscal_year", str(year)),
                ("people", len(people)),
                ("voucher", tuple(one.number for one in shown)),
                ("payee", tuple(one.payee_name for one in shown)),
            )
            subject = ("village_year", f"{code}:{moo}:{year}")
            yield about("p.village", subject, facts, shown, told, (("houses_known", known),))


def month(facts: AuditFacts, numbers: Regulations) -> Iterator[Observation]:
    """No. 10: far more payments in a month than in the others of its fiscal year until today."""
    dated = Thresholds(numbers)
    for year, payments in grouped(facts.paid, lambda one: fiscal_year(one.paid_on)).items():
        months = grouped(payments, lambda one: (one.paid_on.year, one.paid_on.month))
        for (calendar_year, number), of_month in months.items():
            last = max(one.paid_on for one in of_month)
            others = (len(payments) - len(of_month)) / max(_months_until(facts, year) - 1, 1)
            enough = len(of_month) >= dated.on("controls.month_payments", last)
            if enough and len(of_month) > others * dated.on("controls.month_times", last):
                shown = in_order(of_month)
                told = (
                    ("month", f"{number:02}/{calendar_year + 543}"),
                    ("people", len(shown)),
                    ("first_voucher", shown[0].number),
                    ("last_voucher", shown[-1].number),
                )
                subject = ("month", f"{calendar_year}-{number:02}")
                yield about("p.month", subject, facts, shown, told, (("others_a_month", round(others)),))


def other_login(facts: AuditFacts, numbers: Regulations) -> Iterator[Observation]:
    """No. 11: signatures were taken under the login of somebody who neither paid nor sat on the committee."""
    away = (
        one for one in facts.paid if one.mark in _DRAWN_MARKS and one.recorded_by not in {one.payer, *one.committee}
    )
    for (run_id, recorder), payments in grouped(away, lambda one: (one.run_id, one.recorded_by)).items():
        shown = in_order(payments)
        recorded = tuple(facts.staff.get(recorder, "") for _ in shown)
        told = side_by_side(facts, shown, ("recorded_by", recorded))
        yield about("p.other_login", ("run_recorder", f"{run_id}:{recorder}"), facts, shown, told)


def signed_again(facts: AuditFacts, numbers: Regulations) -> Iterator[Observation]:
    """No. 12: a signed paper was scanned anew long after the first one of the same number."""
    dated = Thresholds(numbers)
    for payment in facts.paid:
        if len(payment.scans) < 2:
            continue
        apart = (payment.scans[-1] - payment.scans[0]).days
        if apart > dated.on("controls.rescan_days", payment.paid_on):
            told = (
                ("voucher", payment.number),
                ("payee", payment.payee_name),
                ("paid_on", payment.paid_on),
                ("scanned_at", payment.scans),
            )
            yield about("p.signed_again", ("voucher", payment.voucher_id), facts, [payment], told)


def no_mark(facts: AuditFacts, numbers: Regulations) -> Iterator[Observation]:
    """No. 13, a photograph proves nothing: paid on paper, and the signed paper is not there."""
    dated = Thresholds(numbers)
    for payment in facts.paid:
        waited = (facts.today - payment.paid_on).days
        if payment.mark != "paper" or payment.scans or waited <= dated.on("controls.paper_days", payment.paid_on):
            continue
        told = side_by_side(facts, [payment], ("has_photo", (_yes(payment.has_photo),)), ("scans", (0,)))
        yield about("p.no_mark", ("voucher", payment.voucher_id), facts, [payment], told, (("days_waited", waited),))


def other_programme(facts: AuditFacts, numbers: Regulations) -> Iterator[Observation]:
    """No. 14: another unit or programme paid the same human being in the same fiscal year."""
    others = grouped(facts.other_payments, lambda one: (facts.cluster(one.person_id), one.fiscal_year))
    own = grouped(facts.paid, lambda one: (facts.cluster(one.person_id), one.fiscal_year))
    for (person, year), elsewhere in others.items():
        payments = own.get((person, year))
        if payments is None:
            continue
        shown = in_order(payments)
        theirs = sorted(elsewhere, key=lambda one: (one.paid_on, one.payment_id))
        told = (
            ("fiscal_year", str(year)),
            ("payee", shown[0].payee_name),
            ("paid_by", (*("" for _ in shown), *(f"{one.unit} {one.programme}".strip() for one in theirs))),
            ("voucher", (*(one.number for one in shown), *("" for _ in theirs))),
            ("paid_on", (*(one.paid_on for one in shown), *(one.paid_on for one in theirs))),
            ("amount", (*(one.baht for one in shown), *(one.baht for one in theirs))),
        )
        yield about("p.other_programme", ("person_year", f"{person}:{year}"), facts, shown, told)


def _by_village(facts: AuditFacts) -> dict[tuple[str, int, int], tuple[PaymentFact, ...]]:
    placed = ((facts.moo(one.person_id), one) for one in facts.paid)
    found = grouped(
        ((moo, one) for moo, one in placed if moo is not None),
        lambda pair: (pair[1].subdistrict_code, pair[0], pair[1].fiscal_year),
    )
    return {place: tuple(one for _, one in pairs) for place, pairs in found.items()}


def _months_until(facts: AuditFacts, year: int) -> int:
    """Months of a fiscal year that have begun."""
    if fiscal_year(facts.today) != year:
        return 12
    return (facts.today.month - 10) % 12 + 1


def _yes(true: bool) -> Message:
    return message("controls.word.yes" if true else "controls.word.no")


CONTROLS = (
    Control(
        code="p.before_number",
        severity=Severity.WARN,
        sources=(Source.P7,),
        numbers=("controls.clock_back_seconds",),
        evaluate=before_number,
    ),
    Control(
        code="p.cannot_write", severity=Severity.WARN, sources=(Source.P8, Source.THUMBPRINT), evaluate=cannot_write
    ),
    Control(
        code="p.village",
        severity=Severity.WARN,
        sources=(Source.P9,),
        numbers=("controls.village_people", "controls.village_share"),
        evaluate=village,
    ),
    Control(
        code="p.month",
        severity=Severity.INFORM,
        sources=(Source.P10,),
        numbers=("controls.month_payments", "controls.month_times"),
        evaluate=month,
    ),
    Control(code="p.other_login", severity=Severity.WARN, sources=(Source.P11,), evaluate=other_login),
    Control(
        code="p.signed_again",
        severity=Severity.WARN,
        sources=(Source.P12, Source.PAYMENT_EVIDENCE),
        numbers=("controls.rescan_days",),
        evaluate=signed_again,
    ),
    Control(
        code="p.no_mark",
        severity=Severity.WARN,
        sources=(Source.P13, Source.PAYMENT_EVIDENCE),
        numbers=("controls.paper_days",),
        evaluate=no_mark,
    ),
    Control(code="p.other_programme", severity=Severity.WARN, sources=(Source.P14,), evaluate=other_programme),
)
