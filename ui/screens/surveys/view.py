"""The widget of surveys: who was asked at the left, the present one or a new one at the right."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from kmcase.application.changes import Changes
from kmcase.application.read.appointments import PartnerItem
from kmcase.application.read.imports import ReminderItem, SurveyItem
from kmcase.domain.partners import PartnerKind
from kmcase.domain.surveys import ReminderMethod
from kmcase.messages import Message, message
from kmcase.thai.areas import area, label
from ui.forms import Field, FormSpec, FormView, Section, Width
from ui.ports import Desk, Err, LiveTexts, Tone
from ui.screens.surveys.columns import columns, state_of
from ui.screens.surveys.presenter import SurveysPresenter
from ui.tables.list_view import ListView
from ui.theme import Space
from ui.widgets import (
    AreaPicker,
    Banner,
    BEDateEdit,
    Button,
    Card,
    Chip,
    Choice,
    ChoiceEdit,
    EmptyState,
    Fact,
    KeyFacts,
    Label,
    LineEdit,
    TextArea,
    Timeline,
    TimelineEntry,
    WrappingRow,
    enum_choices,
    on_key,
    row,
    scrolling,
)

_USUAL_DAYS = 30
_METHOD_ICONS = {"phone": "phone", "letter": "note", "in_person": "person", "unsaid": "clock"}


class SurveysView(QWidget):
    """List, detail and the form for asking."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._partners: dict[str, PartnerItem] = {}
        self._filled_from: str | None = None
        self._texts = desk.texts
        self.presenter = SurveysPresenter(desk, self)
        texts = desk.texts
        self._title = Label(texts, message("surveys.screen"), role="title", wrap=False)
        self.ask = Button(texts, message("surveys.ask"), icon_name="plus", shortcut="Ctrl+N")
        self.banner = Banner(texts)
        self.list = ListView(
            desk, name="surveys", title_key="surveys.screen", columns=columns(desk.today()),
            key=lambda item: item.survey_id, empty=message("surveys.none_yet"),
        )  # fmt: skip
        self._empty = EmptyState(texts, "note", message("surveys.choose"), message("surveys.choose_advice"))
        self._about = Label(texts, role="lead")
        self._state = Chip(texts, "")
        self._facts = KeyFacts(texts, ())
        self.reminders = Timeline(texts)
        self.letter = Button(texts, message("surveys.letter"), icon_name="print")
        self.remind = Button(texts, message("surveys.remind"), icon_name="clock")
        self.reminding = FormView(texts, self._reminding_spec())
        self._leave_reminding = Button(texts, message("surveys.leave"))
        self.save_reminder = Button(texts, message("surveys.save_reminder"), kind="primary", icon_name="ok")
        self.open = Button(texts, message("surveys.open_list"), kind="primary", icon_name="import")
        self.form = FormView(texts, self._spec())
        self._leave = Button(texts, message("surveys.leave"))
        self.save = Button(texts, message("surveys.save"), kind="primary", icon_name="ok")
        self._sides = QStackedWidget()
        self._build()
        self._connect()
        self.retranslate(texts)

    def _spec(self) -> FormSpec:
        day = partial(BEDateEdit, today=self._desk.today())
        kinds = partial(ChoiceEdit, choices=enum_choices(PartnerKind, "partners.kind"))
        fields = (
            Field("partner", "surveys.column.partner", ChoiceEdit, help_key="surveys.partner_help", width=Width.FULL),
            Field("agency", "surveys.column.agency", LineEdit, required=True, width=Width.FULL),
            Field("kind", "surveys.column.kind", kinds),
            Field("subdistrict_code", "surveys.column.subdistrict", AreaPicker, width=Width.FULL),
            Field("asked_on", "surveys.column.asked_on", day, required=True),
            Field("due_on", "surveys.column.due_on", day, required=True),
            Field("remark", "surveys.column.remark", TextArea, width=Width.FULL),
        )
        return FormSpec((Section("surveys.new", fields),))

    def _reminding_spec(self) -> FormSpec:
        day = partial(BEDateEdit, today=self._desk.today())
        methods = partial(ChoiceEdit, choices=enum_choices(ReminderMethod, "surveys.method"))
        fields = (
            Field("method", "surveys.column.method", methods, required=True),
            Field("on", "surveys.column.reminded", day, required=True),
            Field("note", "surveys.column.note", TextArea, width=Width.FULL),
        )
        return FormSpec((Section("surveys.remind", fields),))

    def _build(self) -> None:
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.list)
        splitter.addWidget(self._sides)
        splitter.setSizes([740, 400])
        for page in (self._empty, self._detail(), self._asking(), self._reminding()):
            self._sides.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.ONE)
        layout.addLayout(row(self._title, None, self.ask))
        layout.addWidget(self.banner)
        layout.addWidget(splitter, 1)
        self.ask.setVisible(self.presenter.may_ask)

    def _detail(self) -> QWidget:
        page = QWidget()
        inside = QVBoxLayout(page)
        inside.setContentsMargins(Space.TWO, 0, 0, 0)
        inside.setSpacing(Space.ONE)
        card = Card()
        card.body.addWidget(self._about)
        card.body.addLayout(row(self._state, None))
        card.body.addWidget(self._facts)
        self._said = Label(self._texts, message("surveys.reminders"), role="strong", wrap=False)
        inside.addWidget(card)
        inside.addWidget(self._said)
        inside.addWidget(self.reminders, 1)
        inside.addLayout(WrappingRow(None, self.letter, self.remind, self.open))
        return page

    def _asking(self) -> QWidget:
        page = QWidget()
        inside = QVBoxLayout(page)
        inside.setContentsMargins(Space.TWO, 0, 0, 0)
        inside.addWidget(scrolling(self.form), 1)
        inside.addLayout(row(None, self._leave, self.save))
        return page

    def _reminding(self) -> QWidget:
        page = QWidget()
        inside = QVBoxLayout(page)
        inside.setContentsMargins(Space.TWO, 0, 0, 0)
        inside.addWidget(scrolling(self.reminding), 1)
        inside.addLayout(row(None, self._leave_reminding, self.save_reminder))
        return page

    def _connect(self) -> None:
        self.ask.clicked.connect(self.begin)
        self.list.selection_changed.connect(self._choose)
        self.list.activated.connect(self.presenter.open_list)
        self.list.retry.connect(self.presenter.refresh)
        self.remind.clicked.connect(self.begin_reminding)
        self.letter.clicked.connect(lambda: self._with_current(self.presenter.print_letter))
        self.save_reminder.clicked.connect(self._save_reminder)
        self.reminding.main_action.connect(self._save_reminder)
        self._leave_reminding.clicked.connect(self._choose)
        self.form.changed.connect(self._fill_from_partner)
        self.open.clicked.connect(lambda: self._with_current(self.presenter.open_list))
        self._leave.clicked.connect(self._choose)
        self.save.clicked.connect(self._save)
        self.form.main_action.connect(self._save)
        on_key(self._sides, "Esc", self._choose)

    # --- what people do ---

    def begin(self) -> None:
        """A new request for a list, asked today and due in a month."""
        today = self._desk.today()
        self.form.set_values({"asked_on": today, "due_on": today + timedelta(days=_USUAL_DAYS)})
        self._sides.setCurrentIndex(2)
        self._filled_from = None
        self.form.focus_field("partner")

    def begin_reminding(self) -> None:
        """The agency was reminded: how, when, what it said."""
        if self.list.current() is not None:
            self.reminding.set_values({"method": ReminderMethod.PHONE, "on": self._desk.today()})
            self._sides.setCurrentIndex(3)
            self.reminding.focus_field("method")

    def _save_reminder(self) -> None:
        current = self.list.current()
        if current is not None and self.reminding.validate():
            self.presenter.remind(current, self.reminding.values())

    def _fill_from_partner(self) -> None:
        """Who is chosen among the partners is an agency of a kind in a sub-district."""
        chosen = self.form.editor("partner").value()
        partner = self._partners.get(str(chosen))
        if partner is None or partner.partner_id == self._filled_from:
            return
        self._filled_from = partner.partner_id
        for name, value in (
            ("agency", partner.agency or partner.name),
            ("kind", partner.kind),
            ("subdistrict_code", partner.subdistrict_code),
        ):
            self.form.editor(name).set_value(value)

    def _save(self) -> None:
        if self.form.validate():
            self.presenter.ask(self.form.values())

    def _with_current(self, act: object) -> None:
        current = self.list.current()
        if current is not None and callable(act):
            act(current)

    def _choose(self) -> None:
        current = self.list.current()
        if current is None:
            self._sides.setCurrentIndex(0)
            return
        self._show(current)
        self._sides.setCurrentIndex(1)

    def _show(self, survey: SurveyItem) -> None:
        mark = state_of(survey, self._desk.today())
        place = area(survey.subdistrict_code)
        self._about.say(survey.agency)
        self._state.set_state(mark.said, mark.tone, mark.icon)
        facts = [
            ("kind", message(f"partners.kind.{survey.kind.value}") if survey.kind else None),
            ("subdistrict", label(place) if place else None),
            ("asked_on", survey.asked_on),
            ("due_on", survey.due_on),
            ("received_on", survey.received_on),
            ("rows", survey.rows or None),
            ("remark", survey.remark),
        ]
        self._facts.set_facts(
            [
                Fact(label=message(f"surveys.column.{name}"), value=self._texts.catalogue.show(value))
                for name, value in facts
                if value
            ]
        )
        awaited = survey.received_on is None
        self.remind.setVisible(self.presenter.may_ask and awaited)
        self.letter.setVisible(awaited)
        self._said.setVisible(bool(survey.reminders))
        self.reminders.set_entries([_entry(one, place) for place, one in enumerate(reversed(survey.reminders))])
        self.open.say(message("surveys.open_list" if survey.import_id else "surveys.take_in"))

    # --- what the presenter shows ---

    def show_surveys(self, surveys: tuple[SurveyItem, ...]) -> None:
        """Who was asked."""
        self.list.set_items(surveys)
        if self._sides.currentIndex() == 1:
            self._choose()

    def show_partners(self, partners: tuple[PartnerItem, ...]) -> None:
        """Who may be asked."""
        self._partners = {one.partner_id: one for one in partners}
        editor = self.form.editor("partner")
        assert isinstance(editor, ChoiceEdit)
        editor.set_choices(
            [
                Choice(
                    value=one.partner_id,
                    said=message("surveys.partner", name=one.name, kind=message(f"partners.kind.{one.kind.value}")),
                )
                for one in partners
            ]
        )

    def show_reminded(self) -> None:
        """Back to the agency."""
        self._sides.setCurrentIndex(1)

    def show_failure(self, failure: Err) -> None:
        """Why the list cannot be shown."""
        self.list.set_error(failure)

    def show_trouble(self, failure: Err) -> None:
        """Beside its field, or above the page."""
        if self._sides.currentIndex() == 3 and failure.field == "on":
            self.reminding.set_errors({"on": failure.message})
        elif self._sides.currentIndex() == 2 and failure.field in {"agency", "due_on", "asked_on"}:
            self.form.set_errors({str(failure.field): failure.message})
        else:
            self.banner.say(Tone.ERROR, failure.message)

    def show_asked(self, survey_id: str) -> None:
        """The new request is selected once it is listed."""
        self.form.mark_clean()
        self._sides.setCurrentIndex(1)
        self.list.select_key(survey_id)

    def show_said(self, said: Message, tone: Tone) -> None:
        """What happened."""
        self.banner.say(tone, said)

    # --- for the tour ---

    def show_reminded_one(self) -> None:
        """The agency that was reminded most."""
        surveys = sorted(self.list.items(), key=lambda survey: len(survey.reminders))
        if surveys:
            self.list.select_key(surveys[-1].survey_id)

    # --- what the window asks ---

    def show_record(self, record_id: str | None) -> None:
        """A request, or the page as it was left."""
        request = self.list.narrow(record_id)
        if request is not None:
            self.list.select_key(request)
        self.presenter.refresh()

    def apply_changes(self, changes: Changes) -> None:
        """A request, a reminder or a list came."""
        if "survey" in changes or "import" in changes or "partner" in changes:
            self.presenter.refresh()

    def retranslate(self, texts: LiveTexts) -> None:
        """Say everything again."""
        self._texts = texts
        for part in (
            self._title, self.ask, self.banner, self.list, self._empty, self._about, self._state, self._facts,
            self.remind, self.open, self.form, self._leave, self.save,
        ):  # fmt: skip
            part.retranslate(texts)


def _entry(reminder: ReminderItem, place: int) -> TimelineEntry:
    method = reminder.method.value if reminder.method else "unsaid"
    by = message("surveys.reminded_by", name=reminder.by)
    note = message("surveys.reminded_note", note=reminder.note, name=reminder.by)
    return TimelineEntry(
        key=f"{place:04d}",
        on=reminder.reminded_on,
        icon=_METHOD_ICONS[method],
        title=message(f"surveys.method.{method}"),
        detail=note if reminder.note else by,
        tone=Tone.WARN,
    )
