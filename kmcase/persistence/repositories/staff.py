"""Members of staff, declared relatives, exceptions of duties."""

from __future__ import annotations

from kmcase.domain.errors import DomainError
from kmcase.domain.staff import Role, StaffMember
from kmcase.persistence.plain import from_json
from kmcase.persistence.rows import office as tables
from kmcase.persistence.statements import Row, Rows
from kmcase.rules.duties import Duty, DutyException, Relative


class SqlStaff:
    """`StaffRepository` on rows."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def member(self, staff_id: str) -> StaffMember:
        """A member; raises `staff.unknown`."""
        row = self._rows.one(tables.staff, staff_id=staff_id)
        if row is None:
            raise DomainError("staff.unknown")
        return as_member(row)

    def by_login(self, login: str) -> StaffMember:
        """The member who signs in by a login, before those who left with it; raises `staff.unknown`."""
        found = [as_member(row) for row in self._rows.all(tables.staff, login=login)]
        if not found:
            raise DomainError("staff.unknown")
        return max(found, key=lambda member: member.active)

    def members(self) -> tuple[StaffMember, ...]:
        """All, those who left as well."""
        return tuple(as_member(row) for row in self._rows.all(tables.staff))

    def relatives(self) -> tuple[Relative, ...]:
        """All declared relatives."""
        names = {member.staff_id: member.name for member in self.members()}
        return tuple(
            Relative(
                name=row["name"],
                national_id=row["national_id"],
                staff_id=row["staff_id"],
                staff_name=names.get(row["staff_id"], ""),
            )
            for row in self._rows.all(tables.relative)
        )

    def relatives_confirmed(self, staff_id: str, fiscal_year: int) -> bool:
        """Whether somebody said for a fiscal year that all relatives are named."""
        return self._rows.one(tables.relatives_confirmation, staff_id=staff_id, fiscal_year=fiscal_year) is not None

    def duty_exceptions(self, noun: str, record_id: str) -> tuple[DutyException, ...]:
        """Exceptions granted for a record."""
        return tuple(
            DutyException(
                duties=frozenset(Duty(name) for name in from_json(row["duties"])),
                staff_id=row["staff_id"],
                reason=row["reason"],
                granted_by=row["granted_by"],
            )
            for row in self._rows.all(tables.duty_exception, record_noun=noun, record_id=record_id)
        )


def as_member(row: Row) -> StaffMember:
    """A row of `staff`."""
    return StaffMember(
        staff_id=row["staff_id"],
        login=row["login"],
        name=row["name"],
        position=row["position"],
        roles=frozenset(Role(name) for name in from_json(row["roles"])),
        active=bool(row["active"]),
    )
