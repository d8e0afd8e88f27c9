"""Heads of cases for somebody; whom a case is hidden from, to him it is unknown."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache

from sqlalchemy import ColumnElement, and_, exists, false, or_, select, true
from sqlalchemy.sql.expression import FromClause

from kmcase.domain.cases.heads import CaseHead, CaseKind, ClientValues, TeamPlace, TeamRole
from kmcase.domain.cases.secrecy import CASE_ROLES, Viewer
from kmcase.domain.casework import Casework
from kmcase.domain.errors import DomainError, require_that
from kmcase.domain.events import build
from kmcase.persistence.fold.cases import resolved_client
from kmcase.persistence.plain import from_json
from kmcase.persistence.rows import cases as tables
from kmcase.persistence.statements import Rows
from kmcase.rules.casework import NEWEST, read_casework, shipped_casework, shipped_versions


def visible(viewer: Viewer, now: datetime, case: FromClause = tables.case_file) -> ColumnElement[bool]:
    """Whether the viewer may see the case of a row with a `case_id`: `domain.cases.secrecy.may_see` in SQL."""
    if not viewer.roles & CASE_ROLES:
        return false()
    member, glass = tables.case_member.alias(), tables.case_glass.alias()
    secrecy, seal = tables.case_secrecy.alias(), tables.case_seal.alias()
    of_team = exists().where(
        and_(member.c.case_id == case.c.case_id, member.c.staff_id == viewer.staff_id, member.c.role != "")
    )
    broke = exists().where(
        and_(
            glass.c.case_id == case.c.case_id,
            glass.c.staff_id == viewer.staff_id,
            glass.c.until > now.isoformat(),
        )
    )
    restricted = exists().where(and_(secrecy.c.case_id == case.c.case_id, secrecy.c.restricted == 1))
    # A laptop that may carry the case no longer is told that it is sealed, and not why.
    sealed = exists().where(and_(seal.c.case_id == case.c.case_id, seal.c.sealed == 1))
    others = ~restricted & ~sealed if viewer.sees_others else false()
    return or_(of_team, broke, others)


class SqlCases:
    """`CaseRepository` on rows."""

    def __init__(self, rows: Rows, viewer: Viewer, now: datetime) -> None:
        self._rows = rows
        self._viewer = viewer
        self._now = now
        self._caseworks: dict[str, Casework] = {}

    def visible(self, case: FromClause = tables.case_file) -> ColumnElement[bool]:
        """What every query of cases narrows itself by."""
        return visible(self._viewer, self._now, case)

    def require(self, case_id: str) -> None:
        """Raise `cases.unknown` where there is no such case or the viewer may not see it."""
        known = select(true()).where(tables.case_file.c.case_id == case_id, self.visible())
        require_that(self._rows.connection.execute(known).first() is not None, "cases.unknown")

    def head(self, case_id: str) -> CaseHead:
        """A case; raises `cases.unknown`."""
        self.require(case_id)
        file = self._rows.one(tables.case_file, case_id=case_id)
        stage = self._rows.one(tables.case_stage, case_id=case_id)
        secrecy = self._rows.one(tables.case_secrecy, case_id=case_id)
        person = self._rows.one(tables.case_person, case_id=case_id)
        if file is None or stage is None or secrecy is None:
            raise DomainError("cases.unknown")
        client = resolved_client(self._rows, case_id)
        values: ClientValues = build(
            ClientValues, {name: value for name, value in client.values.items() if value is not None}
        )
        casework = self.casework(file["casework"])
        return CaseHead(
            case_id=case_id,
            number=file["number"],
            kind=CaseKind(file["kind"]),
            casework=file["casework"],
            opened_at=datetime.fromisoformat(file["opened_at"]),
            legal_basis=file["legal_basis"],
            client_group=file["client_group"],
            client=values,
            stage=stage["stage"],
            team=self._team(case_id),
            restricted=bool(secrecy["restricted"]),
            restricted_for=tuple(from_json(secrecy["restricted_for"])),
            person_id=person["person_id"] if person else "",
            closed_on=date.fromisoformat(stage["reached_on"]) if casework.stage(stage["stage"]).ends else None,
            seen=client.seen(client.values),
            conflicts=client.conflicts,
        )

    def sealed(self, number: str) -> str:
        """The id of a restricted case by the number that somebody typed, seen or not; empty where none has it."""
        query = (
            select(tables.case_file.c.case_id)
            .join(tables.case_secrecy, tables.case_secrecy.c.case_id == tables.case_file.c.case_id)
            .where(tables.case_file.c.number == number, tables.case_secrecy.c.restricted == 1)
        )
        return str(self._rows.connection.execute(query).scalar() or "")

    def casework(self, version: str) -> Casework:
        """A version of the casework; raises `cases.unknown_casework`."""
        if version not in self._caseworks:
            self._caseworks[version] = casework_of(self._rows, version)
        return self._caseworks[version]

    def has_casework(self, version: str) -> bool:
        """Whether a version was shipped or set."""
        return version in shipped_versions() or self._rows.one(tables.casework_version, version=version) is not None

    def newest_casework(self) -> Casework:
        """The version that new cases are led by."""
        return newest_casework(self._rows)

    def _team(self, case_id: str) -> tuple[TeamPlace, ...]:
        found = (row for row in self._rows.all(tables.case_member, case_id=case_id) if row["role"])
        places = (TeamPlace(staff_id=row["staff_id"], role=TeamRole(row["role"])) for row in found)
        return tuple(sorted(places, key=lambda place: (list(TeamRole).index(place.role), place.staff_id)))


def casework_of(rows: Rows, version: str) -> Casework:
    """A version of the casework; raises `cases.unknown_casework`."""
    row = rows.one(tables.casework_version, version=version)
    return _read(row["text"]) if row is not None else shipped_casework(version)


def newest_casework(rows: Rows) -> Casework:
    """The version that the office leads new work by."""
    table = tables.casework_version
    newest = select(table.c.version).order_by(table.c.set_at.desc(), table.c.set_event.desc()).limit(1)
    return casework_of(rows, rows.connection.execute(newest).scalar() or NEWEST)


@cache
def _read(text: str) -> Casework:
    """An office's file, which was checked when it was taken in."""
    found, faults = read_casework(text)
    if found is None:
        raise ValueError(faults)
    return found
