"""The office as people see it: what it is at the top, its area, earlier areas and exceptions of duties below."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from kmcase.application.changes import Changes
from kmcase.application.read.offices import OfficePage
from kmcase.domain.offices import Office
from kmcase.messages import Message, message
from kmcase.thai import areas, calendar
from ui.forms import Field, FormSpec, Section, Width
from ui.forms.page import FormPage, FormStack
from ui.forms.reason import reason_field
from ui.ports import Desk, Err, LiveTexts, Narrowed
from ui.screens.office.columns import EXCEPTIONS, HISTORY, SUBDISTRICTS, in_area
from ui.screens.office.presenter import OfficePresenter
from ui.tables import Column
from ui.tables.list_view import ListView
from ui.theme import Space
from ui.widgets import AreasEdit, Button, Card, Fact, KeyFacts, Label, LineEdit, Said, column, retranslate_all, row

_AREA_FORM = FormSpec(
    (
        Section(
            None,
            (
                Field(
                    "area",
                    "office.field.area",
                    AreasEdit,
                    required=True,
                    help_key="office.field.area_help",
                    width=Width.FULL,
                ),
                Field("reference", "office.field.reference", LineEdit, required=True, width=Width.FULL),
                reason_field("office.field.reason"),
            ),
        ),
    )
)


class OfficeView(QWidget):
    """The screen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        texts = desk.texts
        self._desk = desk
        self.presenter = OfficePresenter(desk, self)
        self.change = Button(texts, message("office.change_area"), kind="primary", icon_name="edit", shortcut="F2")
        self.facts = KeyFacts(texts, pairs=2)
        self.key = KeyFacts(texts)
        self.area = self._list("area", SUBDISTRICTS, lambda each: each.subdistrict_code)
        self.history = self._list("history", HISTORY, lambda item: item.event_id)
        self.exceptions = self._list("exceptions", EXCEPTIONS, lambda item: item.exception_id)
        self._lists = {"area": self.area, "history": self.history, "exceptions": self.exceptions}
        self._build()
        self._connect()

    def _list(self, name: str, columns: tuple[Column, ...], key: object) -> ListView:
        return ListView(
            self._desk,
            name=f"office-{name}",
            title_key=f"office.{name}",
            columns=columns,
            key=key,  # type: ignore[arg-type]
            empty=message(f"office.{name}_empty"),
        )

    @property
    def form(self) -> FormPage | None:
        """The form that is open."""
        return self._pages.form

    def _build(self) -> None:
        texts = self._desk.texts
        card = Card()
        card.body.addWidget(self.facts)
        card.body.addWidget(self.key)
        self.tabs = QTabWidget()
        for name, page in self._lists.items():
            self.tabs.addTab(page, texts.text(f"office.{name}"))
        self.change.setVisible(self.presenter.may_change)
        page = QWidget()
        inside = QVBoxLayout(page)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(Space.ONE)
        inside.addLayout(row(Label(texts, message("office.screen"), role="title", wrap=False), None, self.change))
        inside.addWidget(card)
        inside.addWidget(self.tabs, 1)
        self._pages = FormStack(page)
        self.setLayout(column(self._pages))
        self.setFocusProxy(self.area)

    def _connect(self) -> None:
        self.change.clicked.connect(self.presenter.begin)
        self.exceptions.activated.connect(self.presenter.open_request)
        for each in self._lists.values():
            each.retry.connect(self.presenter.open)

    def show_tab(self, name: str) -> None:
        """Bring a list to the front: `area`, `history` or `exceptions`."""
        self.tabs.setCurrentWidget(self._lists[name])

    # --- what the presenter shows ---

    def show_page(self, page: OfficePage) -> None:
        """The office."""
        self.facts.set_facts(_facts(page.office, self._desk.today()))
        self.key.set_facts([_fact("fingerprint", page.fingerprint), _fact("store", page.office.store)])
        self.area.set_items(in_area(page.office.area))
        self.history.set_items(page.area_changes)
        self.exceptions.set_items(page.exceptions)

    def show_failure(self, failure: Err) -> None:
        """Nothing can be shown."""
        for each in self._lists.values():
            each.set_error(failure)

    def show_form(self, page: OfficePage) -> None:
        """Ask for another area."""
        action = message("office.change_area")
        form = FormPage(self._desk.texts, action, _AREA_FORM, action=action, cancel=message("office.cancel"))
        form.form.set_values({"area": page.office.area})
        form.changed.connect(self._typed)
        form.submitted.connect(lambda: self.presenter.submit(form.form.values()))
        form.cancelled.connect(self.form_done)
        self._pages.open(form)

    def form_says(self, said: Message | None) -> None:
        """What the form will do."""
        self._pages.say(said)

    def form_failed(self, failure: Err) -> None:
        """Why the form was refused."""
        self._pages.show_failure(failure)

    def form_done(self) -> None:
        """Back to the office."""
        self._pages.close_form()
        self.tabs.currentWidget().setFocus()

    def _typed(self) -> None:
        if self.form is not None:
            self.presenter.typed(self.form.form.values()["area"])

    # --- what the window asks ---

    def show_record(self, record_id: str | None) -> None:
        """Shown; a list made short names its tab."""
        narrowed = Narrowed.of(record_id)
        if narrowed is not None and narrowed.by in self._lists:
            self.show_tab(narrowed.by)
            self._lists[narrowed.by].set_filter(narrowed.typed)
        self.presenter.open()

    def apply_changes(self, changes: Changes) -> None:
        """Something was committed."""
        self.presenter.apply_changes(changes)

    def retranslate(self, texts: LiveTexts) -> None:
        """Say everything again, the tabs too."""
        retranslate_all(self, texts)
        for place, name in enumerate(self._lists):
            self.tabs.setTabText(place, texts.text(f"office.{name}"))


def _fact(name: str, value: Said, *, strong: bool = False) -> Fact:
    return Fact(label=message(f"office.fact.{name}"), value=value, strong=strong)


def _facts(office: Office, today: date) -> list[Fact]:
    year = calendar.fiscal_year(today)
    first, last = calendar.half_bounds(year, 1)[0], calendar.half_bounds(year, 2)[1]
    return [
        _fact("name", office.name, strong=True),
        _fact("fiscal_year", message("office.year", year=str(year), first=first, last=last), strong=True),
        _fact("kind", message(f"shell.office_kind.{office.kind.value}")),
        _fact("short_code", office.short_code),
        _fact("province", areas.province_name(office.province_code)),
    ]
