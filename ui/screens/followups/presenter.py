"""Follow-ups: whom to ask, and what was said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from kmcase.application.changes import Changes, Outcome
from kmcase.application.read.followups import AskItem
from kmcase.application.read.samples import AskedPapers
from kmcase.domain.followups import FollowUp, FollowUpMethod, Recheck
from kmcase.domain.money import Baht
from kmcase.messages import Message, message
from ui.answering import show_stored
from ui.ports import Desk, Err, Result
from ui.tone import Tone


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What the form holds."""

    method: FollowUpMethod | None = None
    asked_on: date | None = None
    amount_said: Baht | None = None
    received_on_said: date | None = None
    received_from: str = ""
    put_together: bool | None = None
    given_to: str = ""
    who_asked: str = ""
    circumstances: str = ""


class FollowUpsPort(Protocol):
    """What the view shows."""

    def show_lines(self, lines: Sequence[AskItem]) -> None: ...
    def show_failure(self, failure: Err) -> None: ...
    def show_payee(self, line: AskItem | None, *, may: bool) -> None: ...
    def show_errors(self, errors: Mapping[str, Message]) -> None: ...
    def recorded(self) -> None: ...
    def show_papers(self, papers: AskedPapers | None) -> None: ...
    def show_papers_errors(self, errors: Mapping[str, Message]) -> None: ...
    def show_picture(self, content: bytes, title: Message) -> None: ...


class FollowUpsPresenter:
    """Answers the view with `show_*`."""

    def __init__(self, desk: Desk, view: FollowUpsPort) -> None:
        self._desk = desk
        self._view = view
        self.lines: tuple[AskItem, ...] = ()
        self.line: AskItem | None = None
        self._wanted: str | None = None

    def open(self, voucher_id: str | None) -> None:
        """Show the list, those not asked yet first, and a payee."""
        receipts = self._desk.services.receipts
        wanted = self._wanted = voucher_id or self._wanted

        def opened(result: Result[tuple[AskItem, ...]]) -> None:
            if isinstance(result, Err):
                self._view.show_failure(result)
                return
            self.lines = tuple(sorted(result.value, key=lambda line: (line.asked is not None, line.number)))
            self._view.show_lines(self.lines)
            self._bring(wanted, again=True)

        self._desk.jobs.database(receipts.follow_ups, opened)

    def select(self, voucher_id: str) -> None:
        """Bring a payee to the front."""
        self._wanted = voucher_id
        self._bring(voucher_id, again=False)

    def _bring(self, voucher_id: str | None, *, again: bool) -> None:
        if not again and self.line is not None and self.line.voucher_id == voucher_id:
            return
        before = self.line
        self.line = next((line for line in self.lines if line.voucher_id == voucher_id), None)
        if before is None or self.line is None or before != self.line:
            self._view.show_payee(self.line, may=self._desk.may("followups.record"))
            self._view.show_papers(None)
            if self.line is not None and self.line.asked is not None:
                self._bring_papers(self.line.voucher_id)

    def _bring_papers(self, voucher_id: str) -> None:
        """What the papers say, where the person recorded this payee's answers; nobody else is told anything here."""
        followups = self._desk.services.followups

        def brought(result: Result[AskedPapers]) -> None:
            if not isinstance(result, Err) and self.line is not None and self.line.voucher_id == voucher_id:
                self._view.show_papers(result.value)

        self._desk.jobs.database(lambda: followups.papers(voucher_id), brought)

    def recheck(self, seen: Recheck) -> None:
        """Record what was seen after the answers."""
        followups = self._desk.services.followups

        def done(result: Result[Outcome[str]]) -> None:
            if isinstance(result, Err):
                self._view.show_papers_errors({result.field or "remarks": result.message})
                return
            self._desk.notices.notice(message("followups.papers.done"), Tone.OK)
            self._bring_papers(seen.voucher_id)
            self._desk.announce(result.value.changes)

        self._desk.jobs.database(lambda: followups.recheck(seen), done)

    def show_stored(self, stored_sha256: str, title: Message) -> None:
        """A photograph or thumbprint, large."""
        show_stored(self._desk, stored_sha256, title, self._view.show_picture)

    def changed(self, changes: Changes) -> None:
        """A voucher was paid, made void, or asked about."""
        if "voucher" in changes:
            self.open(None)

    def record(self, said: Said) -> None:
        """Record what the payee said."""
        if self.line is None or said.method is None or said.asked_on is None:
            self._view.show_errors({})
            return
        item = self.line
        follow_up = FollowUp(
            follow_up_id="",
            voucher_id=item.voucher_id,
            person_id=item.person_id,
            asked_on=said.asked_on,
            asked_by=self._desk.actor.staff_id,
            method=said.method,
            amount_said=said.amount_said,
            received_on_said=said.received_on_said,
            received_from=said.received_from,
            put_together=said.put_together,
            given_to=said.given_to,
            who_asked=said.who_asked,
            circumstances=said.circumstances,
        )
        receipts = self._desk.services.receipts

        def done(result: Result[Outcome[str]]) -> None:
            if isinstance(result, Err):
                self._view.show_errors({result.field or "circumstances": result.message})
                return
            self._desk.notices.notice(message("followups.form.done", name=item.payee_name), Tone.OK)
            self._view.recorded()
            self.open(item.voucher_id)
            self._desk.announce(result.value.changes)

        self._desk.jobs.database(lambda: receipts.record_follow_up(follow_up), done)
