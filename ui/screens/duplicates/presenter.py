"""The list in the background, one cluster in front, decided by a named person. No Qt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any, Protocol

from kmcase.application.changes import Changes, Outcome
from kmcase.application.duplicates import DecideDuplicate, Decision
from kmcase.application.read.clusters import ClusterItem, ClusterPage, ClusterState, EntrySide
from kmcase.domain.duplicates import PersonLink
from kmcase.messages import message
from ui.answering import recorded
from ui.one_job import OneJob
from ui.ports import Desk, Done, Err, Result
from ui.tone import Tone

_WAITING = (ClusterState.STOPS, ClusterState.OPEN, ClusterState.UNDECIDED)


class DuplicatesPort(Protocol):
    """What the view can show."""

    def show_computing(self, running: bool) -> None: ...
    def show_items(self, items: tuple[ClusterItem, ...], counts: Mapping[ClusterState, int]) -> None: ...
    def show_failure(self, failure: Err) -> None: ...
    def show_stale(self) -> None: ...
    def show_page(self, page: ClusterPage | None, item: ClusterItem | None) -> None: ...
    def show_picture(self, person_id: str, content: bytes) -> None: ...
    def show_form(self, decision: Decision, page: ClusterPage, person_ids: tuple[str, ...]) -> None: ...
    def show_unlink(self, link: PersonLink) -> None: ...
    def form_failed(self, failure: Err) -> None: ...
    def form_done(self) -> None: ...


class DuplicatesPresenter:
    """Answers the view with `show_*`."""

    def __init__(self, desk: Desk, view: DuplicatesPort) -> None:
        self._desk = desk
        self._view = view
        self._job = OneJob(desk, lambda title: view.show_computing(title is not None))
        self._items: tuple[ClusterItem, ...] | None = None
        self._wanted: tuple[str, ...] = ()
        self.waiting_only = True
        self.page: ClusterPage | None = None

    @property
    def may_decide(self) -> bool:
        """Whether this person decides on duplicates at all."""
        return self._desk.may("duplicates.decide")

    # --- the list ---

    def open(self, record_id: str | None = None) -> None:
        """Compute where nothing was yet; a record is one person, or several with a plus between."""
        if record_id:
            self._wanted = tuple(record_id.split("+"))
            self._read_page()
        if self._items is None:
            self.compute()

    def compute(self) -> None:
        """Compare the whole register anew, in the background; a second press while it runs stops it."""
        self._job.press(self._desk.services.duplicates.list, self._computed, message("duplicates.job_list"))

    def _computed(self, result: Result[tuple[ClusterItem, ...]]) -> None:
        if isinstance(result, Err):
            self._view.show_failure(result)
            return
        self._items = result.value
        self._show()
        self._read_page()

    def narrow(self, *, waiting_only: bool) -> None:
        """Only what waits for a decision, or everything."""
        self.waiting_only = waiting_only
        self._show()

    @property
    def items(self) -> tuple[ClusterItem, ...]:
        """What is listed now."""
        return tuple(item for item in self._items or () if not self.waiting_only or item.state in _WAITING)

    def _show(self) -> None:
        self._view.show_items(self.items, Counter(item.state for item in self._items or ()))

    def changed(self, changes: Changes) -> None:
        """A decision is shown at once; changed persons make the list old, and somebody computes it again."""
        if "duplicate" in changes and not self._job.running:
            self.compute()
        elif "person" in changes and self._items is not None:
            self._view.show_stale()

    # --- one cluster ---

    def choose(self, item: ClusterItem) -> None:
        """Bring entries to the front."""
        self._wanted = item.person_ids
        self._read_page()

    def _read_page(self) -> None:
        wanted, duplicates = self._wanted, self._desk.services.duplicates
        if not wanted:
            return

        def got(result: Result[ClusterPage]) -> None:
            if wanted != self._wanted:
                return
            if isinstance(result, Err):
                self._desk.notices.notice(result.message, Tone.ERROR)
                return
            self.page = result.value
            self._view.show_page(self.page, self._item())
            self._read_pictures(self.page)

        self._desk.jobs.database(lambda: duplicates.page(wanted), got)

    def _item(self) -> ClusterItem | None:
        shown = {entry.person_id for entry in self.page.entries} if self.page else set()
        return next((item for item in self._items or () if set(item.person_ids) == shown), None)

    def _read_pictures(self, page: ClusterPage) -> None:
        for entry in page.entries:
            if entry.picture:
                self._read_picture(page, entry)

    def _read_picture(self, page: ClusterPage, entry: EntrySide) -> None:
        attachments = self._desk.services.attachments

        def opened(result: Result[bytes]) -> None:
            if not isinstance(result, Err) and self.page is page:
                self._view.show_picture(entry.person_id, result.value)

        title = message("duplicates.job_picture")
        self._desk.jobs.background(lambda _: attachments.open(entry.picture), opened, title=title)

    def open_person(self, person_id: str) -> None:
        """The entry in the register."""
        self._desk.navigation.open("people", person_id)

    def open_voucher(self, voucher_id: str) -> None:
        """The receipt's page."""
        self._desk.navigation.open("receipts", voucher_id)

    # --- deciding ---

    def begin(self, decision: Decision, person_ids: tuple[str, ...]) -> None:
        """Ask for the reason of a decision."""
        if self.page is not None and self.may_decide and not self.page.mine:
            self._view.show_form(decision, self.page, person_ids)

    def begin_unlink(self, link: PersonLink) -> None:
        """Ask why a link was a mistake."""
        if self.page is not None and self.may_decide and not self.page.mine:
            self._view.show_unlink(link)

    def decide(self, decision: Decision, person_ids: tuple[str, ...], values: Mapping[str, Any]) -> None:
        """Keep a decision."""
        duplicates = self._desk.services.duplicates
        command = DecideDuplicate(
            person_ids=person_ids,
            decision=decision,
            reason=values["reason"],
            second_person=values.get("second_person") or "",
            second_password=values.get("second_password") or "",
        )
        self._desk.jobs.database(lambda: duplicates.decide(command), self._decided())

    def unlink(self, link_id: str, values: Mapping[str, Any]) -> None:
        """Undo a link."""
        duplicates = self._desk.services.duplicates
        self._desk.jobs.database(lambda: duplicates.unlink(link_id, values["reason"]), self._decided())

    def _decided(self) -> Done[Outcome[Any]]:
        return recorded(self._desk, self._view, message("duplicates.form.done"))
