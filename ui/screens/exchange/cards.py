"""The cards of the exchange: a bundle to be made, what came of one, and how things stand."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kmcase.application.exchange import ExchangeStatus, LaptopStatus
from kmcase.messages import Message, message
from ui.screens.exchange.said import Told, standing_told
from ui.theme import Space
from ui.tone import Tone
from ui.widgets import (
    Banner,
    Button,
    Card,
    Choice,
    ChoiceEdit,
    IconMark,
    Label,
    LineEdit,
    Texts,
    clear_layout,
    column,
    row,
)

_MARK = 40
_RECEIVER_WIDTH = 200
_ADDRESS_WIDTH = 240


class MakeCard(Card):
    """What waits for whom, and the button that writes it; `chosen` with a laptop's id."""

    chosen = Signal(str)

    def __init__(self, texts: Texts) -> None:
        super().__init__(margin=Space.TWO)
        self._texts = texts
        self.title = Label(texts, message("exchange_ui.make_title"), role="lead")
        self.advice = Label(texts, "", role="muted")
        self.receiver = ChoiceEdit(texts)
        self.receiver.setFixedWidth(_RECEIVER_WIDTH)
        self.receiver.set_name(message("exchange_ui.receiver"))
        self.waits = Label(texts, "", role="strong")
        self.button = Button(texts, message("exchange_ui.make"), kind="primary", icon_name="export", shortcut="Ctrl+N")
        line = row(
            IconMark("export", "accent", _MARK),
            Space.ONE,
            column(self.title, self.advice, spacing=Space.HALF),
            stretch=2,
        )
        self.body.addLayout(line)
        foot = row(self.receiver, self.waits, self.button, stretch=1)
        self.body.addStretch(1)
        self.body.addLayout(foot)
        self.receiver.changed.connect(self._choose)

    def show_status(self, status: ExchangeStatus, receivers: tuple[LaptopStatus, ...], receiver: str) -> None:
        """For whom, and how much waits."""
        self.advice.say(message("exchange_ui.make_office" if status.is_office else "exchange_ui.make_laptop"))
        self.receiver.setVisible(status.is_office and bool(receivers))
        laptops = (each.enrolled.laptop for each in receivers)
        self.receiver.offer([Choice(value=each.laptop_id, said=each.name) for each in laptops], receiver or None)
        self.waits.say(self._waits(status, receivers, receiver))
        self.waits.set_tone(Tone.WARN if status.overdue else Tone.PLAIN)

    def _waits(self, status: ExchangeStatus, receivers: tuple[LaptopStatus, ...], receiver: str) -> Message:
        if not status.is_office:
            return message("exchange_ui.waits_laptop", waiting=status.not_yet_there)
        found = next((each for each in receivers if each.enrolled.laptop.laptop_id == receiver), None)
        if found is None:
            return message("exchange_ui.no_receiver")
        return message("exchange_ui.waits_office", waiting=found.not_sent)

    def _choose(self) -> None:
        value = self.receiver.value()
        if isinstance(value, str):
            self.chosen.emit(value)


class NetworkCard(Card):
    """On a laptop in the office's network: the office's address, and the button that sends and takes at once."""

    asked = Signal(str)

    def __init__(self, texts: Texts) -> None:
        super().__init__(margin=Space.ONE)
        self.title = Label(texts, message("exchange_ui.network_title"), role="strong", wrap=False)
        self.address = LineEdit(texts, placeholder=message("exchange_ui.address_example"), max_length=100)
        self.address.set_name(message("exchange_ui.address"))
        self.address.setFixedWidth(_ADDRESS_WIDTH)
        self.button = Button(texts, message("exchange_ui.network"), icon_name="exchange")
        self.body.addLayout(row(Space.ONE, self.title, None, self.address, self.button))
        self.button.clicked.connect(self._ask)
        self.address.line.returnPressed.connect(self._ask)

    def _ask(self) -> None:
        self.asked.emit(self.address.value())


class ToldCard(Card):
    """What came of a bundle; `answered` where the answer for its sender is asked for.

    `compared` with the pairs of entries that may be one person since then, where those are asked for.
    """

    answered = Signal()
    compared = Signal(object)

    def __init__(self, texts: Texts, *, may_duplicates: bool) -> None:
        super().__init__()
        self._texts = texts
        self._may_duplicates = may_duplicates
        self._alike: tuple[tuple[str, str], ...] = ()
        self.to_duplicates = Button(
            texts, message("exchange_ui.open_duplicates"), kind="link", icon_name="chevron_right"
        )
        self.to_duplicates.clicked.connect(lambda: self.compared.emit(self._alike))
        self.head = Banner(texts)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(Space.HALF)
        self.next = Label(texts, "", role="strong")
        self.answer = Button(texts, "", icon_name="export")
        self.answer.clicked.connect(self.answered)
        self.body.addWidget(self.head)
        self.body.addLayout(self._lines)
        self.body.addLayout(row(self.to_duplicates, None))
        self.body.addWidget(self.next)
        self.body.addLayout(row(self.answer, None))
        self.hide()

    def show_told(self, told: Told, answer: Message | None) -> None:
        """A result, and the button for what comes next."""
        self.head.say(told.tone, told.head, closable=False)
        _fill(self._lines, self._texts, told.lines)
        self._alike = told.alike
        self.to_duplicates.setVisible(bool(told.alike) and self._may_duplicates)
        self.next.setVisible(told.next is not None)
        self.next.say(told.next or "")
        self.answer.setVisible(answer is not None)
        self.answer.say(answer or "")
        self.show()


class StandingCard(Card):
    """How things stand; `asked` with the screen that tells more."""

    asked = Signal(str)

    def __init__(self, texts: Texts, *, may_conflicts: bool) -> None:
        super().__init__()
        self._texts = texts
        self._may_conflicts = may_conflicts
        self.title = Label(texts, "", role="lead")
        self.overdue = Label(texts, message("exchange_ui.overdue"), tone=Tone.WARN)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(Space.HALF)
        self.conflicts = Label(texts, "", tone=Tone.WARN)
        self.to_conflicts = Button(texts, message("exchange_ui.open_conflicts"), kind="link", icon_name="chevron_right")
        self.to_laptops = Button(texts, message("exchange_ui.open_laptops"), kind="link", icon_name="chevron_right")
        for part in (self.title, self.overdue):
            self.body.addWidget(part)
        self.body.addLayout(self._lines)
        self.body.addWidget(self.conflicts)
        self.body.addLayout(row(self.to_conflicts, self.to_laptops, None))
        self.to_conflicts.clicked.connect(lambda: self.asked.emit("conflicts"))
        self.to_laptops.clicked.connect(lambda: self.asked.emit("laptops"))

    def show_status(self, status: ExchangeStatus) -> None:
        """Where the exchange stands."""
        self.title.say(message("exchange_ui.laptops" if status.is_office else "exchange_ui.standing"))
        self.overdue.setVisible(status.overdue)
        _fill(self._lines, self._texts, standing_told(status))
        self.conflicts.setVisible(bool(status.conflicts))
        self.conflicts.say(message("exchange_ui.conflicts", count=status.conflicts))
        self.to_conflicts.setVisible(bool(status.conflicts) and self._may_conflicts)
        self.to_laptops.setVisible(status.is_office)


def _fill(lines: QVBoxLayout, texts: Texts, said: tuple[Message, ...]) -> None:
    clear_layout(lines)
    for one in said:
        lines.addWidget(Label(texts, one, copyable=True))


class Ways(QWidget):
    """The ways by which data goes and comes, side by side."""

    def __init__(self, *cards: QWidget) -> None:
        super().__init__()
        layout = row(*cards, spacing=Space.TWO)
        for place in range(len(cards)):
            layout.setStretch(place, 1)
        self.setLayout(layout)
