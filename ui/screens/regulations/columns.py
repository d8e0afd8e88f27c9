"""Columns of the numbers that hold on a day, and of the times of one number. No Qt."""

from __future__ import annotations

from kmcase.application.read.offices import NumberItem
from kmcase.domain.findings import Severity
from kmcase.domain.money import Baht
from kmcase.domain.offices import UNLIMITED, NumberUnit
from kmcase.messages import Message, message
from ui.ports import ColumnKind
from ui.tables import Column, Mark
from ui.tone import Tone

_EFFECTS = {
    Severity.BLOCK: (Tone.ACCENT, "lock"),
    Severity.WARN: (Tone.WARN, "warning"),
    Severity.INFORM: (Tone.PLAIN, "info"),
}


def name_said(item: NumberItem) -> Message:
    """What a number is about."""
    return message(f"regulations.number.{item.key}")


def value_said(item: NumberItem, value: int | None = None) -> Message:
    """A number with its unit, money in baht; `value` stands for the item's own."""
    shown = item.value if value is None else value
    if shown == UNLIMITED:
        return message("regulations.unlimited")
    if item.unit is NumberUnit.BAHT:
        return message("regulations.amount", amount=Baht(shown))
    return message(f"regulations.unit.{item.unit.value}", count=shown)


def effect_mark(item: NumberItem) -> Mark:
    """What happens to what does not keep to a number."""
    tone, icon = _EFFECTS[item.effect]
    return Mark(message(f"regulations.effect.{item.effect.value}"), tone, icon)


def source_said(item: NumberItem) -> Message:
    """Whether a number came with the program or is the office's own."""
    return message("regulations.source.own" if item.change else "regulations.source.shipped")


NUMBERS = (
    Column(key="name", title_key="regulations.column.name", getter=name_said, width=320),
    Column(key="value", title_key="regulations.column.value", getter=value_said, width=132),
    Column(key="effect", title_key="regulations.column.effect", getter=effect_mark, kind=ColumnKind.CHIP, width=124),
    Column(key="source", title_key="regulations.column.source", getter=source_said, width=112, hidden=True),
    Column(
        key="certainty",
        title_key="regulations.column.certainty",
        getter=lambda item: message(f"regulations.certainty.{item.certainty}"),
        width=112,
        hidden=True,
    ),
    Column(
        key="reference",
        title_key="regulations.column.reference",
        getter=lambda item: item.reference,
        width=320,
        hidden=True,
    ),
)
TIMES = (
    Column(
        key="from",
        title_key="regulations.column.valid_from",
        getter=lambda item: item.valid_from,
        kind=ColumnKind.DATE,
        width=96,
    ),
    Column(
        key="to",
        title_key="regulations.column.valid_to",
        getter=lambda item: item.valid_to,
        kind=ColumnKind.DATE,
        width=96,
    ),
    Column(key="value", title_key="regulations.column.value", getter=value_said, width=104),
    Column(
        key="before",
        title_key="regulations.column.before",
        getter=lambda item: None if item.before is None else value_said(item, item.before),
        width=104,
    ),
    Column(
        key="reason",
        title_key="regulations.column.reason",
        getter=lambda item: item.change.reason if item.change else source_said(item),
        width=200,
    ),
    Column(
        key="by",
        title_key="regulations.column.by",
        getter=lambda item: item.change.made_by if item.change else "",
        width=160,
    ),
    Column(key="reference", title_key="regulations.column.reference", getter=lambda item: item.reference, width=320),
)
