"""The year's report of a shelter: 300 clients, 3,000 services, 6,000 notes, told to somebody who may not see all.

Held to: at most 3 s; aimed at 0.3 s of CPU. Floor: a bare select of the same rows in the same run.
"""

from __future__ import annotations

import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert, select

from benchmarks.cases import bare, taken, told
from kmcase.application.cases import CaseNoteService, ReportProgress
from kmcase.domain.cases.plan_lines import Progress
from kmcase.domain.indicators import Period
from kmcase.persistence.rows import case_assessments, case_notes, case_plans, case_stays, cases
from tests.builders import TestOffice, new_office
from tests.case_assessment_builders import an_assessment
from tests.case_builders import a_case, a_sealed_case
from tests.case_plan_builders import approved, plans
from tests.contract.test_case_notes import note
from tests.contract.test_case_stays import a_stay
from tests.indicator_builders import indicators

CASES, SEALED, SERVICES, NOTES, ASSESSMENTS, MOVES = 300, 20, 3_000, 6_000, 900, 600
MOST_REPORT = 3.0
_FIRST, _DAYS = date(2023, 10, 1), 250
_YEAR = Period(2567)
BEHIND_REPORT = tuple(
    select(table)
    for table in (
        cases.case_file,
        cases.case_step,
        case_plans.case_plan_service,
        case_plans.case_service_step,
        case_assessments.case_assessment,
        case_stays.case_bed_move,
    )
)
"""Most of the rows that a report is counted from."""
_Row = dict[str, Any]


def filled(folder: Path) -> TestOffice:
    """A shelter's year; services, notes, assessments and beds are copies of real ones' rows."""
    office = new_office(folder)
    case_id = approved(office)
    [service] = plans(office).plan_of(case_id).plan.content.services
    told_of = ReportProgress(
        case_id=case_id, service_id=service.line_id, progress=Progress.DONE, on=date(2024, 6, 10), result="done"
    )
    plans(office).progress(told_of)
    an_assessment(office, case_id)
    CaseNoteService(office.work("social")).write(note(case_id))
    a_stay(office)
    case_ids = [
        case_id,
        *(a_case(office) for _ in range(CASES - SEALED)),
        *(a_sealed_case(office) for _ in range(SEALED)),
    ]
    with office.engine.execution_options(write=True).begin() as connection:
        approval = select(case_plans.case_plan_step).where(case_plans.case_plan_step.c.step == "approved")
        _copy(connection, case_plans.case_plan_step, approval, CASES, case_ids)
        for table, count in (
            (case_plans.case_plan_service, SERVICES),
            (case_plans.case_service_step, SERVICES),
            (case_notes.case_note, NOTES),
            (case_assessments.case_assessment, ASSESSMENTS),
            (case_stays.case_bed_move, MOVES),
            (cases.case_step, 4 * CASES),
        ):
            _copy(connection, table, select(table).limit(1), count, case_ids)
    return office


def _copy(connection: Connection, table: Any, query: Any, count: int, case_ids: list[str]) -> None:
    row = dict(connection.execute(query).mappings().one())
    connection.execute(insert(table), [_as_another(table, number, row, case_ids) for number in range(1, count)])


def _as_another(table: Any, number: int, row: _Row, case_ids: list[str]) -> _Row:
    day = (_FIRST + timedelta(days=number % _DAYS)).isoformat()
    made: _Row = {**row, "case_id": case_ids[number % len(case_ids)]}
    for name in ("event_id", "version_id", "assessment_id", "service_id"):
        if name in made:
            made[name] = f"copy-{number // len(case_ids)}" if name == "service_id" else f"copy:{number}"
    for name in ("on_day", "progressed_on", "due", "assessed_on", "happened_on", "reached_on"):
        if name in made:
            made[name] = day
    return made


def main() -> int:
    """1 where the limit is missed."""
    with tempfile.TemporaryDirectory() as folder:
        office = filled(Path(folder))
        service = indicators(office, "director")
        report = taken(lambda: service.report(_YEAR))
        well = told(
            f"indicators of {CASES} clients, {SERVICES:,} services, {NOTES:,} notes",
            report,
            bare(office.engine, *BEHIND_REPORT),
            MOST_REPORT,
        )
        print(f"the same as a paper: {taken(lambda: service.paper(_YEAR)) * 1_000:.0f} ms")
        print(f"as a workbook: {taken(lambda: service.workbook(_YEAR)) * 1_000:.0f} ms")
        office.engine.dispose()
    return int(not well)


if __name__ == "__main__":
    sys.exit(main())
