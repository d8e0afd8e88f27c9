"""Who the client may be: persons of the register, clients of other cases; linked in one step, or told to be others."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kmcase.application.read.case_intake import ClientAlike
from kmcase.messages import message
from ui.alike_panel import AlikePanel
from ui.client_names import client_name
from ui.ports import LiveTexts
from ui.screens.cases.receiving import Likely
from ui.theme import Space
from ui.tone import Tone
from ui.widgets import Button, Card, Chip, Label, clear_layout, column, line, row

_REASONS = 3


class SamePanel(QWidget):
    """Hidden while nobody is alike. Signals carry the id of a person or of a case."""

    person_linked = Signal(str)
    person_opened = Signal(str)
    case_linked = Signal(str)
    case_opened = Signal(str)
    set_aside = Signal(str)

    def __init__(self, texts: LiveTexts) -> None:
        super().__init__()
        self._texts = texts
        self.register = AlikePanel(texts, link=message("case_intake.same.link"))
        self._clients = QVBoxLayout()
        self._shown: tuple[ClientAlike, ...] = ()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.ONE)
        layout.addWidget(self.register)
        layout.addLayout(self._clients)
        self.register.linked.connect(self.person_linked)
        self.register.opened.connect(self.person_opened)
        self.register.set_aside.connect(self.set_aside)
        self.hide()

    def show_likely(self, found: Likely) -> None:
        """Show these, the likeliest first."""
        self.register.show_alike(found.persons)
        self._show_clients(found.clients)
        self.setVisible(bool(found.persons or found.clients))

    def count(self) -> int:
        """How many persons and clients are shown."""
        return len(self.register.items()) + len(self._shown)

    def clients(self) -> tuple[ClientAlike, ...]:
        """The clients of other cases that are shown."""
        return self._shown

    def retranslate(self, texts: LiveTexts) -> None:
        """Say everything again."""
        self._texts = texts
        self.register.retranslate(texts)
        self._show_clients(self._shown)

    def _show_clients(self, clients: Iterable[ClientAlike]) -> None:
        clear_layout(self._clients)
        self._shown = tuple(clients)
        if not self._shown:
            return
        card = Card(spacing=Space.ONE)
        card.body.addWidget(Label(self._texts, message("case_intake.same.clients"), role="strong"))
        for number, item in enumerate(self._shown):
            if number:
                card.body.addWidget(line())
            card.body.addLayout(self._entry(item))
        self._clients.addWidget(card)

    def _entry(self, item: ClientAlike) -> QVBoxLayout:
        texts = self._texts
        name = Label(texts, client_name(item.name), role="strong", wrap=False)
        stage = Chip(texts, item.stage.words, Tone.PLAIN if item.stage.ends else Tone.ACCENT, "flag")
        reasons = " · ".join(texts.render(reason) for reason in item.reasons[:_REASONS])
        buttons = (
            self._button(item, "link", "tick", self.case_linked),
            self._button(item, "open", "arrow_right", self.case_opened, kind="link"),
            self._button(item, "other", "close", self.set_aside, kind="link"),
        )
        return column(
            row(name, stage, None),
            Label(texts, message("case_intake.same.number", number=item.number), role="muted"),
            Label(texts, reasons),
            row(*buttons, None),
            spacing=0,
        )

    def _button(self, item: ClientAlike, key: str, icon: str, told: SignalInstance, kind: str = "") -> Button:
        said = message(f"case_intake.same.{key}")
        button = Button(self._texts, said, kind=kind, icon_name=icon, of=item.number)
        button.clicked.connect(lambda: told.emit(item.case_id))
        return button
