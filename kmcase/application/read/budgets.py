"""What the budget pages show."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from kmcase.domain.budgets import Budget, BudgetHalf, PostingKind
from kmcase.domain.money import Baht
from kmcase.messages import Message, message


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthFigures:
    """A month of a half: plan, paid (less returned), families paid, and what its decisions needed and approved."""

    year: int
    month: int
    plan: Baht
    paid: Baht
    families: int
    needed: Baht
    approved: Baht


@dataclass(frozen=True, slots=True, kw_only=True)
class HalfClosed:
    """A half whose payees were all asked: when (UTC) and by whom (name), how many answered otherwise or not at all."""

    at: datetime
    by: str
    asked: int
    differing: int
    unanswered: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetPage:
    """A half as the manager sees it; `mean` is what a payment of the half (or, without one, the year) comes to."""

    half: BudgetHalf
    budget: Budget
    months: tuple[MonthFigures, ...]
    mean: Baht
    more_families: int
    families_paid: int
    needed: Baht
    proposed: Baht
    approved: Baht
    late_until: date | None
    closed: HalfClosed | None = None


def planned_by(months: Iterable[MonthFigures], day: date) -> Baht | None:
    """What the plan wanted paid by the end of a day's month; None where nothing was planned."""
    listed = tuple(months)
    if not any(month.plan for month in listed):
        return None
    return Baht.total(month.plan for month in listed if (month.year, month.month) <= (day.year, day.month))


def share_of_need(page: BudgetPage) -> Message:
    """How much of what was needed was approved, in per cent rounded down to a tenth."""
    if not page.needed:
        return message("budgets.gap_none")
    tenths = 1000 * page.approved.satang // page.needed.satang
    share = f"{tenths // 10}.{tenths % 10}"
    return message("budgets.gap_share", share=share, gap=page.needed - page.approved)


@dataclass(frozen=True, slots=True, kw_only=True)
class PostingItem:
    """A posting with what the half has left after it."""

    posting_id: str
    on: date
    kind: PostingKind
    amount: Baht
    available_after: Baht
    request_number: str
    voucher_number: str
    document: str
    reason: str
    approved_by: str
    made_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningItem:
    """A payment entered as history."""

    opening_id: str
    payee_name: str
    paid_on: date
    amount: Baht
    voucher_number: str
    document: str
    occurrence: int
    half: BudgetHalf


class BudgetQueries(Protocol):
    """Budget figures."""

    def page(self, half: BudgetHalf) -> BudgetPage:
        """A half; one without an allotment stands at zero."""
        ...

    def halves(self) -> tuple[BudgetHalf, ...]:
        """Halves with a budget, the newest first."""
        ...

    def postings(self, half: BudgetHalf) -> tuple[PostingItem, ...]:
        """Postings of a half in order."""
        ...

    def openings(self) -> tuple[OpeningItem, ...]:
        """History entered by hand."""
        ...
