"""Money that went somewhere: how much, on which day, under which document; asked in the same way wherever it moves."""

from __future__ import annotations

from datetime import date
from functools import partial

from kmcase.domain.money import Baht
from ui.forms.spec import Field, FormSpec, Section, Width
from ui.forms.view import FormView
from ui.widgets import BahtEdit, BEDateEdit, LineEdit

_THIRD = Width.THIRD


def money_form(topic: str, day: str, today: date) -> FormSpec:
    """The form; `topic` is what stands before `title`, `amount`, `on` and `document`, `day` the name of its day."""
    return FormSpec(
        (
            Section(
                f"{topic}title",
                (
                    Field("amount", f"{topic}amount", BahtEdit, required=True, width=_THIRD),
                    Field(day, f"{topic}on", partial(BEDateEdit, today=today), required=True, width=_THIRD),
                    Field("document", f"{topic}document", LineEdit, required=True, width=_THIRD),
                ),
            ),
        )
    )


def moved_money(form: FormView, day: str) -> tuple[Baht | None, date | None, str] | None:
    """Amount, day and document as typed; None where something is missing, which then stands beside its field."""
    if not form.validate():
        return None
    values = form.values()
    amount, on = values["amount"], values[day]
    return (
        amount if isinstance(amount, Baht) else None,
        on if isinstance(on, date) else None,
        str(values["document"]),
    )
