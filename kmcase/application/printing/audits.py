"""What stands in the index of an auditor's bundle: tables, on paper and as the sheets of a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kmcase.application.lists import ExportColumn


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexTable:
    """A table of the index: its name, columns, and rows of `Baht`, `date`, aware `datetime`, `int`, `str` or None.

    What is not `on_paper` stands in the workbook alone.
    """

    name: str
    columns: tuple[ExportColumn, ...]
    rows: Sequence[Sequence[object]]
    on_paper: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexSnapshot:
    """The index: its title, lines about the bundle as (label, value), tables in order."""

    office: str
    title: str
    about: tuple[tuple[str, str], ...]
    tables: tuple[IndexTable, ...]
    sample: bool = False
