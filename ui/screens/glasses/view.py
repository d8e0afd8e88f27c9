"""The broken glasses' widget: one list."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kmcase.application.changes import Changes
from kmcase.application.read.cases import BrokenGlass
from kmcase.messages import message
from ui.ports import Desk, Err, LiveTexts, Result
from ui.screens.glasses.columns import COLUMNS
from ui.tables.list_view import ListView
from ui.theme import Space
from ui.widgets import Label, retranslate_all


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
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.ONE)
        layout.addWidget(Label(desk.texts, message("glasses.screen"), role="title", wrap=False))
        layout.addWidget(Label(desk.texts, message("glasses.about"), role="muted"))
        layout.addWidget(self.list, 1)
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
