"""Staff of the office: who they are, what they may do, and whose relatives they have declared to be."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from kmcase.domain.events import Event, Touched, event


class Role(StrEnum):
    """What a member of staff does in the program; one person may hold several in a small office."""

    DEVELOPMENT_OFFICER = "development_officer"
    SOCIAL_WORKER = "social_worker"
    FINANCE = "finance"
    DIRECTOR = "director"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


SIGNING_ROLES = frozenset({Role.FINANCE, Role.DIRECTOR})
"""Who may number, record decisions or reconcile, and so holds the office's signing key (design.md, decision 1)."""


def normal_login(login: str) -> str:
    """One spelling of a login: no blanks around it, lower case, composed marks."""
    return unicodedata.normalize("NFC", login.strip().casefold())


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffMember:
    """A member of staff; `login` is the key in the office's keyring, spelled as `normal_login` does."""

    staff_id: str
    login: str
    name: str
    position: str
    roles: frozenset[Role]
    active: bool = True


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class StaffAdded(Event):
    """Somebody joined the office."""

    TYPE = "staff.added"
    member: StaffMember

    @property
    def touches(self) -> tuple[Touched, ...]:
        return (("staff", self.member.staff_id),)


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class StaffRolesChanged(Event):
    """What somebody may do was changed."""

    TYPE = "staff.roles_changed"
    staff_id: str
    roles: frozenset[Role]
    position: str
    reason: str

    @property
    def touches(self) -> tuple[Touched, ...]:
        return (("staff", self.staff_id),)


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class StaffRemoved(Event):
    """Somebody left; their name stays on what they did."""

    TYPE = "staff.removed"
    staff_id: str
    reason: str

    @property
    def touches(self) -> tuple[Touched, ...]:
        return (("staff", self.staff_id),)


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class RelativeDeclared(Event):
    """A member of staff named a relative, who may then be neither witness nor unremarked payee."""

    TYPE = "staff.relative_declared"
    declaration_id: str
    staff_id: str
    name: str
    national_id: str | None = None
    relation: str

    @property
    def touches(self) -> tuple[Touched, ...]:
        return (("staff", self.staff_id),)
