"""The form of the office's own number, declared."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from kmcase.application.read.offices import NumberItem
from kmcase.domain.money import Baht
from kmcase.domain.offices import UNLIMITED, NumberUnit
from kmcase.messages import message
from ui.forms import Field, FormSpec, Section, Width
from ui.forms.reason import reason_field
from ui.widgets import BahtEdit, BEDateEdit, CheckEdit, LineEdit, NumberEdit

_MOST = 1_000


def number_form(item: NumberItem, today: date) -> FormSpec:
    """What is asked; that there be no limit only where one may be done without."""
    value: Any = BahtEdit
    if item.unit is not NumberUnit.BAHT:
        unit = message(f"regulations.unit_word.{item.unit.value}")
        value = partial(NumberEdit, most=_MOST, unit=unit)
    none = partial(CheckEdit, said=message("regulations.field.unlimited_said"))
    unlimited = (Field("unlimited", "regulations.field.unlimited", none),) if item.least == UNLIMITED else ()
    day = partial(BEDateEdit, today=today)
    fields = (
        Field("value", "regulations.field.value", value),
        *unlimited,
        Field("valid_from", "regulations.field.valid_from", day, required=True),
        Field("valid_to", "regulations.field.valid_to", day),
        Field("reference", "regulations.field.reference", LineEdit, required=True, width=Width.FULL),
        reason_field("regulations.field.reason"),
    )
    return FormSpec((Section(None, fields),))


def start_values(item: NumberItem, today: date) -> dict[str, object]:
    """What the form begins with: the number that holds, from today."""
    value = None if item.value == UNLIMITED else item.value
    if value is not None and item.unit is NumberUnit.BAHT:
        return {"value": Baht(value), "valid_from": today}
    return {"value": value, "unlimited": item.value == UNLIMITED, "valid_from": today}
