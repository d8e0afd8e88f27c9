"""One maker for each event of cases: `mine` is a word that no other event has, `flag` chooses between two shapes.

A maker's events meet on one case, person and staff member, so that what two laptops write apart meets too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime

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
from kmcase.domain.cases.notes import Activity, NoteKind, NoteWritten, WatchKind, WatchSaid
from kmcase.domain.cases.tasks import TaskEnded, TaskKind, TaskPlanned, TaskPutOff, TaskState

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


def _noted(mine: str, flag: bool) -> OfCase:
    return NoteWritten(
        case_id=CASE,
        kind=NoteKind.INCIDENT if flag else NoteKind.GROUP,
        on=DAY,
        at_time="09:30" if flag else "",
        text=mine,
        minutes=20 if flag else None,
        corrects="" if flag else mine,
        watch=WatchSaid(kind=WatchKind.VIOLENCE, next_look=DAY if flag else None),
        activity=None if flag else Activity(activity_id=mine, name="ปลูกผัก", place="แปลงรวม"),
    )


def _planned(mine: str, flag: bool) -> OfCase:
    kind = TaskKind.VISIT if flag else TaskKind.FOLLOW_UP
    return TaskPlanned(case_id=CASE, task_id="task-1", kind=kind, what=mine, due=DAY, responsible="m")


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
    CaseSeen: lambda mine, flag: CaseSeen(case_id=CASE, how=Seen.PRINTED if flag else Seen.PAGE, what=mine),
    NoteWritten: _noted,
    TaskPlanned: _planned,
    TaskPutOff: lambda mine, flag: TaskPutOff(
        case_id=CASE, task_id="task-1", due=DAY, responsible="m" if flag else "n", reason=mine
    ),
    TaskEnded: lambda mine, flag: TaskEnded(
        case_id=CASE, task_id="task-1", state=TaskState.DONE if flag else TaskState.GIVEN_UP, on=DAY, note=mine
    ),
}
