"""Finding 1: people were grouped, their money was put together, and some got none.

What is measured (duplicates-notes.md §4): equal amounts in one round tell nothing alone (P .04); joined with one
receiver, one account or the payees' own words they do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kmcase.domain.controls import Observation
from kmcase.domain.findings import Severity
from kmcase.domain.money import Baht
from kmcase.rules.controls.control import Control, Thresholds, about, in_order, side_by_side
from kmcase.rules.controls.facts import AnswerFact, AuditFacts, PaymentFact, grouped
from kmcase.rules.controls.sources import Source
from kmcase.rules.regulations import Regulations
from kmcase.thai.digits import figures
from kmcase.thai.names import same_person_key


def same_account(facts: AuditFacts, numbers: Regulations) -> Iterator[Observation]:
    """One account of payees of several households (two households: P .77, three: P .80)."""
    paid_to = grouped((one for one in facts.paid if one.account), lambda one: one.account)
    for account, payments in paid_to.items():
        if _households(facts, numbers, "controls.account_households", payments):
            shown = in_order(payments)
            told = side_by_side(facts, shown, ("account", tuple(_tail(account) for _ in shown)))
            yield about("f1.same_account", ("account", account), facts, shown, told)


def same_phone(facts: AuditFacts, numbers: Regulations) -> Iterator[Observation]:
    """One telephone of payees of several households (two households: P .26, three: P .68)."""
    numbers_of = {one.person_id: figures(one.phone) for one in facts.persons.values() if one.phone}
    reached = grouped(
        (one for one in facts.paid if numbers_of.get(one.person_id)), lambda one: numbers_of[one.person_id]
    )
    for phone, payments in reached.items():
        if _households(facts, numbers, "controls.phone_households", payments):
            shown = in_order(payments)
            told = side_by_side(facts, shown, ("phone", tuple(_tail(phone) for _ in shown)))
            yield about("f1.same_phone", ("phone", phone), facts, shown, told)


def same_receiver(facts: AuditFacts, numbers: Regulations) -> Iterator[Observation]:
    """One person received for payees of several households (two households: P .22, three: P .76)."""
    received = grouped((one for one in facts.paid if one.proxy_name), _receiver)
    for receiver, payments in received.items():
        if _households(facts, numbers, "controls.receiver_households", payments):
            shown = in_order(payments)
            told = side_by_side(facts, shown, ("received_by", tuple(one.proxy_name for one in shown)))
            yield about("f1.same_receiver", ("receiver", receiver), facts, shown, told)


def put_together(facts: AuditFacts, numbers: Regulations) -> Iterator[Observation]:
    """A payee says that the money went to the group or to somebody else: the round is frozen until explained."""
    said = grouped(_passed_on(facts), lambda pair: pair[0].run_id)
    for run_id, found in said.items():
        pairs = sorted(found, key=lambda pair: (pair[0].paid_on, pair[0].number))
        shown = [payment for payment, _ in pairs]
        told = side_by_side(
            facts,
            shown,
            ("said", tuple(Baht(one.amount_said) if one.amount_said is not None else None for _, one in pairs)),
            ("given_to", tuple(one.given_to for _, one in pairs)),
            ("who_asked", tuple(one.who_asked for _, one in pairs)),
            ("asked_on", tuple(one.asked_on for _, one in pairs)),
        )
        context = (("place", shown[0].place), ("paid_in_round", len(facts.by_run[run_id])))
        yield about("f1.put_together", ("run", run_id), facts, shown, told, context)


def pooled_round(facts: AuditFacts, numbers: Regulations) -> Iterator[Observation]:
    """Equal amounts on one day at one place by one payer, joined with the payees' words or with one receiver.

    The receiver is one of several households: who receives for the own parents takes nothing together.
    """
    least = Thresholds(numbers)
    spoke = {payment.voucher_id for payment, _ in _passed_on(facts)}
    rounds = grouped(facts.paid, lambda one: (one.payer, one.paid_on, one.place, one.amount))
    for (payer, day, place, amount), payments in rounds.items():
        if len(payments) < least.on("controls.round_people", day):
            continue
        words = sum(one.voucher_id in spoke for one in payments)
        took = _most_received(facts, payments)
        if words < least.on("controls.round_words", day) and took < least.on("controls.round_received", day):
            continue
        shown = in_order(payments)
        told = (
            ("place", place),
            ("paid_on", day),
            ("amount", Baht(amount)),
            ("payer", facts.staff.get(payer, "")),
            ("people", len(shown)),
            ("said_put_together", words),
            ("most_received_by_one", took),
            ("voucher", tuple(one.number for one in shown)),
            ("payee", tuple(one.payee_name for one in shown)),
            ("received_by", tuple(one.proxy_name for one in shown)),
        )
        yield about("f1.pooled_round", ("round", f"{payer}:{day}:{place}:{amount}"), facts, shown, told)


def _passed_on(facts: AuditFacts) -> Iterator[tuple[PaymentFact, AnswerFact]]:
    return ((payment, said) for payment, said in facts.answered if said.put_together or said.given_to)


def _most_received(facts: AuditFacts, payments: Sequence[PaymentFact]) -> int:
    """For how many households one person received at most."""
    received = grouped((one for one in payments if one.proxy_name), _receiver)
    return max((len({facts.household(one) for one in each}) for each in received.values()), default=0)


def _receiver(payment: PaymentFact) -> str:
    """Who received, by national id where it is known, else by name in whatever order."""
    return payment.proxy_national_id or same_person_key(payment.proxy_name, "")


def _households(facts: AuditFacts, numbers: Regulations, key: str, payments: Sequence[PaymentFact]) -> bool:
    several = len({facts.household(one) for one in payments})
    return several > 1 and several >= numbers.value(key, max(one.paid_on for one in payments))


def _tail(number: str) -> str:
    return f"…{number[-4:]}"


CONTROLS = (
    Control(
        code="f1.same_account",
        severity=Severity.WARN,
        sources=(Source.F1,),
        numbers=("controls.account_households",),
        evaluate=same_account,
    ),
    Control(
        code="f1.same_phone",
        severity=Severity.WARN,
        sources=(Source.F1,),
        numbers=("controls.phone_households",),
        evaluate=same_phone,
    ),
    Control(
        code="f1.same_receiver",
        severity=Severity.WARN,
        sources=(Source.F1,),
        numbers=("controls.receiver_households",),
        evaluate=same_receiver,
    ),
    Control(
        code="f1.put_together", severity=Severity.BLOCK, sources=(Source.F1, Source.PROGRAM), evaluate=put_together
    ),
    Control(
        code="f1.pooled_round",
        severity=Severity.WARN,
        version=2,
        sources=(Source.F1,),
        numbers=("controls.round_people", "controls.round_words", "controls.round_received"),
        evaluate=pooled_round,
    ),
)
