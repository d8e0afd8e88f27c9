"""A block that may be lifted: the way out beside it, and the page that asks who lifts it, under what and why."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kmcase.application.read.payments import VoucherItem
from kmcase.domain.findings import Finding
from kmcase.domain.meetings import Override
from kmcase.domain.staff import StaffMember
from kmcase.messages import Message, message
from ui.forms import FormView
from ui.forms.override import override_spec
from ui.forms.second import offer_seconds, taken
from ui.screens.paying.payee_head import PayeeHead
from ui.screens.paying.said import Said, SaidLines
from ui.theme import Space, Tone
from ui.widgets import Button, Label, Texts, row, scrolling


class LiftingOffer(QWidget):
    """Hidden where nothing may be lifted and nothing is; `asked` to lift, or to change what is lifted."""

    asked = Signal()

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._said = Said(texts)
        self._ask = Button(texts, message("payments.lifting.lift"), icon_name="unlock")
        layout = row(self._said, self._ask, spacing=Space.TWO)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setStretch(0, 1)
        layout.setAlignment(self._said, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(layout)
        self._ask.clicked.connect(self.asked)
        self.hide()

    def show_way(self, override: Override | None, second_person: str, *, offered: bool) -> None:
        """The way to lift what blocks where it is offered, else what is lifted already and by whom."""
        if offered:
            self._said.say(Tone.PLAIN, message("payments.lifting.about"))
            self._ask.say(message("payments.lifting.lift"))
        elif override is not None:
            said = message("payments.lifting.lifted", name=second_person, document=override.document)
            self._said.say(Tone.OK, said)
            self._ask.say(message("payments.lifting.change"))
        self.setVisible(offered or override is not None)


class LiftingPane(QWidget):
    """`confirmed` with the form's values, `given_up` to go back to paying; what is typed stays with the payee."""

    confirmed = Signal(object)
    given_up = Signal()

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self.head = PayeeHead(texts)
        self._met = SaidLines(texts)
        self._form = FormView(texts, override_spec())
        confirm = Button(texts, message("payments.lifting.confirm"), kind="primary", icon_name="tick")
        back = Button(texts, message("payments.lifting.back"), kind="quiet")
        inner = QWidget()
        inside = QVBoxLayout(inner)
        inside.setContentsMargins(Space.TWO, Space.TWO, Space.TWO, Space.ONE)
        inside.setSpacing(Space.ONE)
        inside.addWidget(self.head)
        inside.addWidget(self._met)
        inside.addWidget(Label(texts, message("payments.lifting.about"), role="strong"))
        inside.addWidget(self._form)
        inside.addStretch(1)
        foot = row(None, back, confirm, spacing=Space.TWO)
        foot.setContentsMargins(Space.TWO, Space.ONE, Space.TWO, Space.TWO)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(scrolling(inner), 1)
        layout.addLayout(foot)
        confirm.clicked.connect(self.send)
        back.clicked.connect(self.given_up)
        self._form.main_action.connect(self.send)

    def show_payee(self, payee: VoucherItem, lifters: Sequence[StaffMember]) -> None:
        """Begin anew for a payee; `lifters` may be the second person."""
        self.head.show_payee(payee)
        self._met.clear()
        offer_seconds(self._form.editor("second_person"), lifters)
        self._form.set_values({})

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """What is to be lifted."""
        self._met.show_findings(findings)

    def show_error(self, field: str | None, said: Message) -> None:
        """Why it is not lifted, beside the field where there is one."""
        if field in self._form.raws():
            self._form.set_errors({field: said})
        else:
            self._met.show_errors([said])

    def begin(self) -> None:
        """Wait for the second person."""
        self._form.focus_field("second_person")

    def send(self) -> None:
        """Ask for it, once nothing is missing."""
        if self._form.validate():
            self.confirmed.emit(taken(self._form))
