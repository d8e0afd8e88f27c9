"""What a laptop shows of the indicators: the short forms to answer, and why no figure stands here."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kmcase.application.read.indicators import FormToAnswer
from kmcase.domain.indicators import Respondent
from kmcase.messages import message
from ui.ports import LiveTexts
from ui.theme import Space
from ui.tone import Tone
from ui.widgets import Button, Card, Chip, Label, clear_layout, row


class FormsAtLaptop(QWidget):
    """`answering`: the form of this code is to be answered."""

    answering = Signal(str)

    def __init__(self, texts: LiveTexts) -> None:
        super().__init__()
        self._texts = texts
        self._forms: tuple[FormToAnswer, ...] = ()
        self.buttons: dict[str, Button] = {}
        self._cards = QVBoxLayout()
        self._cards.setSpacing(Space.ONE)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(Space.TWO)
        inside.addWidget(Label(texts, message("indicators.laptop.why")))
        inside.addLayout(self._cards)
        inside.addStretch(1)

    def show_forms(self, forms: Sequence[FormToAnswer]) -> None:
        """The forms of the present half; what the person has answered here is said, clients may always be asked.

        The keyboard stays at its form, or goes to the first that is open.
        """
        keyboard = self.window().focusWidget()
        used = next((code for code, button in self.buttons.items() if button is keyboard), "")
        here = bool(used) or keyboard is self
        self._forms = tuple(forms)
        self.buttons.clear()
        clear_layout(self._cards)
        for each in self._forms:
            card = self._card(each)
            self._cards.addWidget(card)
            card.show()  # The keyboard goes only to what is shown, and the layout would show it later.
        answerable = {each.form.code: self.buttons[each.form.code] for each in self._forms if each.open}
        self.setFocusProxy(next(iter(answerable.values()), None))
        if here:
            answerable.get(used, self).setFocus()

    def retranslate(self, texts: LiveTexts) -> None:
        """Say it in another language."""
        self._texts = texts
        self.show_forms(self._forms)

    def _card(self, each: FormToAnswer) -> Card:
        texts, asks = self._texts, each.form.asks
        card = Card()
        card.body.addWidget(Label(texts, each.form.words, role="strong"))
        for respondent in asks:
            card.body.addWidget(Label(texts, message(f"indicators.respondent.{respondent.value}"), role="muted"))
        said = "indicators.laptop.ask_client" if Respondent.CLIENT in asks else "indicators.answer"
        button = Button(texts, message(said), icon_name="pen", of=each.form.words)
        button.clicked.connect(partial(self.answering.emit, each.form.code))
        button.setVisible(each.open)
        self.buttons[each.form.code] = button
        done = Chip(texts, message("indicators.laptop.answered"), Tone.OK, "tick")
        done.setVisible(each.answered)
        card.body.addLayout(row(button, done, None))
        return card
