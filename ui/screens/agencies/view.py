"""The directory as people see it: what is needed, who offers it, and a form in their place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from functools import partial

from PySide6.QtWidgets import QWidget

from kmcase.application.changes import Changes
from kmcase.domain.agencies import Agency, AgencyKind, AgencyValues
from kmcase.domain.casework import Dimension
from kmcase.messages import Message, message
from kmcase.thai.areas import area
from ui.forms import Field, FormSpec, Section, Width
from ui.forms.page import FormPage, FormStack
from ui.ports import ColumnKind, Desk, Err, LiveTexts
from ui.screens.agencies.presenter import EVERY_NEED, AgenciesPresenter
from ui.tables import Column, Mark
from ui.tables.columns import columns_of
from ui.tables.list_view import ListView
from ui.tone import Tone
from ui.widgets import (
    AreaPicker,
    Button,
    CheckEdit,
    ChecksEdit,
    Choice,
    ChoiceEdit,
    Fact,
    KeyFacts,
    Label,
    LineEdit,
    TextArea,
    block,
    column,
    enum_choices,
    main_by_key,
    retranslate_all,
    row,
)

_NEED_WIDTH = 260
_READ = ("name", "phone", "services", "contact", "place", "ask_for", "open_when")


def _place(item: Agency) -> str:
    found = area(item.values.subdistrict_code)
    where = found.subdistrict if found else ""
    return " ".join(part for part in (item.values.place, where) if part)


def _standing(item: Agency) -> Mark:
    if item.conflicts:
        return Mark(message("agencies.apart"), Tone.WARN, "warning")
    if item.values.active:
        return Mark(message("agencies.works"), Tone.OK, "ok")
    return Mark(message("agencies.ended"), Tone.PLAIN, "close")


class AgenciesView(QWidget):
    """The screen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._words: dict[str, Message] = {}
        texts = desk.texts
        self.presenter = AgenciesPresenter(desk, self)
        self.list = ListView(
            desk,
            name="agencies",
            title_key="agencies.screen.agencies",
            columns=self._columns(),
            key=lambda item: item.agency_id,
            empty=message("agencies.list.none"),
        )
        self.need = ChoiceEdit(texts, [Choice(value=EVERY_NEED, said=message("agencies.every_need"))])
        self.need.set_name(message("agencies.need"))
        self.need.set_value(EVERY_NEED)
        self.need.setMinimumWidth(_NEED_WIDTH)
        self.edit = Button(texts, message("agencies.edit"), icon_name="edit", shortcut="F2")
        self.new = Button(texts, message("agencies.new"), kind="primary", icon_name="plus", shortcut="Ctrl+N")
        for button in (self.edit, self.new):
            button.setVisible(self.presenter.may_change)
        self.edit.setEnabled(False)
        title = Label(texts, message("agencies.screen.agencies"), role="title", wrap=False)
        asked = row(Label(texts, message("agencies.need"), role="muted", wrap=False), self.need, None)
        self.facts = KeyFacts(texts, pairs=2)
        page = block(row(title, None, self.edit, self.new), asked, self.list, self.facts, stretch=2)
        main_by_key(page)
        self._pages = FormStack(page, back_to=self.list, notices=desk.notices)
        self.setLayout(column(self._pages))
        self.setFocusProxy(self.list)
        self._connect()

    @property
    def form(self) -> FormPage | None:
        """The form that is open."""
        return self._pages.form

    def begin(self) -> None:
        """A new agency."""
        self.presenter.begin(None)

    # --- the window's screen ---

    def show_record(self, record_id: str | None) -> None:
        """Show the directory, perhaps narrowed, and an agency."""
        self.list.follow(self.list.narrow(record_id))
        self.presenter.refresh()

    def apply_changes(self, changes: Changes) -> None:
        """Something was committed."""
        self.presenter.changed(changes)

    def retranslate(self, texts: LiveTexts) -> None:
        """Say everything again."""
        retranslate_all(self, texts)

    # --- what the presenter shows ---

    def show_agencies(self, items: tuple[Agency, ...], dimensions: tuple[Dimension, ...]) -> None:
        """Who offers what is needed."""
        self._words = {dimension.code: dimension.words for dimension in dimensions}
        needs = [Choice(value=dimension.code, said=dimension.words) for dimension in dimensions]
        every = Choice(value=EVERY_NEED, said=message("agencies.every_need"))
        self.need.offer([every, *needs], self.need.value() or EVERY_NEED)
        self.list.set_items(items)

    def show_failure(self, failure: Err) -> None:
        """Why they cannot be shown."""
        self.list.set_error(failure)

    def show_form(self, agency: Agency | None, dimensions: tuple[Dimension, ...]) -> None:
        """The form of an agency, or of a new one."""
        form = FormPage(
            self._desk.texts,
            message("agencies.edit" if agency else "agencies.new"),
            _spec(dimensions),
            action=message("agencies.save"),
            cancel=message("agencies.cancel"),
        )
        values = agency.values if agency else AgencyValues()
        shown = {each.name: getattr(values, each.name) for each in fields(values)}
        form.form.set_values({**shown, "offers": frozenset(values.offers)})
        if agency is not None and agency.conflicts:
            names = tuple(message(f"agencies.field.{name}") for name in sorted(agency.conflicts))
            form.warn(message("agencies.written_apart", fields=names))
        self._pages.fill_in(form, partial(self.presenter.save, agency))

    def form_failed(self, failure: Err) -> None:
        """Why nothing was kept."""
        self._pages.show_failure(failure)

    def form_done(self) -> None:
        """It is kept: back to the list."""
        self._pages.close_saved()

    # --- inside ---

    def _connect(self) -> None:
        self.new.clicked.connect(self.begin)
        self.edit.clicked.connect(lambda: self.presenter.begin(self.list.only()))
        self.need.changed.connect(lambda: self.presenter.need(str(self.need.value() or EVERY_NEED)))
        self.list.activated.connect(self.presenter.begin)
        self.list.selection_changed.connect(self._show_chosen)
        self.list.retry.connect(self.presenter.refresh)

    def _show_chosen(self) -> None:
        item: Agency | None = self.list.only()
        self.edit.setEnabled(item is not None)
        said = {**{name: getattr(item.values, name) for name in _READ}, "place": _place(item)} if item else {}
        facts = [Fact(label=message(f"agencies.field.{name}"), value=value) for name, value in said.items() if value]
        self.facts.set_facts(facts)

    def _offers(self, item: Agency) -> Message:
        said = tuple(self._words[code] for code in item.values.offers if code in self._words)
        return message("agencies.offered", offers=said)

    def _columns(self) -> tuple[Column, ...]:
        def kind(item: Agency) -> Message:
            return message(f"agencies.kind.{item.values.kind.value}")

        def of(name: str) -> Callable[[Agency], object]:
            return lambda item: getattr(item.values, name)

        col = columns_of("agencies.field")
        return (
            col("name", of("name"), 200),
            col("kind", kind, 128, hidden=True),
            col("offers", self._offers, 152),
            col("services", of("services"), 0),
            col("place", _place, 136),
            col("open_when", of("open_when"), 136),
            col("phone", of("phone"), 112),
            col("ask_for", of("ask_for"), 136, hidden=True),
            col("contact", of("contact"), 136, hidden=True),
            col("active", _standing, 136, ColumnKind.CHIP),
        )


def _spec(dimensions: tuple[Dimension, ...]) -> FormSpec:
    kinds = partial(ChoiceEdit, choices=enum_choices(AgencyKind, "agencies.kind"))
    sides = [Choice(value=one.code, said=one.words) for one in dimensions]
    offers = partial(ChecksEdit, choices=sides, columns=3)
    return FormSpec(
        (
            Section(
                None,
                (
                    Field("name", "agencies.field.name", LineEdit, required=True),
                    Field("kind", "agencies.field.kind", kinds, required=True),
                    Field("offers", "agencies.field.offers", offers, required=True, width=Width.FULL),
                    Field("services", "agencies.field.services", partial(TextArea, rows=2), width=Width.FULL),
                ),
            ),
            Section(
                "agencies.section.reach",
                (
                    Field("place", "agencies.field.place", LineEdit),
                    Field("open_when", "agencies.field.open_when", LineEdit),
                    Field("subdistrict_code", "agencies.field.subdistrict_code", AreaPicker, width=Width.FULL),
                    Field("phone", "agencies.field.phone", LineEdit, width=Width.THIRD),
                    Field("contact", "agencies.field.contact", LineEdit, width=Width.THIRD),
                    Field("ask_for", "agencies.field.ask_for", LineEdit, width=Width.THIRD),
                    Field("active", "agencies.field.active", partial(CheckEdit, said=message("agencies.works"))),
                ),
            ),
        )
    )
