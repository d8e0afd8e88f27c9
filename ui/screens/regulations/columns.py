"""Columns of the numbers in force. No Qt."""

from __future__ import annotations

from kmcase.application.staff import Number
from kmcase.domain.money import Baht
from kmcase.messages import Message, message
from ui.ports import ColumnKind
from ui.tables import Column, Mark
from ui.tone import Tone

UNLIMITED = -1
_MONEY = ("max_per_time", "max_income_year")
_BLOCKS = "A"


def is_money(key: str) -> bool:
    """Whether a number is satang."""
    return key.endswith(_MONEY)


def value_said(number: Number) -> Message:
    """A number with its unit; money in baht."""
    if number.value == UNLIMITED:
        return message("regulations.unlimited")
    if is_money(number.key):
        return message("regulations.baht", amount=Baht(number.value))
    return message("regulations.number", value=number.value)


def certainty_mark(number: Number) -> Mark:
    """How certain a number is: only certainty A may block, whoever set the value (domain.md)."""
    certain = number.certainty == _BLOCKS
    name = ("own" if certain else "own_open") if number.office_own else ("certain" if certain else "open")
    return Mark(
        message(f"regulations.certainty.{name}"), Tone.OK if certain else Tone.WARN, "ok" if certain else "warning"
    )


COLUMNS = (
    Column(
        key="name",
        title_key="regulations.column.name",
        getter=lambda one: message(f"regulations.key.{one.key}"),
        width=380,
    ),
    Column(key="value", title_key="regulations.column.value", getter=value_said, width=130),
    Column(
        key="certainty",
        title_key="regulations.column.certainty",
        getter=certainty_mark,
        kind=ColumnKind.CHIP,
        width=160,
    ),
    Column(
        key="from",
        title_key="regulations.column.from",
        getter=lambda one: one.valid_from,
        kind=ColumnKind.DATE,
        width=110,
    ),
    Column(
        key="to", title_key="regulations.column.to", getter=lambda one: one.valid_to, kind=ColumnKind.DATE, width=110
    ),
    Column(key="reference", title_key="regulations.column.reference", getter=lambda one: one.reference, width=360),
)
