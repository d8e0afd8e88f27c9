"""Survey lists do the same on both engines, and are what the journal adds up to."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from kmcase.application.imports import AskForList, ImportService, MendRow, run_import
from kmcase.cli.sample import dirty_lists
from kmcase.domain.surveys import RowOutcome
from kmcase.persistence.schema import rebuild
from tests.builders import TestOffice
from tests.state import state_of
from tests.submissions import imports_of

TODAY = date(2024, 6, 10)


def service(office: TestOffice) -> ImportService:
    return imports_of(office)


def a_year_of_lists(office: TestOffice, folder: Path) -> str:
    """A list asked for, reminded, received, and in part mended; gives the list."""
    ask = AskForList(agency="อบต.เชียงพิณ", subdistrict_code="", asked_on=date(2024, 5, 1), due_on=date(2024, 6, 1))
    survey_id = service(office).ask(ask).value
    service(office).remind(survey_id, date(2024, 6, 5))
    dirty_lists.write_all(folder)
    run_import(service(office), next(folder.glob("*.csv")), agency="อบต.เชียงพิณ", received_on=TODAY)
    path = dirty_lists.faulty_list(folder / "faulty.xlsx")
    run = run_import(service(office), path, agency="อบต.เชียงพิณ", received_on=TODAY, survey_id=survey_id)
    import_id = run.value.import_id
    rows = service(office).rows(import_id, RowOutcome.WAITING)
    row = next(each for each in rows if each.cells["birth"] == "31/2/2510")
    service(office).mend(MendRow(import_id=import_id, row=row.row, cells={**row.cells, "birth": "28/2/2510"}))
    service(office).set_aside(import_id, row.row + 1, "ย้ายออก")
    return import_id


def test_rows_are_settled_alike(office: TestOffice, tmp_path: Path) -> None:
    import_id = a_year_of_lists(office, tmp_path / "lists")
    item = service(office).list(import_id)
    assert item.complete and item.counts[RowOutcome.SKIPPED] == 1
    assert item.counts[RowOutcome.WAITING] == len(service(office).rows(import_id, RowOutcome.WAITING)) > 10
    (survey,) = service(office).surveys()
    assert survey.import_id == import_id and survey.waiting == item.counts[RowOutcome.WAITING]
    assert {found.import_id for found in service(office).lists()} >= {import_id}


def test_the_tables_are_what_the_journal_adds_up_to(office: TestOffice, tmp_path: Path) -> None:
    a_year_of_lists(office, tmp_path / "lists")
    before = state_of(office.engine)
    rebuild(office.engine)
    assert state_of(office.engine) == before
