"""The bank's word: an account given anew before payment, another name on it, lines that no voucher answers for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from kmcase.domain.controls import Fact, Observation
from kmcase.domain.findings import Severity
from kmcase.domain.reconciliation import LineState
from kmcase.rules.controls.control import Control, Thresholds, about, side_by_side
from kmcase.rules.controls.facts import AccountFact, AuditFacts, BankLineFact, PaymentFact, grouped
from kmcase.rules.controls.sources import Source
from kmcase.rules.reconciliation import same_account, same_account_name
from kmcase.rules.regulations import Regulations
from kmcase.thai.calendar import bangkok_date

LINE = "bank_line"
"""The noun of observations of a line."""
LINE_DIFFERS = "banks.line_differs"
_DIFFERING = frozenset(
    {LineState.AMOUNT_DIFFERS, LineState.ACCOUNT_DIFFERS, LineState.CONTRADICTS, LineState.NO_VOUCHER}
)


def account_changed(facts: AuditFacts, numbers: Regulations) -> Iterator[Observation]:
    """A payee's account is another than before, and was given shortly before money first went there.

    Who gave it would have to explain it, and does not judge it.
    """
    most = Thresholds(numbers)
    for before, now, payment in _changes(facts):
        days = (payment.paid_on - bangkok_date(now.given_at)).days
        if days <= most.on("banks.changed_days", payment.paid_on):
            told = side_by_side(facts, [payment], *_changed(facts, before, now))
            context = (("days_before_payment", days), ("account_before_at", before.given_at))
            subject = ("voucher", payment.voucher_id)
            seen = about("banks.account_changed", subject, facts, [payment], told, context)
            concerned = tuple(dict.fromkeys((now.given_by, *seen.concerned)))
            yield replace(seen, officer=now.given_by, concerned=concerned)


def other_name(facts: AuditFacts, numbers: Regulations) -> Iterator[Observation]:
    """The bank names the account otherwise than the voucher names its payee."""
    for payment, line in _paid_lines(facts):
        if line.name and _differs(facts, line.name, payment.payee_name):
            told = side_by_side(facts, [payment], ("bank_name", (line.name,)), ("account", (_tail(line.account),)))
            yield about("banks.other_name", ("voucher", payment.voucher_id), facts, [payment], told)


def other_day(facts: AuditFacts, numbers: Regulations) -> Iterator[Observation]:
    """The bank's day is another than the one that the receipt claims."""
    most = Thresholds(numbers)
    for payment, line in _paid_lines(facts):
        day = line.paid_on
        if day is not None and abs((payment.paid_on - day).days) > most.on("banks.days_apart", payment.paid_on):
            told = side_by_side(facts, [payment], ("bank_on", (day,)), ("bank_at", (line.paid_at,)))
            yield about("banks.other_day", ("voucher", payment.voucher_id), facts, [payment], told)


def line_differs(facts: AuditFacts, numbers: Regulations) -> Iterator[Observation]:
    """A line of the bank that no voucher answers for, or that says something else than its voucher."""
    for line in facts.bank_lines:
        if line.state in _DIFFERING:
            yield observe_line(LINE_DIFFERS, line, facts.by_voucher.get(line.voucher_id))


def paid_twice(facts: AuditFacts, numbers: Regulations) -> Iterator[Observation]:
    """The bank paid one voucher more than once."""
    for line in facts.bank_lines:
        if line.state is LineState.PAID_TWICE:
            yield observe_line("banks.paid_twice", line, facts.by_voucher.get(line.voucher_id))


def observe_line(code: str, line: BankLineFact, payment: PaymentFact | None = None) -> Observation:
    """What a control sees in a line of the bank; its digest does not depend on the payment."""
    return Observation(
        control=code,
        subject=line_subject(line.report_id, line.row),
        persons=(payment.person_id,) if payment is not None else (),
        vouchers=(line.voucher_id,) if line.voucher_id else (),
        officer=line.taken_by,
        concerned=tuple(dict.fromkeys((line.taken_by, *line.concerned))),
        subdistrict_code=payment.subdistrict_code if payment is not None else "",
        day=line.paid_on or line.taken_on,
        facts=(
            ("batch", line.batch_number),
            ("bank_report", line.report_name),
            ("bank_row", line.row),
            ("bank_name", line.name),
            ("account", _tail(line.account)),
            ("amount", line.amount),
            ("voucher", line.voucher_number),
            ("voucher_amount", line.voucher_amount),
        ),
    )


def line_subject(report_id: str, number: int) -> tuple[str, str]:
    """Noun and id of a line of a report, in row `number` of its file."""
    return (LINE, f"{report_id}:{number}")


def _changes(facts: AuditFacts) -> Iterator[tuple[AccountFact, AccountFact, PaymentFact]]:
    """The account paid to before (else the first that was given), when another was first given, what it was paid.

    A number on which nothing was paid (the bank rejected it) hides no change.
    """
    paid = facts.by_voucher
    for given in grouped(facts.accounts, lambda one: facts.cluster(one.person_id)).values():
        ordered = sorted(given, key=lambda one: (one.given_at, one.voucher_id))
        before = now = ordered[0]
        for one in ordered:
            if not same_account(now.account, one.account):
                now = one
            payment = paid.get(one.voucher_id)
            if payment is None:
                continue
            if not same_account(before.account, one.account):
                yield before, now, payment
            before = one


def _differs(facts: AuditFacts, named: str, payee: str) -> bool:
    """Whether the bank names another; most names are letter for letter alike, and folded once for all controls."""
    return facts.folded(named) != facts.folded(payee) and not same_account_name(named, payee)


def _paid_lines(facts: AuditFacts) -> Iterator[tuple[PaymentFact, BankLineFact]]:
    """Payments with the first line that the bank's reports tell of each."""
    told = set()
    for line in facts.bank_lines:
        payment = facts.by_voucher.get(line.voucher_id)
        if payment is not None and line.state is not LineState.REPEATED and line.voucher_id not in told:
            told.add(line.voucher_id)
            yield payment, line


def _changed(facts: AuditFacts, before: AccountFact, now: AccountFact) -> Sequence[Fact]:
    moment: tuple[datetime, ...] = (now.given_at,)
    return (
        ("account_before", (_tail(before.account),)),
        ("account", (_tail(now.account),)),
        ("given_at", moment),
        ("given_by", (facts.staff.get(now.given_by, ""),)),
    )


def _tail(account: str) -> str:
    """The last four figures, by which somebody who holds the paper knows it."""
    return f"…{account[-4:]}" if account else ""


CONTROLS = (
    Control(
        code="banks.account_changed",
        severity=Severity.WARN,
        sources=(Source.F1, Source.F6),
        numbers=("banks.changed_days",),
        evaluate=account_changed,
    ),
    Control(code="banks.other_name", severity=Severity.WARN, sources=(Source.F2, Source.F6), evaluate=other_name),
    Control(
        code="banks.other_day",
        severity=Severity.WARN,
        sources=(Source.F4, Source.PAYMENT_EVIDENCE),
        numbers=("banks.days_apart",),
        evaluate=other_day,
    ),
    Control(
        code=LINE_DIFFERS,
        severity=Severity.WARN,
        sources=(Source.F2, Source.F6, Source.PAYMENT_EVIDENCE),
        evaluate=line_differs,
    ),
    Control(
        code="banks.paid_twice",
        severity=Severity.WARN,
        sources=(Source.F2, Source.F6, Source.PAYMENT_EVIDENCE),
        evaluate=paid_twice,
    ),
)
