"""A survey list taken in without a window: the likely columns, the whole file, and what became of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from kmcase.application.access import Steps
from kmcase.application.changes import Outcome
from kmcase.application.imports.commands import ReceiveList
from kmcase.application.imports.service import ImportService, ImportSummary


def run_import(
    imports: ImportService,
    path: Path,
    *,
    agency: str,
    received_on: date,
    sheet: str = "",
    survey_id: str | None = None,
    many_alike: bool = False,
    steps: Steps | None = None,
) -> Outcome[ImportSummary]:
    """Take in a file by its remembered or guessed columns; the sheet is by default the fullest.

    Raises `files.*`, `survey_lists.no_name_column` where no column can be taken for a name, `survey_lists.file_known`,
    and unless `many_alike` `survey_lists.many_alike`.
    """
    book = imports.read(path, steps)
    preview = imports.preview(book, sheet)
    command = ReceiveList(
        sheet=preview.sheet,
        plan=preview.plan,
        agency=agency,
        received_on=received_on,
        survey_id=survey_id,
        many_alike=many_alike,
    )
    return imports.run(book, command, steps)
