"""Visits: begun, written, signed, sent, reviewed; where survey and visit differ; and the aid that comes of them.

`service` holds what the visiting officer does, `reviewing` what others do with a visit, `aid` how a request comes of
one, `differences` and `judging` what the rules are told.
"""

from kmcase.application.visits.commands import (
    AskForAid,
    BeginVisit,
    FoundFamily,
    OpenedWishes,
    SignAsInformant,
    SubmitVisit,
    WriteVisit,
)
from kmcase.application.visits.service import VisitService

__all__ = [
    "AskForAid",
    "BeginVisit",
    "FoundFamily",
    "OpenedWishes",
    "SignAsInformant",
    "SubmitVisit",
    "VisitService",
    "WriteVisit",
]
