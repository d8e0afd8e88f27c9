"""A request before the panel, in type that is read from the back of a room."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from kmcase.application.read.meetings import AgendaItem
from kmcase.domain.money import Baht
from kmcase.domain.staff import StaffMember
from kmcase.messages import message
from kmcase.thai.areas import area, label
from ui.forms import FormView
from ui.forms.override import override_spec
from ui.forms.second import taken
from ui.ports import Err, LiveTexts
from ui.screens.meetings.columns import OUTCOME_MARKS
from ui.screens.meetings.deciding import Deciding, Step, letter_of, totals
from ui.screens.meetings.presenter import MeetingsPresenter
from ui.theme import Space
from ui.tone import Tone
from ui.widgets import (
    BahtEdit,
    Banner,
    Button,
    Card,
    Chip,
    FindingsPanel,
    Label,
    LineEdit,
    TextArea,
    column,
    on_key,
    row,
    scrolling,
)

_TYPING_PAUSE_MS = 150
_REST_MS = 600
_LETTERS = (("approve", "A"), ("defer", "D"), ("reject", "R"))
_DECIDES = frozenset("ADRO")


class DecisionPane(QWidget):
    """`left` when the meeting is to be shown again."""

    left = Signal()

    def __init__(self, texts: LiveTexts, presenter: MeetingsPresenter) -> None:
        super().__init__()
        self._texts = texts
        self._presenter = presenter
        self._deciding: Deciding | None = None
        self._seconds: Sequence[StaffMember] = ()
        self._make_parts(texts)
        self._build()
        self._connect()

    def _make_parts(self, texts: LiveTexts) -> None:
        self.progress = Label(texts, "", role="lead", wrap=False)
        self.money = Label(texts, "", role="hero", wrap=False)
        self.name = Label(texts, "", role="hero")
        self.where = Label(texts, "", role="lead")
        self.problem = Label(texts, "", role="lead")
        self.opinion = Label(texts, "", role="lead")
        self.needed = Label(texts, "", role="hero", wrap=False)
        self.proposed = Label(texts, "", role="hero", wrap=False)
        self.decided = Chip(texts, "")
        self.amount = BahtEdit(texts, large=True)
        self.amount.set_name(message("meetings.decision.amount"))
        self.resolution = LineEdit(texts)
        self.resolution.set_name(message("meetings.decision.resolution"))
        self.says = Label(texts, "", role="lead")
        self.findings = FindingsPanel(texts)
        self.banner = Banner(texts)
        self.reason = TextArea(texts, rows=3)
        self.reason_title = Label(texts, "", role="lead")
        self.record = Button(texts, "", kind="primary", icon_name="tick")
        self.lift = Button(texts, message("meetings.decision.record_override"), kind="primary", icon_name="tick")
        self.keys = {name: Button(texts, message(f"meetings.decision.{name}")) for name, _ in _LETTERS}
        self.keys["approve"].setProperty("kind", "primary")
        self.hide_names = Button(texts, message("meetings.decision.hide"), icon_name="eye")
        self.override = Button(texts, message("meetings.decision.override"), icon_name="unlock")
        self.before = Button(texts, message("meetings.decision.previous"), icon_name="arrow_left")
        self.after = Button(texts, message("meetings.decision.next"), icon_name="arrow_right")
        self.back = Button(texts, message("meetings.back"))
        self.questions = QStackedWidget()
        self._form: FormView | None = None

    def _build(self) -> None:
        texts = self._texts
        head = row(
            self.progress, None, Label(texts, message("meetings.decision.left"), role="lead", wrap=False), self.money
        )
        facts = Card(margin=Space.THREE, spacing=Space.ONE)
        facts.body.addWidget(self.name)
        facts.body.addWidget(self.where)
        for title, shown in (("problem", self.problem), ("opinion", self.opinion)):
            facts.body.addSpacing(Space.ONE)
            facts.body.addWidget(Label(texts, message(f"meetings.decision.{title}"), role="muted"))
            facts.body.addWidget(shown)
        facts.body.addStretch(1)
        decide = Card(margin=Space.THREE, spacing=Space.ONE)
        for title, shown in (("needed", self.needed), ("proposed", self.proposed)):
            named = Label(texts, message(f"meetings.decision.{title}"), role="lead", wrap=False)
            decide.body.addLayout(row(named, None, shown))
        decide.body.addWidget(self.questions)
        decide.body.addWidget(self.findings)
        decide.body.addStretch(1)
        self.questions.addWidget(self._amount_page())
        self.questions.addWidget(self._reason_page())
        self.questions.addWidget(QWidget())
        sides = row(scrolling(facts), scrolling(decide), spacing=Space.TWO)
        sides.setStretch(0, 3)
        sides.setStretch(1, 2)
        foot = row(self.back, self.before, self.after, self.hide_names, self.override, None)
        for name, _ in reversed(_LETTERS):
            foot.addWidget(self.keys[name])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.ONE)
        layout.addLayout(head)
        layout.addWidget(self.banner)
        layout.addLayout(sides, 1)
        layout.addWidget(Label(texts, message("meetings.decision.keys"), role="muted"))
        layout.addLayout(foot)

    def _amount_page(self) -> QWidget:
        page = QWidget()
        named = Label(self._texts, message("meetings.decision.resolution"), role="muted", wrap=False)
        parts = column(
            Label(self._texts, message("meetings.decision.amount"), role="muted"),
            self.amount,
            row(named, self.resolution),
            self.decided,
            self.says,
        )
        page.setLayout(parts)
        return page

    def _reason_page(self) -> QWidget:
        page = QWidget()
        page.setLayout(column(self.reason_title, self.reason, row(None, self.record)))
        return page

    def _override_page(self) -> QWidget:
        self._form = FormView(self._texts, override_spec(self._seconds))
        self._form.main_action.connect(self._lift)
        page = QWidget()
        page.setLayout(column(self._form, row(None, self.lift)))
        return page

    def _connect(self) -> None:
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_TYPING_PAUSE_MS)
        self._pause.timeout.connect(self._judge)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self.amount.changed.connect(self._pause.start)
        self.amount.changed.connect(self._say)
        self.resolution.changed.connect(self._say)
        for line in (self.amount.line, self.resolution.line):
            line.installEventFilter(self)
        for name, letter in _LETTERS:
            self.keys[name].clicked.connect(lambda _checked=False, letter=letter: self.press(letter))
        for button, letter in ((self.before, "P"), (self.after, "N"), (self.hide_names, "H"), (self.override, "O")):
            button.clicked.connect(lambda _checked=False, letter=letter: self.press(letter))
        self.back.clicked.connect(self.escape)
        self.record.clicked.connect(self._refuse)
        self.lift.clicked.connect(self._lift)
        for keys, run in (("Esc", self.escape), ("Ctrl+Return", self._main), ("Ctrl+Enter", self._main)):
            on_key(self, keys, run).setAutoRepeat(False)

    # --- keys ---

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A letter in the amount is a decision, in either layout; the resolution's number may hold letters."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and watched is self.amount.line:
            return self._pressed(event)
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A letter anywhere else on the page."""
        if not self._pressed(event):
            super().keyPressEvent(event)

    def _pressed(self, event: QKeyEvent) -> bool:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
        letter = letter_of(event.text()) if plain else ""
        if letter and event.isAutoRepeat():
            return True
        return bool(letter) and self.press(letter)

    def _resting(self) -> bool:
        """Whether a decision was recorded a moment ago; a key that comes then is of that press, and begins it anew."""
        resting = self._rest.isActive()
        if resting:
            self._rest.start()
        return resting

    def press(self, letter: str) -> bool:
        """As if the key of a letter was pressed; whether it meant anything."""
        if letter in _DECIDES and self._resting():
            return True
        if letter == "A":
            if self._deciding is not None and self._deciding.step is Step.AMOUNT:
                self._approve()
            return True
        return self._presenter.press(letter)

    def escape(self) -> None:
        """From a question to the amount, from there to the meeting."""
        if not self._presenter.step_back():
            self.left.emit()

    def _main(self) -> None:
        if self._deciding is None or self._resting():
            return
        match self._deciding.step:
            case Step.AMOUNT:
                self._approve()
            case Step.OVERRIDE:
                self._lift()
            case _:
                self._refuse()

    def _approve(self) -> None:
        self._presenter.approve(self._amount(), self._resolution())

    def _refuse(self) -> None:
        self._presenter.refuse(self._resolution(), str(self.reason.value() or ""))

    def _lift(self) -> None:
        if self._form is not None and self._form.validate():
            self._presenter.lift(self._amount(), self._resolution(), taken(self._form))

    def _judge(self) -> None:
        self._presenter.judge(self._amount())

    def _amount(self) -> Baht | None:
        return self.amount.value()

    def _resolution(self) -> str:
        return str(self.resolution.value() or "")

    # --- showing ---

    def show_request(self, deciding: Deciding, resolution: str, seconds: Sequence[StaffMember]) -> None:
        """Another request, or the same after a decision."""
        before, self._deciding, self._seconds = self._deciding, deciding, seconds
        item = deciding.item
        same = before is not None and before.page.meeting_id == deciding.page.meeting_id
        recorded = before is not None and same and deciding.decided > before.decided
        self.banner.hide()
        if recorded:
            self._rest.start()
        if deciding.all_decided:
            said = message("meetings.decision.all_decided", **totals(deciding.page))
            self.banner.say(Tone.OK, said, closable=False)
        elif recorded and before is not None and deciding.position < before.position:
            said = message("meetings.decision.back_at", position=deciding.position + 1)
            self.banner.say(Tone.WARN, said)
        for editor, value in ((self.amount, item.approved or item.proposed), (self.resolution, resolution)):
            editor.blockSignals(True)
            editor.set_value(value)
            editor.set_read_only(item.outcome is not None)
            editor.blockSignals(False)
        self.reason.set_value("")
        self._show_item(item, deciding)
        self.show_verdict(deciding)
        if item.outcome is None:
            self.amount.line.setFocus()
            self.amount.line.selectAll()
        else:
            self.setFocus()

    def _show_item(self, item: AgendaItem, deciding: Deciding) -> None:
        position = deciding.position + 1
        self.progress.say(message("meetings.decision.progress", position=position, total=len(deciding.page.agenda)))
        self.money.say(message_of(deciding.left))
        hidden = message("meetings.decision.hidden", position=position)
        self.name.say(hidden if deciding.hidden else item.person_name)
        self.hide_names.say(message("meetings.decision.show" if deciding.hidden else "meetings.decision.hide"))
        found = area(item.subdistrict_code)
        times = self._texts.text("meetings.decision.times", times=item.times_this_year)
        waited = self._texts.text("meetings.decision.waited", days=item.days_waiting)
        cause = self._texts.text(f"requests.cause.{item.hardship_cause}") if item.hardship_cause else ""
        parts = (cause, label(found) if found else "", item.number, times, waited)
        self.where.say(" · ".join(part for part in parts if part))
        nothing = message("meetings.decision.nothing")
        self.problem.say(item.problem or nothing)
        self.opinion.say(item.diagnosis or nothing)
        self.needed.say(message_of(item.needed))
        self.proposed.say(message_of(item.proposed))
        mark = OUTCOME_MARKS[item.outcome]
        outcome = message("meetings.decision.decided", outcome=mark.said, resolution=item.resolution_number)
        self.decided.set_state(outcome, mark.tone, mark.icon)
        self.decided.setVisible(item.outcome is not None)
        for button in self.keys.values():
            button.setEnabled(item.outcome is None)

    def show_verdict(self, deciding: Deciding) -> None:
        """What the rules say, and the question that is open."""
        fresh = self._deciding is None or self._deciding.step is not deciding.step
        self._deciding = deciding
        self.findings.setVisible(deciding.item.outcome is None and deciding.step in (Step.AMOUNT, Step.OVERRIDE))
        self.findings.set_findings(deciding.findings)
        self.override.setVisible(deciding.blocked and deciding.step is Step.AMOUNT)
        self.keys["approve"].setEnabled(deciding.item.outcome is None and not deciding.blocked)
        self._say()
        if fresh:
            self._show_question(deciding.step)

    def _show_question(self, step: Step) -> None:
        asks_amount = step is Step.AMOUNT
        for button in (*self.keys.values(), self.before, self.after):
            button.setVisible(asks_amount)
        if step is Step.OVERRIDE:
            old = self.questions.widget(2)
            self.questions.removeWidget(old)
            old.deleteLater()
            self.questions.insertWidget(2, self._override_page())
            self.questions.setCurrentIndex(2)
            if self._form is not None:
                self._form.focus_field("second_person")
        elif asks_amount:
            self.questions.setCurrentIndex(0)
            self.amount.line.setFocus()
        else:
            self.reason_title.say(message(f"meetings.decision.reason_{step.value}"))
            self.record.say(message(f"meetings.decision.record_{step.value}"))
            self.questions.setCurrentIndex(1)
            self.reason.area.setFocus()

    def _say(self) -> None:
        amount, deciding = self._amount(), self._deciding
        if amount is None or deciding is None or deciding.item.outcome is not None or deciding.blocked:
            self.says.say("")
            return
        left = deciding.left - amount
        self.says.say(message("meetings.decision.says", amount=amount, resolution=self._resolution(), left=left))

    def show_failure(self, failure: Err) -> None:
        """Why a decision was refused."""
        lifting = self._deciding is not None and self._deciding.step is Step.OVERRIDE
        if lifting and self._form is not None and failure.field in self._form.raws():
            self._form.set_errors({failure.field or "": failure.message})
        else:
            self.banner.say(Tone.ERROR, failure.message)


def message_of(amount: Baht | None) -> str:
    """An amount in whole figures, as large type has room for."""
    if amount is None:
        return "–"
    return f"{amount.whole:,}" if not amount.cents else f"{amount.whole:,}.{amount.cents:02d}"
