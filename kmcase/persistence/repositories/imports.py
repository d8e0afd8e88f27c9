"""Survey lists."""

from __future__ import annotations

from collections.abc import Set
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import and_, select

from kmcase.application.ports.imports import ReceivedList, SettledRow, StoredSubmission
from kmcase.domain.dates import PartialDate
from kmcase.domain.errors import DomainError
from kmcase.domain.events import build
from kmcase.domain.evidence import EvidenceItem
from kmcase.domain.imports.reconcile import KnownPerson
from kmcase.domain.surveys import RowOutcome
from kmcase.persistence.plain import from_json
from kmcase.persistence.rows import imports as tables
from kmcase.persistence.rows.people import family, household, person
from kmcase.persistence.statements import Row, Rows
from kmcase.thai.names import fold

_KEYS_A_QUERY = 500


class SqlImports:
    """`ImportRepository` on rows."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def import_of_file(self, sha256: str, sheet: str) -> str | None:
        """The import that a file's sheet was read by before."""
        row = self._rows.one(tables.survey_import, sha256=sha256, sheet=sheet)
        return None if row is None else row["import_id"]

    def received(self, import_id: str) -> ReceivedList:
        """A list; raises `survey_lists.unknown`."""
        row = self._rows.one(tables.survey_import, import_id=import_id)
        if row is None:
            raise DomainError("survey_lists.unknown")
        return ReceivedList(
            import_id=import_id,
            sha256=row["sha256"],
            sheet=row["sheet"],
            rows=row["rows"],
            received_on=date.fromisoformat(row["received_on"]),
            mapping=from_json(row["mapping"]),
        )

    def settled_rows(self, import_id: str) -> frozenset[int]:
        """Row numbers that are settled already."""
        query = select(tables.survey_row.c.row).where(tables.survey_row.c.import_id == import_id)
        return frozenset(self._rows.connection.execute(query).scalars())

    def row(self, import_id: str, row: int) -> SettledRow:
        """A row; raises `imports.unknown_row`."""
        found = self._rows.one(tables.survey_row, import_id=import_id, row=row)
        if found is None:
            raise DomainError("imports.unknown_row")
        return as_settled(found)

    def submission(self, import_id: str, row: int) -> StoredSubmission | None:
        """What a row was sent as; None for a row of a list."""
        columns = tables.submission.c
        found = self._submissions(columns.import_id == import_id, columns.row == row)
        return found[0] if found else None

    def submissions(self, keys: Set[str]) -> tuple[StoredSubmission, ...]:
        """Those of some UUIDs that came before."""
        chosen = sorted(keys)
        batches = (chosen[start : start + _KEYS_A_QUERY] for start in range(0, len(chosen), _KEYS_A_QUERY))
        return tuple(one for batch in batches for one in self._submissions(tables.submission.c.key.in_(batch)))

    def _submissions(self, *conditions: Any) -> tuple[StoredSubmission, ...]:
        sent, rows = tables.submission.c, tables.survey_row.c
        query = (
            select(tables.submission, rows.outcome)
            .join(tables.survey_row, and_(rows.import_id == sent.import_id, rows.row == sent.row))
            .where(*conditions)
            .order_by(sent.import_id, sent.row)
        )
        return tuple(
            StoredSubmission(
                import_id=row.import_id,
                row=row.row,
                key=row.key,
                form_id=row.form_id,
                version=row.version,
                answers=from_json(row.answers),
                evidence=tuple(build(EvidenceItem, item) for item in from_json(row.evidence)),
                outcome=RowOutcome(row.outcome),
            )
            for row in self._rows.connection.execute(query)
        )

    def mapping(self, shape: str) -> dict[str, Any] | None:
        """The remembered mapping of a file shape."""
        found = self._rows.one(tables.column_mapping, shape=shape)
        return None if found is None else from_json(found["mapping"])

    def survey_exists(self, survey_id: str) -> bool:
        """Whether an agency was asked under this id."""
        return self._rows.one(tables.survey, survey_id=survey_id) is not None

    def people_like(self, national_ids: Set[str], words: Set[str], *, not_from: str = "") -> tuple[KnownPerson, ...]:
        """Persons with one of the ids, or with one of the folded words as first or last name."""
        columns = person.c
        query = select(
            columns.person_id,
            columns.first_name,
            columns.last_name,
            columns.national_id,
            columns.birth,
            columns.subdistrict_code,
        ).where(columns.source != not_from)
        return tuple(
            KnownPerson(
                person_id=row.person_id,
                first_name=row.first_name,
                last_name=row.last_name,
                national_id=row.national_id,
                birth=PartialDate.parse(row.birth) if row.birth else None,
                subdistrict_code=row.subdistrict_code,
            )
            for row in self._rows.connection.execute(query)
            if row.national_id in national_ids or _folded(row.first_name) in words or _folded(row.last_name) in words
        )

    def holders(self, national_ids: Set[str]) -> dict[str, str]:
        """Of each national id that somebody carries, a person."""
        query = select(person.c.national_id, person.c.person_id).where(person.c.national_id.in_(national_ids))
        return {row.national_id: row.person_id for row in self._rows.connection.execute(query)}

    def family_at(self, subdistrict_code: str, moo: int | None, house_no: str) -> str | None:
        """The first family of the household at a place."""
        query = (
            select(family.c.family_id)
            .join(household, household.c.household_id == family.c.household_id)
            .where(
                household.c.subdistrict_code == subdistrict_code,
                household.c.moo.is_(None) if moo is None else household.c.moo == moo,
                household.c.house_no == house_no,
            )
            .order_by(family.c.family_id)
            .limit(1)
        )
        return self._rows.connection.execute(query).scalar()


@lru_cache(maxsize=100_000)
def _folded(name: str) -> str:
    """Names repeat; folding one costs more than all else here."""
    return fold(name)


def as_settled(row: Row) -> SettledRow:
    """A row of `survey_row`."""
    return SettledRow(
        import_id=row["import_id"],
        row=row["row"],
        outcome=RowOutcome(row["outcome"]),
        person_id=row["person_id"],
        cells=from_json(row["cells"]),
        problems=tuple(from_json(row["problems"])),
    )
