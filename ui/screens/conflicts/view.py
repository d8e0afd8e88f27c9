"""Conflicts as people see them: the records at the left, the values of one side by side at the right."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kmcase.application.changes import Changes
from kmcase.application.read.conflicts import ConflictPage
from kmcase.messages import Message, message
from ui.case_lists import keep_taken_out
from ui.conflicts_panel import ConflictsPanel
from ui.ports import Desk, Err, LiveTexts
from ui.screens.conflicts.columns import COLUMNS, key_of, title_of
from ui.screens.conflicts.presenter import ConflictsPresenter
from ui.tables.list_view import ListView
from ui.theme import Space
from ui.tone import Tone
from ui.widgets import Banner, Button, EmptyState, Label, retranslate_all, row, scrolling, side_by_side, stacked

_LIST_WIDTH = 470
_PANE_WIDTH = 620


class ConflictsView(QWidget):
    """The screen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        texts = desk.texts
        self._desk = desk
        self._shown: tuple[str, str] | None = None
        self.presenter = ConflictsPresenter(desk, self)
        self.list = ListView(
            desk,
            name="conflicts",
            title_key="conflicts.screen",
            columns=COLUMNS,
            key=key_of,
            empty=message("conflicts.none_yet"),
        )
        self.title = Label(texts, "", role="title")
        self.way = Button(texts, message("conflicts.open_person"), kind="link", icon_name="chevron_right")
        self.banner = Banner(texts)
        self.panels = {may: ConflictsPanel(texts, may_decide=may) for may in (True, False)}
        self.nothing = EmptyState(texts, "ok", message("conflicts.choose"), message("conflicts.choose_advice"))
        self._build()
        self._connect()

    @property
    def panel(self) -> ConflictsPanel:
        """The values in front, with or without what decides between them."""
        return self.panels[not self.panels[True].isHidden()]

    def _build(self) -> None:
        texts = self._desk.texts
        inside = QWidget()
        values = QVBoxLayout(inside)
        values.setContentsMargins(0, 0, 0, 0)
        for panel in self.panels.values():
            values.addWidget(panel)
        values.addStretch(1)
        page = QWidget()
        right = QVBoxLayout(page)
        right.setContentsMargins(Space.ONE, 0, 0, 0)
        right.setSpacing(Space.ONE)
        head = row(self.title, self.way, stretch=0)
        right.addLayout(head)
        right.addWidget(Label(texts, message("conflicts.advice"), role="muted"))
        right.addWidget(self.banner)
        right.addWidget(scrolling(inside), 1)
        self._page = page
        self._right = stacked(self.nothing, page)
        both = side_by_side(self.list, self._right, (_LIST_WIDTH, _PANE_WIDTH))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.ONE)
        layout.addWidget(Label(texts, message("conflicts.screen"), role="title", wrap=False))
        layout.addWidget(both, 1)
        self.setFocusProxy(self.list)

    def _connect(self) -> None:
        self.list.chosen.connect(lambda item: self.presenter.choose(key_of(item)))
        self.list.activated.connect(lambda _page: self.presenter.open_record())
        self.list.retry.connect(self.presenter.open)
        keep_taken_out(self._desk, self.list, lambda page: page.item.record_id if page.item.noun == "case" else "")
        self.way.clicked.connect(self.presenter.open_record)
        self.panels[True].decided.connect(self.presenter.decide)

    # --- what the presenter shows ---

    def show_pages(self, pages: tuple[ConflictPage, ...]) -> None:
        """The list."""
        self.list.set_items(pages)

    def show_failure(self, failure: Err) -> None:
        """The list cannot be shown."""
        self.list.set_error(failure)

    def show_page(self, page: ConflictPage | None, *, may_decide: bool) -> None:
        """The record in front."""
        self.banner.hide()
        self._right.setCurrentWidget(self.nothing if page is None else self._page)
        if page is None:
            self._shown = None
            self.nothing.say(message("conflicts.none_yet"))
            return
        if self._shown != key_of(page):
            self._shown = key_of(page)
            self.panels[True].forget_reason()
        self.list.follow(self._shown)
        self.title.say(title_of(page.item))
        self.way.say(message(f"conflicts.open_{page.item.noun}"))
        if page.item.noun == "case":
            self.banner.say(Tone.ACCENT, message("conflicts.in_plan"), closable=False)
        for may, panel in self.panels.items():
            panel.show_standing(page.item.noun, page.standing if may is may_decide else {}, page.labels)
        if self.isVisible():
            self.presenter.looked_at()

    def show_refused(self, field: str | None, said: Message) -> None:
        """Why nothing was decided."""
        if field == "reason":
            self.panel.show_refused(said)
        else:
            self.banner.say(Tone.ERROR, said)

    # --- what the window asks ---

    def show_record(self, record_id: str | None) -> None:
        """Shown: read anew."""
        self.presenter.open()

    def apply_changes(self, changes: Changes) -> None:
        """Something was committed."""
        self.presenter.changed(changes)

    def retranslate(self, texts: LiveTexts) -> None:
        """Say everything again."""
        retranslate_all(self, texts)
