"""One maker for each event of cases: `mine` is a word that no other event has, `flag` chooses between two shapes.

A maker's events meet on one case, person and staff member, so that what two laptops write apart meets too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime

from kmcase.domain.cases.assessments import AssessmentValues, AssessmentWritten, ItemScore
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
from kmcase.domain.cases.network import (
    Relation,
    RelativeValues,
    RelativeWritten,
    ResourceKind,
    ResourceValues,
    ResourceWritten,
)

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
    AssessmentWritten: lambda mine, flag: AssessmentWritten(
        case_id=CASE,
        assessment_id="a" if flag else mine,
        version_id=mine,
        casework="2567.1",
        replaces=(mine,) if flag else (),
        values=AssessmentValues(assessed_on=DAY, scores=(ItemScore(dimension="health", item="body", score=1),)),
    ),
    RelativeWritten: lambda mine, flag: RelativeWritten(
        case_id=CASE,
        entry_id="e",
        version_id=mine,
        values=RelativeValues(name=mine, relation=Relation.PARENT) if flag else None,
    ),
    ResourceWritten: lambda mine, flag: ResourceWritten(
        case_id=CASE,
        entry_id="e",
        version_id=mine,
        values=ResourceValues(name=mine, kind=ResourceKind.HEALTH) if flag else None,
    ),
    CaseSeen: lambda mine, flag: CaseSeen(case_id=CASE, how=Seen.PRINTED if flag else Seen.PAGE, what=mine),
}
