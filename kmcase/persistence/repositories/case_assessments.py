"""Assessments for somebody; whom a case is hidden from, to him they are unknown."""

from __future__ import annotations

from kmcase.domain.cases.assessments import AssessmentValues
from kmcase.domain.errors import require_that
from kmcase.domain.events import build
from kmcase.domain.writings import Writing, newest_first
from kmcase.persistence.plain import from_json
from kmcase.persistence.repositories.cases import SqlCases
from kmcase.persistence.rows.case_assessments import case_assessment
from kmcase.persistence.statements import Row
from kmcase.persistence.writings import version_of


class SqlCaseAssessments(SqlCases):
    """`CaseAssessmentRepository` on rows."""

    def versions(self, case_id: str, assessment_id: str) -> tuple[Writing[AssessmentValues], ...]:
        """All versions of an assessment, the newest first; raises `cases.unknown`, `case_assessment.unknown`."""
        return newest_first(as_assessment(row) for row in self._versions(case_id, assessment_id))

    def casework_of(self, case_id: str, assessment_id: str) -> str:
        """By which version of the casework it is scored; raises `cases.unknown`, `case_assessment.unknown`."""
        return str(self._versions(case_id, assessment_id)[0]["casework"])

    def _versions(self, case_id: str, assessment_id: str) -> list[Row]:
        self.require(case_id)
        rows = self._rows.all(case_assessment, case_id=case_id, assessment_id=assessment_id)
        require_that(bool(rows), "case_assessment.unknown")
        return rows


def as_assessment(row: Row) -> Writing[AssessmentValues]:
    """A row as a version of its assessment."""
    kept = {
        "assessed_on": row["assessed_on"],
        "scores": from_json(row["scores"]),
        "remarks": from_json(row["remarks"]),
        "summary": row["summary"],
    }
    values: AssessmentValues = build(AssessmentValues, kept)
    return version_of(row, values, row["assessment_id"])
