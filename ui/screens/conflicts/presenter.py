"""Decides for conflicts: which record is in front, and that of two values one stands."""

from __future__ import annotations

from typing import Protocol

from kmcase.application.changes import Changes, Outcome
from kmcase.application.conflicts import SETTLED_BY, Decision
from kmcase.application.read.conflicts import ConflictPage, StandingValue
from kmcase.messages import Message, message
from ui.at_part import AtPart
from ui.case_sights import CaseSights
from ui.ports import Desk, Err, Result
from ui.screens.conflicts.columns import key_of
from ui.tone import Tone

_SCREENS = {"person": "people", "household": "households", "visit": "visits", "case": "cases"}
"""Where a record of each noun has its page."""
PLAN = "plan"


class ConflictsPort(Protocol):
    """What the view can show."""

    def show_pages(self, pages: tuple[ConflictPage, ...]) -> None: ...
    def show_failure(self, failure: Err) -> None: ...
    def show_page(self, page: ConflictPage | None, *, may_decide: bool) -> None: ...
    def show_refused(self, field: str | None, said: Message) -> None: ...


class ConflictsPresenter:
    """Answers the view with `show_*`."""

    def __init__(self, desk: Desk, view: ConflictsPort) -> None:
        self._desk = desk
        self._view = view
        self._pages: tuple[ConflictPage, ...] = ()
        self._chosen: tuple[str, str] | None = None
        self._sights = CaseSights(desk)

    def open(self) -> None:
        """Read them anew."""
        self._desk.jobs.database(self._desk.services.conflicts.list, self._read)

    def _read(self, result: Result[tuple[ConflictPage, ...]]) -> None:
        if isinstance(result, Err):
            self._view.show_failure(result)
            return
        self._pages = result.value
        if self.page is None:
            self._chosen = key_of(self._pages[0]) if self._pages else None
        self._view.show_pages(self._pages)
        self._show()

    def choose(self, key: tuple[str, str]) -> None:
        """Bring a record to the front."""
        if key != self._chosen:
            self._chosen = key
            self._show()

    @property
    def page(self) -> ConflictPage | None:
        """The record in front."""
        return next((page for page in self._pages if key_of(page) == self._chosen), None)

    def decide(self, field: str, value: StandingValue, reason: str) -> None:
        """This value stands, for this reason."""
        page, conflicts = self.page, self._desk.services.conflicts
        if page is None:
            return
        decision = Decision(
            noun=page.item.noun,
            record_id=page.item.record_id,
            field=field,
            value=value,
            seen=page.seen[field],
            reason=reason,
        )

        def done(result: Result[Outcome[str]]) -> None:
            if isinstance(result, Err):
                self._view.show_refused(result.field, result.message)
                return
            self._desk.notices.notice(message("conflicts.done"), Tone.OK)
            self._desk.announce(result.value.changes)

        self._desk.jobs.database(lambda: conflicts.settle(decision), done)

    def open_record(self) -> None:
        """Go to the record itself."""
        page = self.page
        if page is not None:
            item = page.item
            record = AtPart(record_id=item.record_id, part=PLAN).as_record() if item.noun == "case" else item.record_id
            self._desk.navigation.open(_SCREENS[item.noun], record)

    def changed(self, changes: Changes) -> None:
        """Something was committed."""
        if any(noun in changes for noun in _SCREENS):
            self.open()

    def looked_at(self) -> None:
        """The record in front is before somebody's eyes; of a case that is what was written apart in its plan."""
        if self.page is not None and self.page.item.noun == "case":
            self._sights.looked_at(self.page.item.record_id, PLAN)

    def _show(self) -> None:
        page = self.page
        settled_by = SETTLED_BY.get(page.item.noun) if page is not None else None
        may = settled_by is not None and self._desk.may(settled_by)
        self._view.show_page(page, may_decide=may)
