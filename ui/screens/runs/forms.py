"""The form of a run's company, and of money that goes back."""

from __future__ import annotations

from datetime import date
from functools import partial

from kmcase.domain.payments import Method
from ui.forms import Field, FormSpec, Section, Width
from ui.widgets import BEDateEdit, ChoiceEdit, LineEdit, enum_choices

COMMITTEE = ("committee", "committee_two", "committee_three")
WITNESSES = ("witnesses", "witness_two")
OF_PREPARING = ("request_ids", "method")


def company_form(today: date) -> FormSpec:
    """Batch and method of a new run; day, place, payer, committee and witnesses of any."""
    methods = partial(ChoiceEdit, choices=enum_choices(Method, "payments.method"))
    return FormSpec(
        (
            Section(
                None,
                (
                    Field("request_ids", "payments.runs.batch", ChoiceEdit, required=True),
                    Field("method", "payments.runs.method", methods, required=True),
                    Field("planned_on", "payments.runs.day", partial(BEDateEdit, today=today), required=True),
                    Field("place", "payments.runs.place", LineEdit, required=True, width=Width.HALF),
                    Field("payer", "payments.runs.payer", ChoiceEdit, required=True, width=Width.FULL),
                    Field("committee", "payments.runs.committee_first", ChoiceEdit, width=Width.HALF),
                    Field("committee_two", "payments.runs.committee_second", ChoiceEdit),
                    Field("committee_three", "payments.runs.committee_third", ChoiceEdit, width=Width.FULL),
                    Field("witnesses", "payments.runs.witness_first", LineEdit),
                    Field("witness_two", "payments.runs.witness_second", LineEdit),
                ),
            ),
        )
    )
