"""Columns of publicity texts, and of the photographs of a round with what they lack. No Qt."""

from __future__ import annotations

from kmcase.application.read.publicity import PhotographLine
from kmcase.domain.publicity import PublicityState
from kmcase.messages import Message, message
from ui.ports import ColumnKind
from ui.tables import Column, Mark
from ui.tone import Tone

MISSING_MARK = Mark(message("publicity.state.missing"), Tone.PLAIN, "clock")
STATE_MARKS = {
    PublicityState.WAITING: Mark(message("publicity.state.waiting"), Tone.WARN, "clock"),
    PublicityState.APPROVED: Mark(message("publicity.state.approved"), Tone.OK, "tick"),
    PublicityState.APART: Mark(message("publicity.state.apart"), Tone.WARN, "warning"),
}
_CHOSEN = Mark(message("publicity.photograph.chosen"), Tone.OK, "image")
_AGREED = Mark(message("publicity.photograph.agreed"), Tone.OK, "tick")
_NOT_AGREED = Mark(message("publicity.photograph.not_agreed"), Tone.PLAIN, "clock")
_NEVER = Mark(message("publicity.photograph.never"), Tone.ERROR, "lock")
_NO_CONSENT = "publicity.photo_no_consent"


def state_mark(state: PublicityState | None) -> Mark:
    """What a text waits for; of a round without one, that there is none."""
    return MISSING_MARK if state is None else STATE_MARKS[state]


def photograph_mark(line: PhotographLine) -> Mark:
    """Whether a photograph may be shown."""
    if not line.findings:
        return _CHOSEN if line.chosen else _AGREED
    return _NOT_AGREED if all(finding.code == _NO_CONSENT for finding in line.findings) else _NEVER


def persons(line: PhotographLine) -> str:
    """Who is in a photograph."""
    return ", ".join(person.name for person in line.photograph.persons)


def _kind(line: PhotographLine) -> Message:
    return Message(f"evidence.kind.{line.photograph.kind.value}")


def _reason(line: PhotographLine) -> Message | None:
    if not line.findings:
        return None
    finding = line.findings[0]
    return Message(finding.message_key, finding.params)


COLUMNS = (
    Column(key="round", title_key="publicity.list.round", getter=lambda item: item.round.number, width=136),
    Column(
        key="state",
        title_key="publicity.list.state",
        getter=lambda item: state_mark(item.state),
        kind=ColumnKind.CHIP,
        width=144,
    ),
    Column(
        key="day",
        title_key="publicity.list.day",
        getter=lambda item: item.round.planned_on,
        kind=ColumnKind.DATE,
        width=96,
    ),
    Column(key="title", title_key="publicity.list.title", getter=lambda item: item.title, width=200),
    Column(
        key="photographs",
        title_key="publicity.list.photographs",
        getter=lambda item: item.photographs if item.publicity_id else None,
        kind=ColumnKind.INT,
        width=64,
    ),
    Column(key="written_by", title_key="publicity.list.written_by", getter=lambda item: item.written_by, width=144),
    Column(
        key="written_at",
        title_key="publicity.list.written_at",
        getter=lambda item: item.written_at,
        kind=ColumnKind.DATE,
        width=96,
        hidden=True,
    ),
    Column(key="text", title_key="publicity.list.text", getter=lambda item: item.text, width=240, hidden=True),
)
PHOTOGRAPHS = (
    Column(key="persons", title_key="publicity.photograph.persons", getter=persons, width=184),
    Column(key="kind", title_key="publicity.photograph.kind", getter=_kind, width=144),
    Column(
        key="state",
        title_key="publicity.photograph.state",
        getter=photograph_mark,
        kind=ColumnKind.CHIP,
        width=136,
    ),
    Column(key="reason", title_key="publicity.photograph.reason", getter=_reason, width=280),
    Column(
        key="taken",
        title_key="publicity.photograph.taken",
        getter=lambda line: line.photograph.taken_at,
        kind=ColumnKind.DATE,
        width=96,
    ),
)
