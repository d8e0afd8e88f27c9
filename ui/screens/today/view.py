"""Today as people see it: what waits, the most pressing first, and beside it what the role looks after."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from kmcase.application.changes import Changes
from kmcase.application.read.today import TaskItem, TodayPage
from kmcase.messages import message
from kmcase.thai.calendar import format_long
from ui.ports import Desk, Err, LiveTexts
from ui.screens.today.places import advice_for
from ui.screens.today.presenter import TodayPresenter
from ui.screens.today.side_cards import BudgetCard, CareCard, ChainCard, VisitsCard
from ui.screens.today.task_row import TaskRow
from ui.tables.state import StatePage
from ui.theme import Space
from ui.widgets import Card, EmptyState, Label, clear_layout, line, retranslate_all, row, scrolling, stacked

_SIDE_WIDTH = 464


class TodayView(QWidget):
    """The screen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        texts = desk.texts
        self._desk = desk
        self.presenter = TodayPresenter(desk, self)
        self.rows: list[TaskRow] = []
        self._day = Label(texts, "", role="title", wrap=False)
        self._whose = Label(texts, message("today.of", name=desk.actor.name), role="muted", wrap=False)
        self.budget, self.chain, self.care = BudgetCard(texts), ChainCard(texts), CareCard(texts)
        self.visits = VisitsCard(texts)
        self.visits.opened.connect(self.presenter.open_visit)
        self.nothing = EmptyState(texts, "ok", message("today.nothing"), message("today.nothing_advice"))
        self.state = StatePage(texts)
        self.state.show_loading()
        self.state.retry.connect(self.presenter.refresh)
        self._build()
        self._say_day()

    def _build(self) -> None:
        self._list = Card(margin=Space.ONE, spacing=0)
        side = QWidget()
        side.setFixedWidth(_SIDE_WIDTH)
        cards = QVBoxLayout(side)
        cards.setContentsMargins(0, 0, 0, 0)
        cards.setSpacing(Space.TWO)
        for card in (self.care, self.chain, self.visits, self.budget):
            card.hide()
            card.asked.connect(self.presenter.go)
            cards.addWidget(card)
        cards.addStretch(1)
        self._side = side
        tasks = QWidget()
        inside = QVBoxLayout(tasks)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self._list)
        inside.addWidget(self.nothing)
        inside.addStretch(1)
        page = QWidget()
        self._both = both = QHBoxLayout(page)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(Space.TWO)
        both.addWidget(tasks, 1)
        both.addWidget(side)
        self._tasks = tasks
        self._page = scrolling(page)
        self._pages = stacked(self.state, self._page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(Space.TWO)
        whole.addLayout(row(self._day, Space.TWO, self._whose, None))
        whole.addWidget(self._pages, 1)

    # --- what the presenter shows ---

    def show_page(self, page: TodayPage, waiting: tuple[TaskItem, ...]) -> None:
        """What waits; the line in use keeps the keyboard."""
        keyboard = self.window().focusWidget()
        used = next((one.item.task for one in self.rows if one is keyboard), None)
        here = used is not None or keyboard in (self, None)
        self._show_rows(waiting)
        self.visits.setVisible(bool(page.visits))
        self.visits.show_visits(page.visits or ())
        self.budget.setVisible(page.budget is not None)
        if page.budget is not None:
            self.budget.show_budget(page.budget, page.today)
        self.chain.setVisible(page.chain is not None)
        if page.chain is not None:
            self.chain.show_chain(page.chain)
        self.care.setVisible(page.care is not None)
        if page.care is not None:
            self.care.show_care(page.care)
        beside = bool(page.visits) or page.budget is not None or page.chain is not None or page.care is not None
        self._side.setVisible(beside)
        self._fit()
        self._pages.setCurrentWidget(self._page)
        wanted = next((one for one in self.rows if one.item.task is used), self.rows[0] if self.rows else None)
        self.setFocusProxy(wanted)
        if wanted is not None and here:
            wanted.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What the role looks after goes below what waits, where large text needs the room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        wide = self._tasks.minimumSizeHint().width() + _SIDE_WIDTH + Space.FOUR <= self.width()
        self._both.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)

    def show_failure(self, failure: Err) -> None:
        """Why nothing can be counted."""
        self.state.show_failure(failure)
        self._pages.setCurrentWidget(self.state)

    # --- what the window asks ---

    def show_record(self, record_id: str | None) -> None:
        """Shown: counted anew."""
        self._say_day()
        self.presenter.refresh()

    def apply_changes(self, changes: Changes) -> None:
        """Something was committed."""
        self.presenter.changed(in_front=self.isVisible())

    def retranslate(self, texts: LiveTexts) -> None:
        """Say everything again."""
        retranslate_all(self, texts)
        self._say_day()

    # --- inside ---

    def _show_rows(self, waiting: tuple[TaskItem, ...]) -> None:
        clear_layout(self._list.body)
        self.rows = []
        for item in waiting:
            if self.rows:
                self._list.body.addWidget(line())
            made = TaskRow(self._desk.texts, item, advice_for(item, self._desk.actor.roles))
            made.clicked.connect(lambda _checked=False, item=item: self.presenter.open(item))
            made.stepped.connect(self._step)
            self._list.body.addWidget(made)
            made.show()  # The keyboard goes only to what is shown, and the layout would show it later.
            self.rows.append(made)
        self._list.setVisible(bool(self.rows))
        self.nothing.setVisible(not self.rows)

    def _step(self, step: int) -> None:
        keyboard = self.focusWidget()
        at = next((place for place, one in enumerate(self.rows) if one is keyboard), 0)
        self.rows[max(0, min(len(self.rows) - 1, at + step))].setFocus()

    def _say_day(self) -> None:
        self._day.say(message("today.day", day=format_long(self._desk.today())))
