"""Survey lists: who was asked, what came, where every row stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, select

from kmcase.application.imports.problems import candidates_of, findings_of
from kmcase.application.read.imports import ImportItem, ReminderItem, RowItem, SurveyItem
from kmcase.application.read.people import PersonItem
from kmcase.domain.errors import DomainError
from kmcase.domain.partners import PartnerKind
from kmcase.domain.surveys import ReminderMethod, RowOutcome
from kmcase.persistence.plain import from_json
from kmcase.persistence.queries.people import as_item
from kmcase.persistence.repositories.imports import SqlImports
from kmcase.persistence.rows.imports import survey, survey_import, survey_reminder, survey_row
from kmcase.persistence.rows.office import staff
from kmcase.persistence.rows.people import person
from kmcase.persistence.statements import Rows


class SqlImportQueries(SqlImports):
    """`ImportQueries` on plain selects."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(Rows(connection))
        self._connection = connection

    def surveys(self) -> tuple[SurveyItem, ...]:
        """All agencies asked, those due first on top."""
        newest: dict[str, ImportItem] = {}
        for item in reversed(self.lists()):
            if item.survey_id is not None:
                newest[item.survey_id] = item
        reminders = self._reminders()
        query = select(survey).order_by(survey.c.due_on, survey.c.agency)
        return tuple(
            _survey(row, newest.get(row.survey_id), tuple(reminders[row.survey_id]))
            for row in self._connection.execute(query)
        )

    def survey(self, survey_id: str) -> SurveyItem:
        """One of them; raises `survey_lists.unknown_survey`."""
        found = next((item for item in self.surveys() if item.survey_id == survey_id), None)
        if found is None:
            raise DomainError("survey_lists.unknown_survey")
        return found

    def _reminders(self) -> dict[str, list[ReminderItem]]:
        found: dict[str, list[ReminderItem]] = defaultdict(list)
        query = (
            select(survey_reminder, staff.c.name)
            .outerjoin(staff, staff.c.staff_id == survey_reminder.c.reminded_by)
            .order_by(
                survey_reminder.c.reminded_on.desc(),
                survey_reminder.c.reminded_at.desc(),
                survey_reminder.c.event_id.desc(),
            )
        )
        for row in self._connection.execute(query):
            found[row.survey_id].append(_reminder(row))
        return found

    def lists(self) -> tuple[ImportItem, ...]:
        """All lists received, the newest first."""
        return self._items()

    def list(self, import_id: str) -> ImportItem:
        """A list; raises `survey_lists.unknown`."""
        found = self._items(survey_import.c.import_id == import_id)
        if not found:
            raise DomainError("survey_lists.unknown")
        return found[0]

    def list_of_file(self, sha256: str, sheet: str) -> ImportItem | None:
        """The list that a file's sheet was received as before."""
        found = self._items(survey_import.c.sha256 == sha256, survey_import.c.sheet == sheet)
        return found[0] if found else None

    def _items(self, *conditions: Any) -> tuple[ImportItem, ...]:
        query = (
            select(survey_import, staff.c.name)
            .outerjoin(staff, staff.c.staff_id == survey_import.c.received_by)
            .where(*conditions)
            .order_by(survey_import.c.received_on.desc(), survey_import.c.import_id.desc())
        )
        rows = self._connection.execute(query).all()
        counts = self._counts([row.import_id for row in rows] if conditions else None)
        return tuple(_item(row, counts[row.import_id]) for row in rows)

    def _counts(self, import_ids: Sequence[str] | None) -> dict[str, dict[RowOutcome, int]]:
        """Rows by outcome; a skipped entry counts for all rows it stands for."""
        chosen = [] if import_ids is None else [survey_row.c.import_id.in_(import_ids)]
        query = (
            select(survey_row.c.import_id, survey_row.c.outcome, func.count())
            .where(*chosen)
            .group_by(survey_row.c.import_id, survey_row.c.outcome)
        )
        counts: dict[str, dict[RowOutcome, int]] = defaultdict(lambda: dict.fromkeys(RowOutcome, 0))
        for import_id, outcome, count in self._connection.execute(query):
            counts[import_id][RowOutcome(outcome)] = count
        spans = select(survey_row.c.import_id, survey_row.c.row, survey_row.c.cells).where(
            *chosen, survey_row.c.outcome == RowOutcome.SKIPPED.value, survey_row.c.cells.contains('"last"')
        )
        for import_id, number, cells in self._connection.execute(spans):
            counts[import_id][RowOutcome.SKIPPED] += _last(number, from_json(cells)) - number
        return counts

    def rows(self, import_id: str, outcome: RowOutcome, *, after: int = 0, limit: int = 200_000) -> tuple[RowItem, ...]:
        """Rows of one outcome by their numbers, `after` a number."""
        columns = survey_row.c
        query = (
            select(survey_row, person.c.title, person.c.first_name, person.c.last_name)
            .outerjoin(person, person.c.person_id == columns.person_id)
            .where(columns.import_id == import_id, columns.outcome == outcome.value, columns.row > after)
            .order_by(columns.row)
            .limit(limit)
        )
        return tuple(_row(row) for row in self._connection.execute(query))

    def people(self, person_ids: Sequence[str]) -> tuple[PersonItem, ...]:
        """Some persons of the register, to choose among."""
        query = select(person).where(person.c.person_id.in_(person_ids)).order_by(person.c.sort_key)
        return tuple(as_item(row) for row in self._connection.execute(query))


def _reminder(row: Any) -> ReminderItem:
    return ReminderItem(
        reminded_on=date.fromisoformat(row.reminded_on),
        method=ReminderMethod(row.method) if row.method else None,
        note=row.note,
        by=row.name or "",
    )


def _survey(row: Any, received: ImportItem | None, reminders: tuple[ReminderItem, ...]) -> SurveyItem:
    return SurveyItem(
        survey_id=row.survey_id,
        agency=row.agency,
        subdistrict_code=row.subdistrict_code,
        asked_on=date.fromisoformat(row.asked_on),
        due_on=date.fromisoformat(row.due_on),
        remark=row.remark,
        kind=PartnerKind(row.kind) if row.kind else None,
        partner_id=row.partner_id,
        reminders=reminders,
        received_on=received.received_on if received else None,
        import_id=received.import_id if received else None,
        rows=received.settled - received.counts[RowOutcome.SKIPPED] if received else 0,
        waiting=received.counts[RowOutcome.WAITING] if received else 0,
    )


def _item(row: Any, counts: dict[RowOutcome, int]) -> ImportItem:
    return ImportItem(
        import_id=row.import_id,
        survey_id=row.survey_id,
        agency=row.agency,
        received_on=date.fromisoformat(row.received_on),
        received_by=row.name or "",
        file_name=row.file_name,
        sheet=row.sheet,
        rows=row.rows,
        counts=counts,
    )


def _row(row: Any) -> RowItem:
    cells = from_json(row.cells)
    problems = from_json(row.problems)
    known = f"{row.title or ''}{row.first_name or ''} {row.last_name or ''}".strip()
    skipped = row.outcome == RowOutcome.SKIPPED.value
    return RowItem(
        import_id=row.import_id,
        row=row.row,
        last=_last(row.row, cells) if skipped else row.row,
        outcome=RowOutcome(row.outcome),
        person_id=row.person_id,
        person_name=known,
        cells=cells,
        findings=findings_of(problems),
        candidates=candidates_of(problems),
        reason=row.reason,
    )


def _last(number: int, cells: dict[str, str]) -> int:
    return int(cells.get("last", number))
