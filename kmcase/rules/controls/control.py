"""What a control is, and what several of them say alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kmcase.domain.controls import Fact, Observation
from kmcase.domain.findings import Severity
from kmcase.domain.wording import Message
from kmcase.rules.controls.facts import AuditFacts, PaymentFact
from kmcase.rules.controls.sources import Source
from kmcase.rules.regulations import Regulations

Evaluate = Callable[[AuditFacts, Regulations], Iterable[Observation]]


class Family(StrEnum):
    """The six findings of the audit of B.E. 2561, and further patterns that the press told of (domain.md §9)."""

    POOLING = "f1"
    SHORT = "f2"
    REPEATS = "f3"
    DATES = "f4"
    ELIGIBILITY = "f5"
    NOT_RECEIVED = "f6"
    BANKS = "banks"
    PATTERNS = "p"
    PICTURES = "pictures"


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """A control: `code` is `<family>.<name>`, `numbers` are the keys of its dated thresholds.

    `version` rises when the rule is written anew. `severity`: BLOCK where an open observation stops something,
    WARN where somebody has to explain, INFORM where it is worth a look. `sources` is what it rests on, the first first.
    """

    code: str
    severity: Severity
    version: int = 1
    sources: tuple[Source, ...]
    numbers: tuple[str, ...] = ()
    evaluate: Evaluate

    @property
    def family(self) -> Family:
        """Which finding it belongs to."""
        return Family(self.code.partition(".")[0])

    @property
    def reference(self) -> tuple[Message, ...]:
        """What it rests on, in words."""
        return tuple(source.said for source in self.sources)


class Thresholds:
    """Dated numbers looked up once a day and key."""

    def __init__(self, numbers: Regulations) -> None:
        self._numbers = numbers
        self._known: dict[tuple[str, date], int] = {}

    def on(self, key: str, day: date) -> int:
        """The value in force on a day."""
        found = self._known.get((key, day))
        if found is None:
            found = self._known[key, day] = self._numbers.value(key, day)
        return found


def side_by_side(facts: AuditFacts, payments: Sequence[PaymentFact], *more: Fact) -> tuple[Fact, ...]:
    """Payments in columns: number, payee, day, amount, payer, and more facts of as many values."""
    return (
        ("voucher", tuple(one.number for one in payments)),
        ("payee", tuple(one.payee_name for one in payments)),
        ("paid_on", tuple(one.paid_on for one in payments)),
        ("amount", tuple(one.baht for one in payments)),
        ("payer", tuple(facts.staff.get(one.payer, "") for one in payments)),
        *more,
    )


def about(
    control: str,
    subject: tuple[str, str],
    facts: AuditFacts,
    payments: Sequence[PaymentFact],
    told: tuple[Fact, ...],
    context: tuple[Fact, ...] = (),
) -> Observation:
    """An observation on payments: it counts for the day of the last, its place is where the last payee lives."""
    last = max(payments, key=lambda one: (one.paid_on, one.number))
    return Observation(
        control=control,
        subject=subject,
        persons=tuple(dict.fromkeys(one.person_id for one in payments)),
        vouchers=tuple(one.voucher_id for one in payments),
        officer=last.payer,
        concerned=tuple(dict.fromkeys(who for one in payments for who in (one.payer, one.recorded_by) if who)),
        subdistrict_code=last.subdistrict_code,
        moo=facts.moo(last.person_id),
        day=last.paid_on,
        facts=told,
        context=context,
    )


def in_order(payments: Iterable[PaymentFact]) -> tuple[PaymentFact, ...]:
    """Payments by day and number, whatever order they were gathered in: equal facts give an equal digest."""
    return tuple(sorted(payments, key=lambda one: (one.paid_on, one.number, one.voucher_id)))
