"""Columns of the payees of a half: no amount stands here. No Qt."""

from __future__ import annotations

from kmcase.application.read.samples import AskState, SampleLine
from kmcase.messages import Message, message
from ui.ports import ColumnKind
from ui.tables import Column, Mark
from ui.tone import Tone

_MARKS = {
    AskState.OPEN: (Tone.PLAIN, "clock"),
    AskState.ASKED: (Tone.OK, "tick"),
    AskState.REFUSED: (Tone.WARN, "close"),
    AskState.NOT_REACHED: (Tone.WARN, "phone"),
}


def state_mark(line: SampleLine) -> Mark:
    """Whether a payee was asked, and whether the answer is another than the papers."""
    if line.differs:
        return Mark(message("samples.differs_mark"), Tone.ERROR, "warning")
    tone, icon = _MARKS[line.state]
    return Mark(message(f"samples.state.{line.state.value}"), tone, icon)


def _why(line: SampleLine) -> Message | str:
    return line.why_said or ""


COLUMNS = (
    Column(key="number", title_key="samples.column.number", getter=lambda line: line.number, width=96),
    Column(key="round", title_key="samples.column.round", getter=lambda line: line.round, width=112),
    Column(key="payee", title_key="samples.column.payee", getter=lambda line: line.payee_name, width=176),
    Column(key="state", title_key="samples.column.state", getter=state_mark, kind=ColumnKind.CHIP, width=144),
    Column(key="why", title_key="samples.column.why", getter=_why, width=136),
    Column(key="phone", title_key="samples.column.phone", getter=lambda line: line.phone, width=120),
    Column(key="address", title_key="samples.column.address", getter=lambda line: line.address, width=280),
)
