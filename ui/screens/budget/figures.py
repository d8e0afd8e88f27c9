"""What is read for the budget screen in one go, and the figures worked out of it. No Qt."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kmcase.application.read.budgets import BudgetPage, OpeningItem, PostingItem
from kmcase.domain.budgets import BudgetHalf
from kmcase.domain.money import Baht
from kmcase.domain.staff import StaffMember
from kmcase.messages import Message, message
from kmcase.thai.calendar import BE_OFFSET, MONTHS_SHORT, fiscal_year, half_bounds
from ui.tables import Mark
from ui.tone import Tone


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """A half with its postings; `free` is what each known half has left, `seconds` who may approve as second person."""

    page: BudgetPage
    postings: tuple[PostingItem, ...]
    openings: tuple[OpeningItem, ...]
    free: dict[BudgetHalf, Baht]
    seconds: tuple[StaffMember, ...]


def month_name(year: int, month: int) -> str:
    """`เม.ย. 67`."""
    return f"{MONTHS_SHORT[month - 1]} {(year + BE_OFFSET) % 100:02d}"


def half_said(half: BudgetHalf) -> Message:
    """A half in words."""
    return message(f"budgets.half{half.half}", year=str(half.fiscal_year))


def halves_to_choose(known: Iterable[BudgetHalf], today: date) -> tuple[BudgetHalf, ...]:
    """Every half that has a budget and those of this fiscal year, the newest first."""
    year = fiscal_year(today)
    return tuple(sorted({*known, BudgetHalf(year, 1), BudgetHalf(year, 2)}, reverse=True))


def half_mark(page: BudgetPage, today: date) -> Mark | None:
    """Whether a half is closed, or over and not closed; nothing while it runs."""
    if page.closed is not None:
        return Mark(message("budgets.half_closed"), Tone.OK, "lock")
    if today > half_bounds(page.half.fiscal_year, page.half.half)[1]:
        return Mark(message("budgets.half_over"), Tone.WARN, "clock")
    return None


def closed_said(page: BudgetPage) -> Message | str:
    """When and by whom a half was closed, and what its payees answered."""
    closed = page.closed
    if closed is None:
        return ""
    counts = {"asked": closed.asked, "differing": closed.differing, "unanswered": closed.unanswered}
    return message("budgets.half_closed_said", at=closed.at, name=closed.by, **counts)
