"""Use cases of paying."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from kmcase.application.changes import Outcome
from kmcase.application.judging import refuse_blocked
from kmcase.application.limits import judgement
from kmcase.application.meetings import require_reason_for_repeat
from kmcase.application.payments.checks import (
    Judged,
    known_witnesses,
    lifted_for,
    new_voucher,
    of_voucher,
    payable,
    payee_today,
    require_arranged,
    require_at_hand,
    require_issued,
    require_late_second,
    require_money,
    require_payees,
    require_result,
    standing_override,
    with_known_witnesses,
)
from kmcase.application.payments.commands import HandOver, PrepareRun, RecordTransfer
from kmcase.application.payments.company import ToPay, company_findings, payer_findings, told
from kmcase.application.payments.doubles import double_findings, told_of_doubles
from kmcase.application.payments.field import field_limits, left_in_field, recorded_in_field
from kmcase.application.payments.freezing import frozen_findings
from kmcase.application.payments.table import handover_facts, person_findings, voucher_limits, working_here
from kmcase.application.ports.payments import VoucherStanding
from kmcase.application.read.payments import PayableItem, RunItem, RunPage
from kmcase.application.seconds import NOBODY, Second, ask_lifter, ask_second
from kmcase.application.work import Unit, Work
from kmcase.domain.errors import DomainError, require_that
from kmcase.domain.findings import Finding, Severity, once
from kmcase.domain.payments import (
    BankResult,
    Method,
    RunArranged,
    RunPrepared,
    RunValues,
    TransferResultRecorded,
    VoucherHandedOver,
    VoucherNotPaid,
    VoucherState,
)
from kmcase.domain.staff import StaffMember
from kmcase.rules.limits import check_limits
from kmcase.rules.overrides import lifted_codes
from kmcase.rules.payments import check_accounts, check_day, check_handover, check_late, check_numbered


class PaymentService:
    """Use cases of paying."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def prepare(self, command: PrepareRun) -> Outcome[str]:
        """Number the payees of a run without a gap, within the money drawn for its batch."""
        with self._work.begin("payments.prepare") as unit:
            require_arranged(unit, command.payer, command.committee)
            require_payees(command)
            values, waiting = _values(unit, command), _to_pay(unit, command)
            met = _met_by_run(unit, values, waiting)
            refuse_blocked(met)
            run_id = unit.ids.new()
            first = unit.budgets.next_number(f"voucher:{unit.batches.batch(command.batch_id).half.fiscal_year}")
            vouchers = [
                new_voucher(unit, run_id, serial, each.request, each.decision, each.payee)
                for serial, each in enumerate(waiting, first)
            ]
            require_money(unit, command, vouchers)
            unit.record(RunPrepared(run_id=run_id, values=values, vouchers=tuple(vouchers)))
            return unit.commit(run_id, (*met, *check_accounts(vouchers, unit.payments.account_sharers(run_id))))

    def judge_run(self, command: PrepareRun) -> tuple[Finding, ...]:
        """What preparing would meet for who is named beside the payees; records nothing."""
        with self._work.begin("payments.prepare") as unit:
            values, waiting = _values(unit, command), _to_pay(unit, command)
            return _met_by_run(unit, values, waiting)

    def arrange(self, run_id: str, values: RunValues) -> Outcome[str]:
        """Set payer, committee, witnesses, place and day of an open run; number, batch and method stay.

        Nobody is named whom the table would refuse beside somebody who still waits; a payer who may not pay one of
        them is told, for the others are paid all the same.
        """
        with self._work.begin("payments.arrange") as unit:
            kept, findings = _arranged(unit, run_id, values)
            require_arranged(unit, kept.payer, kept.committee)
            refuse_blocked(findings)
            unit.record(RunArranged(run_id=run_id, values=kept))
            return unit.commit(run_id, findings)

    def judge_arranged(self, run_id: str, values: RunValues) -> tuple[Finding, ...]:
        """What arranging would meet for who is named; records nothing."""
        with self._work.begin("payments.arrange") as unit:
            return _arranged(unit, run_id, values)[1]

    def judge(self, command: HandOver) -> tuple[Finding, ...]:
        """What a hand-over would meet; records nothing.

        What the approval or the command's own override lifts is told and blocks no more; an override that does not
        hold is refused as `hand_over` refuses it, but a password is tried only where one is given.
        """
        override = command.override
        lifter = Second(override.second_person) if override is not None else NOBODY
        if command.second_password:
            lifter = ask_lifter(self._work, override, command.second_password)
        late = Second(command.handover.late_second_person)
        with self._work.begin("payments.pay") as unit:
            command = with_known_witnesses(unit, command)
            judged = _judge(unit, command, late)
            lifted = lifted_for(unit, command, lifter, judged)
            return tuple(
                replace(finding, severity=Severity.WARN) if finding.code in lifted else finding
                for finding in judged.findings
            )

    def hand_over(self, command: HandOver) -> Outcome[str]:
        """Record that cash was counted and handed over: receipt, release and payment in one."""
        lifter = ask_lifter(self._work, command.override, command.second_password)
        late = _ask_late(self._work, command.handover.late_second_person, command.late_second_password)
        with self._work.begin("payments.pay") as unit:
            command = with_known_witnesses(unit, command)
            judged = _judge(unit, command, late)
            findings = judged.findings
            lifted = lifted_for(unit, command, lifter, judged)
            require_reason_for_repeat(findings)
            refuse_blocked(findings, lifted)
            voucher = judged.standing.voucher
            unit.record(recorded_in_field(unit, command, judged) if unit.laptop_id else _booked(unit, command, judged))
            return unit.commit(voucher.voucher_id, findings)

    def not_paid(self, voucher_id: str, reason: str, *, ends_approval: bool) -> Outcome[str]:
        """The money stayed in the box; where the approval ends, its reservation and claims are free again.

        On a laptop it stays in the bag, and only why is said: what becomes of the number the office decides.
        """
        return self._unpaid(voucher_id, reason, ends_approval=ends_approval, spoiled=False)

    def spoil(self, voucher_id: str, reason: str) -> Outcome[str]:
        """The paper of a number was spoiled: the number stays visible, the payee gets another in a later run."""
        return self._unpaid(voucher_id, reason, ends_approval=False, spoiled=True)

    def _unpaid(self, voucher_id: str, reason: str, *, ends_approval: bool, spoiled: bool) -> Outcome[str]:
        with self._work.begin("payments.not_paid") as unit:
            standing = unit.payments.voucher(voucher_id)
            require_at_hand(unit, standing.voucher.run_id)
            require_issued(standing)
            if not reason.strip():
                raise DomainError("payments.reason_missing", "reason")
            voucher = standing.voucher
            if unit.laptop_id:
                require_that(not (ends_approval or spoiled), "laptops.at_the_office")
                unit.record(left_in_field(unit, voucher, reason.strip()))
                return unit.commit(voucher_id)
            unit.record(
                VoucherNotPaid(
                    run_id=voucher.run_id,
                    voucher_id=voucher_id,
                    request_id=voucher.request_id,
                    reason=reason.strip(),
                    release=ends_approval,
                    half=voucher.half,
                    amount=voucher.amount,
                    release_posting_id=unit.ids.new() if ends_approval else None,
                    spoiled=spoiled,
                )
            )
            return unit.commit(voucher_id)

    def record_transfer(self, command: RecordTransfer) -> Outcome[str]:
        """The bank's result: 037 pays the voucher, 038 leaves it not paid with the bank's reason."""
        (line,) = self.report_lines((command,))
        return line()

    def report_lines(self, commands: Sequence[RecordTransfer]) -> tuple[Callable[[], Outcome[str]], ...]:
        """`record_transfer` of each line of one bank report, to be called at once, one after the other.

        The second person's password is tried here, once for the whole report; each line raises what is wrong with it.
        """
        typed = {(command.late_second_person, command.late_second_password) for command in commands}
        asked = {one: _ask_late(self._work, *one) for one in typed}
        return tuple(
            partial(self._record_line, command, asked[command.late_second_person, command.late_second_password])
            for command in commands
        )

    def _record_line(self, command: RecordTransfer, late: Second) -> Outcome[str]:
        with self._work.begin("payments.transfer_result") as unit:
            standing = unit.payments.voucher(command.voucher_id)
            values = require_at_hand(unit, standing.voucher.run_id)
            require_issued(standing)
            if values.method is Method.CASH:
                raise DomainError("payments.not_transfer", number=standing.voucher.number)
            require_result(command, unit.today)
            voucher = standing.voucher
            require_late_second(unit, late, voucher)
            findings = _judge_transfer(unit, command, standing, values) if _paid(command) else ()
            unit.record(
                TransferResultRecorded(
                    run_id=voucher.run_id,
                    voucher_id=voucher.voucher_id,
                    request_id=voucher.request_id,
                    person_id=voucher.payee.person_id,
                    reference=command.reference.strip(),
                    result=command.result,
                    paid_on=command.paid_on,
                    amount=voucher.amount,
                    half=voucher.half,
                    reason=command.reason.strip(),
                    payer=values.payer,
                    report=command.report,
                    posting_ids=(unit.ids.new(), unit.ids.new()) if _paid(command) else (),
                    late_reason=command.late_reason,
                    late_second_person=command.late_second_person,
                    judgement=judgement(unit, findings),
                )
            )
            return unit.commit(voucher.voucher_id, findings)

    def runs(self) -> tuple[RunItem, ...]:
        """All runs, the newest first."""
        with self._work.read("payments.read") as reading:
            return reading.payments.runs()

    def run(self, run_id: str) -> RunPage:
        """A run with its payees and what it adds up to; raises `payments.unknown_run`."""
        with self._work.read("payments.read") as reading:
            return reading.payments.run(run_id)

    def payable(self, batch_id: str | None = None) -> tuple[PayableItem, ...]:
        """Approved and not on a number: of one batch, or (None) those that no batch asks money for."""
        with self._work.read("payments.read") as reading:
            return reading.batches.payable(batch_id)

    def staff(self) -> tuple[StaffMember, ...]:
        """Who may sit on a committee or be a second person, by name; who of them pays, `may_pay` says."""
        with self._work.read("payments.read") as reading:
            return tuple(sorted((m for m in reading.staff.members() if m.works), key=lambda member: member.name))


def _met_by_run(unit: Unit, values: RunValues, waiting: list[ToPay]) -> tuple[Finding, ...]:
    villages = [(each.request.address.subdistrict_code, each.request.address.moo) for each in waiting]
    return (
        *payer_findings(unit, values.payer, waiting),
        *company_findings(unit, values, waiting),
        *frozen_findings(unit, values.payer, "", villages),
        *double_findings(unit, values.method, [each.payee.person_id for each in waiting]),
    )


def _values(unit: Unit, command: PrepareRun) -> RunValues:
    batch = unit.batches.batch(command.batch_id)
    return RunValues(
        number=f"{batch.number}-{unit.payments.runs_of(batch.batch_id) + 1}",
        batch_id=batch.batch_id,
        method=command.method,
        planned_on=command.planned_on,
        place=command.place,
        payer=command.payer,
        committee=command.committee,
        witnesses=known_witnesses(unit, command.witnesses),
    )


def _to_pay(unit: Unit, command: PrepareRun) -> list[ToPay]:
    found = []
    for request_id in command.request_ids:
        request = unit.requests.request(request_id)
        decision = payable(unit, request, command.batch_id)
        payee = payee_today(unit, request, (command.accounts or {}).get(request_id, ""))
        found.append(ToPay(request=request, decision=decision, payee=payee))
    return found


def _arranged(unit: Unit, run_id: str, values: RunValues) -> tuple[RunValues, tuple[Finding, ...]]:
    run = unit.payments.run(run_id)
    standing = require_at_hand(unit, run_id)
    kept = replace(
        values,
        number=standing.number,
        batch_id=standing.batch_id,
        method=standing.method,
        witnesses=known_witnesses(unit, values.witnesses),
    )
    waiting = []
    for voucher in (each.voucher for each in run.vouchers if each.state is VoucherState.ISSUED):
        request, decision = of_voucher(unit, voucher)
        waiting.append(ToPay(request=request, decision=decision, payee=voucher.payee))
    return kept, (*told(payer_findings(unit, kept.payer, waiting)), *company_findings(unit, kept, waiting))


def _booked(unit: Unit, command: HandOver, judged: Judged) -> VoucherHandedOver:
    voucher = judged.standing.voucher
    return VoucherHandedOver(
        run_id=voucher.run_id,
        voucher_id=voucher.voucher_id,
        request_id=voucher.request_id,
        person_id=voucher.payee.person_id,
        handover=command.handover,
        device_time=unit.now,
        half=voucher.half,
        amount=voucher.amount,
        posting_ids=(unit.ids.new(), unit.ids.new()),
        override=standing_override(command, judged),
        judgement=judgement(unit, judged.findings, judged.limits),
    )


def _ask_late(work: Work, staff_id: str, password: str) -> Second:
    return ask_second(work, staff_id, password, "late_second_password")


def _judge(unit: Unit, command: HandOver, late: Second) -> Judged:
    standing = unit.payments.voucher(command.voucher_id)
    voucher, handover = standing.voucher, command.handover
    values = require_at_hand(unit, voucher.run_id)
    require_issued(standing)
    if values.method is not Method.CASH:
        raise DomainError("payments.not_cash", number=voucher.number)
    require_arranged(unit, handover.payer, handover.committee)
    require_late_second(unit, late, voucher)
    request, decision = of_voucher(unit, voucher)
    payers = frozenset({handover.payer, unit.actor.staff_id})
    drawn_on = unit.payments.first_drawn_on(values.batch_id)
    recorder = unit.actor.staff_id
    facts = handover_facts(unit, standing, handover, decision, drawn_on=drawn_on, today=unit.today, recorder=recorder)
    limits = voucher_limits(unit, voucher, request, decision, handover.paid_on)
    village = (request.address.subdistrict_code, request.address.moo)
    findings = once(
        (
            *check_handover(facts, unit.regulations),
            *(field_limits(unit, voucher, limits) if unit.laptop_id else check_limits(limits, unit.regulations)),
            *person_findings(unit, request, decision, voucher.payee, payers),
            *frozen_findings(unit, handover.payer, voucher.run_id, [village]),
        )
    )
    return Judged(standing=standing, request=request, decision=decision, limits=limits, findings=findings)


def _judge_transfer(
    unit: Unit, command: RecordTransfer, standing: VoucherStanding, values: RunValues
) -> tuple[Finding, ...]:
    voucher = standing.voucher
    request, decision = of_voucher(unit, voucher)
    day = command.paid_on
    limits = voucher_limits(unit, voucher, request, decision, day)
    payers = frozenset({unit.actor.staff_id, values.payer})
    findings = (
        *check_day(day, unit.today, unit.payments.first_drawn_on(values.batch_id), decision.decided_on),
        *check_numbered(day, standing.issued_on),
        *check_late(day, unit.today, command.late_reason, command.late_second_person, payers, working_here(unit)),
        *told_of_doubles(check_limits(limits, unit.regulations)),
        *person_findings(unit, request, decision, voucher.payee, payers),
    )
    require_reason_for_repeat(findings)
    refuse_blocked(findings, lifted_codes(decision.override, findings))
    return findings


def _paid(command: RecordTransfer) -> bool:
    return command.result is BankResult.PAID
