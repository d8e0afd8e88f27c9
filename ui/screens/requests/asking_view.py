"""What has to be said with an action: a reason, an opinion with its amount, how the family was told, what is lifted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kmcase.application.duties import Duty
from kmcase.domain.findings import Finding
from kmcase.domain.money import Baht
from kmcase.domain.staff import StaffMember
from kmcase.messages import Message, message
from ui.forms import Field, FormSpec, Section, Width
from ui.forms.override import override_spec
from ui.forms.page import FormPage, FormStack
from ui.forms.second import taken
from ui.lifting import possible_seconds
from ui.ports import Desk, Err
from ui.screens.requests.actions import Action
from ui.widgets import BahtEdit, Choice, ChoiceEdit, TextArea, enum_choices

METHODS = ("in_person", "phone", "letter", "through_village_head")
_RECORDED = frozenset({"diagnosis", "missing"})
_PLACES = {"proposed": "amount", "method": "words", "text": "words"}


class AskingView(FormStack):
    """The request, and at times a question that stands for it; `said` gives the action's key and what is typed."""

    said = Signal(str, object)

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self._desk = desk
        self._staff: tuple[StaffMember, ...] = ()

    def show_staff(self, staff: Sequence[StaffMember]) -> None:
        """Who can be named."""
        self._staff = tuple(staff)

    def ask(self, action: Action, about: Message, proposed: Baht | None = None) -> None:
        """Ask what goes with an action; `about` names the request, `proposed` is the officer's amount."""
        specs: dict[str, Callable[[], FormSpec]] = {
            "diagnosis": partial(_diagnosis, proposed),
            "method": _method,
            "override": lambda: override_spec(possible_seconds(self._staff, self._desk.actor.staff_id)),
            "exception": lambda: _exception(self._others()),
        }
        form = self._page(action, specs.get(action.asks, _words)())
        form.say(about)
        self.open(form)

    def say_missing(self, action: Action, about: Message, missing: Iterable[Finding]) -> None:
        """What is missing of a request, before it is sent all the same."""
        form = self._page(action, FormSpec(()))
        form.warn("\n".join(self._desk.texts.text(each.message_key, **each.params) for each in missing))
        form.say(about)
        self.open(form)

    def _page(self, action: Action, spec: FormSpec) -> FormPage:
        own = "record" if action.asks in _RECORDED else "action"
        form = FormPage(
            self._desk.texts,
            message(f"requests_ui.ask.{action.asks}"),
            spec,
            action=message(f"requests_ui.{own}.{action.key}"),
            cancel=message("requests_ui.cancel"),
        )
        form.submitted.connect(lambda: self._say(action.key, form))
        form.cancelled.connect(self.close_form)
        return form

    def asks_of(self, focus: QWidget) -> bool:
        """Whether the keyboard is in the question."""
        return self.form is not None and self.form.isAncestorOf(focus)

    def show_error(self, field: str | None, said: Message) -> bool:
        """Say it here where a question is open."""
        self.show_failure(Err(message=said, code=said.key, field=_PLACES.get(field or "", field)))
        return self.form is not None

    def _say(self, key: str, form: FormPage) -> None:
        self.said.emit(key, taken(form.form))

    def _others(self) -> tuple[StaffMember, ...]:
        """Nobody is excepted by their own hand."""
        mine = self._desk.actor.staff_id
        return tuple(one for one in self._staff if one.active and one.staff_id != mine)


def _spec(*fields: Field) -> FormSpec:
    return FormSpec((Section(None, fields),))


def _words() -> FormSpec:
    return _spec(Field("words", "requests_ui.words", TextArea, True, width=Width.FULL))


def _diagnosis(proposed: Baht | None) -> FormSpec:
    officer = message("requests_ui.officer_proposed", amount=proposed) if proposed else None
    return _spec(
        Field("words", "requests_ui.opinion", TextArea, True, width=Width.FULL),
        Field("amount", "requests.field.proposed", BahtEdit, True, help=officer),
    )


def _method() -> FormSpec:
    methods = tuple(Choice(value=name, said=message(f"requests.notice_method.{name}")) for name in METHODS)
    return _spec(Field("words", "requests_ui.method", partial(ChoiceEdit, choices=methods), True, width=Width.FULL))


def _exception(staff: tuple[StaffMember, ...]) -> FormSpec:
    people = partial(ChoiceEdit, choices=[Choice(value=one.staff_id, said=one.name) for one in staff])
    duties = partial(ChoiceEdit, choices=enum_choices(Duty, "duties.duty"))
    return _spec(
        Field("staff_id", "requests_ui.exception_for", people, True, width=Width.FULL),
        Field("duty", "requests_ui.exception_duty", duties, True),
        Field("other_duty", "requests_ui.exception_other", duties, True),
        Field("reason", "requests_ui.exception_reason", TextArea, True, width=Width.FULL),
    )
