"""The forms of a run that goes out with a laptop, and the columns of what became of its numbers."""

from __future__ import annotations

from kmcase.application.read.checkouts import ReturnLine, Told
from kmcase.messages import message
from ui.forms import Field, FormSpec, Section, Width
from ui.forms.second import second_fields
from ui.ports import ColumnKind
from ui.screens.runs.field import Act
from ui.tables import Column, Mark
from ui.tone import Tone
from ui.widgets import BahtEdit, ChoiceEdit, LineEdit

_TOLD = {Told.HANDED: (Tone.OK, "tick"), Told.LEFT: (Tone.WARN, "undo"), Told.SILENT: (Tone.PLAIN, "clock")}


def act_form(act: Act) -> FormSpec:
    """What is asked for an act."""
    fields: dict[Act, tuple[Field, ...]] = {
        Act.OUT: (
            Field("laptop_id", "checkouts.out.laptop", ChoiceEdit, required=True, width=Width.HALF),
            Field("cash", "checkouts.out.cash", BahtEdit, required=True, width=Width.HALF),
        ),
        Act.HOME: (
            Field("counted", "checkouts.home.counted", BahtEdit, required=True, width=Width.HALF),
            Field("note", "checkouts.home.note", LineEdit, width=Width.HALF),
        ),
        Act.LOST: (
            Field("reason", "checkouts.lost.reason", LineEdit, required=True, width=Width.FULL),
            *second_fields(),
        ),
        Act.DOUBT: (Field("reason", "checkouts.doubt.reason", LineEdit, required=True, width=Width.FULL),),
    }
    return FormSpec((Section(f"checkouts.{act.value}.title", fields[act]),))


def told_mark(line: ReturnLine) -> Mark:
    """What the laptop said of a number."""
    tone, icon = _TOLD[line.told]
    return Mark(message(f"checkouts.told.{line.told.value}"), tone, icon)


COLUMNS = (
    Column(key="number", title_key="checkouts.run.column_number", getter=lambda line: line.number, width=100),
    Column(key="payee", title_key="checkouts.run.column_payee", getter=lambda line: line.payee_name, width=144),
    Column(
        key="amount",
        title_key="checkouts.run.column_amount",
        getter=lambda line: line.amount,
        kind=ColumnKind.MONEY,
        width=88,
        summed=True,
    ),
    Column(key="told", title_key="checkouts.run.column_told", getter=told_mark, kind=ColumnKind.CHIP, width=120),
    Column(key="reason", title_key="checkouts.run.column_reason", getter=lambda line: line.reason, width=100),
    Column(
        key="handed",
        title_key="checkouts.run.column_handed",
        getter=lambda line: line.handed,
        kind=ColumnKind.MONEY,
        width=88,
        hidden=True,
        summed=True,
    ),
    Column(
        key="day",
        title_key="checkouts.run.column_day",
        getter=lambda line: line.on,
        kind=ColumnKind.DATE,
        width=96,
        hidden=True,
    ),
)
