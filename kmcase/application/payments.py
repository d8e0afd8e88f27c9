"""Payment runs: numbers for payees, the hand-over, and what was not handed over."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from kmcase.application.changes import Outcome
from kmcase.application.duties import duty_findings
from kmcase.application.judging import refuse_blocked
from kmcase.application.limits import judgement, limit_facts
from kmcase.application.meetings import checked_override, require_reason_for_repeat
from kmcase.application.ports.meetings import Decision
from kmcase.application.ports.payments import VoucherStanding
from kmcase.application.work import Unit, Work
from kmcase.domain.errors import DomainError
from kmcase.domain.evidence import Attachment
from kmcase.domain.findings import Finding
from kmcase.domain.meetings import Override
from kmcase.domain.money import Baht
from kmcase.domain.payments import (
    BankResult,
    Handover,
    Method,
    Payee,
    RunArranged,
    RunPrepared,
    RunState,
    RunValues,
    TransferResultRecorded,
    Voucher,
    VoucherHandedOver,
    VoucherNotPaid,
    VoucherState,
    Witness,
)
from kmcase.domain.requests import AidRequest, RequestStatus
from kmcase.rules.limits import LimitFacts, check_limits
from kmcase.rules.payments import HandoverFacts, check_day, check_handover, check_late
from kmcase.thai.addresses import written


@dataclass(frozen=True, slots=True, kw_only=True)
class PrepareRun:
    """A run over requests of one drawn batch; accounts by request id for transfers."""

    batch_id: str
    method: Method
    planned_on: date
    place: str
    payer: str
    committee: tuple[str, ...] = ()
    witnesses: tuple[Witness, ...] = ()
    request_ids: tuple[str, ...] = ()
    accounts: dict[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver:
    """Cash handed to one payee; an override names a second person."""

    voucher_id: str
    handover: Handover
    override: Override | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordTransfer:
    """A line of the bank's report for one voucher."""

    voucher_id: str
    reference: str
    result: BankResult
    paid_on: date
    reason: str = ""
    report: Attachment | None = None
    late_reason: str = ""
    late_second_person: str = ""


class PaymentService:
    """Use cases of paying."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def prepare(self, command: PrepareRun) -> Outcome[str]:
        """Number the payees of a run without a gap, within the money drawn for its batch."""
        with self._work.begin("payments.prepare") as unit:
            batch = unit.batches.batch(command.batch_id)
            require_arranged(unit, command.payer, command.committee)
            if not command.request_ids:
                raise DomainError("payments.nobody", "request_ids")
            run_id = unit.ids.new()
            series = f"voucher:{batch.half.fiscal_year}"
            first = unit.budgets.next_number(series)
            findings: list[Finding] = []
            vouchers = []
            for serial, request_id in enumerate(command.request_ids, first):
                request = unit.requests.request(request_id)
                decision = _payable(unit, request, command.batch_id)
                findings += duty_findings(
                    unit, request, payer=command.payer, panel=decision.panel, recorder=decision.recorder
                )
                account = (command.accounts or {}).get(request_id, "")
                vouchers.append(_voucher(unit, run_id, serial, request, decision, account))
            refuse_blocked(tuple(findings))
            self._require_money(unit, command, vouchers)
            values = RunValues(
                number=f"{batch.number}-{unit.payments.runs_of(batch.batch_id) + 1}",
                batch_id=batch.batch_id,
                method=command.method,
                planned_on=command.planned_on,
                place=command.place,
                payer=command.payer,
                committee=command.committee,
                witnesses=command.witnesses,
            )
            unit.record(RunPrepared(run_id=run_id, values=values, vouchers=tuple(vouchers)))
            return unit.commit(run_id, tuple(findings))

    @staticmethod
    def _require_money(unit: Unit, command: PrepareRun, vouchers: list[Voucher]) -> None:
        total = Baht.total(voucher.amount for voucher in vouchers)
        there = unit.payments.unallotted(command.batch_id)
        if total.satang > there.satang:
            raise DomainError("payments.money_not_there", "request_ids", total=total, there=there)
        if command.method is not Method.CASH and any(not voucher.payee.account for voucher in vouchers):
            raise DomainError("payments.account_missing", "accounts")

    def arrange(self, run_id: str, values: RunValues) -> Outcome[str]:
        """Set payer, committee, witnesses, place and day of an open run; number, batch and method stay."""
        with self._work.begin("payments.arrange") as unit:
            standing, state = unit.payments.run_values(run_id)
            require_open(standing, state)
            require_arranged(unit, values.payer, values.committee)
            kept = replace(values, number=standing.number, batch_id=standing.batch_id, method=standing.method)
            unit.record(RunArranged(run_id=run_id, values=kept))
            return unit.commit(run_id)

    def judge(self, command: HandOver) -> tuple[Finding, ...]:
        """What a hand-over would meet; records nothing."""
        with self._work.begin("payments.pay") as unit:
            return self._judge(unit, command)[0]

    def hand_over(self, command: HandOver) -> Outcome[str]:
        """Record that cash was counted and handed over: receipt, release and payment in one."""
        with self._work.begin("payments.pay") as unit:
            findings, standing, request, decision = self._judge(unit, command)
            override = command.override or _standing_override(decision, findings)
            lifted = checked_override(unit, command.override, findings) if command.override else ()
            require_reason_for_repeat(findings)
            refuse_blocked(findings, lifted + decision.lifted)
            voucher = standing.voucher
            unit.record(
                VoucherHandedOver(
                    run_id=voucher.run_id,
                    voucher_id=voucher.voucher_id,
                    request_id=voucher.request_id,
                    person_id=voucher.payee.person_id,
                    handover=command.handover,
                    device_time=unit.now,
                    half=voucher.half,
                    amount=voucher.amount,
                    posting_ids=(unit.ids.new(), unit.ids.new()),
                    override=override,
                    judgement=judgement(unit, findings, self._limits(unit, request, decision, command, voucher)),
                )
            )
            return unit.commit(voucher.voucher_id, findings)

    def _judge(
        self, unit: Unit, command: HandOver
    ) -> tuple[tuple[Finding, ...], VoucherStanding, AidRequest, Decision]:
        standing = unit.payments.voucher(command.voucher_id)
        values, state = unit.payments.run_values(standing.voucher.run_id)
        require_open(values, state)
        require_issued(standing)
        if values.method is not Method.CASH:
            raise DomainError("payments.not_cash", number=standing.voucher.number)
        request, decision = of_voucher(unit, standing.voucher)
        handover = command.handover
        facts = HandoverFacts(
            payee=standing.voucher.payee,
            amount=standing.voucher.amount,
            handover=handover,
            today=unit.today,
            drawn_on=unit.payments.first_drawn_on(values.batch_id),
            approved_on=decision.decided_on,
            recorder=unit.actor.staff_id,
            relatives=unit.staff.relatives(),
        )
        limits = self._limits(unit, request, decision, command, standing.voucher)
        findings = (
            *check_handover(facts, unit.regulations),
            *check_limits(limits, unit.regulations),
            *duty_findings(unit, request, payer=handover.payer, panel=decision.panel, recorder=decision.recorder),
        )
        return findings, standing, request, decision

    @staticmethod
    def _limits(
        unit: Unit, request: AidRequest, decision: Decision, command: HandOver, voucher: Voucher
    ) -> LimitFacts:
        return limit_facts(
            unit,
            request,
            amount=voucher.amount,
            day=command.handover.paid_on,
            half=voucher.half,
            own=decision.claims,
        )

    def not_paid(self, voucher_id: str, reason: str, *, ends_approval: bool) -> Outcome[str]:
        """The money stayed in the box; where the approval ends, its reservation and claims are free again."""
        return self._unpaid(voucher_id, reason, ends_approval=ends_approval, spoiled=False)

    def spoil(self, voucher_id: str, reason: str) -> Outcome[str]:
        """The paper of a number was spoiled: the number stays visible, the payee gets another in a later run."""
        return self._unpaid(voucher_id, reason, ends_approval=False, spoiled=True)

    def _unpaid(self, voucher_id: str, reason: str, *, ends_approval: bool, spoiled: bool) -> Outcome[str]:
        with self._work.begin("payments.not_paid") as unit:
            standing = unit.payments.voucher(voucher_id)
            require_open(*unit.payments.run_values(standing.voucher.run_id))
            require_issued(standing)
            if not reason.strip():
                raise DomainError("payments.reason_missing", "reason")
            voucher = standing.voucher
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
        with self._work.begin("payments.transfer_result") as unit:
            standing = unit.payments.voucher(command.voucher_id)
            values, state = unit.payments.run_values(standing.voucher.run_id)
            require_open(values, state)
            require_issued(standing)
            if values.method is Method.CASH:
                raise DomainError("payments.not_transfer", number=standing.voucher.number)
            _require_result(command)
            voucher = standing.voucher
            findings = self._judge_transfer(unit, command, voucher, values) if _paid(command) else ()
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

    @staticmethod
    def _judge_transfer(
        unit: Unit, command: RecordTransfer, voucher: Voucher, values: RunValues
    ) -> tuple[Finding, ...]:
        request, decision = of_voucher(unit, voucher)
        day = command.paid_on
        limits = limit_facts(
            unit, request, amount=voucher.amount, day=day, half=voucher.half, own=decision.claims
        )
        findings = (
            *check_day(day, unit.today, unit.payments.first_drawn_on(values.batch_id), decision.decided_on),
            *check_late(day, unit.today, command.late_reason, command.late_second_person, unit.actor.staff_id),
            *check_limits(limits, unit.regulations),
            *duty_findings(unit, request, payer=values.payer, panel=decision.panel, recorder=decision.recorder),
        )
        require_reason_for_repeat(findings)
        refuse_blocked(findings, decision.lifted)
        return findings


def _paid(command: RecordTransfer) -> bool:
    return command.result is BankResult.PAID


def _require_result(command: RecordTransfer) -> None:
    if not command.reference.strip():
        raise DomainError("payments.reference_missing", "reference")
    if command.result is BankResult.REJECTED and not command.reason.strip():
        raise DomainError("payments.reason_missing", "reason")


def require_open(values: RunValues, state: RunState) -> None:
    """Raise `payments.run_closed` for a run that is not open."""
    if state is not RunState.OPEN:
        raise DomainError("payments.run_closed", number=values.number)


def require_issued(standing: VoucherStanding) -> None:
    """Raise `payments.not_issued` for a voucher of which something is known already."""
    if standing.state is not VoucherState.ISSUED:
        raise DomainError("payments.not_issued", number=standing.voucher.number, state=standing.state.value)


def require_arranged(unit: Unit, payer: str, committee: tuple[str, ...]) -> None:
    """Payer and committee are members of staff, and the payer does not sit on it."""
    if not payer:
        raise DomainError("payments.payer_missing", "payer")
    for staff_id in (payer, *committee):
        if not unit.staff.member(staff_id).active:
            raise DomainError("payments.staff_left", "committee")
    if payer in committee:
        raise DomainError("payments.payer_in_committee", "committee")


def of_voucher(unit: Unit, voucher: Voucher) -> tuple[AidRequest, Decision]:
    """The request and the decision that a voucher rests on."""
    request = unit.requests.request(voucher.request_id)
    decision = unit.meetings.decision_of(voucher.request_id)
    if decision is None:
        raise DomainError("payments.not_approved", number=request.number)
    return request, decision


def _payable(unit: Unit, request: AidRequest, batch_id: str) -> Decision:
    decision = unit.meetings.decision_of(request.request_id)
    if request.status is not RequestStatus.APPROVED or decision is None or decision.amount is None:
        raise DomainError("payments.not_approved", "request_ids", number=request.number)
    if unit.batches.batch_of_request(request.request_id) != batch_id:
        raise DomainError("payments.other_batch", "request_ids", number=request.number)
    return decision


def _voucher(
    unit: Unit, run_id: str, serial: int, request: AidRequest, decision: Decision, account: str
) -> Voucher:
    person = unit.people.person(request.person_id).values
    if decision.half is None or decision.amount is None:
        raise DomainError("payments.not_approved", "request_ids", number=request.number)
    own = [claim.occurrence for claim in decision.claims if claim.unit == "person"]
    payee = Payee(
        person_id=request.person_id,
        name=person.full_name,
        national_id=person.national_id,
        no_id_reason=person.no_id_reason.value if person.no_id_reason else "",
        address=_written(request),
        subdistrict_code=request.address.subdistrict_code,
        can_write=person.can_write,
        account=account.strip(),
    )
    return Voucher(
        voucher_id=unit.ids.new(),
        number=f"{serial:04d}/{decision.half.fiscal_year}",
        serial=serial,
        run_id=run_id,
        request_id=request.request_id,
        decision_id=decision.decision_id,
        payee=payee,
        family_id=request.family_id,
        aid_kind=request.content.aid_kind,
        half=decision.half,
        occurrence=own[0] if own else 0,
        amount=decision.amount,
        officer=request.content.fact_finder,
    )


def _standing_override(decision: Decision, findings: tuple[Finding, ...]) -> Override | None:
    return decision.override if {finding.code for finding in findings} & set(decision.lifted) else None


def _written(request: AidRequest) -> str:
    address = request.address
    return written(
        address.house_no, address.moo, address.village, address.soi, address.road, address.subdistrict_code
    )
