"""A desk for tests of views: jobs drained by hand, a memory of its own, an exporter that notes what it is given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Protocol, TypeVar

from pytestqt.qtbot import QtBot

from kmcase.application.changes import Changes
from kmcase.application.permissions import allowed
from kmcase.application.work import Actor
from kmcase.domain.staff import Role
from kmcase.messages import Message
from kmcase.thai.calendar import bangkok_date
from tests.builders import TestOffice
from ui.forms.page import FormPage
from ui.ports import Desk, DictMemory, ExportColumn, LiveTexts, ManualJobs, ScreenView, Tone

TODAY = date(2024, 6, 14)
V = TypeVar("V", bound=Any)


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


def office_desk(office: TestOffice, login: str, services: Any) -> Desk:
    """A desk of somebody of a real office: what they may, on the office's day."""
    actor = office.work(login).actor
    return a_desk(
        services,
        actor=actor,
        today=lambda: bangkok_date(office.clock.now()),
        may=lambda use_case: allowed(use_case, actor.roles),
    )


def opened(qtbot: QtBot, view: V, desk: Desk, record_id: str | None = None) -> V:
    """A screen in a window of its size on the smallest laptop, at a record."""
    qtbot.addWidget(view)
    view.resize(1110, 640)
    view.show()
    view.activateWindow()
    view.show_record(record_id)
    drain(desk)
    return view


def drain(desk: Desk) -> None:
    """Run what waits."""
    assert isinstance(desk.jobs, ManualJobs)
    desk.jobs.drain()


def hear(view: ScreenView, desk: Desk) -> None:
    """The window carries the newest changes to the screen."""
    assert isinstance(desk.navigation, Noted)
    if desk.navigation.changes:
        view.apply_changes(desk.navigation.changes.pop())
        drain(desk)


class WithForm(ScreenView, Protocol):
    """A screen that asks by a form in its own place."""

    @property
    def form(self) -> FormPage | None: ...


def send(view: WithForm, desk: Desk, **values: object) -> None:
    """Type values into the open form and press its main action; the window then hears of the change."""
    assert view.form is not None
    for name, value in values.items():
        view.form.form.editor(name).set_value(value)
    view.form.action.click()
    drain(desk)
    hear(view, desk)


def error(view: WithForm, name: str) -> str:
    """The sentence beside a field of the open form."""
    assert view.form is not None
    return view.form.form.editor(name).accessibleDescription()
