"""The visits' widget: the list, a family found today, and one visit that takes the whole screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from kmcase.application.changes import Changes
from kmcase.application.ports.files import CameraPhoto
from kmcase.application.read.people import PersonItem
from kmcase.application.read.visits import VisitItem
from kmcase.domain.evidence import EvidenceKind
from kmcase.domain.visits import VisitState
from kmcase.messages import Message, message
from ui.forms.page import FormPage
from ui.ports import Desk, Err, LiveTexts, Narrowed
from ui.screens.visits.columns import COLUMNS
from ui.screens.visits.family import FIELD_OF, family_form, family_of
from ui.screens.visits.page_view import VisitPane
from ui.screens.visits.port import Shown
from ui.screens.visits.presenter import FAMILY, UNFINISHED, VisitsPresenter
from ui.tables.list_view import ListView
from ui.theme import Space
from ui.widgets import Button, Choice, ChoiceEdit, column, retranslate_all
from ui.widgets.picture_sheet import open_picture


class VisitsView(QWidget):
    """The screen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        texts = desk.texts
        self.presenter = VisitsPresenter(desk, self, self)
        self.list = ListView(
            desk,
            name="visits",
            title_key="visits_ui.screen",
            columns=COLUMNS,
            key=lambda item: item.visit_id,
            empty=message("visits_ui.empty"),
        )
        self.state = ChoiceEdit(texts, _states())
        self.state.set_value("")
        self.state.set_name(message("visits_ui.filter"))
        self.new = Button(texts, message("visits_ui.new"), kind="primary", icon_name="plus", shortcut="Ctrl+N")
        self.found = Button(texts, message("visits_ui.found_family"), icon_name="house", shortcut="Ctrl+Shift+N")
        self.who = QLineEdit()
        self.people = QListWidget()
        self.page = VisitPane(desk, self.presenter)
        self.family: FormPage | None = None
        self._pages = QStackedWidget()
        self._list_page = QWidget()
        self._build()
        self.retranslate(texts)

    # --- the window's screen ---

    def show_record(self, record_id: str | None) -> None:
        """Shown for a visit, for a new one, for a family found today, narrowed, or as it was left."""
        self.page.write()
        narrowed = Narrowed.of(record_id)
        if narrowed is not None:
            self._leave_page()
            self.state.set_value(narrowed.by)
            self.list.set_filter(narrowed.typed)
            self._narrow()
        elif record_id == FAMILY:
            self.presenter.start(None)
            self.begin_family()
        else:
            self.presenter.start(record_id)

    def apply_changes(self, changes: Changes) -> None:
        """Something was committed."""
        self.presenter.changed(changes)

    def retranslate(self, texts: LiveTexts) -> None:
        """Say everything again."""
        retranslate_all(self, texts)
        self.who.setPlaceholderText(texts.text("visits_ui.who"))
        self.who.setAccessibleName(texts.text("visits_ui.who"))
        self.people.setAccessibleName(texts.text("visits_ui.people"))

    # --- what the presenter shows ---

    def show_visits(self, items: tuple[VisitItem, ...]) -> None:
        """The list."""
        self.list.set_items(items)

    def show_failure(self, failure: Err) -> None:
        """The list cannot be shown."""
        self.list.set_error(failure)

    def show_people(self, items: tuple[PersonItem, ...]) -> None:
        """Whom a visit may be to."""
        self.people.clear()
        for person in items:
            entry = QListWidgetItem(f"{person.name}  ·  {person.house_no}")
            entry.setData(Qt.ItemDataRole.UserRole, person.person_id)
            self.people.addItem(entry)

    def show_visit(self, shown: Shown) -> None:
        """One visit, over the whole screen."""
        self._put_search_away()
        self._close_family()
        self.page.show_visit(shown)
        if self._pages.currentWidget() is not self.page:
            self._pages.setCurrentWidget(self.page)
            self.page.begin()

    def show_written(self, raws: Mapping[str, Any]) -> None:
        """What was typed so is in the visit."""
        self.page.show_written(raws)

    def show_refusal(self, refusal: Err) -> None:
        """Why nothing was done."""
        if self.family is not None:
            self.family.show_failure(
                Err(refusal.message, refusal.code, FIELD_OF.get(refusal.field or "", refusal.field))
            )
        else:
            self.page.show_refusal(refusal)

    def show_done(self) -> None:
        """What was asked for is done."""
        self.page.show_done()

    def show_thumbnails(self, contents: Mapping[str, bytes]) -> None:
        """Kept pictures."""
        self.page.photos.show_thumbnails(contents)

    def show_taking(self, kind: EvidenceKind, name: str) -> None:
        """A photograph is on its way."""
        self.page.show_taking(kind, name)

    def show_not_taken(self, kind: EvidenceKind, why: Message) -> None:
        """Why one was not kept."""
        self.page.show_not_taken(kind, why)

    def show_camera(self, photos: Sequence[CameraPhoto], *, more: int) -> None:
        """What a camera's folder holds."""
        self.page.photos.show_camera(photos, more=more)

    def show_no_camera(self, why: Message) -> None:
        """Why it shows nothing."""
        self.page.photos.show_no_camera(why)

    def show_picture(self, content: bytes, title: Message) -> None:
        """A photograph, large."""
        open_picture(self, content, self._desk.texts.render(title))

    # --- beginning ---

    def begin(self) -> None:
        """A new visit: first, to whom."""
        self._leave_page()
        self.who.show()
        self.people.show()
        self.who.clear()
        self.who.setFocus()

    def begin_family(self) -> None:
        """A family that stands on no list: the little that is asked before its visit begins."""
        self._leave_page()
        self._close_family()
        form = FormPage(
            self._desk.texts,
            message("visits_ui.family.title"),
            family_form(self._desk.today()),
            action=message("visits_ui.family.begin"),
            cancel=message("visits_ui.cancel"),
        )
        form.form.set_values({"can_write": True})
        form.say(message("visits_ui.family.about"))
        form.submitted.connect(lambda: self.presenter.begin_with_family(family_of(form.form.values())))
        form.cancelled.connect(self._close_family)
        self.family = form
        self._pages.addWidget(form)
        self._pages.setCurrentWidget(form)
        form.begin()

    # --- inside ---

    def _build(self) -> None:
        inside = QVBoxLayout(self._list_page)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(Space.ONE)
        may_begin = self._desk.may("visits.begin")
        for button in (self.new, self.found):
            button.setVisible(may_begin)
            button.setEnabled(may_begin)
        self.list.tools.addWidget(self.state)
        self.list.tools.addWidget(self.found)
        self.list.tools.addWidget(self.new)
        self.people.setMaximumHeight(180)
        for part in (self.who, self.people):
            part.hide()
            inside.addWidget(part)
        inside.addWidget(self.list, 1)
        self._pages.addWidget(self._list_page)
        self._pages.addWidget(self.page)
        self.setLayout(column(self._pages))
        self.setFocusProxy(self.list)
        self.state.setMinimumWidth(200)
        self.state.changed.connect(self._narrow)
        self.new.clicked.connect(self.begin)
        self.found.clicked.connect(self.begin_family)
        self.who.textChanged.connect(self.presenter.search_people)
        self.who.returnPressed.connect(self._take_first)
        self.people.itemActivated.connect(self._take)
        self.people.itemClicked.connect(self._take)
        self.list.activated.connect(lambda item: self.presenter.open(item.visit_id))
        self.list.retry.connect(self.presenter.refresh)
        self.page.left.connect(self._leave_page)

    def _narrow(self) -> None:
        value = self.state.value()
        if isinstance(value, str):
            self.presenter.narrow(value)

    def _take_first(self) -> None:
        if self.people.count():
            self._take(self.people.item(0))

    def _take(self, item: QListWidgetItem) -> None:
        self._put_search_away()
        self.presenter.begin(str(item.data(Qt.ItemDataRole.UserRole)))

    def _put_search_away(self) -> None:
        self.who.hide()
        self.people.hide()

    def _leave_page(self) -> None:
        if self._pages.currentWidget() is self.page:
            visit = self.presenter.page
            self.page.write()
            self.presenter.leave()
            self._pages.setCurrentWidget(self._list_page)
            if visit is not None:
                self.list.follow(visit.visit.visit_id)
            self.list.setFocus()

    def _close_family(self) -> None:
        if self.family is not None:
            self._pages.removeWidget(self.family)
            self.family.deleteLater()
            self.family = None


def _states() -> list[Choice]:
    every = Choice(value="", said=message("visits_ui.every_state"))
    unfinished = Choice(value=UNFINISHED, said=message("visits_ui.unfinished"))
    return [every, unfinished, *(Choice(value=s.value, said=message(f"visits.state.{s.value}")) for s in VisitState)]
