"""Columns of a day and of own clients. No Qt."""

from __future__ import annotations

from kmcase.application.read.case_tasks import DayGroup, DayKind, DayLine, OwnClient
from kmcase.messages import Message, message
from ui.client_names import client_name
from ui.ports import ColumnKind
from ui.tables import Mark, columns_of
from ui.tone import Tone

_GROUPS = {
    DayGroup.OVERDUE: (Tone.ERROR, "warning"),
    DayGroup.TODAY: (Tone.WARN, "today"),
    DayGroup.WEEK: (Tone.PLAIN, "calendar"),
}
_PARTS = {
    DayKind.WATCH: "notes",
    DayKind.DEADLINE: "overview",
    DayKind.SERVICE: "plan",
    DayKind.LEAVE: "stay",
    DayKind.REFERRAL: "referrals",
    DayKind.LOOK_AFTER: "closing",
    DayKind.NOTE_REVIEW: "notes",
}


def part_of(line: DayLine | None) -> str:
    """The part of the case at which a line is done."""
    return _PARTS.get(line.kind, "tasks") if line is not None else "tasks"


def group_mark(group: DayGroup | None) -> Mark | None:
    """How near something is, as a chip."""
    if group is None:
        return None
    tone, icon = _GROUPS[group]
    return Mark(message(f"my_day.group.{group.value}"), tone, icon)


def _name(item: DayLine | OwnClient) -> Message | str:
    return client_name(item.name)


_line = columns_of("my_day.list")
COLUMNS = (
    _line("due", lambda item: item.due, 96, ColumnKind.DATE),
    _line("group", lambda item: group_mark(item.group), 136, ColumnKind.CHIP),
    _line("kind", lambda item: message(f"my_day.kind.{item.kind.value}"), 116),
    _line("what", lambda item: item.what, 0),
    _line("name", _name, 144),
    _line("number", lambda item: item.number, 80, hidden=True),
    _line("responsible", lambda item: item.responsible, 128, hidden=True),
)


def _step(item: OwnClient) -> Message | str:
    return item.step.what if item.step else message("my_day.clients.no_step")


_client = columns_of("my_day.clients")
CLIENT_COLUMNS = (
    _line("name", _name, 136),
    _client("step", _step, 0),
    _client("due", lambda item: item.step.due if item.step else None, 92, ColumnKind.DATE),
    _client("stage", lambda item: item.stage.words, 104, hidden=True),
    _line("number", lambda item: item.number, 80, hidden=True),
)
