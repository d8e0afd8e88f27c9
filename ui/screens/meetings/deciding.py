"""One request after another before the panel: where one stands, what a key does, what will be recorded. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from kmcase.application.meetings import RecordDecision
from kmcase.application.read.meetings import AgendaItem, MeetingPage
from kmcase.domain.findings import Finding, blocking
from kmcase.domain.meetings import Outcome, Override
from kmcase.domain.money import Baht
from kmcase.messages import Catalogue
from kmcase.thai.keyboard import swap_layout


class Step(StrEnum):
    """What is asked for now."""

    AMOUNT = "amount"
    REJECT = "reject"
    DEFER = "defer"
    OVERRIDE = "override"


OUTCOMES = {Step.REJECT: Outcome.REJECTED, Step.DEFER: Outcome.DEFERRED}


def letter_of(text: str) -> str:
    """The Latin letter of the key that typed this text, in the Thai or the English layout; empty for anything else."""
    if len(text) != 1:
        return ""
    latin = text if text.isascii() else swap_layout(text)
    return latin.upper() if latin.isascii() and latin.isalpha() else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deciding:
    """Where the meeting stands; `findings` are what the rules say of the amount typed."""

    page: MeetingPage
    position: int
    step: Step = Step.AMOUNT
    hidden: bool = False
    findings: tuple[Finding, ...] = ()

    @property
    def item(self) -> AgendaItem:
        """The request before the panel."""
        return self.page.agenda[self.position]

    @property
    def left(self) -> Baht:
        """What the half has left."""
        return self.page.budget.available if self.page.budget else Baht.zero()

    @property
    def blocked(self) -> bool:
        """Whether a rule stops the approval."""
        return bool(blocking(self.findings))

    @property
    def all_decided(self) -> bool:
        """Whether nothing is left to decide."""
        return self.decided == len(self.page.agenda)

    @property
    def decided(self) -> int:
        """How many requests of the agenda are decided."""
        return sum(item.outcome is not None for item in self.page.agenda)

    def moved(self, step: int) -> Deciding:
        """Another request, stopping at the ends."""
        place = min(max(self.position + step, 0), len(self.page.agenda) - 1)
        return replace(self, position=place, step=Step.AMOUNT, findings=())

    def onward(self, page: MeetingPage) -> Deciding:
        """After a decision: the next request without one, else where one is."""
        later = range(self.position + 1, len(page.agenda))
        found = [n for n in (*later, *range(self.position)) if page.agenda[n].outcome is None]
        return replace(self, page=page, position=found[0] if found else self.position, step=Step.AMOUNT, findings=())

    def with_page(self, page: MeetingPage) -> Deciding:
        """The same request after something was committed elsewhere."""
        places = [n for n, item in enumerate(page.agenda) if item.request_id == self.item.request_id]
        return replace(self, page=page, position=places[0] if places else 0)


def begun(page: MeetingPage) -> Deciding:
    """At the first request that is not decided."""
    undecided = [n for n, item in enumerate(page.agenda) if item.outcome is None]
    return Deciding(page=page, position=undecided[0] if undecided else 0)


def totals(page: MeetingPage) -> dict[str, Any]:
    """How many are approved, rejected and deferred, and the baht approved, as the closing sentences name them."""
    counts = {outcome.value: sum(item.outcome is outcome for item in page.agenda) for outcome in Outcome}
    return {**counts, "amount": Baht.total(item.approved for item in page.agenda if item.approved)}


def suggested_resolution(deciding: Deciding, catalogue: Catalogue) -> str:
    """The number that minutes give this item: meeting and place on the agenda."""
    return catalogue.text(
        "meetings.decision.resolution_form",
        number=deciding.page.values.number,
        position=str(deciding.position + 1),
    )


def approval(
    deciding: Deciding, amount: Baht | None, resolution: str, override: Override | None, second_password: str = ""
) -> RecordDecision:
    """The command that approves; the password is that of the override's second person."""
    return RecordDecision(
        meeting_id=deciding.page.meeting_id,
        request_id=deciding.item.request_id,
        resolution_number=resolution,
        outcome=Outcome.APPROVED,
        amount=amount,
        override=override,
        second_password=second_password,
    )


def refusal(deciding: Deciding, outcome: Outcome, resolution: str, reason: str) -> RecordDecision:
    """The command that rejects or defers."""
    return RecordDecision(
        meeting_id=deciding.page.meeting_id,
        request_id=deciding.item.request_id,
        resolution_number=resolution,
        outcome=outcome,
        reason=reason,
    )
