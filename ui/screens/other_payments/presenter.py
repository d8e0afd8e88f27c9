"""Other units' payments: a list taken in, one line in front, whom it is about said by a person. No Qt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol

from kmcase.application.changes import Changes, Outcome
from kmcase.application.other_payments import OtherSheet, TakenList, TakeOtherPayments
from kmcase.application.read.people import PersonItem
from kmcase.domain.other_payments import MatchState, OtherPayment
from kmcase.messages import Message, message
from ui.answering import recorded, told
from ui.ports import Desk, Done, Err, Progress, Result


class OtherPaymentsPort(Protocol):
    """What the view can show."""

    def show_items(self, items: tuple[OtherPayment, ...], counts: Mapping[MatchState, int]) -> None: ...
    def show_failure(self, failure: Err) -> None: ...
    def show_item(self, item: OtherPayment | None, likely: tuple[PersonItem, ...]) -> None: ...
    def show_take_form(self, sheet: OtherSheet) -> None: ...
    def show_match_form(self, item: OtherPayment, person: PersonItem | None) -> None: ...
    def form_failed(self, failure: Err) -> None: ...
    def form_done(self) -> None: ...


class OtherPaymentsPresenter:
    """Answers the view with `show_*`."""

    def __init__(self, desk: Desk, view: OtherPaymentsPort) -> None:
        self._desk = desk
        self._view = view
        self._wanted = ""
        self.item: OtherPayment | None = None

    @property
    def may_take(self) -> bool:
        """Whether this person takes lists in."""
        return self._desk.may("other_payments.take")

    @property
    def may_match(self) -> bool:
        """Whether this person says whom a line is about."""
        return self._desk.may("other_payments.match")

    def open(self) -> None:
        """Read every line."""
        self._desk.jobs.database(self._desk.services.other_payments.list, self._got)

    def _got(self, result: Result[tuple[OtherPayment, ...]]) -> None:
        if isinstance(result, Err):
            self._view.show_failure(result)
            return
        items = result.value
        self._view.show_items(items, Counter(item.state for item in items))
        chosen = next((item for item in items if item.payment_id == self._wanted), None)
        if chosen is not None:
            self.choose(chosen)

    def changed(self, changes: Changes) -> None:
        """Something was taken in or said."""
        if "other_payment" in changes:
            self.open()

    def choose(self, item: OtherPayment) -> None:
        """Bring a line to the front with whom it may be about."""
        self._wanted, self.item = item.payment_id, item
        services = self._desk.services.other_payments

        def got(result: Result[tuple[PersonItem, ...]]) -> None:
            if self._wanted == item.payment_id:
                self._view.show_item(item, () if isinstance(result, Err) else result.value)

        self._desk.jobs.database(lambda: services.suggestions(item.payment_id), got)

    def open_person(self, person_id: str) -> None:
        """The person in the register."""
        self._desk.navigation.open("people", person_id)

    # --- a list ---

    def read(self, path: Path) -> None:
        """Read a file in the background, and ask what it is."""
        services = self._desk.services.other_payments

        def work(progress: Progress) -> OtherSheet:
            sheet: OtherSheet = services.read(path, progress)
            return sheet

        got = told(self._desk, self._view.show_take_form)
        self._desk.jobs.background(work, got, title=message("other_payments.job.read"))

    def take(self, sheet: OtherSheet, values: Mapping[str, Any]) -> None:
        """Take the list in."""
        services = self._desk.services.other_payments
        command = TakeOtherPayments(
            unit_name=values["unit_name"],
            programme=values["programme"] or "",
            aid_kind=values["aid_kind"] or "",
            received_on=values["received_on"],
        )

        def work(_: Progress) -> Outcome[TakenList]:
            done: Outcome[TakenList] = services.take(sheet, command)
            return done

        done = recorded(self._desk, self._view, _taken_said)
        self._desk.jobs.background(work, done, title=message("other_payments.job.take"))

    # --- a line ---

    def begin_match(self, person: PersonItem | None) -> None:
        """Ask why the line is about this person, or about nobody."""
        if self.item is not None and self.may_match:
            self._view.show_match_form(self.item, person)

    def match(self, item: OtherPayment, person: PersonItem | None, values: Mapping[str, Any]) -> None:
        """Keep what was said."""
        services = self._desk.services.other_payments
        person_id = person.person_id if person is not None else None
        done: Done[Outcome[str]] = recorded(self._desk, self._view, message("other_payments.kept"))
        self._desk.jobs.database(lambda: services.match(item.payment_id, person_id, values["reason"]), done)


def _taken_said(taken: TakenList) -> Message:
    return message("other_payments.taken", lines=taken.lines, certain=taken.certain, left_out=taken.left_out)
