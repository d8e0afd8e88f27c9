"""What the controls look at: frozen facts of a whole office, gathered at once, and the groups that several need."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import TypeVar

from kmcase.domain.likeness import Alike
from kmcase.domain.money import Baht
from kmcase.domain.reconciliation import LineState
from kmcase.rules.duties import Relative
from kmcase.thai.names import fold

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True, kw_only=True)
class WitnessFact:
    """Who witnessed a hand-over."""

    name: str
    national_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentFact:
    """A voucher that was paid. Money is satang; times are aware UTC; staff are named by staff id.

    `paid_on` is the claimed date, `device_time` the device's, `entered_at` the journal's; `photo_at` is when the
    photograph of the hand-over was taken. `mark` is `signature`, `thumbprint`, `paper` or empty (a transfer).
    `entry` is the office's entry of it, `store:n`. `lifted` are the limits that an override lifted at the payment,
    `scans` when signed papers of it were scanned, the earliest first.
    """

    voucher_id: str
    number: str
    run_id: str
    batch_id: str
    request_id: str
    person_id: str
    payee_name: str
    national_id: str | None = None
    account: str = ""
    subdistrict_code: str = ""
    family_id: str | None = None
    aid_kind: str = "low_income"
    fiscal_year: int
    half: int
    amount: int
    can_write: bool = True
    officer: str = ""
    issued_at: datetime | None = None
    decided_on: date | None = None
    paid_on: date
    method: str = "cash"
    payer: str
    recorded_by: str
    committee: tuple[str, ...] = ()
    place: str = ""
    device_time: datetime | None = None
    entered_at: datetime | None = None
    late_days: int = 0
    late_reason: str = ""
    entry: str = ""
    photo_at: datetime | None = None
    has_photo: bool = False
    mark: str = "signature"
    proxy_name: str = ""
    proxy_national_id: str | None = None
    witnesses: tuple[WitnessFact, ...] = ()
    lifted: frozenset[str] = frozenset()
    voided_on: date | None = None
    scans: tuple[datetime, ...] = ()

    @property
    def baht(self) -> Baht:
        """The amount as money."""
        return Baht(self.amount)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFact:
    """A person of the register today; `household_id` is that of the family, or of the list of members.

    `income` is a month, in satang.
    """

    person_id: str
    name: str
    national_id: str | None = None
    birth_year: int | None = None
    phone: str = ""
    house_no: str = ""
    moo: int | None = None
    subdistrict_code: str = ""
    family_id: str | None = None
    household_id: str | None = None
    can_write: bool = True
    income: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherPayment:
    """Money that another unit or programme paid to a person of the register."""

    payment_id: str
    person_id: str
    unit: str
    programme: str
    paid_on: date
    amount: int
    fiscal_year: int

    @property
    def baht(self) -> Baht:
        """The amount as money."""
        return Baht(self.amount)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerFact:
    """What a payee said when somebody independent asked; None where nothing was said."""

    follow_up_id: str
    voucher_id: str
    asked_on: date
    asked_by: str
    reached: bool = True
    amount_said: int | None = None
    received_on_said: date | None = None
    put_together: bool = False
    given_to: str = ""
    who_asked: str = ""

    def misses(self, satang: int) -> bool:
        """Whether money did not stay with the payee, or was less than so many satang."""
        less = self.amount_said is not None and self.amount_said < satang
        return less or self.put_together or bool(self.given_to)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecheckFact:
    """What somebody independent saw and heard after the answers, in the words of `domain.followups.Recheck`.

    `differing` names the facts of the request that are not as they were written.
    """

    recheck_id: str
    voucher_id: str
    on: date
    by: str
    differing: tuple[str, ...] = ()
    found: str = ""
    recognition: str = "own"

    @property
    def doubts(self) -> bool:
        """Whether a fact is otherwise, or the payee does not know the mark for the own."""
        return bool(self.differing) or self.recognition in ("not_own", "unsure")


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferenceFact:
    """A question that survey or register and the visit answer differently, in the words that the form keeps."""

    question: str
    surveyed: str
    found: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestFact:
    """A request that was decided on. `income` is that of the request a month, in satang; `lifted` are the
    limits that an override lifted at the request or the approval.

    `differences` are those of the visit that it rests on, `photos_at` the times of that visit's photographs.
    """

    request_id: str
    person_id: str
    officer: str
    decided_on: date
    income: int | None = None
    lifted: frozenset[str] = frozenset()
    visited_on: date | None = None
    visit_officer: str = ""
    photos: int = 0
    photos_at: tuple[datetime, ...] = ()
    differences: tuple[DifferenceFact, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchFact:
    """A disbursement batch: asked for, drawn, returned, in satang; `settled`: it has runs and none of them is open."""

    batch_id: str
    number: str
    requested_on: date
    requested_by: str
    requested: int
    drawn: int
    returned: int
    settled: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MomentFact:
    """A hand-over as it stands in a laptop's chain: store and number there, and the journal's time."""

    store: str
    n: int
    at: datetime
    voucher_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountFact:
    """An account that a voucher was given, in figures, when (UTC) and by whom (staff id)."""

    voucher_id: str
    person_id: str
    account: str
    given_at: datetime
    given_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BankLineFact:
    """A line of a bank's report that was taken, in row `row` of the file.

    `paid_on` and `paid_at` (UTC) are the bank's, `taken_on` and `taken_by` (staff id) the office's; `concerned` are the
    staff ids of all who had a part in what the bank was told to pay.
    """

    report_id: str
    report_name: str
    row: int
    batch_number: str
    state: LineState
    voucher_id: str = ""
    voucher_number: str = ""
    voucher_amount: Baht | None = None
    name: str = ""
    account: str = ""
    amount: Baht | None = None
    paid_on: date | None = None
    paid_at: datetime | None = None
    taken_on: date
    taken_by: str
    concerned: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class AuditFacts:
    """Everything at once. To add facts: a field with an empty default, filled by `persistence.control_facts`.

    `openings` are payments from before the office had the program, entered as history: they count for limits alone.
    `village_households` counts the households of the register by sub-district code and village number.
    `clusters` name by person id the person that stands for all register entries of one human being.
    """

    today: date
    payments: tuple[PaymentFact, ...] = ()
    openings: tuple[PaymentFact, ...] = ()
    persons: Mapping[str, PersonFact] = field(default_factory=dict)
    clusters: Mapping[str, str] = field(default_factory=dict)
    staff: Mapping[str, str] = field(default_factory=dict)
    relatives: tuple[Relative, ...] = ()
    other_payments: tuple[OtherPayment, ...] = ()
    answers: tuple[AnswerFact, ...] = ()
    rechecks: tuple[RecheckFact, ...] = ()
    requests: tuple[RequestFact, ...] = ()
    batches: tuple[BatchFact, ...] = ()
    moments: tuple[MomentFact, ...] = ()
    accounts: tuple[AccountFact, ...] = ()
    bank_lines: tuple[BankLineFact, ...] = ()
    alike: tuple[Alike, ...] = ()
    village_households: Mapping[tuple[str, int], int] = field(default_factory=dict)

    @cached_property
    def paid(self) -> tuple[PaymentFact, ...]:
        """Payments that stand: without those that were made void."""
        return tuple(payment for payment in self.payments if payment.voided_on is None)

    @cached_property
    def counted(self) -> tuple[PaymentFact, ...]:
        """What counts for the times a year: standing payments, and history."""
        return (*self.openings, *self.paid)

    @cached_property
    def by_run(self) -> Mapping[str, tuple[PaymentFact, ...]]:
        """Standing payments of each run."""
        return grouped(self.paid, lambda payment: payment.run_id)

    @cached_property
    def by_voucher(self) -> Mapping[str, PaymentFact]:
        """Standing payments by voucher."""
        return {payment.voucher_id: payment for payment in self.paid}

    @cached_property
    def answered(self) -> tuple[tuple[PaymentFact, AnswerFact], ...]:
        """Standing payments whose payee was reached, each with the answer that stands.

        The newest, but that money is missing is not unsaid by a later answer: that is for who judges the observation.
        """
        paid, standing = self.by_voucher, dict[str, AnswerFact]()
        for answer in sorted(self.answers, key=lambda one: (one.asked_on, one.follow_up_id)):
            payment = paid.get(answer.voucher_id)
            if payment is None or not answer.reached:
                continue
            before = standing.get(answer.voucher_id)
            if before is None or answer.misses(payment.amount) or not before.misses(payment.amount):
                standing[answer.voucher_id] = answer
        return tuple((paid[voucher_id], answer) for voucher_id, answer in standing.items())

    @cached_property
    def rechecked(self) -> tuple[tuple[PaymentFact, RecheckFact], ...]:
        """Standing payments whose facts were looked at again, each with the look that stands.

        The newest, but a doubt is not taken away by a later look: that is for who judges the observation.
        """
        paid, standing = self.by_voucher, dict[str, RecheckFact]()
        for seen in sorted(self.rechecks, key=lambda one: (one.on, one.recheck_id)):
            before = standing.get(seen.voucher_id)
            if before is None or seen.doubts or not before.doubts:
                standing[seen.voucher_id] = seen
        return tuple((paid[voucher_id], seen) for voucher_id, seen in standing.items() if voucher_id in paid)

    @cached_property
    def by_request(self) -> Mapping[str, RequestFact]:
        """Requests by id."""
        return {request.request_id: request for request in self.requests}

    @cached_property
    def _folded(self) -> dict[str, str]:
        return {}

    def folded(self, name: str) -> str:
        """A name in full as it is compared, without its title; folded once for all controls."""
        found = self._folded.get(name)
        if found is None:
            found = self._folded[name] = fold(name, without_title=True)
        return found

    def name_key(self, name: str) -> str:
        """Equal for a name in full in whatever order its parts are written."""
        return " ".join(sorted(self.folded(name).split()))

    def person(self, person_id: str) -> PersonFact | None:
        """A person of the register, if known here."""
        return self.persons.get(person_id)

    def cluster(self, person_id: str) -> str:
        """Who stands for a person."""
        return self.clusters.get(person_id, person_id)

    def household(self, payment: PaymentFact) -> str:
        """The household of a payee, else the family, else the person alone; never empty."""
        person = self.persons.get(payment.person_id)
        known = person.household_id if person is not None else None
        return known or payment.family_id or self.cluster(payment.person_id)

    def moo(self, person_id: str) -> int | None:
        """The village number of a person."""
        person = self.persons.get(person_id)
        return person.moo if person is not None else None


def grouped(items: Iterable[T], key: Callable[[T], K]) -> dict[K, tuple[T, ...]]:
    """Items by key, in their order."""
    found: dict[K, list[T]] = defaultdict(list)
    for item in items:
        found[key(item)].append(item)
    return {name: tuple(members) for name, members in found.items()}
