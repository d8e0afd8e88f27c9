"""Use cases of case management, a module each: heads of cases here, what hangs on a case beside it."""

from kmcase.application.cases.plans import CasePlanService, DecideField, ReportProgress, WritePlan
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

__all__ = [
    "BreakGlass",
    "CasePlanService",
    "CaseService",
    "ChangeTeam",
    "DecideField",
    "DescribeClient",
    "LinkClient",
    "MoveCase",
    "OpenCase",
    "ReportProgress",
    "RestrictCase",
    "WritePlan",
    "open_case",
]
