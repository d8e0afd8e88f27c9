"""A desk for tests of views: jobs drained by hand, a memory of its own, an exporter that notes what it is given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from kmcase.application.changes import Changes
from kmcase.application.work import Actor
from kmcase.domain.staff import Role
from kmcase.messages import Message
from ui.ports import Desk, DictMemory, ExportColumn, LiveTexts, ManualJobs, Tone

TODAY = date(2024, 6, 14)


@dataclass
class NotedExporter:
    """Gives back bytes and keeps what it was given."""

    given: list[tuple[str, Sequence[ExportColumn], Sequence[Sequence[object]]]] = field(default_factory=list)

    def workbook(self, title: str, columns: Sequence[ExportColumn], rows: Sequence[Sequence[object]]) -> bytes:
        self.given.append((title, columns, rows))
        return b"workbook"

    def paper(self, title: str, columns: Sequence[ExportColumn], rows: Sequence[Sequence[object]]) -> bytes:
        self.given.append((title, columns, rows))
        return b"paper"


@dataclass
class Noted:
    """What a screen asked of the window."""

    opened: list[tuple[str, str | None]] = field(default_factory=list)
    notices: list[tuple[Message, Tone]] = field(default_factory=list)
    changes: list[Changes] = field(default_factory=list)
    papers: list[tuple[bytes, str]] = field(default_factory=list)

    def open(self, screen: str, record_id: str | None = None) -> None:
        self.opened.append((screen, record_id))

    def back(self) -> None:
        self.opened.append(("back", None))

    def forward(self) -> None:
        self.opened.append(("forward", None))

    def notice(self, said: Message, tone: Tone = Tone.ACCENT) -> None:
        self.notices.append((said, tone))


def a_desk(services: Any = None, **other: Any) -> Desk:
    """A desk; its `navigation` and `notices` are one `Noted`, its jobs are `ManualJobs`."""
    noted = Noted()
    desk = Desk(
        services=services,
        actor=Actor(staff_id="s1", name="มานี ใจดี", roles=frozenset(Role), workstation="test"),
        today=lambda: TODAY,
        jobs=ManualJobs(),
        texts=LiveTexts(),
        memory=DictMemory(),
        exporter=NotedExporter(),
        navigation=noted,
        notices=noted,
        announce=noted.changes.append,
        may=lambda use_case: True,
        show_paper=lambda pdf, title: noted.papers.append((pdf, title)),
    )
    return replace(desk, **other)
