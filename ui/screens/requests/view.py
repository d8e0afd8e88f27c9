"""The requests' widget: list at the left, one request at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from kmcase.application.changes import Changes
from kmcase.application.read.people import PersonItem
from kmcase.application.read.requests import RequestItem, RequestPage
from kmcase.domain.findings import Finding
from kmcase.domain.requests import ENDED, RequestContent, RequestStatus
from kmcase.domain.staff import StaffMember
from kmcase.messages import Message, message
from ui.ports import Desk, Err, LiveTexts, Narrowed
from ui.screens.requests.actions import Action
from ui.screens.requests.board_view import BoardView
from ui.screens.requests.columns import COLUMNS
from ui.screens.requests.page_view import RequestPane
from ui.screens.requests.port import Asker
from ui.screens.requests.presenter import RequestsPresenter
from ui.tables.list_view import ListView
from ui.theme import Space
from ui.widgets import Button, Choice, ChoiceEdit, retranslate_all, row, side_by_side, stacked

LATE = "late"
EXCEPTED = "excepted"


class RequestsView(QWidget):
    """The screen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        texts = desk.texts
        self.presenter = RequestsPresenter(desk, self)
        self.list = ListView(
            desk,
            name="requests",
            title_key="requests_ui.screen",
            columns=COLUMNS,
            key=lambda item: item.request_id,
            empty=message("requests_ui.empty" if desk.may("requests.open") else "requests_ui.empty_read"),
        )
        every = Choice(value="", said=message("requests_ui.every_status"))
        statuses = [Choice(value=s.value, said=message(f"requests.status.{s.value}")) for s in RequestStatus]
        late = Choice(value=LATE, said=message("requests_ui.late"))
        excepted = Choice(value=EXCEPTED, said=message("requests_ui.excepted"))
        self.status = ChoiceEdit(texts, [every, late, excepted, *statuses])
        self.status.set_value("")
        self.new = Button(texts, message("requests_ui.new"), icon_name="plus", shortcut="Ctrl+N")
        self.new.setVisible(desk.may("requests.open"))
        self.to_board = Button(texts, message("requests_ui.board"), icon_name="plan", shortcut="Ctrl+B")
        self.board = BoardView(desk)
        self.who = QLineEdit()
        self.found = QListWidget()
        self.page = RequestPane(desk, self.presenter)
        self._build()
        self.retranslate(texts)

    def _build(self) -> None:
        left = QWidget()
        inside = QVBoxLayout(left)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(Space.ONE)
        inside.addLayout(row(self.status, self.to_board))
        self.list.tools.addWidget(self.new)
        inside.addWidget(self.who)
        inside.addWidget(self.found)
        inside.addWidget(self.list, 1)
        self.who.hide()
        self.found.hide()
        self.found.setMaximumHeight(180)
        both = side_by_side(left, self.page, (490, 591), stretch=(2, 3))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self._pages = stacked(both, self.board)
        layout.addWidget(self._pages)
        self.setFocusProxy(self.list)
        self.to_board.clicked.connect(self.show_board)
        self.board.left.connect(self._leave_board)
        self.board.opened.connect(self._open_card)
        self.status.changed.connect(self._filter)
        self.new.clicked.connect(self.begin)
        self.who.textChanged.connect(self.presenter.search_people)
        self.who.returnPressed.connect(self._take_first)
        self.found.itemActivated.connect(self._take)
        self.found.itemClicked.connect(self._take)
        self.list.chosen.connect(lambda item: self.presenter.open(item.request_id))
        self.list.retry.connect(self.presenter.refresh)
        self.page.acted.connect(self.list.setFocus)

    def begin(self) -> None:
        """A new request: first, whose it is."""
        self.who.show()
        self.found.show()
        self.who.clear()
        self.who.setFocus()

    def _take_first(self) -> None:
        if self.found.count():
            self._take(self.found.item(0))

    def _take(self, item: QListWidgetItem) -> None:
        self.who.hide()
        self.found.hide()
        self.presenter.begin_for(str(item.data(Qt.ItemDataRole.UserRole)))

    def show_board(self) -> None:
        """All that is under way, as a board."""
        self.status.set_value("")
        self._pages.setCurrentWidget(self.board)
        self.board.come_here()

    def _leave_board(self) -> None:
        self._pages.setCurrentIndex(0)
        self.list.setFocus()

    def _open_card(self, request_id: str) -> None:
        self._leave_board()
        self.list.select_key(request_id)
        self.presenter.open(request_id)

    def _filter(self) -> None:
        value = self.status.value()
        if value == LATE:
            self.presenter.filter(frozenset(set(RequestStatus) - ENDED), late=True)
        elif value == EXCEPTED:
            self.presenter.filter(frozenset(), excepted=True)
        elif isinstance(value, str):
            self.presenter.filter(frozenset({RequestStatus(value)}) if value else frozenset())

    # --- what the presenter shows ---

    def show_requests(self, items: tuple[RequestItem, ...]) -> None:
        """The list, the newest first; the board's columns begin with who waits longest."""
        self.list.set_items(items[::-1])
        self.board.show_items(items)

    def show_failure(self, failure: Err) -> None:
        """The list cannot be shown."""
        self.list.set_error(failure)

    def show_staff(self, staff: tuple[StaffMember, ...]) -> None:
        """Who can be a fact-finder."""
        self.page.show_staff(staff)

    def show_people(self, items: tuple[PersonItem, ...]) -> None:
        """Whom a new request may be for."""
        self.found.clear()
        for person in items:
            entry = QListWidgetItem(f"{person.name}  ·  {person.house_no}")
            entry.setData(Qt.ItemDataRole.UserRole, person.person_id)
            self.found.addItem(entry)

    def show_page(self, page: RequestPage, actions: tuple[Action, ...], *, editable: bool) -> None:
        """One request."""
        self.list.follow(page.request.request_id)
        self.page.show_page(page, actions, editable=editable)

    def show_new(self, person: Asker, content: RequestContent) -> None:
        """An empty form."""
        self.list.follow(None)
        self.page.show_new(person, content)

    def show_findings(self, findings: tuple[Finding, ...]) -> None:
        """What the rules say."""
        self.page.show_findings(findings)

    def show_missing(self, missing: tuple[Finding, ...]) -> None:
        """What is missing of a request that is to be sent."""
        self.page.show_missing(missing)

    def show_errors(self, field: str | None, said: Message) -> None:
        """Why nothing was done."""
        self.page.show_error(field, said)

    def show_piece_refused(self, kind: str, said: Message) -> None:
        """Why a file was not attached."""
        self.page.evidence.show_problem(kind, said)

    def is_typing(self, request_id: str) -> bool:
        """Whether something is typed of this request and not saved."""
        return self.page.is_typing(request_id)

    def show_meanwhile(self, page: RequestPage, before: RequestContent) -> None:
        """Somebody else wrote it while it was typed over `before`."""
        self.page.show_meanwhile(page, before)

    def show_saved(self) -> None:
        """The typing is in the office."""
        self.page.show_saved()

    # --- what the window asks ---

    def show_record(self, record_id: str | None) -> None:
        """Shown for a request, for a new one of a person, narrowed, or as it was left."""
        narrowed = Narrowed.of(record_id)
        if narrowed is not None:
            self.status.set_value(narrowed.by)
            self.list.set_filter(narrowed.typed)
            self._filter()
        self.presenter.start(None if narrowed else record_id)

    def apply_changes(self, changes: Changes) -> None:
        """Something was committed."""
        self.presenter.changed(changes)

    def retranslate(self, texts: LiveTexts) -> None:
        """Say everything again."""
        retranslate_all(self, texts)
        for control in self.status.inputs():
            control.setAccessibleName(texts.text("requests_ui.filter"))
        self.who.setPlaceholderText(texts.text("requests_ui.who"))
        self.who.setAccessibleName(texts.text("requests_ui.who"))
        self.found.setAccessibleName(texts.text("requests_ui.found"))
        self.page.retitle()
        self.board.retranslate(texts)
