"""By which use cases the events of cases are made: what the office doubts of a laptop's chain is measured by it.

An event that a laptop may enter (`Event.FIELD`) has its line here, and its use cases stand in `permissions.AT_LAPTOP`.
"""

from __future__ import annotations

from collections.abc import Mapping

from kmcase.domain.cases import heads
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
}
