"""Decides for case conferences: what is read, what may be done, writes and their ends. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Protocol

from kmcase.application.changes import Changes, Outcome
from kmcase.application.read.conferences import (
    AgendaLine,
    CaseInNeed,
    CaseOnScreen,
    ConferenceItem,
    ConferencePage,
    NeedList,
)
from kmcase.domain.cases.heads import CONFERENCES
from kmcase.messages import Message, message
from ui.answering import FormPort, recorded, show_paper, told
from ui.at_part import AtPart
from ui.case_sights import CaseSights
from ui.ports import Desk, Err, Progress, Result

_Read = tuple[NeedList, tuple[ConferenceItem, ...]]


class ConferencesPort(FormPort, Protocol):
    """What the view can show."""

    def show_needs(self, needs: NeedList) -> None: ...
    def show_list(self, items: tuple[ConferenceItem, ...]) -> None: ...
    def show_page(self, page: ConferencePage | None) -> None: ...
    def show_failure(self, failure: Err) -> None: ...
    def show_conference(self) -> None: ...


class ConferencesPresenter:
    """Answers the view with `show_*`."""

    def __init__(self, desk: Desk, view: ConferencesPort) -> None:
        self._desk = desk
        self._view = view
        self._service = desk.services.conferences
        self._sights = CaseSights(desk)
        self._wanted = ""
        self.page: ConferencePage | None = None

    def may(self, use_case: str) -> bool:
        """Whether the signed-in person may."""
        return self._desk.may(use_case)

    @property
    def is_open(self) -> bool:
        """Whether something may be written into the conference in front."""
        return self.page is not None and not self.page.conference.closed

    # --- reading ---

    def open(self, conference_id: str | None = None) -> None:
        """Read both lists, and a conference: the one named, which comes to the front, else the one that was there."""
        service = self._service
        self._wanted = conference_id or self._wanted

        def show(result: Result[_Read]) -> None:
            if isinstance(result, Err):
                self._view.show_failure(result)
                return
            needs, items = result.value
            self._view.show_needs(needs)
            self._view.show_list(items)
            self.choose(self._wanted or (items[0].conference_id if items else ""), come=conference_id is not None)

        self._desk.jobs.database(lambda: (service.needs(), service.list()), show)

    def choose(self, conference_id: str, *, come: bool = False) -> None:
        """Show a conference in its place, and `come` to that place."""
        self._wanted = conference_id
        if not conference_id:
            self.page = None
            self._view.show_page(None)
            return
        service = self._service

        def show(page: ConferencePage) -> None:
            self.page = page
            self._view.show_page(page)
            if come:
                self._view.show_conference()

        self._desk.jobs.database(lambda: service.page(conference_id), told(self._desk, show))

    def changed(self, changes: Changes) -> None:
        """Something of a case or a conference was committed."""
        if "conference" in changes or "case" in changes:
            self.open()

    def looked_at(self, case_id: str) -> None:
        """What a conference says of a case is before somebody's eyes: noted once a conference."""
        conference_id = self.page.conference.conference_id if self.page else ""
        self._sights.looked_at(case_id, CONFERENCES, at=conference_id)

    def on_wall(self, case_id: str, show: Callable[[CaseOnScreen], None]) -> None:
        """Read a case of the agenda for the wall."""
        if self.page is not None:
            service, conference_id = self._service, self.page.conference.conference_id
            self._desk.jobs.database(lambda: service.on_screen(conference_id, case_id), told(self._desk, show))
            self.looked_at(case_id)

    # --- doing ---

    def set_up(self, on: date, items: Sequence[CaseInNeed]) -> None:
        """The conference of a day with these cases, those left out that are on an agenda already."""
        service = self._service
        case_ids = tuple(item.case_id for item in items if item.coming is None)
        if not case_ids:
            self._desk.notices.notice(message("conferences.set_up.none"))
            return

        said = message("conferences.set_up.said", count=len(case_ids), on=on)
        done = recorded(self._desk, self._view, said, self.open)
        self._desk.jobs.database(lambda: service.set_up(on, case_ids), done)

    def write(self, work: Callable[[str], Outcome[Any]], said: str, then: Callable[[Any], None] | None = None) -> None:
        """A write about the conference in front, whose id `work` is given."""
        if self.page is None:
            return
        conference_id = self.page.conference.conference_id
        done = recorded(self._desk, self._view, message(f"conferences.said.{said}"), then)
        self._desk.jobs.database(lambda: work(conference_id), done)

    def close(self) -> None:
        """The minutes are ready; say which cases are left undecided."""
        service, page = self._service, self.page
        if page is None:
            return

        def said(left: tuple[str, ...]) -> Message:
            return message("conferences.said.closed_left" if left else "conferences.said.closed", numbers=left)

        conference_id = page.conference.conference_id
        self._desk.jobs.database(lambda: service.close(conference_id), recorded(self._desk, self._view, said))

    def open_case(self, case_id: str, part: str) -> None:
        """Go to a part of a case."""
        self._desk.navigation.open("cases", AtPart(record_id=case_id, part=part).as_record())

    def arrange(self, line: AgendaLine, step: int) -> None:
        """A case one place up (-1) or down (1) on the agenda."""
        if self.page is None:
            return
        order = [each.agenda.case_id for each in self.page.agenda]
        at = order.index(line.agenda.case_id)
        if 0 <= at + step < len(order):
            order[at], order[at + step] = order[at + step], order[at]
            self.write(lambda conference_id: self._service.arrange(conference_id, tuple(order)), "arranged")

    def print_minutes(self) -> None:
        """The minutes, previewed."""
        page = self.page
        if page is None:
            return
        service, conference_id, language = self._service, page.conference.conference_id, self._desk.texts.language

        def make(_progress: Progress) -> bytes:
            return bytes(service.minutes(conference_id, language))

        show_paper(self._desk, make, message("conferences.minutes.printing", number=page.conference.number))
