"""Columns of the list of laptops, and what their marks say. No Qt."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from kmcase.application.exchange.reports import LaptopStatus
from kmcase.domain.laptops import Laptop
from kmcase.messages import Message, message
from kmcase.thai.areas import area
from ui.ports import ColumnKind
from ui.tables import Mark, columns_of
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


_column = columns_of("laptops_ui.column")
COLUMNS = (
    _column("name", lambda line: line.laptop.name, 144),
    _column("state", state_mark, 136, ColumnKind.CHIP),
    _column("last", lambda line: line.status.last_exchange, 136, ColumnKind.DATETIME),
    _column("entries", lambda line: line.status.entries, 112, ColumnKind.INT, summed=True),
    _column("not_sent", lambda line: line.status.not_sent, 96, ColumnKind.INT, summed=True),
    _column("area", lambda line: area_said(line.laptop.area), 240, hidden=True),
    _column("officers", officers_said, 240, hidden=True),
    _column("enrolled", enrolled_at, 136, ColumnKind.DATETIME, hidden=True),
)
