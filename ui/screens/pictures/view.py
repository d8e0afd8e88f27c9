"""Evidence used twice as people see it: observations at the left, two pictures side by side at the right."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from kmcase.application.changes import Changes
from kmcase.application.read.controls import ObservationItem
from kmcase.messages import Message, message
from ui.ports import Desk, Err, LiveTexts
from ui.screens.pictures.columns import COLUMNS
from ui.screens.pictures.page_view import PicturePane
from ui.screens.pictures.presenter import Pair, PicturesPresenter
from ui.tables.list_view import ListView
from ui.widgets import EmptyState, column, retranslate_all, side_by_side, stacked

_LIST_WIDTH = 328


class PicturesView(QWidget):
    """The screen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        texts = desk.texts
        self.presenter = PicturesPresenter(desk, self)
        self.list = ListView(
            desk,
            name="pictures",
            title_key="pictures.screen",
            columns=COLUMNS,
            key=lambda item: item.key,
            empty=message("pictures.list.none"),
        )
        self.pane = PicturePane(desk, self.presenter)
        self.nothing = EmptyState(texts, "image", message("pictures.list.choose"), message("pictures.list.limits"))
        self._right = stacked(self.nothing, self.pane)
        self.setLayout(column(side_by_side(self.list, self._right, (_LIST_WIDTH, 776))))
        self.setFocusProxy(self.list)
        self.list.chosen.connect(lambda item: self.presenter.choose(item.key))
        self.list.retry.connect(self.presenter.open)

    # --- the window's screen ---

    def show_record(self, record_id: str | None) -> None:
        """Show the list, perhaps filtered, and an observation."""
        self.presenter.open(self.list.narrow(record_id))

    def apply_changes(self, changes: Changes) -> None:
        """Something was committed."""
        self.presenter.changed(changes)

    def retranslate(self, texts: LiveTexts) -> None:
        """Say everything again."""
        retranslate_all(self, texts)

    # --- what the presenter shows ---

    def show_looking(self) -> None:
        """Pictures are being compared; what is shown stays."""
        if not self.list.items():
            self.list.set_loading()

    def show_list(self, items: tuple[ObservationItem, ...]) -> None:
        """All observations."""
        self.list.set_items(items)

    def show_failure(self, failure: Err) -> None:
        """The list cannot be shown."""
        self.list.set_error(failure)

    def show_pair(self, pair: Pair | None) -> None:
        """Two pictures, or nothing chosen."""
        self.list.follow(pair.item.key if pair else None)
        if pair is not None:
            self.pane.show_pair(pair)
        self._right.setCurrentWidget(self.pane if pair else self.nothing)

    def show_error(self, said: Message) -> None:
        """Beside the reason."""
        self.pane.show_error(said)

    def judged(self) -> None:
        """The next one begins without words."""
        self.pane.reason.set_value("")
