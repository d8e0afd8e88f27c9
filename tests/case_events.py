"""One maker for each event of cases: `mine` is a word that no other event has, `flag` chooses between two shapes.

A maker's events meet on one case, person and staff member, so that what two laptops write apart meets too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime

from kmcase.domain.cases.assessments import AssessmentValues, AssessmentWritten, ItemScore
from kmcase.domain.cases.closing import (
    CaseReopened,
    ClosingDecided,
    ClosingProposed,
    LessonLearned,
    LookedAfter,
    ReachedBy,
)
from kmcase.domain.cases.conferences import (
    AgendaMoved,
    AgendaState,
    ConferenceDecided,
    ConferenceHeard,
    DecisionKind,
    DecisionWithdrawn,
    NeedFound,
    PutOnAgenda,
)
from kmcase.domain.cases.heads import (
    CaseKind,
    CaseOpened,
    CaseRestricted,
    CaseSealed,
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
from kmcase.domain.cases.intake import (
    Belonging,
    BelongingsListed,
    BelongingsReturned,
    BelongingsValues,
    ClientPhotographed,
    IntakeRecorded,
    IntakeValues,
    SameClientTold,
)
from kmcase.domain.cases.network import (
    Relation,
    RelativeValues,
    RelativeWritten,
    ResourceKind,
    ResourceValues,
    ResourceWritten,
)
from kmcase.domain.cases.note_reviews import NoteReviewed
from kmcase.domain.cases.notes import Activity, NoteKind, NoteWritten, WatchKind, WatchSaid
from kmcase.domain.cases.papers import ComplaintValues, ComplaintWritten, PaperRefused, PaperSigned, PaperWithdrawn
from kmcase.domain.cases.plan_lines import Progress
from kmcase.domain.cases.plans import (
    Agreement,
    PlanAgreed,
    PlanApproved,
    PlanCommentAnswered,
    PlanCommented,
    PlanReviewed,
    PlanSent,
    PlanWritten,
    ServiceProgressed,
)
from kmcase.domain.cases.referrals import Direction, ReferralMade, ReferralStepped, ReferralValues, Step
from kmcase.domain.cases.signing import Signed
from kmcase.domain.cases.stays import Attendance, Attended, BedTaken, LeaveBegun, LeaveEnded
from kmcase.domain.cases.tasks import TaskEnded, TaskKind, TaskPlanned, TaskPutOff, TaskState
from kmcase.domain.evidence import Attachment, EvidenceKind
from kmcase.domain.payments import SignatureMark

CASE = "case-1"
CONFERENCE = "conference-1"
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


def _attachment(mine: str) -> Attachment:
    kind = EvidenceKind.PHOTO_PERSON
    return Attachment(sha256=mine, stored_sha256="stored", kind=kind, media_type="image/jpeg", size=1)


def _mark(mine: str, flag: bool) -> Signed:
    if flag:
        return Signed(name=mine, paper=_attachment(mine))
    return Signed(name=mine, signature=SignatureMark(strokes="{}"))


def _belongings(mine: str, flag: bool) -> BelongingsListed:
    things = (Belonging(item_id=mine, name=mine),)
    values = BelongingsValues(on=DAY, items=things, kept_by="m", signed=_mark(mine, True) if flag else None)
    return BelongingsListed(
        case_id=CASE, list_id="list", version_id=mine, replaces=("v",) if flag else (), values=values
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
    CaseSealed: lambda mine, flag: CaseSealed(case_id=CASE, sealed=flag),
    TeamChanged: lambda mine, flag: TeamChanged(case_id=CASE, staff_id="m", role=TeamRole.WORKER if flag else None),
    GlassBroken: lambda mine, flag: GlassBroken(case_id=CASE, staff_id="m" if flag else "n", reason=mine, until=MOMENT),
    CaseSeen: lambda mine, flag: CaseSeen(case_id=CASE, how=Seen.PRINTED if flag else Seen.PAGE, what=mine),
    PlanWritten: lambda mine, flag: PlanWritten(
        case_id=CASE,
        values={"service/s/text": mine, "service/s/due": None}
        if flag
        else {"goal/g/text": mine, "service/s/removed": []},
        seen={},
        reason=mine if flag else "",
    ),
    PlanSent: lambda mine, flag: PlanSent(case_id=CASE, writes=(mine,), note=mine if flag else ""),
    PlanReviewed: lambda mine, flag: PlanReviewed(case_id=CASE, writes=(mine,), passed=flag, note=mine),
    PlanAgreed: lambda mine, flag: PlanAgreed(
        case_id=CASE,
        writes=(mine,),
        agreement=Agreement(signed=Signed(name=mine, signature=SignatureMark(strokes=mine)))
        if flag
        else Agreement(why_not=mine),
    ),
    PlanApproved: lambda mine, flag: PlanApproved(case_id=CASE, writes=(mine,), note=mine if flag else ""),
    PlanCommented: lambda mine, flag: PlanCommented(
        case_id=CASE, comment_id=mine, line_id="s" if flag else "", text=mine
    ),
    PlanCommentAnswered: lambda mine, flag: PlanCommentAnswered(
        case_id=CASE, comment_id="k" if flag else "l", answer=mine
    ),
    ServiceProgressed: lambda mine, flag: ServiceProgressed(
        case_id=CASE, service_id="s", progress=Progress.DONE if flag else Progress.BEGUN, on=DAY, result=mine
    ),
    IntakeRecorded: lambda mine, flag: IntakeRecorded(
        case_id=CASE,
        version_id=mine,
        replaces=("v",) if flag else (),
        values=IntakeValues(received_at=MOMENT, received_by="m", story=mine),
    ),
    BelongingsListed: _belongings,
    BelongingsReturned: lambda mine, flag: BelongingsReturned(
        case_id=CASE, return_id=mine, item_ids=(mine,), on=DAY, remark=mine, signed=_mark(mine, flag)
    ),
    ClientPhotographed: lambda mine, flag: ClientPhotographed(case_id=CASE, photo_id=mine, photo=_attachment(mine)),
    SameClientTold: lambda mine, flag: SameClientTold(case_id=CASE, other_case_id="other", same=flag, reason=mine),
    PaperSigned: lambda mine, flag: PaperSigned(
        case_id=CASE, paper_id=mine, paper="agreement", casework="2567.1", on=DAY, officer="m", signed=_mark(mine, flag)
    ),
    PaperRefused: lambda mine, flag: PaperRefused(
        case_id=CASE, paper_id=mine, paper="agreement", casework="2567.1", on=DAY, officer="m", reason=mine, follows="-"
    ),
    PaperWithdrawn: lambda mine, flag: PaperWithdrawn(case_id=CASE, paper_id="paper", on=DAY, reason=mine),
    ComplaintWritten: lambda mine, flag: ComplaintWritten(
        case_id=CASE,
        complaint_id="complaint",
        version_id=mine,
        replaces=("v",) if flag else (),
        values=ComplaintValues(on=DAY, about=mine),
    ),
    NoteWritten: _noted,
    NoteReviewed: lambda mine, flag: NoteReviewed(
        case_id=CASE, note_id="note" if flag else mine, taken=flag, comment=mine
    ),
    TaskPlanned: _planned,
    TaskPutOff: lambda mine, flag: TaskPutOff(
        case_id=CASE, task_id="task-1", due=DAY, responsible="m" if flag else "n", reason=mine
    ),
    TaskEnded: lambda mine, flag: TaskEnded(
        case_id=CASE, task_id="task-1", state=TaskState.DONE if flag else TaskState.GIVEN_UP, on=DAY, note=mine
    ),
    ReferralMade: lambda mine, flag: ReferralMade(
        case_id=CASE,
        referral_id="referral" if flag else mine,
        values=ReferralValues(
            direction=Direction.OUT,
            on=DAY,
            agency_name=mine,
            reason=mine,
            asked=mine,
            service_id="s" if flag else "",
        ),
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
    LessonLearned: lambda mine, flag: LessonLearned(case_id=CASE, lesson_id="lesson" if flag else mine),
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
    BedTaken: lambda mine, flag: BedTaken(case_id=CASE, bed_id=mine if flag else "", on=DAY),
    Attended: lambda mine, flag: Attended(
        case_id=CASE, on=DAY, attendance=Attendance.PRESENT if flag else Attendance.ABSENT
    ),
    LeaveBegun: lambda mine, flag: LeaveBegun(
        case_id=CASE, leave_id="leave-1" if flag else mine, on=DAY, until=DAY, reason=mine
    ),
    LeaveEnded: lambda mine, flag: LeaveEnded(case_id=CASE, leave_id="leave-1" if flag else mine, on=DAY),
    PutOnAgenda: lambda mine, flag: PutOnAgenda(
        case_id=CASE,
        conference_id=CONFERENCE,
        place=1 if flag else 2,
        needs=(NeedFound(code="goal_behind", what=mine, since=DAY if flag else None),),
    ),
    AgendaMoved: lambda mine, flag: AgendaMoved(
        case_id=CASE,
        conference_id=CONFERENCE,
        state=AgendaState.PUT_OFF if flag else AgendaState.ON,
        reason=mine,
    ),
    ConferenceHeard: lambda mine, flag: ConferenceHeard(
        case_id=CASE, conference_id=CONFERENCE, version_id=mine, replaces=("v",) if flag else (), text=mine
    ),
    ConferenceDecided: lambda mine, flag: ConferenceDecided(
        case_id=CASE,
        conference_id=CONFERENCE,
        decision_id="decision" if flag else mine,
        kind=DecisionKind.TASK if flag else DecisionKind.PLAN,
        text=mine,
        task_id="task-1" if flag else "",
    ),
    DecisionWithdrawn: lambda mine, flag: DecisionWithdrawn(
        case_id=CASE, decision_id="decision" if flag else mine, reason=mine
    ),
}
