"""What the pages of staff, office and regulations show: what holds, and what was changed when, by whom and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from kmcase.domain.findings import Severity
from kmcase.domain.offices import NumberUnit, Office
from kmcase.domain.staff import Role, StaffChange, StaffMember


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffChangeItem:
    """Something that happened to somebody's place in the office; roles and position before and after it."""

    staff_id: str
    change: StaffChange
    made_at: datetime
    made_by: str
    reason: str
    roles_before: frozenset[Role]
    roles: frozenset[Role]
    position_before: str
    position: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RelativeItem:
    """A relative whom somebody of the staff declared."""

    declaration_id: str
    staff_id: str
    name: str
    national_id: str | None
    relation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffItem:
    """Somebody of the staff; `changes` the newest first. `signs`: whether they hold the office's signing key.

    `relatives_due`: works here and has not said for this fiscal year that all relatives are named.
    """

    member: StaffMember
    signs: bool
    changes: tuple[StaffChangeItem, ...]
    relatives: tuple[RelativeItem, ...]
    relatives_due: bool = False

    @property
    def waits_for_key(self) -> bool:
        """Whether a role of theirs needs the signing key and nobody has handed it yet."""
        return self.member.active and self.member.may_sign and not self.signs


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaChangeItem:
    """The area from a moment on, with what came and went; the first is the area that the office began with."""

    event_id: str
    made_at: datetime
    made_by: str
    reference: str
    reason: str
    area: frozenset[str]
    added: frozenset[str]
    removed: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyExceptionItem:
    """A granted exception of duties; `duties` are the values of two `rules.duties.Duty`."""

    exception_id: str
    request_id: str
    request_number: str
    duties: tuple[str, ...]
    officer: str
    reason: str
    granted_by: str
    granted_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficePage:
    """The office as it stands; `fingerprint` is the SHA-256 of the public key that its checkpoints are signed with."""

    office: Office
    fingerprint: str
    area_changes: tuple[AreaChangeItem, ...]
    exceptions: tuple[DutyExceptionItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberChangeItem:
    """An own number as it was entered."""

    change_id: str
    key: str
    value: int
    valid_from: date
    valid_to: date | None
    reference: str
    reason: str
    made_at: datetime
    made_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberItem:
    """A number with its time, shipped or the office's own (`change`).

    `value` is satang for money, -1 for no limit; `least` is the least that may be entered. `before` is the value that
    it took the place of from its first day. `in_force`: whether it is this number that holds on the day asked for.
    `effect`: what it does to what does not keep to it.
    """

    item_id: str
    key: str
    unit: NumberUnit
    least: int
    value: int
    before: int | None
    valid_from: date
    valid_to: date | None
    reference: str
    certainty: str
    effect: Severity
    in_force: bool
    change: NumberChangeItem | None = None


class OfficeQueries(Protocol):
    """What was changed of staff, office and numbers, the newest last."""

    def staff_changes(self) -> tuple[StaffChangeItem, ...]:
        """All changes of staff."""
        ...

    def relatives(self) -> tuple[RelativeItem, ...]:
        """All declared relatives."""
        ...

    def area_changes(self) -> tuple[AreaChangeItem, ...]:
        """The areas since the office was opened."""
        ...

    def number_changes(self) -> tuple[NumberChangeItem, ...]:
        """The office's own numbers, in the order of `Regulations.own`."""
        ...

    def duty_exceptions(self) -> tuple[DutyExceptionItem, ...]:
        """Exceptions of duties."""
        ...
