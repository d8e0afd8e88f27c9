"""Finding 2: the money that came was less than the withdrawal said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from kmcase.domain.controls import Observation
from kmcase.domain.findings import Severity
from kmcase.domain.money import Baht
from kmcase.rules.controls.control import Control, Thresholds, about, side_by_side
from kmcase.rules.controls.f6_not_received import short_answers
from kmcase.rules.controls.facts import AuditFacts, grouped
from kmcase.rules.controls.sources import Source
from kmcase.rules.regulations import Regulations


def batch_differs(facts: AuditFacts, numbers: Regulations) -> Iterator[Observation]:
    """A batch without an open run in which asked for, drawn, and paid with returned are not the same money."""
    paid: Counter[str] = Counter()
    for payment in facts.paid:
        paid[payment.batch_id] += payment.amount
    of_batch = grouped(facts.paid, lambda one: one.batch_id)
    for batch in facts.batches:
        spent = paid[batch.batch_id] + batch.returned
        if not batch.settled or batch.requested == batch.drawn == spent:
            continue
        payments = of_batch.get(batch.batch_id, ())
        yield Observation(
            control="f2.batch_differs",
            subject=("batch", batch.batch_id),
            persons=tuple(one.person_id for one in payments),
            vouchers=tuple(one.voucher_id for one in payments),
            officer=batch.requested_by,
            concerned=(batch.requested_by,),
            day=max((one.paid_on for one in payments), default=batch.requested_on),
            facts=(
                ("batch", batch.number),
                ("requested", Baht(batch.requested)),
                ("drawn", Baht(batch.drawn)),
                ("paid", Baht(paid[batch.batch_id])),
                ("returned", Baht(batch.returned)),
                ("difference", Baht(batch.drawn - spent)),
            ),
        )


def short_round(facts: AuditFacts, numbers: Regulations) -> Iterator[Observation]:
    """Several payees of one round say that they got less (two of a round: P 1.0)."""
    least = Thresholds(numbers)
    rounds = grouped(short_answers(facts, numbers), lambda pair: pair[0].run_id)
    for run_id, found in rounds.items():
        day = max(payment.paid_on for payment, _ in found)
        if len(found) < least.on("controls.round_short", day):
            continue
        pairs = sorted(found, key=lambda pair: (pair[0].paid_on, pair[0].number))
        shown = [payment for payment, _ in pairs]
        said = tuple(Baht(one.amount_said or 0) for _, one in pairs)
        missing = sum(payment.amount - (one.amount_said or 0) for payment, one in pairs)
        told = side_by_side(facts, shown, ("said", said), ("asked_on", tuple(one.asked_on for _, one in pairs)))
        yield about("f2.short_round", ("run", run_id), facts, shown, (*told, ("missing", Baht(missing))))


CONTROLS = (
    Control(
        code="f2.batch_differs",
        severity=Severity.WARN,
        sources=(Source.F2, Source.PAYMENT_EVIDENCE),
        evaluate=batch_differs,
    ),
    Control(
        code="f2.short_round",
        severity=Severity.WARN,
        sources=(Source.F2,),
        numbers=("controls.round_short", "controls.said_share"),
        evaluate=short_round,
    ),
)
