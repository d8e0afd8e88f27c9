"""Use cases of case management, a module each: heads of cases here, what hangs on a case beside it."""

from kmcase.application.cases.closing import ClosingService, DecideClosing, LookAfter, ProposeClosing, ReopenCase
from kmcase.application.cases.intake import (
    AddPhotograph,
    CaseIntakeService,
    ListBelongings,
    ReceiveClient,
    RecordIntake,
    ReturnBelongings,
    TellSame,
    reasons_of,
)
from kmcase.application.cases.notes import CaseNoteService, HoldActivity, ReviewNote, WriteNote
from kmcase.application.cases.papers import CasePaperService, RefusePaper, SignPaper, WithdrawPaper, WriteComplaint
from kmcase.application.cases.plans import CasePlanService, DecideField, ReportProgress, WritePlan
from kmcase.application.cases.referrals import MakeReferral, ReferralService, TakeStep
from kmcase.application.cases.service import (
    BreakGlass,
    CaseService,
    ChangeTeam,
    DescribeClient,
    LinkClient,
    MoveCase,
    OpenCase,
    RestrictCase,
    open_case,
)
from kmcase.application.cases.stays import BeginLeave, CaseStayService, SetBed, TakeBed
from kmcase.application.cases.tasks import CaseTaskService, EndTask, PlanTask, PutOffTask

__all__ = [
    "AddPhotograph",
    "BeginLeave",
    "BreakGlass",
    "CaseIntakeService",
    "CaseNoteService",
    "CasePaperService",
    "CasePlanService",
    "CaseService",
    "CaseStayService",
    "CaseTaskService",
    "ChangeTeam",
    "ClosingService",
    "DecideClosing",
    "DecideField",
    "DescribeClient",
    "EndTask",
    "HoldActivity",
    "LinkClient",
    "ListBelongings",
    "LookAfter",
    "MakeReferral",
    "MoveCase",
    "OpenCase",
    "PlanTask",
    "ProposeClosing",
    "PutOffTask",
    "ReceiveClient",
    "RecordIntake",
    "ReferralService",
    "RefusePaper",
    "ReopenCase",
    "ReportProgress",
    "RestrictCase",
    "ReturnBelongings",
    "ReviewNote",
    "SetBed",
    "SignPaper",
    "TakeBed",
    "TakeStep",
    "TellSame",
    "WithdrawPaper",
    "WriteComplaint",
    "WriteNote",
    "WritePlan",
    "open_case",
    "reasons_of",
]
