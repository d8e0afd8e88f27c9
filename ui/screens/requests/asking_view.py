"""What has to be said with an action: a reason, an opinion with its amount, how the family was told."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kmcase.domain.money import Baht
from kmcase.messages import Message, message
from ui.forms import Field, FormSpec, FormView, Section, Width
from ui.ports import Desk
from ui.screens.requests.presenter import Action
from ui.widgets import BahtEdit, Button, Card, Choice, ChoiceEdit, Label, TextArea, row

METHODS = ("in_person", "phone", "letter", "through_village_head")


class AskingView(QWidget):
    """Hidden until an action asks; `said` gives the action's key, the words and the amount."""

    said = Signal(str, str, object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._action: Action | None = None
        texts = desk.texts
        self._title = Label(texts, "", role="strong")
        methods = tuple(Choice(value=name, said=message(f"requests.notice_method.{name}")) for name in METHODS)
        self.words = FormView(texts, _one(Field("words", "requests_ui.words", TextArea, True, width=Width.FULL)))
        self.opinion = FormView(
            texts,
            FormSpec(
                (
                    Section(
                        None,
                        (
                            Field("words", "requests_ui.opinion", TextArea, True, width=Width.FULL),
                            Field("amount", "requests.field.proposed", BahtEdit, True),
                        ),
                    ),
                )
            ),
        )
        self.method = FormView(
            texts,
            _one(Field("words", "requests_ui.method", partial(ChoiceEdit, choices=methods), True, width=Width.FULL)),
        )
        self._forms = (self.words, self.opinion, self.method)
        self._ok = Button(texts, "", kind="primary", icon_name="tick")
        self._cancel = Button(texts, message("requests_ui.cancel"), kind="link")
        card = Card()
        card.body.addWidget(self._title)
        for form in self._forms:
            card.body.addWidget(form)
            form.main_action.connect(self._say)
        card.body.addLayout(row(None, self._cancel, self._ok))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(card)
        self._ok.clicked.connect(self._say)
        self._cancel.clicked.connect(self.hide)
        self.hide()

    def ask(self, action: Action) -> None:
        """Ask what goes with an action."""
        self._action = action
        self._title.say(message(f"requests_ui.ask.{action.asks}"))
        self._ok.say(message(f"requests_ui.action.{action.key}"))
        wanted = self._form()
        for form in self._forms:
            form.setVisible(form is wanted)
        wanted.set_values({})
        self.show()
        wanted.focus_field("words")

    def show_error(self, field: str | None, said: Message) -> bool:
        """Say it here where the question is open."""
        if not self.isVisible():
            return False
        form = self._form()
        form.set_errors({"amount" if field in ("proposed", "amount") and form is self.opinion else "words": said})
        return True

    def _form(self) -> FormView:
        asks = self._action.asks if self._action else ""
        return {"diagnosis": self.opinion, "method": self.method}.get(asks, self.words)

    def _say(self) -> None:
        form = self._form()
        if self._action is None or not form.validate():
            return
        values = form.values()
        amount = values.get("amount")
        self.said.emit(self._action.key, str(values["words"]), amount if isinstance(amount, Baht) else None)


def _one(field: Field) -> FormSpec:
    return FormSpec((Section(None, (field,)),))
