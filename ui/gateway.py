"""What the shell asks before and after somebody signed in: offices, users, recovery, and the session itself. No Qt.

Everything here is called inside jobs, because keys are stretched slowly and files are read. What can go wrong comes as
`DomainError` (a wrong password) or `EnvironmentProblem` (in use, damaged, newer than the program) with its sentence.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Protocol

from kmcase.application.access import BackupCard, Door, MadeOffice, NewOffice, NewUser, OfficeCard, UserCard
from kmcase.application.work import Actor
from kmcase.domain.budgets import BudgetHalf
from kmcase.domain.money import Baht
from kmcase.messages import Message
from ui.ports import Exporter, Progress
from ui.tone import Tone

__all__ = [
    "BackupCard",
    "Door",
    "Hit",
    "MadeOffice",
    "NewOffice",
    "NewUser",
    "OfficeCard",
    "OfficeGateway",
    "Problem",
    "Session",
    "Status",
    "UserCard",
]
_NOTHING = Baht.zero()


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something the window must keep saying: no back-up for days, little room on the disk."""

    said: Message
    tone: Tone
    screen: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """What the top of the window shows; `half` is None before any money was allotted."""

    half: BudgetHalf | None = None
    allotted: Baht = _NOTHING
    available: Baht = _NOTHING
    last_backup: datetime | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One find of the search box: what it is, and the screen and record that Enter opens."""

    noun: str
    title: str
    detail: str
    icon: str
    screen: str
    record_id: str


class Session(Protocol):
    """An office open for one person."""

    actor: Actor
    card: OfficeCard
    services: Any
    exporter: Exporter
    idle_minutes: int
    sample_day: date | None

    def today(self) -> date:
        """The day in Bangkok by the office's clock."""
        ...

    def status(self) -> Status:
        """The half-year and the clocks."""
        ...

    def search(self, text: str) -> tuple[Hit, ...]:
        """People, households, requests, receipts by name part, number, house or phone; best first."""
        ...

    def unlock(self, password: str) -> None:
        """The same person is back; raises `shell.wrong_password`."""
        ...

    def close(self) -> None:
        """Let the office go."""
        ...


class OfficeGateway(Protocol):
    """Finds, opens, makes and restores offices."""

    def recent(self) -> tuple[OfficeCard, ...]:
        """Offices opened here before, the last one first."""
        ...

    def look(self, folder: Path) -> Door:
        """What stands at an office's door."""
        ...

    def sign_in(self, folder: Path, login: str, password: str) -> Session:
        """Open an office; raises `shell.wrong_password`."""
        ...

    def create(self, office: NewOffice, progress: Progress) -> MadeOffice:
        """Make an office with its users and its first half-years."""
        ...

    def recovery_paper(self, made: MadeOffice) -> bytes:
        """The recovery key as a page to be sealed, as PDF."""
        ...

    def backups(self, folder: Path) -> tuple[BackupCard, ...]:
        """The back-ups in a folder (an office's or a stick's), the last one first."""
        ...

    def restore(self, backup: Path, into: Path, progress: Progress) -> OfficeCard:
        """Put a back-up into an empty folder and try it at once."""
        ...

