"""What the parts of reception and of papers do alike: a form in place of the screen, and what it holds is sent."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any

from kmcase.application.changes import Outcome
from kmcase.messages import message
from ui.forms import Field, FormSpec
from ui.forms.case import case_form
from ui.forms.page import FormPage
from ui.ports import Desk
from ui.screens.cases.part import CaseHost
from ui.widgets import BEDateEdit

Send = Callable[[Mapping[str, Any]], Outcome[Any]]
"""What a job does with the values of a form."""


class Actions:
    """Opens forms and sends what they hold; the words are those of `case_intake`."""

    def __init__(self, desk: Desk, host: CaseHost) -> None:
        self._desk = desk
        self._host = host

    def _form(self, name: str, spec: FormSpec, values: Mapping[str, object] | None = None) -> FormPage:
        return case_form(self._desk.texts, message(f"case_intake.title.{name}"), spec, values)

    def _open(self, form: FormPage, send: Send, said: str) -> None:
        done = self._host.recorded(message(f"case_intake.said.{said}"))
        self._host.fill_in(form, lambda values: self._desk.jobs.database(lambda: send(values), done))


def day_field(today: date) -> Field:
    """When something happened."""
    return Field("on", "cases.field.on", partial(BEDateEdit, today=today), required=True)
