"""Columns of other units' payments. No Qt."""

from __future__ import annotations

from kmcase.domain.other_payments import MatchState, OtherPayment
from kmcase.messages import message
from ui.ports import ColumnKind
from ui.tables import Column, Mark
from ui.tone import Tone

STATE_MARKS = {
    MatchState.PERHAPS: Mark(message("other_payments.state.perhaps"), Tone.WARN, "flag"),
    MatchState.CERTAIN: Mark(message("other_payments.state.certain"), Tone.OK, "tick"),
    MatchState.UNKNOWN: Mark(message("other_payments.state.unknown"), Tone.PLAIN, "info"),
    MatchState.NOBODY: Mark(message("other_payments.state.nobody"), Tone.PLAIN, "close"),
}


def state_mark(item: OtherPayment) -> Mark:
    """How a line stands to the register."""
    return STATE_MARKS[item.state]


COLUMNS = (
    Column(key="name", title_key="other_payments.list.name", getter=lambda item: item.line.name, width=152),
    Column(key="state", title_key="other_payments.list.state", getter=state_mark, kind=ColumnKind.CHIP, width=152),
    Column(
        key="paid_on",
        title_key="other_payments.list.paid_on",
        getter=lambda item: item.line.paid_on,
        kind=ColumnKind.DATE,
        width=96,
    ),
    Column(
        key="amount",
        title_key="other_payments.list.amount",
        getter=lambda item: item.line.amount,
        kind=ColumnKind.MONEY,
        width=96,
        summed=True,
    ),
    Column(key="unit", title_key="other_payments.list.unit", getter=lambda item: item.unit_name, width=160),
    Column(
        key="programme",
        title_key="other_payments.list.programme",
        getter=lambda item: item.programme,
        width=140,
        hidden=True,
    ),
    Column(
        key="number",
        title_key="other_payments.list.number",
        getter=lambda item: item.line.national_id or "",
        kind=ColumnKind.MASK,
        width=144,
        hidden=True,
    ),
    Column(
        key="place", title_key="other_payments.list.place", getter=lambda item: item.line.place, width=120, hidden=True
    ),
    Column(
        key="person",
        title_key="other_payments.list.person",
        getter=lambda item: item.person_name,
        width=160,
        hidden=True,
    ),
)
