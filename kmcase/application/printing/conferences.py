"""What stands in the minutes of a case conference."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kmcase.application.ports.reading import Reading
from kmcase.application.read.conferences import ConferencePage, ConferenceRef
from kmcase.domain.cases.conferences import Decision
from kmcase.domain.conferences import Attendee, Presence


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenDecision:
    """A decision of an earlier conference on a case of this agenda that is not done."""

    number: str
    conference: ConferenceRef
    decision: Decision


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesSnapshot:
    """A conference as whoever prints it may see it; `positions` are those of staff by id."""

    office: str
    page: ConferencePage
    before: tuple[OpenDecision, ...]
    positions: dict[str, str]
    printed_at: datetime
    printed_by: str
    sample: bool = False

    def who(self, *presence: Presence) -> tuple[Attendee, ...]:
        """Attendees who came, or did not; the chair first."""
        conference = self.page.conference
        found = [each for each in conference.attendees if each.presence in presence]
        return tuple(sorted(found, key=lambda each: not (each.staff_id and each.staff_id == conference.values.chair)))


def collect(reading: Reading, conference_id: str, printed_by: str) -> MinutesSnapshot:
    """The minutes as they stand; raises `conferences.unknown`."""
    page = reading.conferences.page(conference_id)
    day = page.conference.values.on
    held = reading.conferences.of_cases([line.agenda.case_id for line in page.agenda])
    before = tuple(
        OpenDecision(number=line.number, conference=found.conference, decision=decision)
        for line in page.agenda
        for found in held[line.agenda.case_id]
        if found.conference.conference_id != conference_id and found.conference.on <= day
        for decision in found.line.agenda.decisions
        if decision.is_open
    )
    return MinutesSnapshot(
        office=reading.office.name,
        page=page,
        before=before,
        positions={member.staff_id: member.position for member in reading.staff.members()},
        printed_at=reading.now,
        printed_by=printed_by,
        sample=reading.office.sample,
    )
