"""What a hand-over needs to be evidence: count, marks, witnesses, dates (domain.md §§3, 9)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from kmcase.domain.findings import Finding, Severity, once
from kmcase.domain.money import Baht
from kmcase.domain.payments import Handover, Payee, ThumbMark, Voucher, Witness
from kmcase.domain.signatures import strokes_of
from kmcase.rules.duties import Relative, check_witnesses, same_member, same_person
from kmcase.rules.limits import severity_of
from kmcase.rules.regulations import Regulations
from kmcase.thai.names import same_name

_LEAST_INK = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverFacts:
    """A hand-over about to be recorded; `drawn_on` is the first day on which its batch's money was there.

    `issued_on` is the day on which its number was given. `staff` are the names of those who work in the office, by
    staff id.
    """

    payee: Payee
    amount: Baht
    handover: Handover
    today: date
    drawn_on: date | None
    approved_on: date | None
    issued_on: date
    recorder: str
    relatives: tuple[Relative, ...] = ()
    staff: Mapping[str, str] = field(default_factory=dict)


def check_handover(facts: HandoverFacts, numbers: Regulations) -> tuple[Finding, ...]:
    """All rules of a hand-over in cash."""
    return once(
        (
            *_counted(facts),
            *_mark(facts, numbers),
            *_company(facts, numbers),
            *check_day(facts.handover.paid_on, facts.today, facts.drawn_on, facts.approved_on),
            *check_numbered(facts.handover.paid_on, facts.issued_on),
            *_lateness(facts),
            *_proxy(facts),
            *_photo(facts.handover),
        )
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class CompanyFacts:
    """Who a run of cash names beside its payees, with the names of those who work in the office by staff id."""

    payer: str
    committee: tuple[str, ...]
    witnesses: tuple[Witness, ...]
    payees: tuple[Payee, ...]
    relatives: tuple[Relative, ...] = ()
    staff: Mapping[str, str] = field(default_factory=dict)


def check_company(facts: CompanyFacts, day: date, numbers: Regulations) -> tuple[Finding, ...]:
    """What committee and witnesses of a run will meet at the paying table, before anybody is given a number."""
    names = facts.staff
    of_witnesses = (
        found
        for payee in facts.payees
        for found in check_witnesses(
            facts.witnesses,
            payers={facts.payer: names.get(facts.payer, "")},
            committee={staff_id: names.get(staff_id, "") for staff_id in facts.committee},
            payee_name=payee.name,
            payee_national_id=payee.national_id,
            relatives=facts.relatives,
        )
    )
    return once((*of_witnesses, *_few(facts.committee, facts.witnesses, day, numbers)))


def check_day(day: date, today: date, drawn_on: date | None, approved_on: date | None) -> tuple[Finding, ...]:
    """Not in the future, not before the money was drawn or approved."""
    if day > today:
        return (_block("paid_in_future", "paid_on"),)
    if drawn_on is None:
        return (_block("money_not_drawn", "paid_on"),)
    if day < drawn_on:
        return (_block("paid_before_drawn", "paid_on", drawn=drawn_on),)
    if approved_on is not None and day < approved_on:
        return (_block("paid_before_approved", "paid_on", approved=approved_on),)
    return ()


def check_numbered(day: date, issued_on: date) -> tuple[Finding, ...]:
    """Nothing is paid under a number before the day on which the number was given."""
    return () if day >= issued_on else (_block("paid_before_numbered", "paid_on", numbered=issued_on),)


def _block(name: str, *fields: str, **params: object) -> Finding:
    return Finding(code=f"payments.{name}", severity=Severity.BLOCK, fields=fields, params=params)


def _counted(facts: HandoverFacts) -> tuple[Finding, ...]:
    if facts.handover.counted == facts.amount:
        return ()
    params = {"counted": facts.handover.counted, "amount": facts.amount}
    return (_block("count_differs", "counted", difference=facts.handover.counted - facts.amount, **params),)


def _mark(facts: HandoverFacts, numbers: Regulations) -> tuple[Finding, ...]:
    """A signature, a thumbprint with two witnesses, or the paper to be scanned; who cannot write gives a thumbprint."""
    handover = facts.handover
    if handover.thumbprint is not None:
        return _thumbprint(facts, handover.thumbprint)
    if not facts.payee.can_write and handover.proxy is None:
        if handover.on_paper:
            return _paper_thumb(facts, numbers)
        return (_block("thumbprint_wanted", "thumbprint"),)
    if handover.signature is not None:
        return () if _ink(handover.signature.strokes) >= _LEAST_INK else (_block("signature_too_short", "signature"),)
    return () if handover.on_paper else (_block("mark_missing", "signature"),)


def _paper_thumb(facts: HandoverFacts, numbers: Regulations) -> tuple[Finding, ...]:
    least = numbers.number("receipt.thumb_witnesses", facts.handover.paid_on)
    if len(facts.handover.witnesses) >= least.value:
        return ()
    return (_block("thumb_witnesses_missing", "witnesses", least=least.value),)


def _ink(strokes: str) -> int:
    return sum(len(line) for line in strokes_of(strokes) or ())


def _thumbprint(facts: HandoverFacts, thumb: ThumbMark) -> tuple[Finding, ...]:
    if any(not witness.name.strip() for witness in thumb.witnesses):
        return (_block("thumb_witnesses_missing", "thumb_witnesses", least=2),)
    return _witnesses(facts, thumb.witnesses)


def _witnesses(facts: HandoverFacts, witnesses: tuple[Witness, ...]) -> tuple[Finding, ...]:
    names = facts.staff
    return check_witnesses(
        witnesses,
        payers={staff_id: names.get(staff_id, "") for staff_id in (facts.handover.payer, facts.recorder)},
        committee={staff_id: names.get(staff_id, "") for staff_id in facts.handover.committee},
        payee_name=facts.payee.name,
        payee_national_id=facts.payee.national_id,
        relatives=facts.relatives,
    )


def _company(facts: HandoverFacts, numbers: Regulations) -> tuple[Finding, ...]:
    """Committee and witnesses: their number is practice (warns), who they are is not."""
    handover = facts.handover
    found = [
        *_witnesses(facts, handover.witnesses),
        *_few(handover.committee, handover.witnesses, handover.paid_on, numbers),
    ]
    if not handover.place.strip():
        found.append(_block("place_missing", "place"))
    return tuple(found)


def _few(
    committee: tuple[str, ...], witnesses: tuple[Witness, ...], day: date, numbers: Regulations
) -> tuple[Finding, ...]:
    found = []
    for name, have in (("committee", len(set(committee))), ("witnesses", len(witnesses))):
        least = numbers.number(f"pay.{name}_min", day)
        if have < least.value:
            params: dict[str, object] = {"have": have, "least": least.value}
            found.append(
                Finding(
                    code=f"payments.few_{name}",
                    severity=severity_of(least),
                    fields=(name,),
                    params=params,
                    reference=least.reference,
                )
            )
    return tuple(found)


def _lateness(facts: HandoverFacts) -> tuple[Finding, ...]:
    """A day other than today needs a reason and a second person, and is printed (finding 4)."""
    return check_late(
        facts.handover.paid_on,
        facts.today,
        facts.handover.late_reason,
        facts.handover.late_second_person,
        frozenset({facts.recorder, facts.handover.payer}),
        facts.staff,
    )


def check_late(
    day: date, today: date, reason: str, second: str, involved: frozenset[str], staff: Mapping[str, str]
) -> tuple[Finding, ...]:
    """An entry after its day: blocked without reason and a second person who neither paid nor records, else told.

    `staff` are names by staff id: who has two logins is one person.
    """
    late = (today - day).days
    if late <= 0:
        return ()
    if not reason.strip() or not second:
        return (_block("late_unexplained", "late_reason", days=late),)
    if same_member(second, involved, staff):
        return (_block("late_by_self", "late_second_person"),)
    params: dict[str, object] = {"days": late}
    return (Finding(code="payments.late", severity=Severity.WARN, fields=("paid_on",), params=params),)


def check_accounts(vouchers: Iterable[Voucher], sharers: Mapping[str, Sequence[str]]) -> tuple[Finding, ...]:
    """Money of several payees that goes to one account is told: somebody may pool it (finding 1).

    `sharers`: by voucher id, who else was given a number with the same account.
    """
    return tuple(
        Finding(
            code="payments.account_shared",
            severity=Severity.WARN,
            fields=("accounts",),
            params={"name": voucher.payee.name, "others": ", ".join(sharers[voucher.voucher_id])},
        )
        for voucher in vouchers
        if voucher.voucher_id in sharers
    )


def _photo(handover: Handover) -> tuple[Finding, ...]:
    """A photograph proves nothing alone, but that there is none is told (domain.md §9, nos. 4 and 13)."""
    if handover.photo is not None:
        return ()
    return (Finding(code="payments.photo_missing", severity=Severity.INFORM, fields=("photo",)),)


def _proxy(facts: HandoverFacts) -> tuple[Finding, ...]:
    """Nobody collects for another without stored authority; no officer, witness or officer's relative does (finding 1).

    Payer, recorder and committee are officers.
    """
    proxy = facts.handover.proxy
    if proxy is None:
        return ()
    if not proxy.name.strip() or not proxy.authority.sha256:
        return (_block("authority_missing", "proxy"),)
    for officer in facts.staff.values():
        if same_name(proxy.name, officer):
            return (_block("proxy_is_officer", "proxy", officer=officer),)
    thumb = facts.handover.thumbprint
    for witness in (*facts.handover.witnesses, *(thumb.witnesses if thumb else ())):
        if same_person(proxy.name, proxy.national_id, witness.name, witness.national_id):
            return (_block("proxy_is_witness", "proxy", witness=witness.name),)
    for relative in facts.relatives:
        if same_person(proxy.name, proxy.national_id, relative.name, relative.national_id):
            return (_block("proxy_is_relative", "proxy", officer=relative.staff_name),)
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RunFigures:
    """What a run has to add up from."""

    approved: Baht
    receipts: Baht
    not_paid: Baht
    counted: Baht
    drawn: Baht
    returned: Baht
    open_vouchers: int


def adds_up(figures: RunFigures) -> tuple[Finding, ...]:
    """Approved = receipts + not paid; receipts = counted; drawn = receipts + returned (design.md §4)."""
    found = []
    if figures.open_vouchers:
        found.append(_block("run_open_vouchers", "vouchers", count=figures.open_vouchers))
    pairs = (
        ("run_approved_differs", figures.approved, figures.receipts + figures.not_paid),
        ("run_counted_differs", figures.receipts, figures.counted),
        ("run_drawn_differs", figures.drawn, figures.receipts + figures.returned),
    )
    for name, one, other in pairs:
        if one != other:
            found.append(_block(name, "totals", one=one, other=other, difference=one - other))
    return tuple(found)
