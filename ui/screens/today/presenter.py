"""Decides for today: what is shown of what waits, and where each line leads."""

from __future__ import annotations

from typing import Protocol

from kmcase.application.read.today import TaskItem, TodayPage
from ui.ports import Desk, Err, Result
from ui.screens.today.places import PLACES, record_for


class TodayPort(Protocol):
    """What the view can show."""

    def show_page(self, page: TodayPage, waiting: tuple[TaskItem, ...]) -> None: ...
    def show_failure(self, failure: Err) -> None: ...


class TodayPresenter:
    """Answers the view with `show_*`."""

    def __init__(self, desk: Desk, view: TodayPort) -> None:
        self._desk = desk
        self._view = view
        self._page: TodayPage | None = None
        self._asked = False

    def refresh(self) -> None:
        """Count anew; a count that is under way is enough."""
        if not self._asked:
            self._asked = True
            self._desk.jobs.database(self._desk.services.day.page, self._counted)

    def _counted(self, result: Result[TodayPage]) -> None:
        self._asked = False
        if isinstance(result, Err):
            self._page = None
            self._view.show_failure(result)
        elif result.value != self._page:
            self._page = result.value
            self._view.show_page(result.value, tuple(item for item in result.value.tasks if item.count))

    def changed(self, *, in_front: bool) -> None:
        """Something was committed; out of sight it is counted when the screen is shown again."""
        if in_front:
            self.refresh()

    def open(self, item: TaskItem) -> None:
        """Go where a task is done."""
        record = record_for(item, self._desk.texts, self._desk.actor.name)
        self._desk.navigation.open(PLACES[item.task].screen, record)

    def open_visit(self, appointment_id: str) -> None:
        """Go to a visit of today in its plan."""
        self._desk.navigation.open("plan", appointment_id)

    def go(self, screen: str) -> None:
        """Go to a screen as it was left."""
        self._desk.navigation.open(screen)
