"""A block that may be lifted: its sentence with the way out, and the form that then stands in place of the entry."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kmcase.domain.meetings import Override
from kmcase.domain.staff import StaffMember
from kmcase.messages import Message, message
from ui.forms import FormView
from ui.forms.override import override_spec
from ui.screens.paying.said import Said
from ui.theme import Space, Tone
from ui.widgets import Button, Choice, ChoiceEdit, Label, Texts, row


class Lifting(QWidget):
    """`turned` when the form opens or closes, `confirmed` with its values; what is typed stays until `clear`."""

    turned = Signal(bool)
    confirmed = Signal(object)

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._names: dict[str, str] = {}
        self._said = Said(texts)
        self._lift = Button(texts, message("payments.lifting.lift"), icon_name="unlock")
        self._offer = QWidget()
        offer = row(self._said, self._lift, spacing=Space.TWO)
        offer.setContentsMargins(0, 0, 0, 0)
        offer.setStretch(0, 1)
        self._offer.setLayout(offer)
        self.form = FormView(texts, override_spec())
        self._confirm = Button(texts, message("payments.lifting.confirm"), kind="primary", icon_name="tick")
        self._back = Button(texts, message("payments.lifting.back"), kind="quiet")
        self._question = QWidget()
        question = QVBoxLayout(self._question)
        question.setContentsMargins(0, 0, 0, 0)
        question.setSpacing(Space.ONE)
        question.addWidget(Label(texts, message("payments.lifting.about"), role="strong"))
        question.addWidget(self.form)
        question.addLayout(row(None, self._back, self._confirm, spacing=Space.TWO))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._offer)
        layout.addWidget(self._question)
        self._lift.clicked.connect(self.open)
        self._back.clicked.connect(self.close_form)
        self._confirm.clicked.connect(self.send)
        self.form.main_action.connect(self.send)
        self.hide()
        self._question.hide()

    @property
    def is_open(self) -> bool:
        """Whether the form stands in place of the entry."""
        return not self._question.isHidden()

    def clear(self, others: Sequence[StaffMember]) -> None:
        """Nothing is lifted for this payee yet; `others` may be the second person."""
        self._names = {member.staff_id: member.name for member in others}
        second = self.form.editor("second_person")
        assert isinstance(second, ChoiceEdit)
        second.set_choices([Choice(value=staff_id, said=name) for staff_id, name in self._names.items()])
        self.form.set_values({})
        self.show_way(None, offered=False)

    def show_way(self, override: Override | None, *, offered: bool) -> None:
        """The way to lift what blocks where it is offered, else what is lifted already."""
        self.setVisible(offered or override is not None)
        if offered:
            self._said.say(Tone.PLAIN, message("payments.lifting.about"))
            self._lift.say(message("payments.lifting.lift"))
        elif override is not None:
            name = self._names.get(override.second_person, "")
            self._said.say(Tone.OK, message("payments.lifting.lifted", name=name, document=override.document))
            self._lift.say(message("payments.lifting.change"))

    def show_error(self, field: str | None, said: Message) -> None:
        """Why it is not lifted, beside the field."""
        self.open()
        self.form.set_errors({field if field in self.form.raws() else "override_reason": said})

    def open(self) -> None:
        """Ask who lifts it, under which document and why."""
        self.show()
        self._turn(is_open=True)
        self.form.focus_field("second_person")

    def close_form(self) -> None:
        """Back to the entry."""
        if self.is_open:
            self._turn(is_open=False)

    def send(self) -> None:
        """Ask for it, once nothing is missing."""
        if self.form.validate():
            self.confirmed.emit(self.form.values())

    def _turn(self, *, is_open: bool) -> None:
        self._question.setVisible(is_open)
        self._offer.setVisible(not is_open)
        self.turned.emit(is_open)
