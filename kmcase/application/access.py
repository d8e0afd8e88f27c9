"""The door of an office: who may come in, how one is made, and what a person who came in works with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Protocol

from kmcase.domain.money import Baht
from kmcase.domain.offices import OfficeKind
from kmcase.domain.staff import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeCard:
    """An office that can be chosen; nothing in it is secret. `laptop` is the name of the laptop whose folder it is."""

    folder: Path
    name: str
    sample: bool = False
    opened_at: datetime | None = None
    laptop: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class UserCard:
    """A user on the sign-in page; the roles are a hint of the keyring."""

    login: str
    name: str
    roles: frozenset[Role]


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """An office before anybody signed in. The sample office tells its password and its fixed day."""

    card: OfficeCard
    users: tuple[UserCard, ...]
    sample_password: str | None = None
    sample_day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrolmentDoor:
    """What the file by which a laptop joins tells before it has a folder: of which office, and who may open it."""

    office: str
    laptop: str
    users: tuple[UserCard, ...]
    sample_password: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewUser:
    """A user of an office to be made."""

    login: str
    name: str
    position: str
    roles: frozenset[Role]
    password: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewOffice:
    """An office to be made; `area` holds six-digit sub-district codes, `fiscal_year` is a B.E. number."""

    folder: Path
    name: str
    kind: OfficeKind
    province_code: str
    area: frozenset[str]
    short_code: str
    fiscal_year: int
    allotted: tuple[Baht, Baht]
    document: str
    users: tuple[NewUser, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewServer:
    """A database for an office: `url` as its owner, who makes tables and roles; the program works as `role`."""

    url: str
    role: str
    role_password: str

    def __repr__(self) -> str:
        return f"NewServer(role={self.role!r})"


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeOffice:
    """A new office and the key that opens it when every password is lost; the key is shown this once."""

    card: OfficeCard
    recovery_key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupCard:
    """A back-up that can be restored."""

    path: Path
    office: str
    made_at: datetime
    size: int


class Cancelled(Exception):
    """Raised by `Steps.check` after somebody pressed cancel."""


class Steps(Protocol):
    """How far a long job is; `check` raises `Cancelled` where somebody pressed cancel."""

    def report(self, done: int, total: int | None = None) -> None:
        """`done` of `total` steps."""
        ...

    def check(self) -> None:
        """Stop here if cancelled."""
        ...


class Silent:
    """Steps that nobody looks at."""

    def report(self, done: int, total: int | None = None) -> None:
        """Nothing to show."""

    def check(self) -> None:
        """Nobody cancels."""
