"""Assessments as use cases load them."""

from __future__ import annotations

from typing import Protocol

from kmcase.domain.cases.assessments import AssessmentValues
from kmcase.domain.writings import Writing


class CaseAssessmentRepository(Protocol):
    """Assessments, for somebody: of a case that he may not see he knows none."""

    def versions(self, case_id: str, assessment_id: str) -> tuple[Writing[AssessmentValues], ...]:
        """All versions of an assessment, the newest first; raises `cases.unknown`, `case_assessment.unknown`."""
        ...

    def casework_of(self, case_id: str, assessment_id: str) -> str:
        """By which version of the casework it is scored; raises `cases.unknown`, `case_assessment.unknown`."""
        ...
