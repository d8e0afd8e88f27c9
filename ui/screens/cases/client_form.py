"""The form of a client, and the way between its values and the case's. Nothing of it must be known."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import partial
from typing import Any

from kmcase.domain.cases.heads import ClientValues
from kmcase.domain.casework import Entry
from kmcase.domain.people import Sex
from kmcase.messages import message
from ui.forms import Field, Section, Width
from ui.widgets import BEDateEdit, CheckEdit, Choice, ChoiceEdit, IdAnswer, LineEdit, NationalIdEdit, enum_choices


def entry_choices(entries: Iterable[Entry]) -> tuple[Choice, ...]:
    """Entries of the casework to choose from."""
    return tuple(Choice(value=entry.code, said=entry.words) for entry in entries)


def client_section(today: date) -> Section:
    """What is asked of a client."""
    return Section(
        "cases.client.section",
        (
            Field("title", "people.field.title", LineEdit, width=Width.THIRD),
            Field("first_name", "people.field.first_name", LineEdit, width=Width.THIRD),
            Field("last_name", "people.field.last_name", LineEdit, width=Width.THIRD),
            Field("called", "cases.client.called", LineEdit, help_key="cases.client.called_help"),
            Field("sex", "people.field.sex", partial(ChoiceEdit, choices=enum_choices(Sex, "people.sex"))),
            Field(
                "birth",
                "people.field.birth",
                partial(BEDateEdit, today=today, partial=True),
                help_key="people.field.birth_help",
            ),
            Field("phone", "people.field.phone", LineEdit),
            Field("identity", "people.field.identity", NationalIdEdit, width=Width.FULL),
            Field("nationality", "cases.client.nationality", LineEdit, width=Width.THIRD),
            Field("language", "cases.client.language", LineEdit, width=Width.THIRD),
            Field(
                "interpreter",
                "cases.client.interpreter",
                partial(CheckEdit, said=message("cases.client.needs_interpreter")),
                width=Width.THIRD,
            ),
        ),
    )


def client_form_values(client: ClientValues) -> dict[str, object]:
    """What the form shows of a client."""
    names = ("title", "first_name", "last_name", "called", "sex", "birth", "phone", "nationality", "language")
    shown: dict[str, object] = {name: getattr(client, name) for name in names}
    shown["interpreter"] = client.interpreter
    shown["identity"] = IdAnswer(number=client.national_id, no_id_reason=client.no_id_reason, note="")
    return shown


def client_values(values: dict[str, Any]) -> dict[str, Any]:
    """The fields of a client from the form."""
    found = dict(values)
    identity: IdAnswer = found.pop("identity")
    return {
        **{name: value.strip() if isinstance(value, str) else value for name, value in found.items()},
        "sex": found["sex"] or Sex.UNKNOWN,
        "national_id": identity.number,
        "no_id_reason": identity.no_id_reason,
    }
