"""Meetings and decisions."""

from __future__ import annotations

from datetime import date

from kmcase.application.ports.meetings import Decision, Meeting
from kmcase.domain.budgets import BudgetHalf, Claim
from kmcase.domain.errors import DomainError
from kmcase.domain.events import build
from kmcase.domain.meetings import MeetingStatus, MeetingValues, Outcome, Override, PanelMember
from kmcase.domain.money import Baht
from kmcase.persistence.plain import from_json
from kmcase.persistence.rows import meetings as tables
from kmcase.persistence.statements import Row, Rows


class SqlMeetings:
    """`MeetingRepository` on rows."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def meeting(self, meeting_id: str) -> Meeting:
        """A meeting; raises `meetings.unknown`."""
        row = self._rows.one(tables.meeting, meeting_id=meeting_id)
        if row is None:
            raise DomainError("meetings.unknown")
        agenda = sorted(self._rows.all(tables.agenda_item, meeting_id=meeting_id), key=lambda item: item["position"])
        decisions = self._rows.all(tables.decision, meeting_id=meeting_id)
        return Meeting(
            meeting_id=meeting_id,
            values=meeting_values(row),
            status=MeetingStatus(row["status"]),
            agenda=tuple(item["request_id"] for item in agenda),
            decided={found["request_id"]: Outcome(found["outcome"]) for found in decisions},
            has_minutes=row["minutes_sha256"] is not None,
        )

    def with_number(self, number: str) -> str | None:
        """The id of the meeting of this number."""
        found = self._rows.all(tables.meeting, number=number)
        return found[0]["meeting_id"] if found else None

    def decision_of(self, request_id: str) -> Decision | None:
        """The newest decision on a request, by the order of the journal."""
        found = self._rows.all(tables.decision, request_id=request_id)
        if not found:
            return None
        row = max(found, key=lambda item: item["turn"])
        return self._as_decision(row)

    def awaiting(self, request_id: str) -> tuple[Meeting, ...]:
        """The open meetings on whose agenda a request stands undecided."""
        items = self._rows.all(tables.agenda_item, request_id=request_id)
        found = (self.meeting(meeting_id) for meeting_id in sorted(item["meeting_id"] for item in items))
        return tuple(
            meeting
            for meeting in found
            if meeting.status is MeetingStatus.PLANNED and request_id not in meeting.decided
        )

    def _as_decision(self, row: Row) -> Decision:
        values = meeting_values(self._rows.all(tables.meeting, meeting_id=row["meeting_id"])[0])
        return Decision(
            decision_id=row["decision_id"],
            meeting_id=row["meeting_id"],
            request_id=row["request_id"],
            outcome=Outcome(row["outcome"]),
            amount=None if row["amount"] is None else Baht(row["amount"]),
            half=BudgetHalf.parse(row["budget_id"]) if row["budget_id"] else None,
            claims=build(tuple[Claim, ...], from_json(row["claims"])),
            panel=values.panel,
            recorder=row["recorder"],
            resolution_number=row["resolution_number"],
            decided_on=date.fromisoformat(row["decided_on"]),
            override=build(Override, from_json(row["override"])) if row["override"] else None,
        )


def meeting_values(row: Row) -> MeetingValues:
    """The head of a row of `meeting`."""
    return MeetingValues(
        number=row["number"],
        held_on=date.fromisoformat(row["held_on"]),
        place=row["place"],
        panel=build(tuple[PanelMember, ...], from_json(row["panel"])),
        remark=row["remark"],
    )
