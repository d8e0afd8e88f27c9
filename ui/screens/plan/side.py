"""Beside the plan: the officers' load and the visits of a day; or one appointment with what may be done to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from kmcase.application.read.appointments import AppointmentChangeItem, AppointmentItem, AppointmentPage
from kmcase.domain.appointments import AppointmentState
from kmcase.messages import Message, message
from kmcase.thai.calendar import bangkok_date, format_long, format_short
from kmcase.thai.national_id import mask_id
from ui.ports import Desk
from ui.screens.plan.actions import Action
from ui.screens.plan.columns import place_name, state_mark
from ui.screens.plan.load_bars import LoadBars
from ui.screens.plan.loads import LoadShown
from ui.theme import Space
from ui.tone import Tone
from ui.widgets import (
    Button,
    Card,
    Chip,
    Fact,
    KeyFacts,
    Label,
    Timeline,
    TimelineEntry,
    WrappingRow,
    clear_layout,
    column,
    retranslate_all,
    row,
    scrolling,
)

_HISTORY = 168
_ICONS = {
    "made": ("plus", Tone.PLAIN),
    "moved": ("undo", Tone.WARN),
    "handed_over": ("user", Tone.PLAIN),
    "joined": ("people", Tone.PLAIN),
    "left": ("people", Tone.PLAIN),
    "cancelled": ("close", Tone.ERROR),
    "done": ("ok", Tone.OK),
}


class DayPane(QWidget):
    """The load of the month, and the visits of the chosen day as lines to press; `opened` with an appointment's id."""

    opened = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        texts = desk.texts
        self.bars = LoadBars(texts)
        self._none = Label(texts, message("plan.load.none"), role="muted")
        self._day = Label(texts, "", role="lead", wrap=False)
        self._free = Label(texts, message("plan.day_free"), role="muted")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(Space.HALF)
        self.lines: list[QPushButton] = []
        load = Card()
        load.body.addWidget(Label(texts, message("plan.load.title"), role="lead", wrap=False))
        load.body.addWidget(self.bars)
        load.body.addWidget(self._none)
        day = Card()
        day.body.addWidget(self._day)
        day.body.addWidget(self._free)
        day.body.addLayout(self._lines)
        self._day_card = day
        inner = QWidget()
        inside = QVBoxLayout(inner)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(Space.TWO)
        inside.addWidget(load)
        inside.addWidget(day)
        inside.addStretch(1)
        self.setLayout(column(scrolling(inner)))

    def show_loads(self, loads: Sequence[LoadShown]) -> None:
        """The officers' load."""
        self.bars.set_loads(loads)
        self.bars.setVisible(bool(loads))
        self._none.setVisible(not loads)

    def show_day(self, day: date | None, items: Sequence[AppointmentItem]) -> None:
        """The visits of a day; None shows no day."""
        self._day_card.setVisible(day is not None)
        if day is None:
            return
        self._day.say(message("plan.of_day", day=format_long(day)))
        self._free.setVisible(not items)
        clear_layout(self._lines)
        self.lines = []
        for item in items:
            line = self._line(item)
            place = item.place or place_name(item.subdistrict_code)
            below = message("plan.line_place", officer=item.officer_name, place=place)
            self._lines.addLayout(row(line, None))
            self._lines.addLayout(row(Space.FOUR, Label(self._desk.texts, below, role="muted")))
            line.show()  # The keyboard goes only to what is shown, and the layout would show it later.
            self.lines.append(line)

    def enter(self) -> None:
        """Bring the keyboard to the first visit of the day."""
        if self.lines:
            self.lines[0].setFocus()

    def _line(self, item: AppointmentItem) -> QPushButton:
        mark = state_mark(item, self._desk.today())
        said = message("plan.line", time=item.at_time or message("plan.no_time"), name=item.person_name)
        line = Button(self._desk.texts, said, kind="link", icon_name=mark.icon, tip=mark.said)
        line.clicked.connect(lambda: self.opened.emit(item.appointment_id))
        return line

    def retranslate(self, texts: object) -> None:
        """Say everything again."""
        retranslate_all(self, self._desk.texts)


class AppointmentPane(QWidget):
    """One appointment; `asked` with an action, `left` by the way back, `person_asked` and `visit_asked` with it."""

    asked = Signal(object)
    left = Signal()
    slip_asked = Signal()
    person_asked = Signal(object)
    visit_asked = Signal(object)

    def __init__(self, desk: Desk, *, may_plan: bool) -> None:
        super().__init__()
        self._desk = desk
        self._may_plan = may_plan
        self.item: AppointmentItem | None = None
        texts = desk.texts
        self._name = Label(texts, "", role="title")
        self._state = Chip(texts, "")
        self._facts = KeyFacts(texts)
        self.history = Timeline(texts)
        self.history.setMinimumHeight(_HISTORY)
        self.back = Button(texts, message("plan.form.back"), kind="link", icon_name="chevron_left")
        self.person = Button(texts, message("plan.open_person"), kind="link", icon_name="person")
        self.visit = Button(texts, message("plan.begin_visit"), kind="primary", icon_name="visit")
        self.slip = Button(texts, message("plan.slip"), icon_name="print")
        self.done = self._action(Action.DONE, "ok")
        self.move = self._action(Action.MOVE, "calendar")
        self.hand_over = self._action(Action.HAND_OVER, "user")
        self.partners = self._action(Action.PARTNERS, "people")
        self.cancel = self._action(Action.CANCEL, "close", kind="danger")
        self._build()

    def _action(self, action: Action, icon_name: str, kind: str = "") -> Button:
        made = Button(self._desk.texts, message(f"plan.action.{action.value}"), kind=kind, icon_name=icon_name)
        made.clicked.connect(lambda: self.asked.emit(action))
        return made

    def _build(self) -> None:
        inner = QWidget()
        inside = QVBoxLayout(inner)
        inside.setContentsMargins(Space.TWO, 0, Space.TWO, Space.ONE)
        inside.setSpacing(Space.ONE)
        inside.addWidget(self._name)
        inside.addLayout(row(self._state, None))
        inside.addWidget(self._facts)
        inside.addWidget(Label(self._desk.texts, message("plan.history"), role="strong", wrap=False))
        inside.addWidget(self.history, 1)
        head = row(self.back, None, self.person)
        head.setContentsMargins(Space.ONE, Space.ONE, Space.ONE, 0)
        card = Card(margin=0)
        card.body.addLayout(head)
        card.body.addWidget(scrolling(inner), 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.ONE)
        layout.addWidget(card, 1)
        layout.addLayout(WrappingRow(self.cancel, self.partners, self.hand_over, self.slip, self.move, self.done))
        layout.addWidget(self.visit)
        self.back.clicked.connect(self.left)
        self.slip.clicked.connect(self.slip_asked)
        self.person.clicked.connect(lambda: self.person_asked.emit(self.item))
        self.visit.clicked.connect(lambda: self.visit_asked.emit(self.item))

    def show_page(self, page: AppointmentPage) -> None:
        """An appointment."""
        self.item = item = page.item
        mark = state_mark(item, self._desk.today())
        self._name.say(item.person_name)
        self._state.set_state(mark.said, mark.tone, mark.icon)
        self._facts.set_facts(self._facts_of(item))
        self.history.set_entries([_entry(said, number) for number, said in enumerate(reversed(page.history))])
        for button in (self.move, self.hand_over, self.partners, self.cancel):
            button.setVisible(self._may_plan and item.open)
        self.done.setVisible(self._may_plan and item.state is not AppointmentState.DONE)
        self.slip.setVisible(item.open)
        self.visit.setVisible(item.open and self._desk.may("visits.begin"))

    def _facts_of(self, item: AppointmentItem) -> list[Fact]:
        when = f"{format_short(item.day)} {item.at_time}".strip()
        partners = tuple(one.name for one in item.partners)
        facts: list[tuple[str, object]] = [
            ("day", when),
            ("officer", item.officer_name),
            ("partners", message("plan.names", names=partners) if partners else ""),
            ("place", item.place),
            ("purpose", message(f"appointments.purpose.{item.purpose.value}")),
            ("address", item.address),
            ("phone", item.phone),
            ("national_id", mask_id(item.national_id) if item.national_id else ""),
            ("remark", item.remark),
        ]
        show: Callable[[object], Message | str] = lambda value: value if isinstance(value, Message) else str(value)  # noqa: E731
        return [
            Fact(label=message(f"plan.column.{name}"), value=show(value), strong=name == "day")
            for name, value in facts
            if value
        ]

    def retranslate(self, texts: object) -> None:
        """Say everything again."""
        retranslate_all(self, self._desk.texts)


def _entry(said: AppointmentChangeItem, number: int) -> TimelineEntry:
    icon, tone = _ICONS[said.change]
    title = message(
        f"appointments.change.{said.change}",
        day=said.day or "",
        at_time=said.at_time,
        officer=said.officer_name,
        partners=said.partners,
    )
    why = {"reason": said.reason, "name": said.made_by}
    by = message("plan.said_why", **why) if said.reason else message("plan.said_by", name=said.made_by)
    return TimelineEntry(
        key=f"{number:04d}", on=bangkok_date(said.made_at), icon=icon, title=title, detail=by, tone=tone
    )
