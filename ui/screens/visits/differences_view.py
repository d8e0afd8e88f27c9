"""Survey against fact-finding: what differs, why, and the second officer's word."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from kmcase.application.read.visits import Difference
from kmcase.domain.forms import Form
from kmcase.messages import Message, message
from ui.forms.questions import shown_answer
from ui.screens.visits.standing import label_of, question_in
from ui.theme import Space, Tone
from ui.widgets import Button, Card, Chip, EmptyState, Label, LineEdit, Texts, clear_layout, row, said_text


class DifferencesPage(QWidget):
    """`explained` with question and reason, `confirmed` by a second officer, `found_at` with a question to look at."""

    explained = Signal(str, str)
    confirmed = Signal()
    found_at = Signal(str)

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self._shown: tuple[Difference, ...] = ()
        self._form: Form | None = None
        self._may_explain = False
        self._names: Callable[[str], str] = str
        self.reasons: dict[str, LineEdit] = {}
        self.title = Label(texts, message("visits_ui.page.differences"), role="title")
        self.hint = Label(texts, message("visits_ui.differences.hint"), role="muted")
        self.none = EmptyState(
            texts, "ok", message("visits_ui.differences.none"), message("visits_ui.differences.none_advice")
        )
        self.confirm = Button(texts, message("visits_ui.differences.confirm"), kind="primary", icon_name="tick")
        self._cards = QVBoxLayout()
        self._cards.setSpacing(Space.ONE)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, Space.ONE, Space.ONE)
        layout.setSpacing(Space.ONE)
        layout.addWidget(self.title)
        layout.addWidget(self.hint)
        layout.addWidget(self.none)
        layout.addLayout(self._cards)
        layout.addLayout(row(None, self.confirm))
        layout.addStretch(1)
        self.confirm.clicked.connect(self.confirmed)

    def show_differences(
        self,
        differences: Sequence[Difference],
        form: Form,
        names: Callable[[str], str],
        *,
        may_explain: bool,
        may_confirm: bool,
    ) -> None:
        """What differs; a reason that is being typed stays. `names` tells a name by staff id."""
        self._form, self._may_explain, self._names = form, may_explain, names
        if tuple(differences) != self._shown or not self.reasons:
            self._shown = tuple(differences)
            self._fill()
        for reason in self.reasons.values():
            reason.set_read_only(not may_explain)
        self.none.setVisible(not self._shown)
        self.hint.setVisible(bool(self._shown))
        self.confirm.setVisible(may_confirm)

    def open_ones(self) -> int:
        """How many weigh and lack a reason or the second officer."""
        return sum(not each.settled for each in self._shown)

    def show_refusal(self, question: str, said: Message) -> None:
        """Why a reason was not taken."""
        if question in self.reasons:
            self.reasons[question].setAccessibleDescription(self._texts.render(said))
            self.reasons[question].set_tone(Tone.ERROR)
            self.reasons[question].setFocus()

    def retranslate(self, texts: Texts) -> None:
        """Say it in another language."""
        self._texts = texts
        for part in (self.title, self.hint, self.none, self.confirm):
            part.retranslate(texts)
        if self._form is not None:
            self._fill()

    def _fill(self) -> None:
        typed = {name: reason.raw() for name, reason in self.reasons.items()}
        clear_layout(self._cards)
        self.reasons = {}
        for each in sorted(self._shown, key=lambda one: one.settled):
            self._cards.addWidget(self._card(each, typed.get(each.contradiction.question, "")))

    def _card(self, each: Difference, typed: str) -> Card:
        assert self._form is not None
        told = each.contradiction
        question = self._label(told.question)
        card = Card(spacing=Space.HALF)
        words = message("visits_ui.differences.look")
        look = Button(self._texts, words, kind="link", icon_name="arrow_right", of=question)
        look.clicked.connect(partial(self.found_at.emit, told.question))
        head = row(Label(self._texts, question, role="strong"), Chip(self._texts, *_chip(each)), look, stretch=0)
        card.body.addLayout(head)
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.TWO)
        sides = ((f"visits_ui.differences.{each.source}", told.surveyed), ("visits_ui.differences.found", told.found))
        for place, (key, value) in enumerate(sides):
            grid.addWidget(Label(self._texts, message(key), role="muted"), 0, place)
            grid.addWidget(Label(self._texts, self._value(told.question, value)), 1, place)
            grid.setColumnStretch(place, 1)
        card.body.addLayout(grid)
        if each.significant:
            self._add_reason(card, each, typed)
        return card

    def _add_reason(self, card: Card, each: Difference, typed: str) -> None:
        question = each.contradiction.question
        if each.confirmed_by:
            said = message(
                "visits_ui.differences.settled",
                reason=each.reason,
                by=self._names(each.explained_by),
                second=self._names(each.confirmed_by),
            )
            card.body.addWidget(Label(self._texts, said))
            return
        reason = LineEdit(self._texts, placeholder=message("visits_ui.differences.reason"))
        reason.set_value(typed or each.reason)
        label = said_text(self._texts, self._label(question))
        reason.set_name(f"{self._texts.text('visits_ui.differences.reason')} {label}")
        keep = Button(self._texts, message("visits_ui.differences.keep"), icon_name="save", of=label)
        keep.setVisible(self._may_explain)
        keep.clicked.connect(lambda: self._explain(question, reason))
        reason.line.returnPressed.connect(lambda: self._explain(question, reason))
        line = row(reason, keep, stretch=0)
        card.body.addLayout(line)
        self.reasons[question] = reason

    def _explain(self, question: str, reason: LineEdit) -> None:
        if reason.value() and self._may_explain:
            self.explained.emit(question, reason.value())
        else:
            reason.set_tone(Tone.ERROR)

    def _label(self, name: str) -> Message | str:
        assert self._form is not None
        return label_of(self._form, name)

    def _value(self, name: str, value: object) -> Message | str:
        assert self._form is not None
        found = question_in(self._form, name)
        return message("visits_ui.differences.persons", count=value) if found is None else shown_answer(found, value)


def _chip(each: Difference) -> tuple[Message, Tone, str]:
    if not each.significant:
        return message("visits_ui.differences.state.light"), Tone.PLAIN, "info"
    if each.confirmed_by:
        return message("visits_ui.differences.state.settled"), Tone.OK, "ok"
    if each.reason:
        return message("visits_ui.differences.state.second"), Tone.WARN, "clock"
    return message("visits_ui.differences.state.open"), Tone.ERROR, "error"
