"""Columns of the broken glasses. No Qt."""

from __future__ import annotations

from kmcase.application.read.cases import BrokenGlass
from kmcase.messages import message
from ui.ports import ColumnKind
from ui.tables import Mark, columns_of
from ui.tone import Tone


def _looked(item: BrokenGlass) -> Mark:
    if item.looked:
        return Mark(message("glasses.looked"), Tone.OK, "tick")
    return Mark(message("glasses.not_looked"), Tone.WARN, "clock")


_column = columns_of("glasses.column")
COLUMNS = (
    _column("at", lambda item: item.at, 144, ColumnKind.DATETIME),
    _column("number", lambda item: item.number, 120),
    _column("by", lambda item: item.by, 200),
    _column("until", lambda item: item.until, 144, ColumnKind.DATETIME),
    _column("manager", lambda item: item.manager, 200),
    _column("looked", _looked, 160, ColumnKind.CHIP),
)
