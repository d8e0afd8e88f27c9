"""The meetings as people see them: list at the left, one meeting at the right, deciding over the whole page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QSplitter, QVBoxLayout, QWidget

from kmcase.application.changes import Changes
from kmcase.application.read.meetings import AgendaItem, MeetingItem, MeetingPage
from kmcase.domain.staff import StaffMember
from kmcase.messages import message
from ui.forms.page import FormPage
from ui.ports import Desk, Err, LiveTexts
from ui.screens.meetings.agenda_view import AgendaPane
from ui.screens.meetings.columns import MEETINGS
from ui.screens.meetings.deciding import Deciding
from ui.screens.meetings.decision_view import DecisionPane
from ui.screens.meetings.head_form import head_spec, head_values
from ui.screens.meetings.page_view import MeetingPane
from ui.screens.meetings.presenter import MeetingsPresenter, Staff
from ui.tables.list_view import ListView
from ui.theme import Space
from ui.tone import Tone
from ui.widgets import Banner, Button, EmptyState, Label, column, retranslate_all, row, stacked


class MeetingsView(QWidget):
    """The screen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        texts = desk.texts
        self.presenter = MeetingsPresenter(desk, self)
        self._banner = Banner(texts)
        self.list = ListView(
            desk,
            name="meetings",
            title_key="meetings.screen",
            columns=MEETINGS,
            key=lambda item: item.meeting_id,
            empty=message("meetings.empty"),
        )
        self.pane = MeetingPane(desk, self.presenter)
        self.nothing = EmptyState(
            texts, "meeting", message("meetings.choose"), message("meetings.choose_advice"), message("meetings.new")
        )
        self.deciding = DecisionPane(texts, self.presenter)
        self._new = Button(texts, message("meetings.new"), icon_name="plus", shortcut="Ctrl+N")
        self._over: QWidget | None = None
        self._build()
        self._connect()

    def _build(self) -> None:
        self._new.setVisible(self.presenter.may("meetings.plan"))
        head = row(Label(self._desk.texts, message("meetings.screen"), role="title", wrap=False), None, self._new)
        self._right = stacked(self.pane, self.nothing)
        self._right.setCurrentWidget(self.nothing)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(self.list)
        splitter.addWidget(self._right)
        splitter.setChildrenCollapsible(False)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([400, 690])
        page = QWidget()
        inside = QVBoxLayout(page)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(Space.ONE)
        inside.addLayout(head)
        inside.addWidget(self._banner)
        inside.addWidget(splitter, 1)
        self._pages = stacked(page, self.deciding)
        self.setLayout(column(self._pages))
        self.setFocusProxy(self.list)

    def _connect(self) -> None:
        self._new.clicked.connect(lambda: self.presenter.begin_head(new=True))
        self.nothing.action_requested.connect(lambda: self.presenter.begin_head(new=True))
        self.list.selection_changed.connect(self._chosen)
        self.list.activated.connect(lambda _item: self.presenter.begin_deciding())
        self.list.retry.connect(self.presenter.open)
        self.pane.minutes_asked.connect(self._ask_minutes)
        self.deciding.left.connect(self.back_to_page)

    def _chosen(self) -> None:
        item = self.list.current()
        if isinstance(item, MeetingItem):
            self.presenter.choose(item.meeting_id)

    def _ask_minutes(self) -> None:
        texts = self._desk.texts
        kinds = f"{texts.text('meetings.file_kinds')} (*.pdf *.jpg *.jpeg *.png *.tif *.tiff)"
        chosen, _ = QFileDialog.getOpenFileName(self, texts.text("meetings.choose_file"), "", kinds)
        if chosen:
            path = Path(chosen)
            self.presenter.attach_minutes(path.name, path.read_bytes)

    # --- what the presenter shows ---

    def show_list(self, meetings: tuple[MeetingItem, ...]) -> None:
        """Meetings, the newest first."""
        self.list.set_items(meetings)

    def show_page(self, page: MeetingPage | None) -> None:
        """One meeting, or none chosen."""
        self._banner.hide()
        if page is None:
            self._right.setCurrentWidget(self.nothing)
            return
        self.list.blockSignals(True)
        self.list.select_key(page.meeting_id)
        self.list.blockSignals(False)
        self.pane.show_page(page)
        self._right.setCurrentWidget(self.pane)

    def show_trouble(self, failure: Err) -> None:
        """Why something could not be done."""
        self._banner.say(Tone.ERROR, failure.message)

    def show_head(self, page: MeetingPage | None, staff: Staff) -> None:
        """The form of a meeting's head."""
        texts = self._desk.texts
        title = message("meetings.number_title", number=page.values.number) if page else message("meetings.new")
        form = FormPage(
            texts, title, head_spec(self._desk, staff), action=message("meetings.save"), cancel=message("meetings.back")
        )
        form.form.set_values(head_values(page, self._desk))
        form.submitted.connect(lambda: self.presenter.save_head(form.form.values()))
        form.cancelled.connect(self.back_to_page)
        self._put_over(form)
        form.begin()

    def head_failed(self, failure: Err) -> None:
        """Why the head was refused."""
        if isinstance(self._over, FormPage):
            self._over.show_failure(failure)

    def show_agenda(self, page: MeetingPage, ready: Sequence[AgendaItem]) -> None:
        """Choosing the agenda."""
        pane = AgendaPane(self._desk, page, ready)
        pane.saved.connect(self.presenter.save_agenda)
        pane.cancelled.connect(self.back_to_page)
        self._put_over(pane)
        pane.ready.setFocus()

    def show_deciding(self, deciding: Deciding, resolution: str, seconds: Sequence[StaffMember]) -> None:
        """A request before the panel."""
        self._pages.setCurrentWidget(self.deciding)
        self.deciding.show_request(deciding, resolution, seconds)

    def show_verdict(self, deciding: Deciding) -> None:
        """What the rules say of the amount typed."""
        self.deciding.show_verdict(deciding)

    def decision_failed(self, failure: Err) -> None:
        """Why a decision was refused."""
        self.deciding.show_failure(failure)

    def back_to_page(self) -> None:
        """From a form to the meeting."""
        self._pages.setCurrentIndex(0)
        self._drop()
        self.list.setFocus()

    def _put_over(self, widget: QWidget) -> None:
        self._drop()
        self._over = widget
        self._pages.addWidget(widget)
        self._pages.setCurrentWidget(widget)

    def _drop(self) -> None:
        if self._over is not None:
            self._pages.removeWidget(self._over)
            self._over.deleteLater()
            self._over = None

    # --- for the tour ---

    def begin_agenda(self) -> None:
        """Choose the agenda."""
        self.presenter.begin_agenda()

    def begin_deciding(self) -> None:
        """Decide."""
        self.back_to_page()
        self.presenter.begin_deciding()

    def begin_head(self) -> None:
        """Edit the head."""
        self.back_to_page()
        self.presenter.begin_head(new=False)

    def press(self, letter: str) -> None:
        """A key while deciding."""
        self.deciding.press(letter)

    # --- what the window asks ---

    def show_record(self, record_id: str | None) -> None:
        """Shown; a record id is a meeting."""
        self.presenter.open(record_id)

    def apply_changes(self, changes: Changes) -> None:
        """Something was committed."""
        self.presenter.apply_changes(changes)

    def retranslate(self, texts: LiveTexts) -> None:
        """Say everything again."""
        retranslate_all(self, texts)
