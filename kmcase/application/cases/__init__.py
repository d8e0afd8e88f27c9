"""Use cases of case management, a module each: heads of cases here, what hangs on a case beside it."""

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
    "DescribeClient",
    "LinkClient",
    "MoveCase",
    "OpenCase",
    "RestrictCase",
    "open_case",
]
