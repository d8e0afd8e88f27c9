"""Staff and the office's own numbers: who may come in and what holds here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from kmcase.application.changes import Outcome
from kmcase.application.work import Work
from kmcase.domain.errors import DomainError
from kmcase.domain.offices import Office, OfficeAreaChanged, RegulationChanged
from kmcase.domain.staff import (
    SIGNING_ROLES,
    RelativeDeclared,
    Role,
    StaffAdded,
    StaffMember,
    StaffRemoved,
    StaffRolesChanged,
    normal_login,
)
from kmcase.rules.duties import Relative
from kmcase.rules.regulations import Number, Regulations

__all__ = [
    "ChangeNumber",
    "NewMember",
    "Number",
    "OfficeKeys",
    "OfficeService",
    "Relative",
    "StaffService",
    "require_password",
]

_SHORTEST_PASSWORD = 8


class OfficeKeys(Protocol):
    """The keyring of an open office, in a signed-in person's hands; each call puts a whole new file in place."""

    def signers(self) -> frozenset[str]:
        """The logins that hold the office's signing key."""
        ...

    def add(self, member: StaffMember, password: str) -> None:
        """Let somebody in; raises `office_files.login_taken` and the like."""
        ...

    def change(self, member: StaffMember) -> None:
        """Another role hint, and the signing key given or taken."""
        ...

    def remove(self, login: str) -> None:
        """Let somebody in no more; the data key changes at the next opening."""
        ...

    def set_password(self, login: str, new: str) -> None:
        """Somebody forgot."""
        ...

    def change_password(self, login: str, old: str, new: str) -> None:
        """One's own; raises `office_files.wrong_password`."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMember:
    """Somebody who joins the office."""

    login: str
    name: str
    position: str
    roles: frozenset[Role]
    password: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeNumber:
    """The office's own number for a time, over the shipped default."""

    key: str
    value: int
    valid_from: date
    valid_to: date | None
    reference: str
    reason: str


class StaffService:
    """Use cases of staff. The keyring is written first: an entry that then fails leaves a login without a role."""

    def __init__(self, work: Work, keys: OfficeKeys) -> None:
        self._work = work
        self._keys = keys

    def add(self, new: NewMember) -> Outcome[str]:
        """Let somebody join."""
        with self._work.begin("staff.add") as unit:
            _require(bool(new.name.strip()), "staff.name_missing", "name")
            _require(bool(new.roles), "staff.roles_missing", "roles")
            require_password(new.password)
            member = StaffMember(
                staff_id=unit.ids.new(),
                login=normal_login(new.login),
                name=new.name.strip(),
                position=new.position.strip(),
                roles=new.roles,
            )
            unit.record(StaffAdded(member=member))
            self._keys.add(member, new.password)
            return unit.commit(member.staff_id)

    def change_roles(self, staff_id: str, roles: frozenset[Role], position: str, reason: str) -> Outcome[str]:
        """What somebody may do; the last administrator stays one."""
        with self._work.begin("staff.change_roles") as unit:
            _require(bool(roles), "staff.roles_missing", "roles")
            _require(bool(reason.strip()), "staff.reason_missing", "reason")
            member = unit.staff.member(staff_id)
            _require(member.active, "staff.left", "roles")
            if Role.ADMINISTRATOR not in roles:
                _require_another_administrator(unit.staff.members(), staff_id)
            if not roles & SIGNING_ROLES:
                self._require_another_signer(member)
            unit.record(StaffRolesChanged(staff_id=staff_id, roles=roles, position=position, reason=reason))
            self._keys.change(replace(member, roles=roles, position=position))
            return unit.commit(staff_id)

    def remove(self, staff_id: str, reason: str) -> Outcome[str]:
        """Let somebody go; what they did stays in their name."""
        with self._work.begin("staff.remove") as unit:
            _require(bool(reason.strip()), "staff.reason_missing", "reason")
            _require(staff_id != unit.actor.staff_id, "staff.removes_self", "staff_id")
            member = unit.staff.member(staff_id)
            _require(member.active, "staff.left", "staff_id")
            _require_another_administrator(unit.staff.members(), staff_id)
            self._require_another_signer(member)
            unit.record(StaffRemoved(staff_id=staff_id, reason=reason))
            self._keys.remove(member.login)
            return unit.commit(staff_id)

    def reset_password(self, staff_id: str, new: str) -> None:
        """A new password for somebody who forgot."""
        with self._work.begin("staff.change_roles") as unit:
            require_password(new)
            self._keys.set_password(unit.staff.member(staff_id).login, new)

    def change_own_password(self, old: str, new: str) -> None:
        """One's own password."""
        with self._work.read("staff.list") as reading:
            require_password(new)
            self._keys.change_password(reading.staff.member(self._work.actor.staff_id).login, old, new)

    def declare_relative(self, name: str, national_id: str | None, relation: str) -> Outcome[str]:
        """A relative of the signed-in person, who is then no witness."""
        with self._work.begin("staff.declare_relative") as unit:
            _require(bool(name.strip()), "staff.name_missing", "name")
            declaration_id = unit.ids.new()
            unit.record(
                RelativeDeclared(
                    declaration_id=declaration_id,
                    staff_id=unit.actor.staff_id,
                    name=name.strip(),
                    national_id=national_id,
                    relation=relation,
                )
            )
            return unit.commit(declaration_id)

    def _require_another_signer(self, member: StaffMember) -> None:
        """Who alone holds the signing key keeps it: nobody could hand it on then."""
        _require(self._keys.signers() != {member.login}, "staff.last_signer", "roles", name=member.name)

    def list(self) -> tuple[StaffMember, ...]:
        """Everybody, those who left as well."""
        with self._work.read("staff.list") as reading:
            return reading.staff.members()

    def relatives(self) -> tuple[Relative, ...]:
        """All declared relatives."""
        with self._work.read("staff.list") as reading:
            return reading.staff.relatives()


class OfficeService:
    """The office: its area, and the numbers that hold in it."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def office(self) -> Office:
        """The office as it stands."""
        with self._work.read("office.read") as reading:
            return reading.office

    def change_area(self, area: frozenset[str], reference: str, reason: str) -> Outcome[str]:
        """Another area of responsibility, by an order."""
        with self._work.begin("office.change") as unit:
            _require(bool(area), "staff.area_missing", "area")
            _require(bool(reference.strip()), "staff.reference_missing", "reference")
            _require(bool(reason.strip()), "staff.reason_missing", "reason")
            for code in area:
                _require(code.startswith(unit.office.province_code), "staff.area_outside", "area")
            unit.record(
                OfficeAreaChanged(store=unit.office.store, area=area, reference=reference.strip(), reason=reason)
            )
            return unit.commit(unit.office.store)

    def regulations(self) -> Regulations:
        """All numbers, shipped and own."""
        with self._work.read("office.regulations_read") as reading:
            return reading.regulations

    def numbers_on(self, day: date) -> tuple[Number, ...]:
        """What holds on a day, by key."""
        regulations = self.regulations()
        keys = sorted(key for key in regulations.keys if regulations.has(key, day))
        return tuple(regulations.number(key, day) for key in keys)

    def change_number(self, command: ChangeNumber) -> Outcome[str]:
        """Enter an own number with its dates, reason and reference; an impossible one is refused here."""
        with self._work.begin("office.regulation_change") as unit:
            _require(command.key in unit.regulations.keys, "staff.unknown_number", "key")
            _require(command.value >= -1, "staff.number_impossible", "value")
            _require(bool(command.reference.strip()), "staff.reference_missing", "reference")
            _require(bool(command.reason.strip()), "staff.reason_missing", "reason")
            backwards = command.valid_to is not None and command.valid_to < command.valid_from
            _require(not backwards, "staff.dates_backwards", "valid_to")
            change_id = unit.ids.new()
            unit.record(
                RegulationChanged(
                    change_id=change_id,
                    key=command.key,
                    value=command.value,
                    valid_from=command.valid_from,
                    valid_to=command.valid_to,
                    reference=command.reference.strip(),
                    reason=command.reason.strip(),
                )
            )
            return unit.commit(change_id)


def require_password(password: str) -> None:
    """Raise `staff.password_short` for fewer than eight characters."""
    _require(len(password) >= _SHORTEST_PASSWORD, "staff.password_short", "password", least=_SHORTEST_PASSWORD)


def _require_another_administrator(members: tuple[StaffMember, ...], but: str) -> None:
    others = (member for member in members if member.active and member.staff_id != but)
    _require(any(Role.ADMINISTRATOR in member.roles for member in others), "staff.last_administrator", "roles")


def _require(holds: bool, code: str, field: str, **params: object) -> None:
    if not holds:
        raise DomainError(code, field, **params)
