"""Columns of other units' payments. No Qt."""

from __future__ import annotations

from kmcase.domain.other_payments import MatchState, OtherPayment
from kmcase.messages import message
from ui.ports import ColumnKind
from ui.tables import Mark, columns_of
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


_column = columns_of("other_payments.list")
COLUMNS = (
    _column("name", lambda item: item.line.name, 152),
    _column("state", state_mark, 152, ColumnKind.CHIP),
    _column("paid_on", lambda item: item.line.paid_on, 96, ColumnKind.DATE),
    _column("amount", lambda item: item.line.amount, 96, ColumnKind.MONEY, summed=True),
    _column("unit", lambda item: item.unit_name, 160),
    _column("programme", lambda item: item.programme, 140, hidden=True),
    _column("number", lambda item: item.line.national_id or "", 144, ColumnKind.MASK, hidden=True),
    _column("place", lambda item: item.line.place, 120, hidden=True),
    _column("person", lambda item: item.person_name, 160, hidden=True),
)
