"""Opening a case with 500 notes, and a worker's day at 20,000 open tasks with own clients, in an encrypted office.

Held to: at most 150 ms and 100 ms of CPU. Floor: a bare select of the same rows in the same run.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Select, insert, select

from kmcase.application.cases import CaseNoteService, CaseService, CaseTaskService
from kmcase.application.cases.tasks import MOST_LINES
from kmcase.persistence.rows import case_notes, case_tasks, cases
from tests.builders import TestOffice, new_office
from tests.case_builders import a_case
from tests.contract.test_case_notes import note
from tests.contract.test_case_tasks import task

RUNS = 5
NOTES = 500
LETTERS = 600
_LETTER = chr(0x0E01)
PASTED = 50_000
CASES = 300
TASKS = 20_000
MOST_CASE = 0.150
MOST_DAY = 0.100
_Row = dict[str, Any]
_FIRST = date(2024, 1, 1)
_DAYS = 165
"""Days on which tasks are due: most are overdue, as on the worst of mornings."""


def filled(folder: Path) -> tuple[TestOffice, str]:
    """An office with cases of one worker; the notes of one and the tasks of all are copies of a real one's rows."""
    office = new_office(folder)
    case_ids = [a_case(office) for _ in range(CASES)]
    CaseNoteService(office.work("social")).write(note(case_ids[0], text=_LETTER * LETTERS))
    CaseTaskService(office.work("social")).plan(task(case_ids[0]))
    with office.engine.execution_options(write=True).begin() as connection:
        _copy(connection, case_notes.case_note, NOTES, _as_note)
        for table in (case_tasks.case_task, case_tasks.case_task_now):
            _copy(connection, table, TASKS, lambda number, row: _as_task(number, row, case_ids))
    return office, case_ids[0]


def _copy(connection: Connection, table: Any, count: int, copy: Callable[[int, _Row], _Row]) -> None:
    row = dict(connection.execute(select(table)).mappings().one())
    connection.execute(insert(table), [copy(number, row) for number in range(1, count)])


def _as_note(number: int, row: _Row) -> _Row:
    text = _LETTER * PASTED if number == 1 else f"{row['text']} {number}"
    on = (_FIRST + timedelta(days=number % _DAYS)).isoformat()
    return {**row, "event_id": f"copy:{number}", "text": text, "happened_on": on}


def _as_task(number: int, row: _Row, case_ids: list[str]) -> _Row:
    due = (_FIRST + timedelta(days=number % _DAYS)).isoformat()
    return {**row, "case_id": case_ids[number % CASES], "task_id": f"task-{number}", "due": due}


def taken(work: Callable[[], object]) -> float:
    """The median of CPU seconds of some runs."""
    spent = []
    for _ in range(RUNS):
        start = time.process_time()
        work()
        spent.append(time.process_time() - start)
    return statistics.median(spent)


def bare(engine: Engine, *queries: Select[Any]) -> float:
    """The same of bare selects."""

    def read() -> None:
        with engine.connect() as connection:
            for query in queries:
                connection.execute(query).fetchall()

    return taken(read)


def told(what: str, ours: float, floor: float, most: float) -> bool:
    """Print a figure beside its floor; whether it took its time."""
    ratio = ours / floor
    print(f"{what}: {ours * 1_000:.1f} ms, bare select {floor * 1_000:.1f} ms, ratio {ratio:.1f}", flush=True)
    return ours <= most


def main() -> int:
    """1 where a limit is missed."""
    with tempfile.TemporaryDirectory() as folder:
        office, case_id = filled(Path(folder))
        heads, notes = CaseService(office.work("social")), CaseNoteService(office.work("social"))
        tasks = CaseTaskService(office.work("social"))
        engine = office.engine
        note_rows = select(case_notes.case_note).where(case_notes.case_note.c.case_id == case_id)
        head_rows = select(cases.case_file).where(cases.case_file.c.case_id == case_id)
        page = taken(lambda: (heads.page(case_id), notes.page(case_id, NOTES)))
        well = told(f"case with {NOTES} notes", page, bare(engine, head_rows, note_rows), MOST_CASE)
        now = case_tasks.case_task_now
        due = select(now.c.due).where(now.c.state == "open", now.c.responsible == "social")
        lines = select(now).where(now.c.state == "open").order_by(now.c.due).limit(MOST_LINES)
        day = taken(tasks.morning)
        well &= told(f"day at {TASKS:,} open tasks, with own clients", day, bare(engine, due, lines), MOST_DAY)
        engine.dispose()
    return int(not well)


if __name__ == "__main__":
    sys.exit(main())
