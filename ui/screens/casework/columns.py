"""Columns of the versions of the casework, of what differs in a file, and of what is wrong in one. No Qt."""

from __future__ import annotations

from kmcase.application.casework import fault_said
from kmcase.application.read.casework import CaseworkItem, Difference, FaultyLine
from kmcase.application.read.small_counts import told_count
from kmcase.messages import Message, message, worded
from ui.ports import ColumnKind
from ui.tables import Mark, columns_of
from ui.tone import Tone


def _state(item: CaseworkItem) -> Mark | None:
    if item.newest:
        return Mark(message("casework.newest"), Tone.ACCENT, "flag")
    return None


def _set_by(item: CaseworkItem) -> Message | str:
    return item.set_by if item.set_at is not None else message("casework.shipped")


def _where(item: Difference) -> Message:
    return message("casework.where", part=message(f"casework.part.{item.part}"), path=" / ".join(item.path))


def _line(item: FaultyLine) -> str:
    return str(item.fault.line)


_column = columns_of("casework.column")
VERSIONS = (
    _column("version", lambda item: item.version, 72),
    _column("state", _state, 124, ColumnKind.CHIP),
    _column("set_at", lambda item: item.set_at, 88, ColumnKind.DATE),
    _column("set_by", _set_by, 160),
    _column("cases", lambda item: told_count(item.cases), 80),
    _column("open", lambda item: told_count(item.open), 96),
)
DIFFERENCES = (
    _column("where", _where, 208),
    _column("before", lambda item: item.before or "–", 128),
    _column("after", lambda item: item.after or "–", 128),
)
CONTENTS = (
    _column("part", lambda item: message(f"casework.part.{item.part}"), 144),
    _column("holds", lambda item: worded({"th": item.th, "en": item.en}), 0),
    _column("code", lambda item: item.code, 128, hidden=True),
)
FAULTS = (
    _column("line", _line, 64),
    _column("said", lambda item: fault_said(item.fault), 240),
    _column("text", lambda item: item.text, 160),
)
