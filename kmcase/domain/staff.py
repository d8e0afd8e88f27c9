"""Staff of the office: who they are, what they may do, and whose relatives they have declared to be."""

from __future__ import annotations

import re
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
    CASE_ASSISTANT = "case_assistant"


SIGNING_ROLES = frozenset({Role.FINANCE, Role.DIRECTOR})
"""Who may number, record decisions or reconcile, and so holds the office's signing key (design.md, decision 1)."""

FIELD_ROLES = frozenset({Role.DEVELOPMENT_OFFICER, Role.SOCIAL_WORKER})
"""Who goes out to families."""

WORKING_ROLES = frozenset({Role.DEVELOPMENT_OFFICER, Role.SOCIAL_WORKER, Role.FINANCE, Role.DIRECTOR})
"""Who does the office's work with people and money; auditor and administrator stand outside it."""

ADMINISTRATORS_MAY_BE = frozenset({Role.ADMINISTRATOR, Role.AUDITOR})
"""Who hands out roles holds no other that has to do with money; the auditor's, which writes nothing, goes with it."""
SHORTEST_PASSWORD = 8
LOGIN = re.compile(r"[a-z0-9][a-z0-9._-]{1,31}")
"""What a new login looks like."""


class StaffChange(StrEnum):
    """What happened to somebody's place in the office."""

    JOINED = "joined"
    ROLES = "roles"
    PASSWORD = "password"
    KEY = "key"
    LEFT = "left"


def normal_login(login: str) -> str:
    """One spelling of a login: no blanks around it, lower case, composed marks."""
    return unicodedata.normalize("NFC", login.strip().casefold())


def administers_alone(roles: frozenset[Role]) -> bool:
    """Whether an administrator holds no role that has to do with money; true of who is none."""
    return Role.ADMINISTRATOR not in roles or roles <= ADMINISTRATORS_MAY_BE


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffMember:
    """A member of staff; `login` is the key in the office's keyring, spelled as `normal_login` does."""

    staff_id: str
    login: str
    name: str
    position: str
    roles: frozenset[Role]
    active: bool = True

    @property
    def may_sign(self) -> bool:
        """Whether a role of theirs signs for the office."""
        return bool(self.roles & SIGNING_ROLES)

    @property
    def works(self) -> bool:
        """Whether they are here and a role of theirs does the office's work, so that they may stand beside money."""
        return self.active and bool(self.roles & WORKING_ROLES)

    @property
    def assists(self) -> bool:
        """Whether they are here as a case assistant of the community alone: they see their clients and nothing else."""
        return self.active and self.roles == {Role.CASE_ASSISTANT}


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class StaffAdded(Event):
    """Somebody joined the office.

    `public_key` in hex is what the keyring seals their keys to, "" in entries from before it was told.
    """

    TYPE = "staff.added"
    member: StaffMember
    public_key: str = ""

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
class StaffPasswordReset(Event):
    """Somebody else set a new password for a member of staff; `public_key` as in `StaffAdded`."""

    TYPE = "staff.password_reset"
    staff_id: str
    reason: str
    public_key: str = ""

    @property
    def touches(self) -> tuple[Touched, ...]:
        return (("staff", self.staff_id),)


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class SigningKeyHanded(Event):
    """Who may sign for the office was given its signing key by somebody who holds it."""

    TYPE = "staff.signing_key_handed"
    staff_id: str

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


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class RelativesConfirmed(Event):
    """Somebody said for a fiscal year (B.E.) that all relatives are named, or that there are none."""

    TYPE = "staff.relatives_confirmed"
    confirmation_id: str
    staff_id: str
    fiscal_year: int

    @property
    def touches(self) -> tuple[Touched, ...]:
        return (("staff", self.staff_id),)
