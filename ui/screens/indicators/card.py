"""One of the five as a card: what it is, its figure, whether it is met and why, and what can be done."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy

from kmcase.application.read.indicators import (
    IndicatorCard,
    figure_said,
    judgement_said,
    percent_said,
    suggestion_said,
)
from kmcase.domain.indicators import Indicator
from kmcase.messages import message
from ui.ports import LiveTexts
from ui.theme import Space
from ui.tone import Tone
from ui.widgets import Button, Card, Chip, Label, row, said_text, wrapped

_LETTERS = 40
"""So much of an explanation stands on a card; all of it is in the tool tip, on the paper, and where it is judged."""


class FigureCard(Card):
    """`judging`: a judgement is asked for. `cases_wanted` gives what the cases are of, and their ids."""

    judging = Signal()
    cases_wanted = Signal(object, object)

    def __init__(self, texts: LiveTexts, indicator: Indicator, *, may_judge: bool) -> None:
        super().__init__(spacing=Space.HALF)
        self._texts = texts
        self._card: IndicatorCard | None = None
        name = message(f"indicators.short.{indicator.value}")
        self.title = Label(texts, name, role="strong")
        self.percent = Label(texts, "", role="hero", wrap=False)
        self.figure = Label(texts, "", role="muted")
        self.state = Chip(texts, "")
        self.explanation = Label(texts, "")
        self.cases = Button(texts, message("indicators.show_unmet"), kind="link", of=name)
        self.judge = Button(texts, message("indicators.judge"), kind="link", icon_name="pen", of=name)
        self.judge.setVisible(may_judge)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.body.setContentsMargins(12, 12, 12, 12)
        for part in (self.title, self.percent, self.figure, self.state, self.explanation):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.body.addLayout(row(self.cases, None, self.judge))
        self.judge.clicked.connect(self.judging)
        self.cases.clicked.connect(self._want_cases)

    def show_card(self, card: IndicatorCard) -> None:
        """Show one of the five."""
        self._card = card
        judgement = card.judgement
        self.setToolTip(wrapped(said_text(self._texts, card.title)))
        self.setAccessibleName(said_text(self._texts, card.title))
        self.percent.say(percent_said(card) or "–")
        self.figure.say(figure_said(card))
        self.percent.setToolTip(wrapped(said_text(self._texts, suggestion_said(card))))
        tone, icon = Tone.PLAIN, "clock"
        if judgement is not None:
            tone, icon = (Tone.OK, "tick") if judgement.met else (Tone.WARN, "warning")
        self.state.set_state(judgement_said(card), tone, icon)
        explanation = judgement.explanation if judgement else ""
        self.explanation.say(f"{explanation[:_LETTERS]}…" if len(explanation) > _LETTERS else explanation)
        self.explanation.setToolTip(wrapped(explanation))
        self.judge.say(message("indicators.judge_again" if judgement else "indicators.judge"))
        self.cases.say(message("indicators.show_unmet" if card.unmet else "indicators.show_cases"))
        self.cases.setVisible(bool(card.met or card.unmet))

    def _want_cases(self) -> None:
        if self._card is not None:
            key = "indicators.behind_unmet" if self._card.unmet else "indicators.behind_met"
            said = message(key, what=message(f"indicators.short.{self._card.indicator.value}"))
            self.cases_wanted.emit(said, self._card.unmet or self._card.met)
