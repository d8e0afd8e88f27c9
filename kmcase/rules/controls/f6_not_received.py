"""Finding 6: the payee did not get the amount that the receipt says."""

from __future__ import annotations

from collections.abc import Iterator

from kmcase.domain.controls import Observation
from kmcase.domain.findings import Severity
from kmcase.domain.followups import Recognition
from kmcase.domain.money import Baht
from kmcase.domain.wording import message
from kmcase.rules.controls.control import Control, Thresholds, about, side_by_side
from kmcase.rules.controls.facts import AnswerFact, AuditFacts, PaymentFact
from kmcase.rules.controls.sources import Source
from kmcase.rules.regulations import Regulations


def short_answers(facts: AuditFacts, numbers: Regulations) -> Iterator[tuple[PaymentFact, AnswerFact]]:
    """Payments of which the payee names a smaller amount than the receipt, by more than is forgotten easily."""
    least = Thresholds(numbers)
    for payment, said in facts.answered:
        if said.amount_said is None:
            continue
        if said.amount_said * 100 < payment.amount * least.on("controls.said_share", payment.paid_on):
            yield payment, said


def said_less(facts: AuditFacts, numbers: Regulations) -> Iterator[Observation]:
    """The payee's words beside the receipt (said under 95 per cent of it: P .90)."""
    for payment, said in short_answers(facts, numbers):
        told = side_by_side(
            facts,
            [payment],
            ("said", (Baht(said.amount_said or 0),)),
            ("said_on", (said.received_on_said,)),
            ("asked_on", (said.asked_on,)),
            ("asked_by", (facts.staff.get(said.asked_by, ""),)),
        )
        yield about("f6.said_less", ("voucher", payment.voucher_id), facts, [payment], told)


def not_signed(facts: AuditFacts, numbers: Regulations) -> Iterator[Observation]:
    """The payee saw the signature or thumbprint of the receipt, and does not know it as the own one."""
    for payment, seen in facts.rechecked:
        if seen.recognition not in (Recognition.NOT_OWN, Recognition.UNSURE):
            continue
        told = side_by_side(
            facts,
            [payment],
            ("recognition", (message(f"followups.recognition.{seen.recognition}"),)),
            ("asked_on", (seen.on,)),
            ("asked_by", (facts.staff.get(seen.by, ""),)),
        )
        yield about("f6.not_signed", ("voucher", payment.voucher_id), facts, [payment], told)


CONTROLS = (
    Control(
        code="f6.said_less",
        severity=Severity.WARN,
        sources=(Source.F6,),
        numbers=("controls.said_share",),
        evaluate=said_less,
    ),
    Control(code="f6.not_signed", severity=Severity.WARN, sources=(Source.F6, Source.PROGRAM), evaluate=not_signed),
)
