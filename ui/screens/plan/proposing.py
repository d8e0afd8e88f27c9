"""Decides for the page of the proposal: among whom, what it comes to, and that it is carried out."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from kmcase.application.appointments import AcceptProposal, ProposalPage
from kmcase.application.changes import Outcome
from kmcase.messages import Message, message
from ui.ports import Desk, Err, Result
from ui.screens.plan.columns import MoveLine


class ProposalPort(Protocol):
    """What the view can show."""

    def show_proposal(self, page: ProposalPage, lines: tuple[MoveLine, ...]) -> None: ...
    def show_trouble(self, failure: Err) -> None: ...
    def accepted(self, said: Message) -> None: ...


class ProposingPresenter:
    """Answers the view with `show_*`."""

    def __init__(self, desk: Desk, view: ProposalPort, month: date) -> None:
        self._desk = desk
        self._view = view
        self._month = month
        self._page: ProposalPage | None = None

    def calculate(self, officers: frozenset[str] | None = None) -> None:
        """Propose among officers, at first those who have visits."""
        appointments, month = self._desk.services.appointments, self._month
        self._desk.jobs.background(
            lambda _: appointments.proposal(month, officers), self._came, title=message("plan.proposal.job")
        )

    def _came(self, result: Result[ProposalPage]) -> None:
        if isinstance(result, Err):
            self._view.show_trouble(result)
            return
        self._page = page = result.value
        names = {officer.staff_id: officer.name for officer in page.officers}
        lines = tuple(
            MoveLine(move, page.items[move.before.appointment_id], names.get(move.after.officer_id, ""))
            for move in page.proposal.moves
        )
        self._view.show_proposal(page, lines)

    def accept(self, reason: str) -> None:
        """Carry it out."""
        if self._page is None:
            return
        command = AcceptProposal(moves=self._page.proposal.moves, reason=reason)
        appointments = self._desk.services.appointments

        def done(result: Result[Outcome[int]]) -> None:
            if isinstance(result, Err):
                self._view.show_trouble(result)
                return
            self._view.accepted(message("plan.proposal.accepted", count=result.value.value))
            self._desk.announce(result.value.changes)

        self._desk.jobs.database(lambda: appointments.accept(command), done)
