"""What the facts come to in a period, each figure with the cases behind it.

Days are of Bangkok. A period runs from its `first` day to the day `as_of`: its last day, or today where it still runs.
A case is *served* in it if it was opened on `as_of` or before, and was not ended on the day before `first`, or came
back from its end between the two. Whether a stage ends a case says the casework of that case.

In all figures an empty case id stands for a case that the viewer may not see: it counts like any other.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kmcase.domain.indicators import Period

_WHOLE = 100

Ids = tuple[str, ...]
"""The case of each thing that is counted, sorted; empty for one that the viewer may not see."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """So many of so many: the case of each thing that counts, and of each that does not."""

    met: Ids = ()
    unmet: Ids = ()

    @property
    def numerator(self) -> int:
        """How many count."""
        return len(self.met)

    @property
    def denominator(self) -> int:
        """Of how many."""
        return len(self.met) + len(self.unmet)

    @property
    def percent(self) -> int | None:
        """Rounded down, so that 100 means all; None of nothing."""
        return _WHOLE * self.numerator // self.denominator if self.denominator else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One of the parts into which things fall, by its code."""

    code: str
    cases: Ids


@dataclass(frozen=True, slots=True, kw_only=True)
class Reception:
    """Days in reception of the cases opened in the period, from the day of opening (not counted, CCC s. 193/3) to the
    first day on which a stage was reached that ends the deadline `reception`, or a later one.

    `days` of cases whose reception ended by `as_of`: (case id, days). `running`: the others, with days until `as_of`.
    `kept`: of all of them, those within the days of the deadline (met) and those over it. A case whose casework has no
    such deadline is left out.
    """

    days: tuple[tuple[str, int], ...] = ()
    running: tuple[tuple[str, int], ...] = ()
    kept: Share = Share()


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """Cases of a member of staff that were not ended on `as_of`, by the team as it is now: led, or worked in otherwise.

    An empty staff id: cases that nobody leads.
    """

    staff_id: str
    led: Ids
    worked: Ids


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A dimension of a case at its first and at its latest assessment, 0 to 100."""

    case_id: str
    first: int
    latest: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DimensionFigure:
    """A dimension: changes between first and latest assessment, and goals of cases closed in the period (a case stands
    once a goal): reached, or not.

    `changes` are of cases assessed at least twice until `as_of`, the latest time in the period, in both of which the
    dimension was scored.
    """

    code: str
    changes: tuple[Change, ...]
    goals: Share


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """Nights of a case in the period on which it had a bed, and how many of these it was away on leave.

    A night belongs to the day on which it begins; tonight is not over and does not count. A stay ends on the day on
    which the bed is given up or the case is closed, whichever comes first: that night and later ones do not count, also
    where nobody gave the bed up, nor do nights in a bed that was taken while the case was closed.
    """

    case_id: str
    nights: int
    away: int


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorFigures:
    """All figures of a period.

    `plan`: served cases with a plan that was approved by `as_of`, against those without one. `plan_waits`: served cases
    without one whose days from opening to `as_of`, or to the day of the stage that ended them, are at most the limit
    `plan`: they are in neither.
    `developed`: served cases with an approved plan of which a service was due by `as_of` (not given up by then): met
    where at least `least_done` percent of these services are done. `reached`: served cases to which something is due by
    right: services of the kinds rights and referral due by `as_of` (not given up), and referrals outwards dated in the
    period (not withdrawn); met where at least `least_done` percent of these are done, or accepted or with a result. A
    referral that carries out a service which counts here is one thing with it and counts with it alone.
    `reviews`: cases not ended on `as_of` with an approved plan: met where the newest assessment or approval is at most
    the days of the conference need `review` before `as_of`. `groups`: served cases. `opened`: cases opened in the
    period. `closings`: approved closings dated in the period by reason. `referrals_out` and `referrals_in`: those
    dated in the period by how they stood on `as_of` (the newest step but telling; `waiting` before any, sent or
    received).
    """

    period: Period
    first: date
    as_of: date
    served: Ids
    opened: Ids
    plan: Share
    plan_waits: Ids
    developed: Share
    reached: Share
    reviews: Share
    reception: Reception
    groups: tuple[Part, ...]
    load: tuple[Load, ...]
    dimensions: tuple[DimensionFigure, ...]
    closings: tuple[Part, ...]
    referrals_out: tuple[Part, ...]
    referrals_in: tuple[Part, ...]
    stays: tuple[Stay, ...]
