"""A number that is not handed over: why, and what becomes of it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from kmcase.application.read.payments import VoucherItem
from kmcase.messages import Message, message
from ui.forms import Field
from ui.forms.field_box import FieldBox
from ui.screens.paying.entry import Ending, ending_sentence
from ui.screens.paying.payee_head import PayeeHead
from ui.theme import Space
from ui.widgets import Button, Label, LineEdit, Texts, column, retranslate_all, row, scrolling


class EndingPane(QWidget):
    """`confirmed` with the ending and the reason, `given_up` to go back to paying."""

    confirmed = Signal(object, str)
    given_up = Signal()

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._payee: VoucherItem | None = None
        self._in_field = False
        self.head = PayeeHead(texts)
        self.ways = {ending: QRadioButton() for ending in Ending}
        self._group = QButtonGroup(self)
        self._advice = {
            ending: Label(texts, message(f"payments.ending.about_{ending.value}"), role="muted") for ending in Ending
        }
        self.reason = FieldBox(texts, Field("reason", "payments.ending.reason", LineEdit, required=True))
        self.will = Label(texts, "", role="strong")
        self.confirm = Button(texts, message("payments.ending.confirm"), kind="danger", icon_name="tick")
        self.back = Button(texts, message("payments.ending.back"), kind="quiet")
        self._about = Label(texts, message("checkouts.field.about_left"), role="muted")
        self._ways = QWidget()
        ways = column(Label(texts, message("payments.ending.what"), role="field"), spacing=Space.HALF)
        ways.setContentsMargins(0, 0, 0, 0)
        self._ways.setLayout(ways)
        for number, (ending, button) in enumerate(self.ways.items()):
            self._group.addButton(button, number)
            ways.addWidget(button)
            ways.addLayout(row(Space.THREE + Space.ONE, self._advice[ending]))
        inner = QWidget()
        inside = QVBoxLayout(inner)
        inside.setContentsMargins(Space.TWO, Space.TWO, Space.TWO, Space.ONE)
        inside.setSpacing(Space.TWO)
        inside.addWidget(self.head)
        inside.addWidget(Label(texts, message("payments.ending.title"), role="lead"))
        inside.addWidget(self.reason)
        inside.addWidget(self._about)
        inside.addWidget(self._ways)
        inside.addStretch(1)
        foot = row(self.will, self.back, self.confirm, spacing=Space.TWO)
        foot.setContentsMargins(Space.TWO, Space.ONE, Space.TWO, Space.TWO)
        foot.setStretch(0, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(scrolling(inner), 1)
        layout.addLayout(foot)
        self.confirm.clicked.connect(self.send)
        self.back.clicked.connect(self.given_up)
        self._group.idToggled.connect(lambda *_: self._say())
        self.reason.editor.changed.connect(lambda: self.reason.show_error(None))
        self.retranslate(texts)

    def show_payee(self, payee: VoucherItem, *, in_field: bool = False) -> None:
        """Begin anew for a payee; in the field the office decides what becomes of the number."""
        self._payee, self._in_field = payee, in_field
        self._ways.setVisible(not in_field)
        self._about.setVisible(in_field)
        self.head.show_payee(payee)
        self.reason.editor.set_value("")
        self.reason.show_error(None)
        self.ways[Ending.WAITS].setChecked(True)
        self._say()

    def begin(self) -> None:
        """Wait for the reason."""
        self.reason.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def send(self) -> None:
        """Ask for it."""
        self.confirmed.emit(self.chosen(), str(self.reason.editor.value()))

    def chosen(self) -> Ending:
        """What becomes of the number."""
        return list(Ending)[self._group.checkedId()]

    def show_error(self, said: Message) -> None:
        """Why it does not go on."""
        self.reason.show_error(said)

    def retranslate(self, texts: Texts) -> None:
        """Say everything anew."""
        retranslate_all(self, texts)
        for ending, button in self.ways.items():
            button.setText(texts.text(f"payments.ending.{ending.value}"))
            button.setAccessibleName(button.text())

    def _say(self) -> None:
        if self._payee is not None and self._group.checkedId() >= 0:
            self.will.say(ending_sentence(self._payee, self.chosen(), in_field=self._in_field))
