"""Staff: who may come in, what they may do, and whose relatives they are."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Protocol

from kmcase.application.changes import Outcome
from kmcase.application.permissions import allowed
from kmcase.application.read.offices import StaffItem
from kmcase.application.work import Work
from kmcase.domain.errors import require_that
from kmcase.domain.staff import (
    LOGIN,
    SHORTEST_PASSWORD,
    SIGNING_ROLES,
    RelativeDeclared,
    RelativesConfirmed,
    Role,
    SigningKeyHanded,
    StaffAdded,
    StaffMember,
    StaffPasswordReset,
    StaffRemoved,
    StaffRolesChanged,
    administers_alone,
    normal_login,
)
from kmcase.rules.duties import Relative
from kmcase.thai.calendar import fiscal_year
from kmcase.thai.national_id import check, normalise


class OfficeKeys(Protocol):
    """The keyring of an open office, in a signed-in person's hands; each call puts a whole new file in place."""

    def signers(self) -> frozenset[str]:
        """The logins that hold the office's signing key."""
        ...

    def public_key(self, login: str) -> str:
        """What the keys of a user are sealed to, in hex."""
        ...

    def add(self, member: StaffMember, password: str) -> str:
        """Let somebody in, with the signing key where this person holds it; gives the public key.

        Raises `office_files.login_taken`.
        """
        ...

    def change(self, member: StaffMember) -> None:
        """Another role hint; the signing key is taken, or given where this person holds it."""
        ...

    def hand_key(self, member: StaffMember) -> None:
        """Give the signing key; raises `office_files.no_signing_key` where this person does not hold it."""
        ...

    def remove(self, login: str) -> None:
        """Let somebody in no more; the data key changes at the next opening."""
        ...

    def set_password(self, login: str, new: str) -> str:
        """Somebody forgot; gives the new public key. Who holds no signing key cannot set that of one who does."""
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


class StaffService:
    """Use cases of staff. The keyring is written first: an entry that then fails leaves a login without a role."""

    def __init__(self, work: Work, keys: OfficeKeys) -> None:
        self._work = work
        self._keys = keys

    def add(self, new: NewMember) -> Outcome[str]:
        """Let somebody join."""
        with self._work.begin("staff.add") as unit:
            require_that(bool(new.name.strip()), "staff.name_missing", "name")
            require_that(bool(LOGIN.fullmatch(normal_login(new.login))), "staff.login_shape", "login")
            _require_fitting(new.roles)
            require_password(new.password)
            member = StaffMember(
                staff_id=unit.ids.new(),
                login=normal_login(new.login),
                name=new.name.strip(),
                position=new.position.strip(),
                roles=new.roles,
            )
            unit.record(StaffAdded(member=member, public_key=self._keys.add(member, new.password)))
            return unit.commit(member.staff_id)

    def change_roles(self, staff_id: str, roles: frozenset[Role], position: str, reason: str) -> Outcome[str]:
        """What somebody else may do; the last administrator stays one."""
        with self._work.begin("staff.change_roles") as unit:
            _require_fitting(roles)
            require_that(staff_id != unit.actor.staff_id, "staff.changes_own_roles", "roles")
            require_that(bool(reason.strip()), "staff.reason_missing", "reason")
            member = unit.staff.member(staff_id)
            require_that(member.active, "staff.left", "roles")
            if Role.ADMINISTRATOR not in roles:
                _require_another_administrator(unit.staff.members(), staff_id)
            if not roles & SIGNING_ROLES:
                self._require_another_signer(member)
            place = position.strip()
            unit.record(StaffRolesChanged(staff_id=staff_id, roles=roles, position=place, reason=reason.strip()))
            self._keys.change(replace(member, roles=roles, position=place))
            return unit.commit(staff_id)

    def remove(self, staff_id: str, reason: str) -> Outcome[str]:
        """Let somebody go; what they did stays in their name."""
        with self._work.begin("staff.remove") as unit:
            require_that(bool(reason.strip()), "staff.reason_missing", "reason")
            require_that(staff_id != unit.actor.staff_id, "staff.removes_self", "staff_id")
            member = unit.staff.member(staff_id)
            require_that(member.active, "staff.left", "staff_id")
            _require_another_administrator(unit.staff.members(), staff_id)
            self._require_another_signer(member)
            unit.record(StaffRemoved(staff_id=staff_id, reason=reason.strip()))
            self._keys.remove(member.login)
            return unit.commit(staff_id)

    def reset_password(self, staff_id: str, new: str, reason: str) -> Outcome[str]:
        """A new password for somebody who forgot, set by another person and told in the journal."""
        with self._work.begin("staff.reset_password") as unit:
            require_password(new)
            require_that(bool(reason.strip()), "staff.reason_missing", "reason")
            require_that(staff_id != unit.actor.staff_id, "staff.resets_own", "password")
            member = unit.staff.member(staff_id)
            require_that(member.active, "staff.left", "password")
            public_key = self._keys.set_password(member.login, new)
            unit.record(StaffPasswordReset(staff_id=staff_id, reason=reason.strip(), public_key=public_key))
            return unit.commit(staff_id)

    def note_recovery(self, reason: str) -> Outcome[str]:
        """The signed-in person has a new password by the office's recovery key: told in the journal."""
        with self._work.begin("staff.note_recovery") as unit:
            require_that(bool(reason.strip()), "staff.reason_missing", "reason")
            own = unit.actor.staff_id
            public_key = self._keys.public_key(unit.staff.member(own).login)
            unit.record(StaffPasswordReset(staff_id=own, reason=reason.strip(), public_key=public_key))
            return unit.commit(unit.actor.staff_id)

    def hand_key(self, staff_id: str) -> Outcome[str]:
        """The office's signing key for somebody whose role signs, by one who holds it."""
        with self._work.begin("staff.hand_key") as unit:
            member = unit.staff.member(staff_id)
            require_that(member.active, "staff.left")
            require_that(member.may_sign, "staff.does_not_sign", name=member.name)
            unit.record(SigningKeyHanded(staff_id=staff_id))
            self._keys.hand_key(member)
            return unit.commit(staff_id)

    def change_own_password(self, old: str, new: str) -> None:
        """One's own password, from now on known to nobody else; raises `staff.password_same` for the one before."""
        with self._work.read("staff.list") as reading:
            require_password(new)
            require_that(new != old, "staff.password_same", "password")
            self._keys.change_password(reading.staff.member(self._work.actor.staff_id).login, old, new)

    def declare_relative(self, name: str, national_id: str | None, relation: str) -> Outcome[str]:
        """A relative of the signed-in person, who is then no witness; the national id where it is known."""
        with self._work.begin("staff.declare_relative") as unit:
            require_that(bool(name.strip()), "staff.name_missing", "name")
            require_that(bool(relation.strip()), "staff.relation_missing", "relation")
            number = national_id and normalise(national_id)
            require_that(not number or check(number).accepted, "staff.national_id_refused", "national_id")
            declaration_id = unit.ids.new()
            unit.record(
                RelativeDeclared(
                    declaration_id=declaration_id,
                    staff_id=unit.actor.staff_id,
                    name=name.strip(),
                    national_id=number or None,
                    relation=relation.strip(),
                )
            )
            return unit.commit(declaration_id)

    def confirm_relatives(self) -> Outcome[str]:
        """The signed-in person says that all relatives are named for this fiscal year, or that there are none; once."""
        with self._work.begin("staff.confirm_relatives") as unit:
            me, year = unit.actor.staff_id, fiscal_year(unit.today)
            require_that(not unit.staff.relatives_confirmed(me, year), "staff.relatives_confirmed", year=year)
            confirmation_id = unit.ids.new()
            unit.record(RelativesConfirmed(confirmation_id=confirmation_id, staff_id=me, fiscal_year=year))
            return unit.commit(confirmation_id)

    def list(self) -> tuple[StaffMember, ...]:
        """Everybody, those who left as well."""
        with self._work.read("staff.list") as reading:
            return reading.staff.members()

    def items(self) -> tuple[StaffItem, ...]:
        """Everybody with what was changed of them and whom they declared, those who left last.

        Relatives are persons of the register: who has nothing to do with that is told of none.
        """
        with self._work.read("staff.list") as reading:
            members, relatives = reading.staff.members(), reading.offices.relatives()
            may_know = allowed("people.read", self._work.actor.roles) or allowed("staff.add", self._work.actor.roles)
            changes, signers = reading.offices.staff_changes()[::-1], self._keys.signers()
            year = fiscal_year(reading.today)
            said = {one.staff_id for one in members if reading.staff.relatives_confirmed(one.staff_id, year)}
        return tuple(
            StaffItem(
                member=member,
                signs=member.active and member.login in signers,
                changes=tuple(change for change in changes if change.staff_id == member.staff_id),
                relatives_due=member.works and member.staff_id not in said,
                relatives=tuple(one for one in relatives if one.staff_id == member.staff_id) if may_know else (),
            )
            for member in sorted(members, key=lambda member: (not member.active, member.staff_id))
        )

    def relatives(self) -> tuple[Relative, ...]:
        """All declared relatives."""
        with self._work.read("staff.list") as reading:
            return reading.staff.relatives()

    def _require_another_signer(self, member: StaffMember) -> None:
        """Who alone holds the signing key keeps it until it is handed on: nobody could hand it then."""
        require_that(self._keys.signers() != {member.login}, "staff.last_signer", "roles", name=member.name)


def require_password(password: str) -> None:
    """Raise `staff.password_short` for fewer than eight characters."""
    require_that(len(password) >= SHORTEST_PASSWORD, "staff.password_short", "password", least=SHORTEST_PASSWORD)


def _require_fitting(roles: frozenset[Role]) -> None:
    require_that(bool(roles), "staff.roles_missing", "roles")
    require_that(administers_alone(roles), "staff.administrator_alone", "roles")


def _require_another_administrator(members: tuple[StaffMember, ...], but: str) -> None:
    others = (member for member in members if member.active and member.staff_id != but)
    require_that(any(Role.ADMINISTRATOR in member.roles for member in others), "staff.last_administrator", "roles")
