"""One maker for each event of cases: `mine` is a word that no other event has, `flag` chooses between two shapes.

A maker's events meet on one case, person and staff member, so that what two laptops write apart meets too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime

from kmcase.domain.cases.closing import CaseReopened, ClosingDecided, ClosingProposed, LookedAfter, ReachedBy
from kmcase.domain.cases.heads import (
    CaseKind,
    CaseOpened,
    CaseRestricted,
    CaseSeen,
    ClientDescribed,
    ClientLinked,
    ClientValues,
    GlassBroken,
    OfCase,
    Seen,
    StageReached,
    TeamChanged,
    TeamPlace,
    TeamRole,
)
from kmcase.domain.cases.referrals import Direction, ReferralMade, ReferralStepped, ReferralValues, Step

CASE = "case-1"
DAY = date(2024, 6, 10)
MOMENT = datetime(2024, 6, 10, 2, 0, tzinfo=UTC)

Maker = Callable[[str, bool], OfCase]


def _opened(mine: str, flag: bool) -> OfCase:
    return CaseOpened(
        case_id=CASE if flag else mine,
        prefix="" if flag else mine,
        serial=1,
        fiscal_year=2567,
        kind=CaseKind.SHELTER,
        casework="2567.1",
        opened_at=MOMENT,
        legal_basis="homeless_act",
        client_group="homeless",
        client=ClientValues(first_name=mine),
        stage="aware",
        team=(TeamPlace(staff_id="m", role=TeamRole.MANAGER),),
        restricted_for=("child",) if flag else (),
        person_id=mine if flag else "",
    )


MAKERS: Mapping[type[OfCase], Maker] = {
    CaseOpened: _opened,
    ClientDescribed: lambda mine, flag: ClientDescribed(
        case_id=CASE, values={"called": mine, "phone": None} if flag else {"first_name": mine}, seen={}
    ),
    ClientLinked: lambda mine, flag: ClientLinked(case_id=CASE, person_id=mine if flag else "", reason=mine),
    StageReached: lambda mine, flag: StageReached(case_id=CASE, stage="assess" if flag else "plan", on=DAY, note=mine),
    CaseRestricted: lambda mine, flag: CaseRestricted(
        case_id=CASE, restricted_for=("asked",) if flag else (), note=mine
    ),
    TeamChanged: lambda mine, flag: TeamChanged(case_id=CASE, staff_id="m", role=TeamRole.WORKER if flag else None),
    GlassBroken: lambda mine, flag: GlassBroken(case_id=CASE, staff_id="m" if flag else "n", reason=mine, until=MOMENT),
    ReferralMade: lambda mine, flag: ReferralMade(
        case_id=CASE,
        referral_id="referral" if flag else mine,
        values=ReferralValues(direction=Direction.OUT, on=DAY, agency_name=mine, reason=mine, asked=mine),
    ),
    ReferralStepped: lambda mine, flag: ReferralStepped(
        case_id=CASE, referral_id="referral", step=Step.SENT if flag else Step.TOLD, on=DAY, note=mine
    ),
    ClosingProposed: lambda mine, flag: ClosingProposed(
        case_id=CASE, closing_id="closing" if flag else mine, on=DAY, reason="family", summary=mine, outcomes=()
    ),
    ClosingDecided: lambda mine, flag: ClosingDecided(case_id=CASE, closing_id="closing", approved=flag, comment=mine),
    LookedAfter: lambda mine, flag: LookedAfter(
        case_id=CASE,
        closing_id="closing",
        look_id="look" if flag else mine,
        months=1,
        on=DAY,
        reached=ReachedBy.PHONE,
        how_they_are=mine,
    ),
    CaseReopened: lambda mine, flag: CaseReopened(
        case_id=CASE, closing_id="closing" if flag else mine, on=DAY, reason=mine
    ),
    CaseSeen: lambda mine, flag: CaseSeen(case_id=CASE, how=Seen.PRINTED if flag else Seen.PAGE, what=mine),
}
