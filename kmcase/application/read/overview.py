"""What stands at the top of the window whatever one does: the half-year, the clocks, what the search finds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kmcase.domain.budgets import BudgetHalf
from kmcase.domain.findings import Severity
from kmcase.domain.money import Baht
from kmcase.messages import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something that must be said until it is mended; `noun` is what one opens to mend it."""

    said: Message
    severity: Severity
    noun: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HalfLeft:
    """A half and what is left of it."""

    half: BudgetHalf
    allotted: Baht
    available: Baht


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeClock:
    """On a laptop: when it last met the office, and how many of its own entries the office has not acknowledged.

    `overdue`: it met the office longer ago than the office's rule says.
    """

    last_exchange: datetime | None
    waiting: int
    overdue: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """The half-year (None where there is none, or the role may not see money), the last back-up, what is wrong.

    `half` is the office's alone, `exchange` a laptop's.
    """

    half: HalfLeft | None = None
    last_backup: datetime | None = None
    problems: tuple[Problem, ...] = ()
    exchange: ExchangeClock | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One find of the search: its noun and record, a title, and what tells it from its namesakes."""

    noun: str
    record_id: str
    title: str
    detail: str
