"""By which use cases the events of cases are made: what the office doubts of a laptop's chain is measured by it.

An event that a laptop may enter (`Event.FIELD`) has its line here, and its use cases stand in `permissions.AT_LAPTOP`.
"""

from __future__ import annotations

from collections.abc import Mapping

from kmcase.domain import conferences as heads_of_conferences
from kmcase.domain.cases import (
    assessments,
    closing,
    conferences,
    heads,
    intake,
    network,
    note_reviews,
    notes,
    papers,
    plans,
    referrals,
    stays,
    tasks,
)
from kmcase.domain.events import Event

_RESTRICTING = ("cases.restrict", "cases.open", "cases.describe", "cases.intake", "case_notes.write")
CASE_ENTRIES: Mapping[type[Event], tuple[str, ...]] = {
    heads.CaseOpened: ("cases.open",),
    heads.ClientDescribed: ("cases.describe",),
    heads.ClientLinked: ("cases.link",),
    heads.StageReached: ("cases.move", "cases.approve_closing", "cases.reopen"),
    heads.CaseRestricted: _RESTRICTING,
    heads.CaseSealed: _RESTRICTING,
    heads.TeamChanged: ("cases.team",),
    heads.CaseSeen: ("cases.note_sight",),
    intake.IntakeRecorded: ("cases.open", "cases.intake"),
    intake.BelongingsListed: ("cases.open", "cases.belongings"),
    intake.BelongingsReturned: ("cases.belongings",),
    intake.ClientPhotographed: ("cases.open", "cases.intake"),
    intake.SameClientTold: ("cases.open", "cases.link"),
    papers.PaperSigned: ("cases.papers",),
    papers.PaperRefused: ("cases.papers",),
    papers.PaperWithdrawn: ("cases.papers",),
    papers.ComplaintWritten: ("cases.complaint",),
    assessments.AssessmentWritten: ("cases.assess",),
    network.RelativeWritten: ("cases.map_network",),
    network.ResourceWritten: ("cases.map_network",),
    notes.NoteWritten: ("case_notes.write", "case_notes.hold"),
    note_reviews.NoteReviewed: ("case_notes.review",),
    stays.BedSet: ("case_stays.set_bed",),
    stays.BedTaken: ("case_stays.take_bed", "cases.close"),
    stays.Attended: ("case_stays.attend",),
    stays.LeaveBegun: ("case_stays.begin_leave",),
    stays.LeaveEnded: ("case_stays.end_leave",),
    tasks.TaskPlanned: ("case_tasks.plan", "conferences.decide"),
    tasks.TaskPutOff: ("case_tasks.put_off",),
    tasks.TaskEnded: ("case_tasks.end",),
    referrals.ReferralMade: ("cases.refer",),
    referrals.ReferralStepped: ("cases.refer_step",),
    closing.ClosingProposed: ("cases.close",),
    closing.ClosingDecided: ("cases.approve_closing",),
    closing.LookedAfter: ("cases.look_after",),
    closing.CaseReopened: ("cases.reopen",),
    closing.LessonLearned: ("lessons.learn",),
    plans.PlanWritten: ("case_plans.write",),
    plans.PlanSent: ("case_plans.write",),
    plans.PlanReviewed: ("case_plans.review",),
    plans.PlanCommented: ("case_plans.comment",),
    plans.PlanCommentAnswered: ("case_plans.comment",),
    plans.PlanAgreed: ("case_plans.agree",),
    plans.PlanApproved: ("case_plans.approve",),
    plans.ServiceProgressed: ("case_plans.progress", "cases.refer_step"),
    heads_of_conferences.ConferenceCalled: ("conferences.call",),
    heads_of_conferences.ConferenceChanged: ("conferences.call",),
    heads_of_conferences.AttendanceTold: ("conferences.call", "conferences.attend"),
    heads_of_conferences.ConferenceClosed: ("conferences.close",),
    conferences.PutOnAgenda: ("conferences.call", "conferences.agenda"),
    conferences.AgendaMoved: ("conferences.call", "conferences.agenda", "conferences.decide"),
    conferences.ConferenceHeard: ("conferences.decide",),
    conferences.ConferenceDecided: ("conferences.decide",),
    conferences.DecisionWithdrawn: ("conferences.decide",),
}
