"""Two budgets a fiscal year, moved by postings alone; yearly claims that cannot be taken twice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kmcase.domain.events import Event, Judgement, Touched, event
from kmcase.domain.money import Baht


@dataclass(frozen=True, slots=True, order=True)
class BudgetHalf:
    """The first or second six months of a fiscal year (B.E. number)."""

    fiscal_year: int
    half: int

    def __post_init__(self) -> None:
        if self.half not in (1, 2):
            raise ValueError("a fiscal year has two halves")

    @property
    def budget_id(self) -> str:
        """`2567/1`."""
        return f"{self.fiscal_year}/{self.half}"

    @classmethod
    def parse(cls, text: str) -> BudgetHalf:
        """From `2567/1`."""
        year, half = text.split("/")
        return cls(int(year), int(half))


class PostingKind(StrEnum):
    """What a posting does: allotted rises by allot; used = reserved + paid - returned."""

    ALLOT = "allot"
    TRANSFER = "transfer"
    RESERVE = "reserve"
    RELEASE = "release"
    PAY = "pay"
    RETURN = "return"


class ClaimUnit(StrEnum):
    """Who a yearly limit counts."""

    PERSON = "person"
    FAMILY = "family"
    HOUSEHOLD = "household"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One of the times that a unit may be helped in a year; the key is unique in the database."""

    unit: ClaimUnit
    unit_id: str
    aid_kind: str
    fiscal_year: int
    occurrence: int
    allowed: int
    override: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """A half as it stands."""

    half: BudgetHalf
    allotted: Baht
    reserved: Baht
    paid: Baht
    returned: Baht

    @property
    def used(self) -> Baht:
        """Reserved, and paid less returned."""
        return self.reserved + self.paid - self.returned

    @property
    def available(self) -> Baht:
        """What may still be promised."""
        return self.allotted - self.used


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetAllotted(Event):
    """The provincial office assigned money to a half; negative amounts take some back."""

    TYPE = "budget.allotted"
    posting_id: str
    half: BudgetHalf
    amount: Baht
    on: date
    document: str

    @property
    def touches(self) -> tuple[Touched, ...]:
        return (("budget", self.half.budget_id),)


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetTransferred(Event):
    """Money moved between halves, approved by a second person under a document."""

    TYPE = "budget.transferred"
    posting_ids: tuple[str, str]
    source: BudgetHalf
    target: BudgetHalf
    amount: Baht
    on: date
    document: str
    reason: str
    approved_by: str

    @property
    def touches(self) -> tuple[Touched, ...]:
        return (("budget", self.source.budget_id), ("budget", self.target.budget_id))


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class MonthlyPlanSet(Event):
    """The plan of a half: baht by month (`2024-01`), to be compared with what was paid."""

    TYPE = "budget.plan_set"
    half: BudgetHalf
    months: dict[str, Baht]

    @property
    def touches(self) -> tuple[Touched, ...]:
        return (("budget", self.half.budget_id),)


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class LatePaymentAllowed(Event):
    """Payments of a half may be made until a day after its end, approved by a second person under a document."""

    TYPE = "budget.late_payment_allowed"
    permission_id: str
    half: BudgetHalf
    until: date
    document: str
    reason: str
    approved_by: str

    @property
    def touches(self) -> tuple[Touched, ...]:
        return (("budget", self.half.budget_id),)


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningPaymentEntered(Event):
    """What the office paid this year before it had the program: marked history that counts for every limit."""

    TYPE = "budget.opening_payment_entered"
    opening_id: str
    posting_id: str
    half: BudgetHalf
    person_id: str
    family_id: str | None = None
    payee_name: str
    aid_kind: str
    amount: Baht
    paid_on: date
    voucher_number: str
    document: str
    claims: tuple[Claim, ...]
    judgement: Judgement

    @property
    def touches(self) -> tuple[Touched, ...]:
        return (("budget", self.half.budget_id), ("person", self.person_id))
