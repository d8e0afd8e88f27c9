"""Cases: the list, one case in front, who sees it noted, writes and their ends. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Protocol

from kmcase.application.cases import BreakGlass
from kmcase.application.changes import Changes
from kmcase.application.read.case_intake import Reception
from kmcase.application.read.cases import CaseItem, CaseList, CasePage
from kmcase.domain.cases.heads import SIGHTS, ClientValues, Seen
from kmcase.messages import Message, message
from ui.answering import FormPort, recorded, show_paper, told
from ui.case_sights import CaseSights
from ui.ports import Desk, Err, Progress, Result
from ui.screens.cases.receiving import Receiving, Typed
from ui.tone import Tone

MINE, DUE, OPEN, ALL = "mine", "due", "open", "all"
CHOICES = (MINE, DUE, OPEN, ALL)
NEW = "new"
"""How the screen is asked for a reception; `new:<person_id>` begins it at a person of the register."""

_Opened = tuple[CaseList, CasePage | None]


class CasesPort(FormPort, Protocol):
    """What the view can show."""

    def show_list(self, items: tuple[CaseItem, ...], hidden: int, of: int) -> None: ...
    def show_failure(self, failure: Err) -> None: ...
    def show_page(self, page: CasePage | None, part: str = "") -> None: ...
    def show_reception(self, reception: Reception, person: tuple[str, ClientValues] | None) -> None: ...


class CasesPresenter:
    """Answers the view with `show_*`."""

    def __init__(self, desk: Desk, view: CasesPort) -> None:
        self._desk = desk
        self._view = view
        self._listed = CaseList(items=(), hidden=0)
        self._choice = OPEN
        self._wanted = ""
        self._sights = CaseSights(desk)
        self.page: CasePage | None = None

    def open(self, case_id: str | None = None, part: str = "") -> None:
        """Read the list, and bring a case to the front, perhaps at a part of it; without one, that which was there."""
        wanted = self._wanted = case_id or self._wanted
        service = self._desk.services.cases

        def work() -> _Opened:
            listed = service.list()
            known = any(item.case_id == wanted for item in listed.items)
            return listed, service.page(wanted) if known else None

        self._desk.jobs.database(work, partial(self._opened, part))

    def _opened(self, part: str, result: Result[_Opened]) -> None:
        if isinstance(result, Err):
            self._view.show_failure(result)
            return
        before = self.page
        self._listed, self.page = result.value
        self._show_list()
        self._view.show_page(self.page, part)
        self._tell_offer(before)

    def _tell_offer(self, before: CasePage | None) -> None:
        """Say once, of the case in front, that what was just recorded has reached a later stage."""
        page = self.page
        if page is None or page.offer is None or before is None or before.head.case_id != page.head.case_id:
            return
        if page.offer != before.offer and self._desk.may("cases.move"):
            work = message(f"cases.work.{page.offer.work.value}")
            said = message("cases.offer.told", work=work, stage=page.offer.stage.words)
            self._desk.notices.notice(said, Tone.OK)

    def choose(self, case_id: str) -> None:
        """Bring a line to the front."""
        if case_id != self._wanted:
            self.open(case_id)

    def narrow(self, choice: str) -> None:
        """Own cases, all that are open, or all."""
        self._choice = choice
        self._show_list()

    def _show_list(self) -> None:
        items = self._listed.items
        if self._choice == MINE:
            items = tuple(item for item in items if item.own and not item.stage.ends)
        elif self._choice == DUE:
            items = tuple(item for item in items if item.presses)
        elif self._choice == OPEN:
            items = tuple(item for item in items if not item.stage.ends)
        self._view.show_list(items, self._listed.hidden, len(self._listed.items))

    def changed(self, changes: Changes) -> None:
        """Something of a case was committed."""
        if "case" in changes or "casework" in changes:
            self.open()

    # --- who saw what ---

    def looked_at(self, part: str) -> None:
        """A part of the case in front is before somebody's eyes; looking at broken glasses answers for them."""
        if self.page is None:
            return
        answers_for_glass = part == SIGHTS and self.page.glass_unseen > 0
        self._sights.looked_at(self.page.head.case_id, part, anew=answers_for_glass)
        self.page = replace(self.page, glass_unseen=0) if answers_for_glass else self.page

    def seen(self, how: Seen, what: str) -> None:
        """Keep that something of the case in front was printed or exported."""
        if self.page is not None:
            self._sights.seen(self.page.head.case_id, how, what)

    def show_paper(self, make: Callable[[Progress], bytes], title: Message, part: str) -> None:
        """Preview a paper; it is kept at once, of the case that is in front now."""
        self.seen(Seen.PRINTED, part)
        show_paper(self._desk, make, title)

    # --- writing ---

    def begin_receive(self, person_id: str = "") -> None:
        """Receive somebody new, or somebody of the register; the list is read beside it."""
        self.open()
        if not self._desk.may("cases.open"):
            return
        service = self._desk.services.case_intake

        def work() -> tuple[Reception, tuple[str, ClientValues] | None]:
            person = (person_id, service.client_of(person_id)) if person_id else None
            return service.reception(), person

        self._desk.jobs.database(work, told(self._desk, lambda begun: self._view.show_reception(*begun)))

    def receive(self, receiving: Receiving, typed: Typed) -> None:
        """Record a reception; the new case comes to the front."""

        def received(case_id: str) -> None:
            self._wanted = case_id

        receiving.send(typed, recorded(self._desk, self._view, message("case_intake.said.received"), received))

    def break_glass(self, number: str, reason: str) -> None:
        """Open a restricted case of another team."""
        service = self._desk.services.cases
        command = BreakGlass(number=number, reason=reason)

        def broken(case_id: str) -> None:
            self._wanted = case_id

        done = recorded(self._desk, self._view, message("cases.glass.broken"), broken)
        self._desk.jobs.database(lambda: service.break_glass(command), done)
