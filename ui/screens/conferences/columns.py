"""Columns of cases that need a conference, of conferences and of an agenda. No Qt."""

from __future__ import annotations

from collections.abc import Iterable

from kmcase.application.read.conferences import AgendaLine, CaseInNeed, ConferenceItem, NeedLine
from kmcase.application.read.small_counts import told_count
from kmcase.messages import Message, message
from ui.client_names import client_name
from ui.conference_words import agenda_mark, decisions_said, reason_said
from ui.ports import ColumnKind
from ui.tables import Mark
from ui.tables.columns import columns_of
from ui.tone import Tone


def reasons_said(lines: Iterable[NeedLine]) -> Message:
    """All reasons in one cell."""
    return message("conferences.reason.all", reasons=tuple(reason_said(line) for line in lines))


def kinds_said(lines: Iterable[NeedLine]) -> Message:
    """Of which kinds they are, each once."""
    kinds = dict.fromkeys("left" if line.kind is None else line.kind.value for line in lines)
    return message("conferences.reason.all", reasons=tuple(message(f"conferences.kind.{kind}") for kind in kinds))


def _secrecy(item: CaseInNeed | AgendaLine) -> Mark | None:
    return Mark(message("cases.restricted"), Tone.WARN, "lock") if item.restricted else None


def _coming(item: CaseInNeed) -> Message | None:
    coming = item.coming
    return message("conferences.list.on", number=coming.number, on=coming.on) if coming else None


def _longest(item: CaseInNeed) -> object:
    return min((line.since for line in item.needs if line.since), default=None)


def _standing(item: ConferenceItem) -> Mark:
    if not item.closed:
        return Mark(message("conferences.list.open"), Tone.ACCENT, "calendar")
    if item.open_decisions:
        return Mark(message("conferences.list.waiting", count=item.open_decisions), Tone.WARN, "clock")
    return Mark(message("conferences.list.closed"), Tone.OK, "lock")


def _hidden(item: ConferenceItem) -> Message | None:
    return told_count(item.hidden) if item.hidden else None


_need = columns_of("conferences.need_list")
NEEDS = (
    _need("number", lambda item: item.number, 88),
    _need("name", lambda item: client_name(item.name), 152),
    _need("kinds", lambda item: kinds_said(item.needs), 168),
    _need("reasons", lambda item: reasons_said(item.needs), 0),
    _need("since", _longest, 92, ColumnKind.DATE),
    _need("coming", _coming, 176),
    _need("heard_on", lambda item: item.heard_on, 104, ColumnKind.DATE),
    _need("manager", lambda item: item.manager, 136, hidden=True),
    _need("stage", lambda item: item.stage.words, 120, hidden=True),
    _need("secrecy", _secrecy, 88, ColumnKind.CHIP, hidden=True),
)
_list = columns_of("conferences.list")
CONFERENCES = (
    _list("number", lambda item: item.number, 80),
    _list("day", lambda item: item.on, 100, ColumnKind.DATE),
    _list("state", _standing, 120, ColumnKind.CHIP),
    _list("cases", lambda item: item.cases, 48, ColumnKind.INT, hidden=True),
    _list("hidden", _hidden, 80, hidden=True),
    _list("came", lambda item: item.came, 72, ColumnKind.INT, hidden=True),
    _list("chair", lambda item: item.chair, 136, hidden=True),
    _list("place", lambda item: item.place, 136, hidden=True),
)
_line = columns_of("conferences.agenda_list")
AGENDA = (
    _line("place", lambda line: line.agenda.place, 36, ColumnKind.INT),
    _line("number", lambda line: line.number, 80),
    _line("name", lambda line: client_name(line.name), 0),
    _line("state", lambda line: agenda_mark(line.agenda), 100, ColumnKind.CHIP),
    _line("reasons", lambda line: reasons_said(line.needs), 200, hidden=True),
    _line("decisions", lambda line: decisions_said(line.agenda), 200, hidden=True),
    _line("secrecy", _secrecy, 88, ColumnKind.CHIP, hidden=True),
)
