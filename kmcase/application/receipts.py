"""After the hand-over: signed scans, void receipts, closing and verifying a run, asking the payee."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from kmcase.application.changes import Outcome
from kmcase.application.duties import Duty, duty_findings, part_of
from kmcase.application.judging import refuse_blocked
from kmcase.application.payments import of_voucher, payee_of, require_at_hand
from kmcase.application.ports.payments import PaymentCompany, Run, VoucherStanding
from kmcase.application.read.bank_lines import named, of_run
from kmcase.application.read.followups import AskItem
from kmcase.application.read.payments import ReceiptPage, VoucherItem
from kmcase.application.seconds import ask_second, require_second
from kmcase.application.work import Unit, Work
from kmcase.domain.errors import DomainError
from kmcase.domain.evidence import Attachment
from kmcase.domain.findings import Finding
from kmcase.domain.followups import FollowUp, PayeeAsked
from kmcase.domain.payments import (
    AWAITED,
    VOUCHER_TRANSITIONS,
    Method,
    ReceiptScanned,
    ReceiptVoided,
    RunClosed,
    RunState,
    RunVerified,
    VoucherState,
)
from kmcase.messages import message
from kmcase.rules.payments import RunFigures, adds_up


@dataclass(frozen=True, slots=True, kw_only=True)
class VoidReceipt:
    """Make a receipt void: the money came back; `second_person`, another member of staff, types the own password."""

    voucher_id: str
    reason: str
    second_person: str
    second_password: str = field(repr=False)


def figures_of(run: Run) -> RunFigures:
    """What a run has to add up from."""
    return RunFigures(
        approved=run.approved,
        receipts=run.receipts,
        not_paid=run.unspent,
        counted=run.counted,
        drawn=run.drawn,
        returned=run.returned,
        open_vouchers=run.open_vouchers,
    )


class ReceiptService:
    """Use cases after the hand-over."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def attach_scan(self, voucher_id: str, scan: Attachment, *, found_by: str = "qr") -> Outcome[str]:
        """The signed paper of a receipt, until its run is verified; the same page twice is taken once."""
        with self._work.begin("payments.scan") as unit:
            standing = unit.payments.voucher(voucher_id)
            if standing.state in AWAITED:
                raise DomainError("payments.scan_before_paying", number=standing.voucher.number)
            if not unit.payments.has_scan(voucher_id, scan.sha256):
                _, state = unit.payments.run_values(standing.voucher.run_id)
                if state is RunState.VERIFIED:
                    raise DomainError("payments.scan_after_verifying", "number", number=standing.voucher.number)
                unit.record(
                    ReceiptScanned(run_id=standing.voucher.run_id, voucher_id=voucher_id, scan=scan, found_by=found_by)
                )
            return unit.commit(voucher_id)

    def void(self, command: VoidReceipt) -> Outcome[str]:
        """Void a receipt of an open run with a reason and a second person; it stays in the ledger."""
        second = ask_second(self._work, command.second_person, command.second_password)
        with self._work.begin("payments.void") as unit:
            standing = unit.payments.voucher(command.voucher_id)
            voucher = standing.voucher
            require_at_hand(unit, voucher.run_id)
            if VoucherState.VOID not in VOUCHER_TRANSITIONS[standing.state]:
                raise DomainError("payments.not_paid_yet", number=voucher.number)
            if not command.reason.strip():
                raise DomainError("payments.reason_missing", "reason")
            require_second(unit, second, "second_person", payers=standing.payers, payee=payee_of(voucher))
            unit.record(
                ReceiptVoided(
                    run_id=voucher.run_id,
                    voucher_id=voucher.voucher_id,
                    request_id=voucher.request_id,
                    person_id=voucher.payee.person_id,
                    reason=command.reason.strip(),
                    second_person=command.second_person,
                    half=voucher.half,
                    amount=voucher.amount,
                    posting_id=unit.ids.new(),
                    on=unit.today,
                )
            )
            return unit.commit(command.voucher_id)

    def close(self, run_id: str, reason: str = "") -> Outcome[str]:
        """Close a run that adds up; a missing scan does not stop it (it stops *verified*).

        That the bank's report agrees first is a proposal of the program (domain.md §9 no. 2, R): while lines of it are
        open, closing asks for a reason, which is kept. Raises `payments.bank_lines_open` without one.
        """
        with self._work.begin("payments.close") as unit:
            run = unit.payments.run(run_id)
            require_at_hand(unit, run_id)
            figures = figures_of(run)
            refuse_blocked(adds_up(figures))
            waiting = of_run(unit.reconciliation.open_lines(run.values.batch_id), run_id, run.values.method)
            if waiting and not reason.strip():
                raise DomainError("payments.bank_lines_open", "reason", count=len(waiting), lines=named(waiting))
            unit.record(
                RunClosed(
                    run_id=run_id,
                    approved=figures.approved,
                    receipts=figures.receipts,
                    not_paid=figures.not_paid,
                    counted=figures.counted,
                    drawn=figures.drawn,
                    returned=figures.returned,
                    open_lines=tuple(line.line_id for line in waiting),
                    reason=reason.strip() if waiting else "",
                )
            )
            return unit.commit(run_id)

    def verify(self, run_id: str) -> Outcome[str]:
        """Somebody who neither paid nor recorded a payment looked at every signed scan; a missing one stops it.

        Who recorded a payment that is void now, or made it void, paid as well. Of a transfer the bank's report is
        looked at in place of a scan.
        """
        with self._work.begin("payments.verify") as unit:
            run = unit.payments.run(run_id)
            if run.state is not RunState.CLOSED:
                raise DomainError("payments.not_closed", number=run.values.number)
            paid = [standing for standing in run.vouchers if standing.state is VoucherState.PAID]
            missing = sum(standing.scans == 0 for standing in paid)
            if missing:
                cash = run.values.method is Method.CASH
                raise DomainError("payments.scans_missing" if cash else "payments.reports_missing", count=missing)
            for standing in run.vouchers:
                if not standing.payers:
                    continue
                refuse_blocked(_duties_of_verifier(unit, standing))
            unit.record(RunVerified(run_id=run_id, verifier=unit.actor.staff_id))
            return unit.commit(run_id)

    def receipts(self, fiscal_year: int | None = None) -> tuple[VoucherItem, ...]:
        """Every number of the series with what became of it; of one fiscal year (B.E.) where it is named."""
        with self._work.read("payments.read") as reading:
            return reading.payments.receipts(fiscal_year)

    def receipt(self, voucher_id: str) -> ReceiptPage:
        """Everything of one receipt; raises `payments.unknown_voucher`."""
        with self._work.read("payments.read") as reading:
            return reading.payments.receipt(voucher_id)

    def missing_scans(self) -> tuple[VoucherItem, ...]:
        """Paid without their evidence: the list of finance, which stops *verified*."""
        with self._work.read("payments.read") as reading:
            return reading.payments.missing_scans()

    def follow_ups(self) -> tuple[AskItem, ...]:
        """Whose payee is asked, in the order of the series; without what was paid."""
        with self._work.read("followups.read") as reading:
            return reading.payments.follow_ups()

    def record_follow_up(self, said: FollowUp) -> Outcome[str]:
        """What the payee said, asked by somebody who had no part in the payment; an empty id asks for a new one."""
        with self._work.begin("followups.record") as unit:
            standing = unit.payments.voucher(said.voucher_id)
            if standing.state is not VoucherState.PAID:
                raise DomainError("followups.not_paid", number=standing.voucher.number)
            company = unit.payments.company(said.voucher_id)
            _require_independent(unit, standing, company)
            if said.asked_on > unit.today:
                raise DomainError("followups.in_future", "asked_on")
            if company is not None and said.asked_on < company.paid_on:
                raise DomainError("followups.before_payment", "asked_on", paid=company.paid_on)
            _require_answers(said)
            recorded = replace(
                said,
                follow_up_id=unit.ids.new(),
                person_id=standing.voucher.payee.person_id,
                asked_by=unit.actor.staff_id,
            )
            unit.record(PayeeAsked(follow_up=recorded))
            return unit.commit(recorded.follow_up_id)


def _duties_of_verifier(unit: Unit, standing: VoucherStanding) -> tuple[Finding, ...]:
    request, decision = of_voucher(unit, standing.voucher)
    return duty_findings(
        unit,
        request,
        payers=standing.payers,
        verifier=unit.actor.staff_id,
        panel=decision.panel,
        recorder=decision.recorder,
    )


def _require_independent(unit: Unit, standing: VoucherStanding, company: PaymentCompany | None) -> None:
    """Who asks neither found the facts, approved, paid nor recorded, nor stood beside the payment (domain.md §9).

    A granted exception lets a small office go on, but never lets who paid ask.
    """
    request, decision = of_voucher(unit, standing.voucher)
    asker = unit.actor.staff_id
    granted = unit.staff.duty_exceptions("request", request.request_id)
    excused = {
        duty.value
        for exception in granted
        if Duty.VERIFIER in exception.duties and part_of(unit, asker, {"excused": (exception.staff_id,)})
        for duty in exception.duties - {Duty.PAYER}
    }
    parts: dict[str, Iterable[str]] = {
        "payer": standing.payers,
        "fact_finder": (request.content.fact_finder, *request.content.joint_fact_finders),
        "panel": (member.staff_id or member.name for member in decision.panel),
        "recorder": (decision.recorder,),
        "committee": company.committee if company else (),
        "witness": (witness.staff_id or witness.name for witness in company.witnesses) if company else (),
    }
    part = part_of(unit, asker, {name: held for name, held in parts.items() if name not in excused})
    if part == "payer":
        raise DomainError("followups.by_payer", "method")
    if part is not None:
        raise DomainError("followups.by_involved", "method", part=message(f"followups.part.{part}"))


def _require_answers(said: FollowUp) -> None:
    """Who answered was asked for the amount, and where money was passed on, to whom."""
    if not said.method.reached:
        if not said.circumstances.strip():
            raise DomainError("followups.why_not_reached", "circumstances")
        return
    if said.amount_said is None and not said.circumstances.strip():
        raise DomainError("followups.amount_missing", "amount_said")
    if said.put_together and not said.given_to.strip() and not said.circumstances.strip():
        raise DomainError("followups.to_whom", "given_to")
