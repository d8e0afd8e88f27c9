"""Export and print of a list: asked for in the window, made in background jobs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QWidget

from kmcase.messages import message
from ui.ports import Desk, Err, Result, Tone
from ui.tables.columns import Column
from ui.tables.output import export_columns, export_rows, file_name, write_file


class ListExport:
    """Turns the rows of a list into a workbook or paper."""

    def __init__(self, desk: Desk, title_key: str, owner: QWidget) -> None:
        self._desk = desk
        self._title_key = title_key
        self._owner = owner

    def workbook(self, columns: Sequence[Column], items: Sequence[Any]) -> bool:
        """Ask where, then write the workbook; whether somebody said where."""
        title = self._desk.texts.text(self._title_key)
        path = self._ask_where(file_name(title, self._desk.today(), "xlsx"))
        if path is None:
            return False
        exporter, sayer, rows = self._desk.exporter, self._desk.texts.catalogue, tuple(items)

        def work() -> str:
            heads = export_columns(columns, sayer)
            write_file(path, exporter.workbook(title, heads, export_rows(columns, rows, sayer)))
            return path.name

        self._desk.jobs.background(
            lambda _: work(), self._written, title=message("tables.job_export", title=message(self._title_key))
        )
        return True

    def paper(self, columns: Sequence[Column], items: Sequence[Any]) -> None:
        """Make the PDF and preview it."""
        title = self._desk.texts.text(self._title_key)
        exporter, sayer, rows = self._desk.exporter, self._desk.texts.catalogue, tuple(items)

        def work() -> bytes:
            return exporter.paper(title, export_columns(columns, sayer), export_rows(columns, rows, sayer))

        def done(result: Result[bytes]) -> None:
            if isinstance(result, Err):
                self._desk.notices.notice(result.message, Tone.ERROR)
            else:
                self._desk.show_paper(result.value, title)

        self._desk.jobs.background(
            lambda _: work(), done, title=message("tables.job_print", title=message(self._title_key))
        )

    def _written(self, result: Result[str]) -> None:
        if isinstance(result, Err):
            self._desk.notices.notice(result.message, Tone.ERROR)
        else:
            self._desk.notices.notice(message("tables.saved", file=result.value), Tone.OK)

    def _ask_where(self, name: str) -> Path | None:
        texts = self._desk.texts
        start = Path(self._desk.memory.get("export/folder") or Path.home()) / name
        chosen, _ = QFileDialog.getSaveFileName(
            self._owner, texts.text("tables.export_menu"), str(start), texts.text("tables.excel_files")
        )
        if not chosen:
            return None
        path = Path(chosen).with_suffix(".xlsx")
        self._desk.memory.put("export/folder", str(path.parent))
        return path
