"""What stands on the paper of an assessment: the pictures, what was scored and said, family and resources."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from kmcase.application.ports.reading import Reading
from kmcase.application.read.case_assessments import AssessmentItem
from kmcase.application.read.case_network import NetworkPage
from kmcase.domain.cases.heads import CaseHead
from kmcase.domain.casework import Dimension
from kmcase.domain.errors import require_that


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentOrder:
    """Which assessments of a case are laid over each other (one to three); `household`: by the household's dimensions.

    Without assessments the paper has family and resources alone.
    """

    case_id: str
    assessment_ids: tuple[str, ...] = ()
    household: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseAssessmentSnapshot:
    """The chosen assessments and all of them, each the oldest first."""

    office: str
    head: CaseHead
    dimensions: tuple[Dimension, ...]
    chosen: tuple[AssessmentItem, ...]
    every: tuple[AssessmentItem, ...]
    network: NetworkPage
    today: date
    printed_at: datetime
    printed_by: str
    sample: bool = False


def collect(reading: Reading, order: AssessmentOrder, printed_by: str) -> CaseAssessmentSnapshot:
    """The paper of an order; raises `cases.unknown`, `case_assessment.unknown`."""
    head = reading.cases.head(order.case_id)
    every = reading.case_assessments.items(order.case_id)
    chosen = tuple(item for item in every if item.assessment_id in order.assessment_ids)
    require_that(len(chosen) == len(set(order.assessment_ids)), "case_assessment.unknown")
    casework = chosen[-1].casework if chosen else reading.cases.casework(head.casework)
    return CaseAssessmentSnapshot(
        office=reading.office.name,
        head=head,
        dimensions=tuple(each for each in casework.dimensions if each.household or not order.household),
        chosen=chosen,
        every=every,
        network=reading.case_network.page(order.case_id),
        today=reading.today,
        printed_at=reading.now,
        printed_by=printed_by,
        sample=reading.office.sample,
    )
