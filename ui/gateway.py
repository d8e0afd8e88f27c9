"""What the shell asks before and after somebody signed in: offices, users, recovery, and the session itself. No Qt.

Everything here is called inside jobs, because keys are stretched slowly and files are read. What can go wrong comes as
`DomainError` (a wrong password) or `EnvironmentProblem` (in use, damaged, newer than the program) with its sentence.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from kmcase.application.access import (
    BackupCard,
    Door,
    EnrolmentDoor,
    MadeOffice,
    NewOffice,
    NewUser,
    OfficeCard,
    UserCard,
)
from kmcase.application.news import News
from kmcase.application.read.overview import Hit, Problem, Status
from ui.ports import Exporter, Progress

if TYPE_CHECKING:
    from kmcase.application.work import Actor

__all__ = [
    "BackupCard",
    "Door",
    "EnrolmentDoor",
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


class Session(Protocol):
    """An office open for one person."""

    @property
    def actor(self) -> Actor: ...
    @property
    def card(self) -> OfficeCard: ...
    @property
    def services(self) -> Any: ...
    @property
    def exporter(self) -> Exporter: ...
    @property
    def idle_minutes(self) -> int: ...
    @property
    def sample_day(self) -> date | None: ...

    @property
    def shared(self) -> bool:
        """Whether other desktops may have the office open at the same time."""
        ...

    def read_news(self) -> News:
        """What other desktops entered since the last look; from one thread at a time."""
        ...

    def today(self) -> date:
        """The day in Bangkok by the office's clock."""
        ...

    def status(self) -> Status:
        """The half-year and the clocks."""
        ...

    def search(self, text: str) -> tuple[Hit, ...]:
        """People and receipts by name part, number, house or phone, in either keyboard layout; best first."""
        ...

    def unlock(self, password: str) -> None:
        """The same person is back; raises `office_files.wrong_password` or `.too_many_tries`."""
        ...

    def back_up_daily(self, progress: Progress) -> bool:
        """Make the back-up of the day where there is none yet; whether one was made."""
        ...

    def look_at_pictures(self, progress: Progress) -> int:
        """Compare the evidence that came in since; how many pairs are alike."""
        ...

    def problem_report(self) -> bytes:
        """A zip for whoever helps, without personal data."""
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

    def warm(self) -> None:
        """Get ready to open an office, while the password is typed."""
        ...

    def sign_in(self, folder: Path, login: str, password: str) -> Session:
        """Open an office; raises `office_files.wrong_password`."""
        ...

    def recover(self, folder: Path, recovery_key: str, login: str, password: str, reason: str) -> None:
        """A new password for a user by the office's recovery key; raises what is wrong with key and password."""
        ...

    def create(self, office: NewOffice, progress: Progress) -> MadeOffice:
        """Make an office with its users and its first half-years."""
        ...

    def enrolment(self, file: Path) -> EnrolmentDoor:
        """What the file by which a laptop joins tells; raises `laptops.not_an_enrolment`."""
        ...

    def join(self, enrolment: Path, folder: Path, login: str, password: str) -> OfficeCard:
        """Make a laptop's folder from that file; raises `office_files.wrong_password`, or what is wrong with it."""
        ...

    def recovery_paper(self, made: MadeOffice) -> bytes:
        """The recovery key as a page to be sealed, as PDF."""
        ...

    def backups(self, folder: Path) -> tuple[BackupCard, ...]:
        """The back-ups in a folder (an office's or a stick's), the last one first."""
        ...

    def restore(self, backup: Path, into: Path, login: str, password: str) -> OfficeCard:
        """Put a back-up into an empty folder, opening the copy at once with a user's password to try it."""
        ...
