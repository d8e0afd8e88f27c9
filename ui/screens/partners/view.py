"""Partners as people see them: a list, and a form that stands for the page."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kmcase.application.changes import Changes
from kmcase.application.read.appointments import PartnerItem
from kmcase.domain.partners import PartnerKind
from kmcase.messages import Message, message
from kmcase.thai.areas import area
from ui.forms import Field, FormSpec, Section, Width
from ui.forms.page import FormPage, FormStack
from ui.ports import ColumnKind, Desk, Err, LiveTexts
from ui.screens.partners.presenter import PartnersPresenter
from ui.tables import Column, Mark
from ui.tables.list_view import ListView
from ui.theme import Space
from ui.tone import Tone
from ui.widgets import (
    AreaPicker,
    Banner,
    Button,
    CheckEdit,
    ChoiceEdit,
    Label,
    LineEdit,
    column,
    enum_choices,
    retranslate_all,
    row,
)


def _place(item: PartnerItem) -> str:
    found = area(item.subdistrict_code)
    return found.subdistrict if found else ""


def _active(item: PartnerItem) -> Mark:
    if item.active:
        return Mark(message("partners.still_works"), Tone.OK, "ok")
    return Mark(message("partners.no_longer"), Tone.PLAIN, "close")


COLUMNS = (
    Column(key="kind", title_key="partners.column.kind",
           getter=lambda item: message(f"partners.kind.{item.kind.value}"), width=104),
    Column(key="name", title_key="partners.column.name", getter=lambda item: item.name, width=0),
    Column(key="agency", title_key="partners.column.agency", getter=lambda item: item.agency, width=220),
    Column(key="subdistrict", title_key="partners.column.subdistrict", getter=_place, width=120),
    Column(key="phone", title_key="partners.column.phone", getter=lambda item: item.phone, width=120),
    Column(key="visits", title_key="partners.column.visits", getter=lambda item: item.visits,
           kind=ColumnKind.INT, width=88, summed=True),
    Column(key="active", title_key="partners.column.active", getter=_active, kind=ColumnKind.CHIP, width=148),
)  # fmt: skip
_KINDS = partial(ChoiceEdit, choices=enum_choices(PartnerKind, "partners.kind"))
_FIELDS = (
    Field("kind", "partners.column.kind", _KINDS, required=True),
    Field("name", "partners.column.name", LineEdit, required=True),
    Field("agency", "partners.column.agency", LineEdit),
    Field("phone", "partners.column.phone", partial(LineEdit, max_length=40)),
    Field("subdistrict_code", "partners.column.subdistrict", AreaPicker, width=Width.FULL),
    Field("active", "partners.column.active", partial(CheckEdit, said=message("partners.still_works"))),
)


class PartnersView(QWidget):
    """The screen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        texts = desk.texts
        self._desk = desk
        self.presenter = PartnersPresenter(desk, self)
        self.banner = Banner(texts)
        self.new = Button(texts, message("partners.new"), kind="primary", icon_name="plus", shortcut="Ctrl+N")
        self.edit = Button(texts, message("partners.edit"), icon_name="edit", shortcut="F2")
        self.list = ListView(
            desk, name="partners", title_key="partners.screen", columns=COLUMNS,
            key=lambda item: item.partner_id, empty=message("partners.empty"),
        )  # fmt: skip
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.ONE)
        title = Label(texts, message("partners.screen"), role="title", wrap=False)
        layout.addLayout(row(title, None, self.edit, self.new))
        layout.addWidget(self.banner)
        layout.addWidget(self.list, 1)
        self._pages = FormStack(page)
        self.setLayout(column(self._pages))
        self.setFocusProxy(self.list)
        self._connect()

    @property
    def form(self) -> FormPage | None:
        """The form that is open."""
        return self._pages.form

    def _connect(self) -> None:
        for button in (self.new, self.edit):
            button.setVisible(self.presenter.may_change)
        self.edit.setEnabled(False)
        self.new.clicked.connect(self.begin)
        self.edit.clicked.connect(lambda: self.presenter.begin(self.list.current()))
        self.list.activated.connect(self.presenter.begin)
        self.list.selection_changed.connect(lambda: self.edit.setEnabled(self.list.only() is not None))
        self.list.retry.connect(self.presenter.refresh)

    def begin(self) -> None:
        """A new partner."""
        self.presenter.begin(None)

    # --- what the presenter shows ---

    def show_partners(self, items: tuple[PartnerItem, ...]) -> None:
        """All partners."""
        self.list.set_items(items)

    def show_failure(self, failure: Err) -> None:
        """Why they cannot be shown."""
        self.list.set_error(failure)

    def show_form(self, item: PartnerItem | None) -> None:
        """The form of a partner, or of a new one."""
        title = message("partners.edit" if item else "partners.new")
        spec = FormSpec((Section(None, _FIELDS),))
        form = FormPage(
            self._desk.texts, title, spec, action=message("partners.save"), cancel=message("partners.cancel")
        )
        names = [field.name for field in _FIELDS]
        form.form.set_values({name: getattr(item, name) for name in names} if item else {"active": True})
        self._pages.fill_in(form, self.presenter.save)

    def form_failed(self, failure: Err) -> None:
        """Why it was refused."""
        self._pages.show_failure(failure)

    def form_done(self, partner_id: str, said: Message) -> None:
        """It is saved."""
        self._pages.close_form()
        self.list.select_key(partner_id)
        self.banner.say(Tone.OK, said)
        self.list.setFocus()

    # --- what the window asks ---

    def show_record(self, record_id: str | None) -> None:
        """Shown; a record id is a partner."""
        if record_id is not None:
            self.list.select_key(record_id)
        self.presenter.refresh()

    def apply_changes(self, changes: Changes) -> None:
        """Something was committed."""
        self.presenter.apply_changes(changes)

    def retranslate(self, texts: LiveTexts) -> None:
        """Say everything again."""
        retranslate_all(self, texts)
