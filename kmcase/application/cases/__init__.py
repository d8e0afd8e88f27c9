"""Use cases of case management, a module each: heads of cases here, what hangs on a case beside it."""

from kmcase.application.cases.notes import CaseNoteService, HoldActivity, WriteNote
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
from kmcase.application.cases.tasks import CaseTaskService, EndTask, PlanTask, PutOffTask

__all__ = [
    "BreakGlass",
    "CaseNoteService",
    "CaseService",
    "CaseTaskService",
    "ChangeTeam",
    "DescribeClient",
    "EndTask",
    "HoldActivity",
    "LinkClient",
    "MoveCase",
    "OpenCase",
    "PlanTask",
    "PutOffTask",
    "RestrictCase",
    "WriteNote",
    "open_case",
]
