"""Columns of the list of cases. No Qt."""

from __future__ import annotations

from kmcase.application.read.cases import CaseItem, Clock, Due
from kmcase.messages import message
from ui.client_names import client_name
from ui.ports import ColumnKind
from ui.tables import Column, Mark
from ui.tone import Tone

_TONES = {Due.AHEAD: (Tone.PLAIN, "clock"), Due.SOON: (Tone.WARN, "clock"), Due.LATE: (Tone.ERROR, "warning")}


def clock_mark(clock: Clock) -> Mark:
    """A deadline as a chip: what is due by when."""
    tone, icon = _TONES[clock.due]
    return Mark(message(f"cases.due.{clock.due.value}", what=clock.deadline.words, until=clock.until), tone, icon)


def _days_left(item: CaseItem) -> Mark | None:
    """The deadline that comes first, in as few words as a list has room for."""
    if item.clock is None:
        return None
    tone, icon = _TONES[item.clock.due]
    late = item.clock.due is Due.LATE
    return Mark(message("cases.due.days_late" if late else "cases.due.days", days=abs(item.clock.days)), tone, icon)


def _secrecy(item: CaseItem) -> Mark | None:
    return Mark(message("cases.restricted"), Tone.WARN, "lock") if item.restricted else None


COLUMNS = (
    Column(key="number", title_key="cases.list.number", getter=lambda item: item.number, width=88),
    Column(key="name", title_key="cases.list.name", getter=lambda item: client_name(item.name), width=0),
    Column(
        key="clock",
        title_key="cases.list.clock",
        getter=_days_left,
        kind=ColumnKind.CHIP,
        width=128,
    ),
    Column(key="stage", title_key="cases.list.stage", getter=lambda item: item.stage.words, width=120, hidden=True),
    Column(key="manager", title_key="cases.list.manager", getter=lambda item: item.manager, width=144, hidden=True),
    Column(
        key="group", title_key="cases.list.group", getter=lambda item: item.client_group.words, width=120, hidden=True
    ),
    Column(
        key="secrecy", title_key="cases.list.secrecy", getter=_secrecy, kind=ColumnKind.CHIP, width=104, hidden=True
    ),
    Column(
        key="opened_at",
        title_key="cases.list.opened_at",
        getter=lambda item: item.opened_at,
        kind=ColumnKind.DATE,
        width=96,
        hidden=True,
    ),
)
