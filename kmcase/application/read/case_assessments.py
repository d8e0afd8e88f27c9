"""Assessments of a case over time, and how dimensions stand across cases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from kmcase.application.ports.case_assessments import CaseAssessmentRepository
from kmcase.domain.cases.assessments import AssessmentValues, DimensionScore
from kmcase.domain.casework import Casework
from kmcase.domain.writings import Writing


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentItem:
    """An assessment as it stands, by the casework that it was scored by; `standing` has the newest version first."""

    assessment_id: str
    casework: Casework
    standing: tuple[Writing[AssessmentValues], ...]
    versions: int
    scores: tuple[DimensionScore, ...]
    by: str

    @property
    def values(self) -> AssessmentValues:
        """The newest version that stands."""
        return self.standing[0].values

    @property
    def apart(self) -> bool:
        """Whether two versions were written apart, so that both stand."""
        return len(self.standing) > 1

    def percent_of(self, dimension: str) -> int | None:
        """How a dimension stands; None where none of its items was scored, or the version has no such dimension."""
        return next((score.percent for score in self.scores if score.dimension == dimension), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseScores:
    """How the dimensions of a case stood on a day, each 0 to 100; one that was not scored is not in it."""

    case_id: str
    assessment_id: str
    assessed_on: date
    percents: Mapping[str, int]


class CaseAssessmentQueries(CaseAssessmentRepository, Protocol):
    """Assessments of the cases that the viewer may see."""

    def items(self, case_id: str) -> tuple[AssessmentItem, ...]:
        """The assessments of a case, the oldest first; raises `cases.unknown`."""
        ...

    def newest_scores(self, case_id: str) -> CaseScores | None:
        """How a case stands by its newest assessment; None where there is none. Raises `cases.unknown`."""
        ...

    def scores_between(self, first: date, last: date) -> tuple[CaseScores, ...]:
        """Assessments made from `first` to `last` of all cases that the viewer may see, by case, the oldest first."""
        ...
