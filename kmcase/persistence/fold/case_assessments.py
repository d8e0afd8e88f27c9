"""Assessments: versions side by side."""

from __future__ import annotations

from kmcase.domain.cases.assessments import AssessmentWritten
from kmcase.persistence.fold.registry import At, folds
from kmcase.persistence.rows.case_assessments import case_assessment
from kmcase.persistence.statements import Rows


@folds(AssessmentWritten)
def _written(rows: Rows, at: At, event: AssessmentWritten) -> None:
    rows.insert(
        case_assessment,
        version_id=event.version_id,
        case_id=event.case_id,
        assessment_id=event.assessment_id,
        casework=event.casework,
        replaces=event.replaces,
        assessed_on=event.values.assessed_on,
        scores=event.values.scores,
        remarks=event.values.remarks,
        summary=event.values.summary,
        written_at=at.at,
        written_by=at.actor,
    )
