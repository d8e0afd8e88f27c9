"""What the controls look at, and how their observations were judged, as use cases load them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Protocol

from kmcase.application.access import Steps
from kmcase.domain.controls import JudgementMade
from kmcase.rules.controls import AuditFacts


class ControlRepository(Protocol):
    """Facts of the whole office and judgements."""

    def facts(self, today: date, steps: Steps) -> AuditFacts:
        """All facts as they stand; stops where `steps` are cancelled."""
        ...

    def facts_of_runs(self, today: date, run_ids: frozenset[str]) -> AuditFacts:
        """The facts of some payment runs alone, for what is judged at the paying table."""
        ...

    def payments(self) -> int:
        """How many payments there are."""
        ...

    def runs_passed_on(self, payer: str) -> frozenset[str]:
        """Runs in which somebody handed money over of which a payee said that it went elsewhere."""
        ...

    def judgements(self) -> Mapping[str, tuple[JudgementMade, ...]]:
        """All judgements by the key of their observation, the newest first."""
        ...
