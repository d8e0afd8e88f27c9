"""What has to be said with an action on a visit: a reason, a comment, the day that is claimed, the aid proposed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kmcase.domain.requests import AidForm
from kmcase.domain.staff import StaffMember
from kmcase.messages import Message, message
from ui.forms import Field, FormSpec, Section, Width
from ui.forms.page import FormPage, FormStack
from ui.forms.reason import reason_form
from ui.forms.second import taken
from ui.ports import Desk
from ui.screens.visits.actions import Action
from ui.widgets import (
    BahtEdit,
    BEDateEdit,
    CheckEdit,
    Choice,
    ChoiceEdit,
    RadioEdit,
    TextArea,
    enum_choices,
)

AID_KINDS = ("low_income", "emergency")


class AskingView(FormStack):
    """The visit, and at times a question that stands for it; `said` gives the action's key and what is typed."""

    said = Signal(str, object)

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self._desk = desk
        self._staff: tuple[StaffMember, ...] = ()

    def show_staff(self, staff: Sequence[StaffMember]) -> None:
        """Who may stand beside a lifted limit."""
        self._staff = tuple(staff)

    def ask(self, action: Action, about: Message, warning: Message | None = None) -> None:
        """Ask what goes with an action; `about` says in a sentence what will happen, `warning` what is to be known."""
        specs: dict[str, Callable[[], FormSpec]] = {
            "submit": lambda: _submit(self._desk),
            "aid": _aid,
        }
        form = FormPage(
            self._desk.texts,
            message(f"visits_ui.ask.{action.key}"),
            specs.get(action.asks, _words)(),
            action=message(f"visits_ui.action.{action.key}"),
            cancel=message("visits_ui.cancel"),
        )
        form.say(about)
        if warning is not None:
            form.warn(warning)
        form.submitted.connect(lambda: self.said.emit(action.key, taken(form.form)))
        form.cancelled.connect(self.close_form)
        self.open(form)
        if action.asks == "submit":
            form.form.set_values({"visited_on": None})
            form.action.setFocus()


def _words() -> FormSpec:
    return reason_form("visits_ui.words", name="words")


def _submit(desk: Desk) -> FormSpec:
    day = partial(BEDateEdit, today=desk.today())
    return FormSpec(
        (Section(None, (Field("visited_on", "visits_ui.visited_on", day, help_key="visits_ui.visited_on_help"),)),)
    )


def _aid() -> FormSpec:
    kinds = tuple(Choice(value=kind, said=message(f"requests.aid_kind.{kind}")) for kind in AID_KINDS)
    known = partial(CheckEdit, said=message("requests.field.known_case"))
    return FormSpec(
        (
            Section(
                None,
                (
                    Field("aid_kind", "requests.field.aid_kind", partial(ChoiceEdit, choices=kinds), True),
                    Field(
                        "aid_form",
                        "visits_ui.aid_form",
                        partial(RadioEdit, choices=enum_choices(AidForm, "visits_ui.form")),
                        True,
                    ),
                    Field("needed", "requests.field.needed", BahtEdit),
                    Field("proposed", "requests.field.proposed", BahtEdit),
                    Field("purpose", "requests.field.purpose", partial(TextArea, rows=2), width=Width.FULL),
                    Field("known_case", "requests_ui.case", known, width=Width.FULL),
                ),
            ),
        )
    )
