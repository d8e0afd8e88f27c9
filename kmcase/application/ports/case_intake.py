"""Reception and papers of cases as use cases load them."""

from __future__ import annotations

from typing import Protocol

from kmcase.domain.cases.intake import BelongingsValues, IntakeValues
from kmcase.domain.cases.papers import ComplaintValues
from kmcase.domain.writings import Writing


class CaseIntakeRepository(Protocol):
    """For somebody: of a case that he may not see everything is unknown to him (`cases.unknown`)."""

    def intake(self, case_id: str) -> tuple[Writing[IntakeValues], ...]:
        """All versions of the facts of reception, the newest first; none is no fault."""
        ...

    def inventory(self, case_id: str, list_id: str) -> tuple[Writing[BelongingsValues], ...]:
        """All versions of an inventory; raises `case_intake.unknown_belongings`."""
        ...

    def kept(self, case_id: str) -> frozenset[str]:
        """Ids of the things that were listed and not given back."""
        ...

    def standing_papers(self, case_id: str) -> frozenset[str]:
        """Ids of the papers that were signed and not taken back."""
        ...

    def complaint(self, case_id: str, complaint_id: str) -> tuple[Writing[ComplaintValues], ...]:
        """All versions of a complaint; raises `case_intake.unknown_complaint`."""
        ...
