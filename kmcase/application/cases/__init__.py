"""Use cases of case management, a module each: heads of cases here, what hangs on a case beside it."""

from kmcase.application.cases.closing import ClosingService, DecideClosing, LookAfter, ProposeClosing, ReopenCase
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

__all__ = [
    "BreakGlass",
    "CaseService",
    "ChangeTeam",
    "ClosingService",
    "DecideClosing",
    "DescribeClient",
    "LinkClient",
    "LookAfter",
    "MakeReferral",
    "MoveCase",
    "OpenCase",
    "ProposeClosing",
    "ReferralService",
    "ReopenCase",
    "RestrictCase",
    "TakeStep",
    "open_case",
]
