"""What must stand before a payment is recorded."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from kmcase.application.duties import staff_named
from kmcase.application.meetings import checked_override
from kmcase.application.payments.commands import HandOver, PrepareRun, RecordTransfer
from kmcase.application.permissions import allowed
from kmcase.application.ports.meetings import Decision
from kmcase.application.ports.payments import VoucherStanding
from kmcase.application.seconds import NamedPayee, Second, require_confirmed
from kmcase.application.work import Unit
from kmcase.domain.errors import DomainError
from kmcase.domain.findings import Finding, blocking
from kmcase.domain.meetings import Override
from kmcase.domain.money import Baht
from kmcase.domain.payments import (
    AWAITED,
    BankResult,
    Method,
    Payee,
    RunState,
    RunValues,
    Voucher,
    VoucherState,
    Witness,
    voucher_number,
)
from kmcase.domain.requests import AidRequest, RequestStatus
from kmcase.domain.staff import StaffMember
from kmcase.rules.limits import LimitFacts
from kmcase.rules.overrides import LIFTABLE, kept_override, lifted_codes
from kmcase.thai.addresses import written
from kmcase.thai.digits import figures, to_arabic


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A hand-over as the rules see it."""

    standing: VoucherStanding
    request: AidRequest
    decision: Decision
    limits: LimitFacts
    findings: tuple[Finding, ...]


def require_at_hand(unit: Unit, run_id: str) -> RunValues:
    """The head of a run that is open and here; the vouchers of one that is out are its laptop's alone to hand over.

    Raises `payments.run_closed`, at the office `checkouts.run_is_out`, on a laptop `checkouts.not_here`.
    """
    values, state = unit.payments.run_values(run_id)
    if state is not RunState.OPEN:
        raise DomainError("payments.run_closed", number=values.number)
    out = unit.checkouts.out(run_id)
    if unit.laptop_id:
        if out is None or out.laptop_id != unit.laptop_id:
            raise DomainError("checkouts.not_here", number=values.number)
    elif out is not None:
        raise DomainError("checkouts.run_is_out", number=values.number, laptop=out.laptop_name, since=out.since)
    return values


def require_issued(standing: VoucherStanding) -> None:
    """Raise `payments.not_issued` for a voucher of which something is known already."""
    if standing.state is not VoucherState.ISSUED:
        raise DomainError("payments.not_issued", number=standing.voucher.number)


def require_arranged(unit: Unit, payer: str, committee: tuple[str, ...]) -> None:
    """Payer and committee do the office's work, the payer may pay and does not sit on the committee."""
    if not payer:
        raise DomainError("payments.payer_missing", "payer")
    if not unit.staff.member(payer).active:
        raise DomainError("payments.staff_left", "payer")
    if any(not unit.staff.member(staff_id).active for staff_id in committee):
        raise DomainError("payments.staff_left", "committee")
    if payer in committee:
        raise DomainError("payments.payer_in_committee", "committee")
    if not may_pay(unit.staff.member(payer)):
        raise DomainError("payments.payer_role", "payer", name=unit.staff.member(payer).name)
    for member in map(unit.staff.member, committee):
        if not member.works:
            raise DomainError("payments.committee_role", "committee", name=member.name)


def payee_of(voucher: Voucher) -> NamedPayee:
    """Whose money a voucher is, for the second person."""
    return NamedPayee(voucher.payee.name, voucher.payee.national_id)


def may_pay(member: StaffMember) -> bool:
    """Whether somebody may hand money to a payee."""
    return member.active and allowed("payments.pay", member.roles)


def require_late_second(unit: Unit, second: Second, voucher: Voucher) -> None:
    """Who is named for a late entry confirmed it; that somebody is needed, and who, is the rules' word."""
    if second.staff_id:
        require_confirmed(unit, second, "late_second_person", payee_of(voucher))


def known_witnesses(unit: Unit, witnesses: tuple[Witness, ...]) -> tuple[Witness, ...]:
    """Witnesses without blanks; one who bears the name of a member of staff is that member."""
    staff = unit.staff.members()
    named = (replace(witness, name=" ".join(witness.name.split())) for witness in witnesses)
    return tuple(
        replace(witness, staff_id=witness.staff_id or staff_named(witness.name, staff))
        for witness in named
        if witness.name
    )


def with_known_witnesses(unit: Unit, command: HandOver) -> HandOver:
    """The same hand-over, its witnesses recognised; those of a thumbprint stay two, named or not."""
    handover = replace(command.handover, witnesses=known_witnesses(unit, command.handover.witnesses))
    thumb = handover.thumbprint
    if thumb is not None:
        one, two = (known_witnesses(unit, (witness,)) or (witness,) for witness in thumb.witnesses)
        handover = replace(handover, thumbprint=replace(thumb, witnesses=(one[0], two[0])))
    return replace(command, handover=handover)


def require_payees(command: PrepareRun) -> None:
    """Somebody is to be paid, each once, and cash somewhere."""
    if not command.request_ids:
        raise DomainError("payments.nobody", "request_ids")
    if len(set(command.request_ids)) < len(command.request_ids):
        raise DomainError("payments.payee_twice", "request_ids")
    if command.method is Method.CASH and not command.place.strip():
        raise DomainError("payments.place_missing", "place")


def require_money(unit: Unit, command: PrepareRun, vouchers: list[Voucher]) -> None:
    """The money is drawn, and a transfer knows where to."""
    total = Baht.total(voucher.amount for voucher in vouchers)
    there = unit.payments.unallotted(command.batch_id)
    if total.satang > there.satang:
        raise DomainError("payments.money_not_there", "request_ids", total=total, there=there)
    if command.method is not Method.CASH and any(not figures(voucher.payee.account) for voucher in vouchers):
        raise DomainError("payments.account_missing", "accounts")


def require_result(command: RecordTransfer, today: date) -> None:
    """A reference, and where the bank did not pay its reason and a day that has come (the rules look at the others)."""
    if not command.reference.strip():
        raise DomainError("payments.reference_missing", "reference")
    if command.result is BankResult.REJECTED and not command.reason.strip():
        raise DomainError("payments.reason_missing", "reason")
    if command.result is BankResult.REJECTED and command.paid_on > today:
        raise DomainError("payments.result_in_future", "paid_on")


def of_voucher(unit: Unit, voucher: Voucher) -> tuple[AidRequest, Decision]:
    """The request and the decision that a voucher rests on."""
    request = unit.requests.request(voucher.request_id)
    decision = unit.meetings.decision_of(voucher.request_id)
    if decision is None:
        raise DomainError("payments.not_approved", number=request.number)
    return request, decision


def payable(unit: Unit, request: AidRequest, batch_id: str) -> Decision:
    """The decision that lets a request of this batch be paid; one with a number that still counts is not paid again."""
    decision = unit.meetings.decision_of(request.request_id)
    if request.status is not RequestStatus.APPROVED or decision is None or decision.amount is None:
        raise DomainError("payments.not_approved", "request_ids", number=request.number)
    standing = unit.payments.voucher_of_request(request.request_id)
    if standing is not None and (standing.state in AWAITED or standing.state is VoucherState.PAID):
        raise DomainError("payments.numbered_already", "request_ids", number=standing.voucher.number)
    if unit.checkouts.claimed(request.request_id):
        raise DomainError("checkouts.claimed", "request_ids", number=request.number)
    if unit.batches.batch_of_request(request.request_id) != batch_id:
        raise DomainError("payments.other_batch", "request_ids", number=request.number)
    return decision


def payee_today(unit: Unit, request: AidRequest, account: str = "") -> Payee:
    """The payee of a request, copied as he stands today."""
    person = unit.people.person(request.person_id).values
    return Payee(
        person_id=request.person_id,
        name=person.full_name,
        national_id=person.national_id,
        no_id_reason=person.no_id_reason.value if person.no_id_reason else "",
        address=_written(request),
        subdistrict_code=request.address.subdistrict_code,
        can_write=person.can_write,
        account=to_arabic(account.strip()),
    )


def new_voucher(unit: Unit, run_id: str, serial: int, request: AidRequest, decision: Decision, payee: Payee) -> Voucher:
    """The next number."""
    if decision.half is None or decision.amount is None:
        raise DomainError("payments.not_approved", "request_ids", number=request.number)
    own = [claim.occurrence for claim in decision.claims if claim.unit == "person"]
    return Voucher(
        voucher_id=unit.ids.new(),
        number=voucher_number(serial, decision.half.fiscal_year),
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


def liftable(findings: tuple[Finding, ...]) -> tuple[str, ...]:
    """The codes of what blocks a hand-over, where an override may lift all of it; otherwise none."""
    blocked = tuple(finding.code for finding in blocking(findings))
    return blocked if LIFTABLE.issuperset(blocked) else ()


def lifted_for(unit: Unit, command: HandOver, lifter: Second, judged: Judged) -> tuple[str, ...]:
    """The blocks that the approval lifted already and those that the override of the hand-over lifts.

    Raises what `checked_override` does; who pays lifts nothing.
    """
    payers = {command.handover.payer}
    payee = payee_of(judged.standing.voucher)
    now = checked_override(unit, command.override, lifter, judged.findings, payers=payers, payee=payee)
    return (*lifted_codes(judged.decision.override, judged.findings), *lifted_codes(now, judged.findings))


def standing_override(command: HandOver, judged: Judged) -> Override | None:
    """The override that a hand-over rests on: its own as it is stored, or the approval's; None without a block."""
    own = kept_override(command.override, judged.findings) if command.override else None
    approval = judged.decision.override if lifted_codes(judged.decision.override, judged.findings) else None
    return own or approval


def _written(request: AidRequest) -> str:
    address = request.address
    return written(address.house_no, address.moo, address.village, address.soi, address.road, address.subdistrict_code)
