"""Which stage the work in a case has reached, where nobody has said so yet."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from kmcase.domain.casework import Casework, Stage, StageWork
from kmcase.thai.calendar import bangkok_date


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkDone:
    """When work of a kind was entered in a case, first and last."""

    work: StageWork
    first: datetime
    last: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class StageSaid:
    """That somebody said a case to be at a stage: when they last entered it, and since which day."""

    at: datetime
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class StageOffer:
    """A stage to move a case to: the work that reached it, and the day on which it did."""

    stage: Stage
    work: StageWork
    on: date


def offered_stage(
    casework: Casework, present: str, said: Mapping[str, StageSaid], done: Collection[WorkDone], today: date
) -> StageOffer | None:
    """The furthest stage after the present one that work has reached; None where there is none, or the case is closed.

    `said` holds every stage that the case was ever at, by its code, the present one among them. Whoever brought a case
    back knew what had been done until then: a stage that it was at before, or passed, is reached by later work alone.
    """
    if casework.stage_or_unknown(present).ends:
        return None
    since = said[present]
    furthest = max(casework.place_of_stage(code) for code in said)
    for place in range(len(casework.stages) - 1, casework.place_of_stage(present), -1):
        stage = casework.stages[place]
        reaching = [one for one in done if one.work in stage.reached_by]
        times = [
            (one.last if place <= furthest else one.first, one.work)
            for one in reaching
            if place > furthest or one.last > since.at
        ]
        if times:
            at, work = min(times)
            return StageOffer(stage=stage, work=work, on=min(max(bangkok_date(at), since.on), today))
    return None
