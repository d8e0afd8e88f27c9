"""What has to be said with an action: a reason, an opinion with its amount, how the family was told, what is lifted."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kmcase.application.duties import Duty
from kmcase.domain.staff import StaffMember
from kmcase.messages import Message, message
from ui.forms import Field, FormSpec, FormView, Section, Width
from ui.forms.override import override_spec
from ui.forms.second import offer_seconds, taken
from ui.lifting import possible_seconds
from ui.ports import Desk
from ui.screens.requests.actions import Action
from ui.widgets import BahtEdit, Button, Card, Choice, ChoiceEdit, Label, TextArea, enum_choices, row

METHODS = ("in_person", "phone", "letter", "through_village_head")
_PLACES = {"proposed": "amount", "method": "words", "text": "words"}


class AskingView(QWidget):
    """Hidden until an action asks; `said` gives the action's key and what is typed."""

    said = Signal(str, object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._action: Action | None = None
        texts = desk.texts
        self._title = Label(texts, "", role="strong")
        self._words = FormView(texts, _spec(Field("words", "requests_ui.words", TextArea, True, width=Width.FULL)))
        self._forms = {
            "diagnosis": FormView(texts, _diagnosis()),
            "method": FormView(texts, _method()),
            "override": FormView(texts, override_spec()),
            "exception": FormView(texts, _exception()),
        }
        self._ok = Button(texts, "", kind="primary", icon_name="tick")
        self._cancel = Button(texts, message("requests_ui.cancel"), kind="link")
        card = Card()
        card.body.addWidget(self._title)
        for form in (self._words, *self._forms.values()):
            card.body.addWidget(form)
            form.main_action.connect(self._say)
        card.body.addLayout(row(None, self._cancel, self._ok))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(card)
        self._ok.clicked.connect(self._say)
        self._cancel.clicked.connect(self.hide)
        self.hide()

    def show_staff(self, staff: Sequence[StaffMember]) -> None:
        """Who can be named: nobody lifts or is excepted by their own hand."""
        mine = self._desk.actor.staff_id
        offer_seconds(self._forms["override"].editor("second_person"), possible_seconds(staff, mine))
        excepted = self._forms["exception"].editor("staff_id")
        assert isinstance(excepted, ChoiceEdit)
        others = (one for one in staff if one.active and one.staff_id != mine)
        excepted.set_choices([Choice(value=one.staff_id, said=one.name) for one in others])

    def ask(self, action: Action) -> None:
        """Ask what goes with an action."""
        self._action = action
        self._title.say(message(f"requests_ui.ask.{action.asks}"))
        self._ok.say(message(f"requests_ui.action.{action.key}"))
        wanted = self._form()
        for form in (self._words, *self._forms.values()):
            form.setVisible(form is wanted)
        wanted.set_values({})
        self.show()
        wanted.focus_field(next(iter(wanted.values())))

    def show_error(self, field: str | None, said: Message) -> bool:
        """Say it here where the question is open."""
        if not self.isVisible():
            return False
        form = self._form()
        fields = form.values()
        place = _PLACES.get(field or "", field or "")
        form.set_errors({place if place in fields else next(iter(fields)): said})
        return True

    def _form(self) -> FormView:
        return self._forms.get(self._action.asks if self._action else "", self._words)

    def _say(self) -> None:
        form = self._form()
        if self._action is not None and form.validate():
            self.said.emit(self._action.key, taken(form))


def _spec(*fields: Field) -> FormSpec:
    return FormSpec((Section(None, fields),))


def _diagnosis() -> FormSpec:
    return _spec(
        Field("words", "requests_ui.opinion", TextArea, True, width=Width.FULL),
        Field("amount", "requests.field.proposed", BahtEdit, True),
    )


def _method() -> FormSpec:
    methods = tuple(Choice(value=name, said=message(f"requests.notice_method.{name}")) for name in METHODS)
    return _spec(Field("words", "requests_ui.method", partial(ChoiceEdit, choices=methods), True, width=Width.FULL))


def _exception() -> FormSpec:
    duties = partial(ChoiceEdit, choices=enum_choices(Duty, "duties.duty"))
    return _spec(
        Field("staff_id", "requests_ui.exception_for", ChoiceEdit, True, width=Width.FULL),
        Field("duty", "requests_ui.exception_duty", duties, True),
        Field("other_duty", "requests_ui.exception_other", duties, True),
        Field("reason", "requests_ui.exception_reason", TextArea, True, width=Width.FULL),
    )
