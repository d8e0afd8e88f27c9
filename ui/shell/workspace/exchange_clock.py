"""On a laptop: how long ago it met the office, and what the office has not got yet; pressed, the exchange opens."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QPushButton, QSizePolicy

from kmcase.messages import message
from ui.ports import LiveTexts
from ui.shell.workspace.presenter import ClockSaid
from ui.theme import Space
from ui.tone import Tone
from ui.widgets.basics import IconMark, Label, column, row
from ui.widgets.texts import Texts


class ExchangeClockButton(QPushButton):
    """Two short lines and an icon; hidden at the office."""

    def __init__(self, texts: LiveTexts) -> None:
        super().__init__()
        self._texts: Texts = texts
        self._mark = IconMark("exchange", "muted")
        self._when = Label(texts, role="muted", wrap=False)
        self._waits = Label(texts, role="strong", wrap=False)
        self.setProperty("kind", "quiet")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        layout = row(self._mark, column(self._when, self._waits, spacing=0))
        layout.setContentsMargins(Space.ONE, 0, Space.ONE, 0)
        self.setLayout(layout)
        for part in (self._mark, self._when, self._waits):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_clock(self, said: ClockSaid | None) -> None:
        """Say how it stands; None at the office."""
        self.setVisible(said is not None)
        if said is None:
            return
        self._when.say(said.when)
        self._waits.say(said.waits)
        warns = said.tone is Tone.WARN
        self._when.set_tone(said.tone)
        self._mark.set_icon("warning" if warns else "exchange", "warn" if warns else "muted")
        self._name()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """As large as its words."""
        return self.layout().sizeHint()

    def minimumSizeHint(self) -> QSize:
        """No narrower than its words."""
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        """Words that grew need more room."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.updateGeometry()

    def retranslate(self, texts: Texts) -> None:
        """Say it in another language."""
        self._texts = texts
        for label in (self._when, self._waits):
            label.retranslate(texts)
        self._name()
        self.updateGeometry()

    def _name(self) -> None:
        self.setAccessibleName(f"{self._when.plain_text()} {self._waits.plain_text()}".strip())
        self.setToolTip(self._texts.render(message("exchange_ui.clock.tip")))
