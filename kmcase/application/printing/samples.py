"""What stands on the list of a verification sample: how it was drawn, whom to ask, and what the answers amount to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kmcase.application.ports.reading import Reading
from kmcase.application.read.samples import DrawItem, HalfVerification, SampleFigures
from kmcase.application.samples import standing_of
from kmcase.domain.budgets import BudgetHalf
from kmcase.domain.errors import DomainError


@dataclass(frozen=True, slots=True, kw_only=True)
class SamplePaper:
    """The newest draw of a half at a moment, in somebody's name; no amount of a voucher stands here."""

    office: str
    standing: HalfVerification
    drawn: DrawItem
    figures: SampleFigures
    printed_at: datetime
    printed_by: str
    sample: bool = False


def collect(reading: Reading, half: BudgetHalf | None, printed_by: str) -> SamplePaper:
    """The list of a half; raises `samples.none_drawn`."""
    standing = standing_of(reading, half)
    if standing.sample is None or standing.figures is None:
        raise DomainError("samples.none_drawn")
    return SamplePaper(
        office=reading.office.name,
        standing=standing,
        drawn=standing.sample,
        figures=standing.figures,
        printed_at=reading.now,
        printed_by=printed_by,
        sample=reading.office.sample,
    )
