"""The register's widget: the list at the left, one person at the right."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kmcase.application.changes import Changes
from kmcase.application.read.clusters import AlikeItem
from kmcase.application.read.people import PersonItem, PersonPage
from kmcase.domain.findings import Finding
from kmcase.domain.problem_kinds import PROBLEM_KINDS
from kmcase.messages import Message, message
from kmcase.thai.areas import area
from ui.ports import Desk, Err, LiveTexts
from ui.screens.people.columns import COLUMNS
from ui.screens.people.page_view import PersonPane
from ui.screens.people.presenter import NEW, PeoplePresenter
from ui.tables.list_view import ListView
from ui.theme import Space
from ui.widgets import Button, Choice, ChoiceEdit, column, retranslate_all, row, side_by_side

_LIST_WIDTH = 400


class PeopleView(QWidget):
    """The screen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        texts = desk.texts
        self.presenter = PeoplePresenter(desk, self)
        self.list = ListView(
            desk,
            name="people",
            title_key="people.screen",
            columns=COLUMNS,
            key=lambda item: item.person_id,
            empty=message("people.empty"),
        )
        every = Choice(value="", said=message("people.every_kind"))
        kinds = [Choice(value=kind, said=message(f"imports.problem_kind.{kind}")) for kind in PROBLEM_KINDS]
        self.kind = ChoiceEdit(texts, [every, *kinds])
        self.place = ChoiceEdit(texts, [Choice(value="", said=message("people.every_place"))])
        self.kind.set_value("")
        self.place.set_value("")
        self.new = Button(texts, message("people.new_short"), icon_name="plus", shortcut="Ctrl+N")
        self.new.setVisible(desk.may("people.register"))
        self.page = PersonPane(desk, self.presenter)
        self._places_known = False
        self._build()
        self.retranslate(texts)

    def _build(self) -> None:
        left = QWidget()
        inside = QVBoxLayout(left)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(Space.ONE)
        inside.addLayout(row(self.kind, self.place))
        self.list.tools.addWidget(self.new)
        inside.addWidget(self.list, 1)
        both = side_by_side(left, self.page, (_LIST_WIDTH, 690))
        self.setLayout(column(both))
        self.setFocusProxy(self.list)
        self.kind.changed.connect(self._filter)
        self.place.changed.connect(self._filter)
        self.new.clicked.connect(self.begin)
        self.list.chosen.connect(lambda item: self.presenter.open(item.person_id))
        self.list.activated.connect(lambda item: self.presenter.open(item.person_id))
        self.list.retry.connect(self.presenter.refresh)

    def _filter(self) -> None:
        kind, place = self.kind.value(), self.place.value()
        if isinstance(kind, str) and isinstance(place, str):
            self.presenter.filter(kind, place)

    def begin(self) -> None:
        """Somebody new."""
        self.presenter.begin()

    # --- what the presenter shows ---

    def show_persons(self, items: tuple[PersonItem, ...], of: int) -> None:
        """The list; the first one also tells which places there are."""
        self.list.set_items(items, of=of)
        if not self._places_known and items:
            self._places_known = True
            codes = sorted({item.subdistrict_code for item in items if item.subdistrict_code})
            found = [(code, area(code)) for code in codes]
            self.place.blockSignals(True)
            self.place.set_choices(
                [
                    Choice(value="", said=message("people.every_place")),
                    *(Choice(value=code, said=each.subdistrict) for code, each in found if each),
                ]
            )
            self.place.set_value("")
            self.place.blockSignals(False)

    def show_failure(self, failure: Err) -> None:
        """The list cannot be shown."""
        self.list.set_error(failure)

    def show_person(self, page: PersonPage) -> None:
        """One person."""
        self.list.follow(page.person_id)
        self.page.show_page(page)

    def show_new(self) -> None:
        """An empty form."""
        self.list.follow(None)
        self.page.show_new()

    def show_findings(self, findings: tuple[Finding, ...]) -> None:
        """What the rules say."""
        self.page.show_findings(findings)

    def show_alike(self, items: tuple[AlikeItem, ...]) -> None:
        """Whom the register may hold already."""
        self.page.alike.show_alike(items)

    def show_errors(self, field: str | None, said: Message) -> None:
        """Why nothing was saved."""
        self.page.show_error(field, said)

    def is_typing(self, person_id: str) -> bool:
        """Whether something is typed of this person and not saved."""
        return self.page.is_typing(person_id)

    def show_saved(self, person_id: str) -> None:
        """It is in the register."""
        self.page.show_saved()

    def show_whole_id(self, national_id: str | None) -> None:
        """The whole number."""
        self.page.show_whole_id(national_id)

    # --- what the window asks ---

    def show_record(self, record_id: str | None) -> None:
        """Shown for a person, for a new one, or as it was left."""
        self.presenter.refresh()
        if record_id == NEW:
            self.presenter.begin()
        elif record_id:
            self.presenter.open(record_id)

    def apply_changes(self, changes: Changes) -> None:
        """Something was committed."""
        self.presenter.changed(changes)

    def retranslate(self, texts: LiveTexts) -> None:
        """Say everything again."""
        retranslate_all(self, texts)
        for editor, key in ((self.kind, "people.filter_kind"), (self.place, "people.filter_place")):
            for control in editor.inputs():
                control.setAccessibleName(texts.text(key))
        self.page.retitle()
