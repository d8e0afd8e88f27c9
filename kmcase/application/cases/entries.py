"""By which use cases the events of cases are made: what the office doubts of a laptop's chain is measured by it.

An event that a laptop may enter (`Event.FIELD`) has its line here, and its use cases stand in `permissions.AT_LAPTOP`.
"""

from __future__ import annotations

from collections.abc import Mapping

from kmcase.domain.cases import assessments, heads, intake, network, papers, plans
from kmcase.domain.events import Event

CASE_ENTRIES: Mapping[type[Event], tuple[str, ...]] = {
    heads.CaseOpened: ("cases.open",),
    heads.ClientDescribed: ("cases.describe",),
    heads.ClientLinked: ("cases.link",),
    heads.StageReached: ("cases.move",),
    heads.CaseRestricted: ("cases.restrict",),
    heads.CaseSealed: ("cases.restrict",),
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
    plans.PlanWritten: ("case_plans.write",),
    plans.PlanSent: ("case_plans.write",),
    plans.PlanReviewed: ("case_plans.review",),
    plans.PlanCommented: ("case_plans.comment",),
    plans.PlanCommentAnswered: ("case_plans.comment",),
    plans.PlanAgreed: ("case_plans.agree",),
    plans.PlanApproved: ("case_plans.approve",),
    plans.ServiceProgressed: ("case_plans.progress",),
}
