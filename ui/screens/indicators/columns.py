"""Columns of the figures, and of the cases behind one. No Qt."""

from __future__ import annotations

from kmcase.application.read.indicators import IndicatorLine
from kmcase.messages import Message, message
from ui.client_names import client_name
from ui.ports import ColumnKind
from ui.tables import columns_of


def _topic(line: IndicatorLine) -> Message:
    return message(f"indicators.topic.{line.topic.value}")


_column = columns_of("indicators.column")
LINES = (
    _column("topic", _topic, 160),
    _column("label", lambda line: line.label, 0),
    _column("figure", lambda line: line.figure, 168),
)
CASES = (
    _column("case", lambda item: item.number, 88),
    _column("client", lambda item: client_name(item.name), 0),
    _column("stage", lambda item: item.stage.words, 112),
    _column("manager", lambda item: item.manager, 144, hidden=True),
    _column("opened_at", lambda item: item.opened_at, 96, ColumnKind.DATE, hidden=True),
)
