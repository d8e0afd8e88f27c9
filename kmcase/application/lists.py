"""A list as it leaves the window: columns and rows for paper and workbook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class ColumnKind(StrEnum):
    """What a column holds: how it is drawn, aligned, sorted, summed, copied and exported."""

    TEXT = "text"
    MONEY = "money"
    DATE = "date"
    DATETIME = "datetime"
    INT = "int"
    CHIP = "chip"
    MASK = "mask"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportColumn:
    """A column on paper or in a workbook; cells are `Baht`, `date`, aware `datetime`, `int`, `str` or None."""

    title: str
    kind: ColumnKind
    width: int


class Exporter(Protocol):
    """Turns a list as shown into a file; called inside background jobs."""

    def workbook(self, title: str, columns: Sequence[ExportColumn], rows: Sequence[Sequence[object]]) -> bytes:
        """The list as .xlsx."""
        ...

    def paper(self, title: str, columns: Sequence[ExportColumn], rows: Sequence[Sequence[object]]) -> bytes:
        """The list as PDF."""
        ...
