"""The second person's two fields, the same wherever one is asked for: who it is, and the own password they type."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from kmcase.domain.staff import StaffMember
from ui.forms.people import staff_choices
from ui.forms.spec import Field
from ui.forms.view import FormView
from ui.widgets import ChoiceEdit, Editor, SecretEdit

PASSWORD = "second_password"


def second_fields(
    people: Sequence[StaffMember] = (), *, name: str = "second_person", password: str = PASSWORD, required: bool = True
) -> tuple[Field, Field]:
    """Chooser and password; `people` are those who may be chosen."""
    return (
        Field(name, "widgets.second.person", partial(ChoiceEdit, choices=staff_choices(people)), required=required),
        Field(
            password, "widgets.second.password", SecretEdit, required=required, help_key="widgets.second.password_help"
        ),
    )


def offer_seconds(chooser: Editor, people: Sequence[StaffMember]) -> None:
    """Offer others in the chooser that `second_fields` made."""
    assert isinstance(chooser, ChoiceEdit)
    chooser.set_choices(staff_choices(people))


def taken(form: FormView) -> dict[str, Any]:
    """A form's values for one attempt: the password is in the window no more."""
    values = form.values()
    if PASSWORD in values:
        form.editor(PASSWORD).set_value(None)
    return values
