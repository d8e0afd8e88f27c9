"""Columns of the list of laptops, and what their marks say. No Qt."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from kmcase.application.exchange.reports import LaptopStatus
from kmcase.domain.laptops import Laptop
from kmcase.messages import Message, message
from kmcase.thai.areas import area
from ui.ports import ColumnKind
from ui.tables import Column, Mark
from ui.tone import Tone

_MOST_NAMED = 12


class Line(NamedTuple):
    """A laptop, and the names of its officers."""

    status: LaptopStatus
    officers: tuple[str, ...]

    @property
    def laptop(self) -> Laptop:
        """Its name, area and keys."""
        return self.status.enrolled.laptop

    @property
    def in_use(self) -> bool:
        """Whether it was not revoked."""
        return self.status.enrolled.revoked_at is None


def state_mark(line: Line) -> Mark:
    """How it stands: the gravest first."""
    if not line.in_use:
        return Mark(message("laptops_ui.state.revoked"), Tone.PLAIN, "lock")
    if line.status.forked:
        return Mark(message("laptops_ui.state.forked"), Tone.ERROR, "error")
    if line.status.silent:
        return Mark(message("laptops_ui.state.silent"), Tone.WARN, "clock")
    if line.status.last_exchange is None:
        return Mark(message("laptops_ui.state.waiting"), Tone.ACCENT, "clock")
    return Mark(message("laptops_ui.state.active"), Tone.OK, "ok")


def enrolled_at(line: Line) -> datetime:
    """When it was let in."""
    return datetime.fromisoformat(line.status.enrolled.enrolled_at)


def area_said(codes: frozenset[str]) -> Message:
    """How many sub-districts, and their names in the order of their codes."""
    names = tuple(found.subdistrict for code in sorted(codes) if (found := area(code)) is not None)
    key = "laptops_ui.subdistricts_more" if len(names) > _MOST_NAMED else "laptops_ui.subdistricts"
    return message(key, count=len(codes), names=names[:_MOST_NAMED])


def officers_said(line: Line) -> Message:
    """The names of who may open it."""
    return message("laptops_ui.said", parts=line.officers)


COLUMNS = (
    Column(key="name", title_key="laptops_ui.column.name", getter=lambda line: line.laptop.name, width=144),
    Column(key="state", title_key="laptops_ui.column.state", getter=state_mark, kind=ColumnKind.CHIP, width=136),
    Column(
        key="last",
        title_key="laptops_ui.column.last",
        getter=lambda line: line.status.last_exchange,
        kind=ColumnKind.DATETIME,
        width=136,
    ),
    Column(
        key="entries",
        title_key="laptops_ui.column.entries",
        getter=lambda line: line.status.entries,
        kind=ColumnKind.INT,
        width=112,
        summed=True,
    ),
    Column(
        key="not_sent",
        title_key="laptops_ui.column.not_sent",
        getter=lambda line: line.status.not_sent,
        kind=ColumnKind.INT,
        width=96,
        summed=True,
    ),
    Column(
        key="area",
        title_key="laptops_ui.column.area",
        getter=lambda line: area_said(line.laptop.area),
        width=240,
        hidden=True,
    ),
    Column(key="officers", title_key="laptops_ui.column.officers", getter=officers_said, width=240, hidden=True),
    Column(
        key="enrolled",
        title_key="laptops_ui.column.enrolled",
        getter=enrolled_at,
        kind=ColumnKind.DATETIME,
        width=136,
        hidden=True,
    ),
)
