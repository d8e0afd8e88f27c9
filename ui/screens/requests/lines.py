"""A line of a request's checklist and of its history, as widgets show them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from kmcase.application.read.requests import EvidenceLine, StepLine
from kmcase.domain.findings import Finding
from kmcase.messages import message
from kmcase.thai.calendar import bangkok_date
from ui.widgets import EvidencePiece, TimelineEntry


def piece_of(line: EvidenceLine, findings: Iterable[Finding]) -> EvidencePiece:
    """A line of the checklist; how many pages it lacks is what the rules found."""
    own = f"evidence.{line.kind.value}"
    wanted = (finding.params["wanted"] for finding in findings if own in finding.fields and "wanted" in finding.params)
    return EvidencePiece(
        kind=line.kind.value,
        said=message(f"evidence.kind.{line.kind.value}"),
        count=len(line.attachments),
        none_reason=line.none_reason,
        required=line.asked,
        pages=int(str(next(wanted, 0))),
    )


def entry_of(step: StepLine, number: int) -> TimelineEntry:
    """A step of the history; `number` tells steps of one day apart."""
    return TimelineEntry(
        key=f"step:{number}",
        on=_day(step.at),
        icon="note",
        title=message(f"requests.step.{step.what}", **step.params),
        detail=step.made_by,
    )


def _day(at: str) -> date:
    return date.fromisoformat(at) if len(at) == len("2024-01-31") else bangkok_date(datetime.fromisoformat(at))
