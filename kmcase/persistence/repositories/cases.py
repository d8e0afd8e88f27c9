"""Heads of cases for somebody; whom a case is hidden from, to him it is unknown."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from functools import cache

from sqlalchemy import ColumnElement, Select, and_, bindparam, exists, false, func, or_, select, true
from sqlalchemy.sql.expression import FromClause

from kmcase.domain.cases.heads import CaseHead, CaseKind, ClientValues, TeamPlace, TeamRole
from kmcase.domain.cases.secrecy import CASE_ROLES, Viewer
from kmcase.domain.casework import Casework
from kmcase.domain.dates import PartialDate
from kmcase.domain.errors import DomainError, require_that
from kmcase.domain.events import build
from kmcase.persistence.fold.cases import resolved_client
from kmcase.persistence.plain import from_json
from kmcase.persistence.rows import cases as tables
from kmcase.persistence.rows.case_closing import case_lesson
from kmcase.persistence.rows.case_intake import case_photo
from kmcase.persistence.statements import Rows
from kmcase.rules.casework import NEWEST, kept_casework, shipped_casework, shipped_versions
from kmcase.thai.digits import document_key

# Made once: an alias costs more than the query, and whether somebody may see a case is asked at every step.
_MEMBER, _GLASS = tables.case_member.alias(), tables.case_glass.alias()
_SECRECY, _SEAL = tables.case_secrecy.alias(), tables.case_seal.alias()


def visible(viewer: Viewer, now: datetime, case: FromClause = tables.case_file) -> ColumnElement[bool]:
    """Whether the viewer may see the case of a row with a `case_id`: `domain.cases.secrecy.may_see` in SQL."""
    if not viewer.roles & CASE_ROLES:
        return false()
    return _seen(viewer.staff_id, now.isoformat(), case, sees_others=viewer.sees_others)


def _seen(
    staff_id: str | ColumnElement[str], now: str | ColumnElement[str], case: FromClause, *, sees_others: bool
) -> ColumnElement[bool]:
    of_team = exists().where(
        and_(_MEMBER.c.case_id == case.c.case_id, _MEMBER.c.staff_id == staff_id, _MEMBER.c.role != "")
    )
    broke = exists().where(
        and_(_GLASS.c.case_id == case.c.case_id, _GLASS.c.staff_id == staff_id, _GLASS.c.until > now)
    )
    restricted = exists().where(and_(_SECRECY.c.case_id == case.c.case_id, _SECRECY.c.restricted == 1))
    # A laptop that may carry the case no longer is told that it is sealed, and not why.
    sealed = exists().where(and_(_SEAL.c.case_id == case.c.case_id, _SEAL.c.sealed == 1))
    others = ~restricted & ~sealed if sees_others else false()
    return or_(of_team, broke, others)


@cache
def _one_seen(sees_others: bool) -> Select[bool]:
    """Whether a case is there and seen, by `case_id`, `staff_id` and `now`."""
    seen = _seen(bindparam("staff_id"), bindparam("now"), tables.case_file, sees_others=sees_others)
    return select(true()).where(tables.case_file.c.case_id == bindparam("case_id"), seen)


def numbered(numbers: Mapping[str, str], typed: str) -> str:
    """The one key whose number is what somebody typed, in whatever digits and with whatever spaces; empty of none."""
    wanted = typed.strip()
    exactly = [key for key, number in numbers.items() if number == wanted]
    found = exactly or [key for key, number in numbers.items() if document_key(number) == document_key(wanted)]
    return found[0] if len(found) == 1 else ""


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

    def shown(self, case: FromClause = tables.case_file, *, own: bool) -> ColumnElement[bool]:
        """What the viewer may see; of it the cases alone whose team he is of, where `own`."""
        if not own:
            return self.visible(case)
        member = tables.case_member.alias()
        mine = select(member.c.case_id).where(member.c.staff_id == self._viewer.staff_id, member.c.role != "")
        return and_(case.c.case_id.in_(mine), self.visible(case))

    def count_hidden(self) -> int:
        """How many restricted cases the viewer may not see: counted, never named."""
        secrecy = tables.case_secrecy
        hidden = select(func.count()).where(secrecy.c.restricted == 1, ~self.visible(secrecy))
        return int(self._rows.connection.execute(hidden).scalar_one())

    def require(self, case_id: str) -> None:
        """Raise `cases.unknown` where there is no such case or the viewer may not see it."""
        viewer = self._viewer
        require_that(bool(viewer.roles & CASE_ROLES), "cases.unknown")
        asked = {"case_id": case_id, "staff_id": viewer.staff_id, "now": self._now.isoformat()}
        found = self._rows.connection.execute(_one_seen(viewer.sees_others), asked).first()
        require_that(found is not None, "cases.unknown")

    def led_by(self, case_id: str) -> Casework:
        """The version of the casework that a case keeps; raises `cases.unknown`."""
        kept = select(tables.case_file.c.casework).where(tables.case_file.c.case_id == case_id, self.visible())
        version = self._rows.connection.execute(kept).scalar()
        if version is None:
            raise DomainError("cases.unknown")
        return self.casework(version)

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
        values: ClientValues = build(ClientValues, client.known)
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
            closed_on=date.fromisoformat(stage["reached_on"])
            if casework.stage_or_unknown(stage["stage"]).ends
            else None,
            seen=client.seen(client.values),
            conflicts=client.conflicts,
        )

    def photographed(self, case_id: str) -> bool:
        """Whether a photograph of the client is kept; raises `cases.unknown`."""
        self.require(case_id)
        kept = select(true()).where(case_photo.c.case_id == case_id).limit(1)
        return self._rows.connection.execute(kept).first() is not None

    def photographed_openly(self) -> tuple[tuple[str, str, PartialDate], ...]:
        """Id, casework and birth date of cases that have a photograph and are open without anybody's word; by id."""
        file, client, secrecy = tables.case_file, tables.case_client, tables.case_secrecy
        query = (
            select(file.c.case_id, file.c.casework, client.c.birth)
            .join(client, client.c.case_id == file.c.case_id)
            .join(secrecy, secrecy.c.case_id == file.c.case_id)
            .where(
                self.visible(),
                client.c.birth.is_not(None),
                secrecy.c.restricted == 0,
                secrecy.c.note == "",
                exists().where(case_photo.c.case_id == file.c.case_id),
            )
            .order_by(file.c.case_id)
        )
        found = self._rows.connection.execute(query)
        return tuple((row.case_id, row.casework, PartialDate.parse(row.birth)) for row in found)

    def learned_from(self, lesson_id: str) -> tuple[CaseHead, ...]:
        """The cases of which a lesson came, as far as the actor may see them."""
        of = case_lesson.c
        query = select(of.case_id).where(of.lesson_id == lesson_id, self.visible(case_lesson)).order_by(of.case_id)
        return tuple(self.head(case_id) for case_id in self._rows.connection.execute(query).scalars())

    def sealed(self, number: str) -> str:
        """The id of a restricted case by its number as people write it, seen or not; empty where none has it."""
        file, secrecy = tables.case_file, tables.case_secrecy
        query = (
            select(file.c.number, file.c.case_id)
            .join(secrecy, secrecy.c.case_id == file.c.case_id)
            .where(secrecy.c.restricted == 1)
        )
        return numbered({row.case_id: row.number for row in self._rows.connection.execute(query)}, number)

    def casework(self, version: str) -> Casework:
        """A version of the casework, the newest shipped one where there is none such."""
        if version not in self._caseworks:
            self._caseworks[version] = casework_of(self._rows, version)
        return self._caseworks[version]

    def is_open(self, casework: str, stage: str) -> bool:
        """Whether a stage does not end a case, by the version of the casework that the case keeps."""
        return not self.casework(casework).stage_or_unknown(stage).ends

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
    """A version of the casework; one that only a forged entry can name is read as the newest that was shipped."""
    row = rows.one(tables.casework_version, version=version)
    if row is not None:
        return kept_casework(row["text"])
    return shipped_casework(version if version in shipped_versions() else NEWEST)


def newest_casework(rows: Rows) -> Casework:
    """The version that the office leads new work by."""
    table = tables.casework_version
    newest = select(table.c.version).order_by(table.c.set_at.desc(), table.c.set_event.desc()).limit(1)
    return casework_of(rows, rows.connection.execute(newest).scalar() or NEWEST)
