"""The broken glasses' widget: one list."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from kmcase.application.changes import Changes
from kmcase.application.read.cases import BrokenGlass
from kmcase.messages import message
from ui.ports import Desk, Err, LiveTexts, Result
from ui.screens.glasses.columns import COLUMNS
from ui.tables.list_view import ListView
from ui.widgets import Label, column, retranslate_all


class GlassesView(QWidget):
    """The screen; it only shows, so it asks by itself."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.list = ListView(
            desk,
            name="glasses",
            title_key="glasses.screen",
            columns=COLUMNS,
            key=lambda item: item.event_id,
            empty=message("glasses.none"),
        )
        title = Label(desk.texts, message("glasses.screen"), role="title", wrap=False)
        about = Label(desk.texts, message("glasses.about"), role="muted")
        self.setLayout(column(title, about, self.list, stretch=2))
        self.setFocusProxy(self.list)
        self.list.retry.connect(self._read)

    def show_record(self, record_id: str | None) -> None:
        """Shown."""
        self.list.narrow(record_id)
        self._read()

    def apply_changes(self, changes: Changes) -> None:
        """Something was committed."""
        if "case" in changes:
            self._read()

    def retranslate(self, texts: LiveTexts) -> None:
        """Say everything again."""
        retranslate_all(self, texts)

    def _read(self) -> None:
        self._desk.jobs.database(self._desk.services.cases.glasses, self._show)

    def _show(self, result: Result[tuple[BrokenGlass, ...]]) -> None:
        if isinstance(result, Err):
            self.list.set_error(result)
        else:
            self.list.set_items(result.value)
