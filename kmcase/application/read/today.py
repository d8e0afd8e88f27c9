"""What a person finds to do at the start of the day: counts by kind of task, and what an administrator looks after."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from kmcase.application.read.appointments import AppointmentItem
from kmcase.application.read.budgets import BudgetPage
from kmcase.domain.payments import RunState


class Task(StrEnum):
    """A kind of work that waits, in the order in which it is shown; its words are `today.task.<value>`."""

    DOUBTED = "doubted"
    GLASS = "glass"
    OBSERVATION = "observation"
    DUPLICATE = "duplicate"
    CONFLICT = "conflict"
    REFUSED_ENTRY = "refused_entry"
    SILENT_LAPTOP = "silent_laptop"
    OVERDUE = "overdue"
    SENT_BACK = "sent_back"
    FIND_OUT = "find_out"
    DRAFT = "draft"
    CASE_DEADLINE = "case_deadline"
    CONFERENCE_OPEN = "conference_open"
    CONFERENCE_COMING = "conference_coming"
    VISIT_BACK = "visit_back"
    VISIT_DRAFT = "visit_draft"
    DIAGNOSE = "diagnose"
    REVIEW = "review"
    VISIT_REVIEW = "visit_review"
    READY = "ready"
    DECIDE = "decide"
    MINUTES = "minutes"
    ASK_MONEY = "ask_money"
    DRAW = "draw"
    PREPARE = "prepare"
    OUT = "out"
    CLOSE = "close"
    RECONCILE = "reconcile"
    MISSING_SCAN = "missing_scan"
    VERIFY = "verify"
    VISIT_OVERDUE = "visit_overdue"
    FOLLOW_UP = "follow_up"
    HOUSEHOLD_PLAN = "household_plan"
    LESSONS = "lessons"
    PUBLICITY = "publicity"
    SURVEY_OVERDUE = "survey_overdue"
    ROW_WAITING = "row_waiting"
    EXCEPTION = "exception"
    TELL_REFERRER = "tell_referrer"
    REFERRAL_LATE = "referral_late"
    CLOSING = "closing"
    LOOK_AFTER = "look_after"
    NOTE_REVIEW = "note_review"
    RELATIVES = "relatives"


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskItem:
    """How much of a task waits; `own` counts only the person's own, `record_id` is where to begin, if in one record."""

    task: Task
    count: int
    own: bool = False
    record_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyPending:
    """Approved requests without a number: not asked money for, asked and not drawn, drawn and not in a run."""

    to_ask: int
    to_draw: int
    to_prepare: int


@dataclass(frozen=True, slots=True, kw_only=True)
class VouchersPending:
    """Numbers that were paid: without scan or bank report, and without a follow-up."""

    missing_scans: int
    not_asked: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """How many wait, and the record that has waited longest; empty where none does."""

    count: int
    record_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainState:
    """The journal: its entries, its end in hexadecimal, and when a checkpoint was last signed (UTC)."""

    entries: int
    head: str
    checkpoint_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeCare:
    """What an administrator looks after; times are UTC, `low_space` is in bytes where little is free."""

    users: int
    last_backup: datetime | None
    medium_at: datetime | None
    medium_due: bool
    low_space: int | None
    missing_triggers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TodayPage:
    """The start of a person's day; a part that is not the role's is None, a task that is not the role's is absent.

    `visits` are the person's own of today, in the order in which they are made.
    """

    today: date
    tasks: tuple[TaskItem, ...]
    visits: tuple[AppointmentItem, ...] | None = None
    budget: BudgetPage | None = None
    chain: ChainState | None = None
    care: OfficeCare | None = None


class PendingQueries(Protocol):
    """What waits, counted in the database."""

    def money(self) -> MoneyPending:
        """Approved requests on their way to a number."""
        ...

    def vouchers(self) -> VouchersPending:
        """Paid numbers that lack something."""
        ...

    def runs(self) -> Mapping[RunState, int]:
        """Runs of each state."""
        ...

    def unreconciled(self) -> Pending:
        """Withdrawals with lines of the bank nobody decided on, or all paid and never said to agree; the oldest."""
        ...

    def overdue_surveys(self) -> int:
        """Lists asked for that are past their day and did not come."""
        ...

    def waiting_rows(self) -> Pending:
        """Rows of survey lists that wait to be mended, and the oldest list with some."""
        ...

    def exceptions(self, fiscal_year: int) -> int:
        """Requests of a fiscal year (B.E.) with a limit lifted or a duty excepted."""
        ...

    def refused_entries(self, since: date) -> int:
        """Entries of laptops in use, heard since a day in Bangkok, that count for nothing or are doubted."""
        ...

    def silent_laptops(self, since: date) -> int:
        """Laptops in use that have not been heard of since a day in Bangkok, and were not enrolled since."""
        ...

    def chain(self) -> ChainState:
        """How the journal stands."""
        ...
