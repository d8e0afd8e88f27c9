"""Assessments of a client: items scored by anchors, and what is strong, hard and risky in words.

An assessment is scored by the casework's version of its case. Several stand beside each other over time; a correction
of one is a new version beside the old (`kmcase.domain.writings`). An item that nobody scored is not a zero: it has no
score, and a dimension of such items has none either.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kmcase.domain.cases.heads import OfCase
from kmcase.domain.casework import AssessmentItem, Casework, Dimension
from kmcase.domain.errors import require_that
from kmcase.domain.events import event

FULL = 100
"""What a dimension counts whose items all have their best anchor."""


class Level(StrEnum):
    """Of whom something is said; the words are `case_assessment.level.<value>`."""

    PERSON = "person"
    FAMILY = "family"
    COMMUNITY = "community"


class RemarkKind(StrEnum):
    """What is said; the words are `case_assessment.kind.<value>`."""

    STRENGTH = "strength"
    PROBLEM = "problem"
    RISK = "risk"


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemScore:
    """The anchor that was chosen for an item of a dimension; None: not scored."""

    dimension: str
    item: str
    score: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What was said of a dimension at a level, in words."""

    dimension: str
    level: Level
    kind: RemarkKind
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentValues:
    """One look at the client on a day."""

    assessed_on: date
    scores: tuple[ItemScore, ...]
    remarks: tuple[Remark, ...] = ()
    summary: str = ""

    def score_of(self, dimension: str, item: str) -> int | None:
        """The score of an item, None where it was not scored."""
        return next((each.score for each in self.scores if (each.dimension, each.item) == (dimension, item)), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class DimensionScore:
    """How a dimension stands: 0 (all items at their worst anchor) to 100 (all at their best), None: none scored.

    `scored` of `items` items were scored; only these count.
    """

    dimension: str
    percent: int | None
    scored: int
    items: int


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentWritten(OfCase):
    """An assessment, or a version of it that takes the place of those it `replaces`."""

    TYPE = "case.assessment_written"
    case_id: str
    assessment_id: str
    version_id: str
    casework: str
    replaces: tuple[str, ...] = ()
    values: AssessmentValues


def dimension_scores(casework: Casework, values: AssessmentValues) -> tuple[DimensionScore, ...]:
    """How each dimension of the casework stands, in its order."""
    given = {(each.dimension, each.item): each.score for each in values.scores}
    return tuple(_dimension_score(dimension, given) for dimension in casework.dimensions)


def require_scores(casework: Casework, values: AssessmentValues) -> None:
    """Every score is an anchor of an item of the casework; raises `case_assessment.unknown_score`."""
    anchors = {
        (dimension.code, item.code): {anchor.score for anchor in item.anchors}
        for dimension in casework.dimensions
        for item in dimension.items
    }
    for each in values.scores:
        known = anchors.get((each.dimension, each.item), set())
        require_that(each.score in known or (each.score is None and bool(known)), "case_assessment.unknown_score")


def _dimension_score(dimension: Dimension, given: Mapping[tuple[str, str], int | None]) -> DimensionScore:
    shares = [
        _share(item, score) for item in dimension.items if (score := given.get((dimension.code, item.code))) is not None
    ]
    percent = round(FULL * sum(shares) / len(shares)) if shares else None
    return DimensionScore(dimension=dimension.code, percent=percent, scored=len(shares), items=len(dimension.items))


def _share(item: AssessmentItem, score: int) -> float:
    worst, best = item.anchors[0].score, item.anchors[-1].score
    return (score - worst) / (best - worst)
