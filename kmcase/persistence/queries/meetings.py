"""Meetings: lists, the agenda with its decisions, and what may come on one."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, and_, case, func, select

from kmcase.application.read.meetings import AgendaItem, MeetingItem, MeetingPage
from kmcase.domain.errors import DomainError
from kmcase.domain.events import build
from kmcase.domain.meetings import MeetingStatus, Outcome, Override
from kmcase.domain.money import Baht
from kmcase.domain.requests import RequestStatus
from kmcase.persistence.plain import from_json
from kmcase.persistence.repositories.budgets import SqlBudgets
from kmcase.persistence.repositories.meetings import meeting_values
from kmcase.persistence.rows.budgets import claim
from kmcase.persistence.rows.meetings import agenda_item, decision, meeting
from kmcase.persistence.rows.people import person
from kmcase.persistence.rows.requests import aid_request
from kmcase.persistence.statements import Rows
from kmcase.rules.limits import half_on
from kmcase.thai.calendar import fiscal_year


class SqlMeetingQueries:
    """`MeetingQueries` on plain selects."""

    def __init__(self, connection: Connection, today: date) -> None:
        self._connection = connection
        self._today = today

    def list(self) -> tuple[MeetingItem, ...]:
        """Meetings, the newest first."""
        on_agenda = (
            select(func.count())
            .select_from(agenda_item)
            .where(agenda_item.c.meeting_id == meeting.c.meeting_id)
            .scalar_subquery()
        )
        mine = decision.c.meeting_id == meeting.c.meeting_id
        decided = select(func.count()).select_from(decision).where(mine).scalar_subquery()
        approved = select(func.coalesce(func.sum(decision.c.amount), 0)).where(mine).scalar_subquery()
        query = select(
            meeting, on_agenda.label("requests"), decided.label("decided"), approved.label("approved")
        ).order_by(meeting.c.held_on.desc(), meeting.c.number.desc())
        return tuple(
            MeetingItem(
                meeting_id=row.meeting_id,
                number=row.number,
                held_on=date.fromisoformat(row.held_on),
                place=row.place,
                status=MeetingStatus(row.status),
                requests=row.requests,
                decided=row.decided,
                approved=Baht(int(row.approved)),
                has_minutes=row.minutes_sha256 is not None,
            )
            for row in self._connection.execute(query)
        )

    def page(self, meeting_id: str) -> MeetingPage:
        """A meeting; raises `meetings.unknown`."""
        rows = Rows(self._connection)
        row = rows.one(meeting, meeting_id=meeting_id)
        if row is None:
            raise DomainError("meetings.unknown")
        values = meeting_values(row)
        half = half_on(values.held_on)
        query = (
            _agenda_query(fiscal_year(values.held_on))
            .add_columns(
                decision.c.decision_id,
                decision.c.outcome,
                decision.c.amount,
                decision.c.resolution_number,
                decision.c.reason.label("decision_reason"),
                decision.c.recorder,
                decision.c.override,
            )
            .join(agenda_item, agenda_item.c.request_id == aid_request.c.request_id)
            .outerjoin(
                decision,
                and_(
                    decision.c.request_id == aid_request.c.request_id,
                    decision.c.meeting_id == agenda_item.c.meeting_id,
                ),
            )
            .where(agenda_item.c.meeting_id == meeting_id)
            .order_by(agenda_item.c.position)
        )
        return MeetingPage(
            meeting_id=meeting_id,
            values=values,
            status=MeetingStatus(row["status"]),
            agenda=tuple(self._as_item(found) for found in self._connection.execute(query).mappings()),
            half=half,
            budget=SqlBudgets(rows).budget(half),
            minutes_stored=row["minutes_stored"],
        )

    def candidates(self) -> tuple[AgendaItem, ...]:
        """Requests that are ready or were deferred, the longest waiting first."""
        query = (
            _agenda_query(fiscal_year(self._today))
            .where(aid_request.c.status.in_([RequestStatus.READY.value, RequestStatus.AWAITING_BUDGET.value]))
            .order_by(aid_request.c.received_on, aid_request.c.number)
        )
        return tuple(self._as_item(found) for found in self._connection.execute(query).mappings())

    def _as_item(self, row: Any) -> AgendaItem:
        content = from_json(row["content"])
        diagnosis = from_json(row["diagnosis"]) if row["diagnosis"] else {}
        proposed = row["diagnosed"] if row["diagnosed"] is not None else row["proposed"]
        outcome = row.get("outcome")
        amount = row.get("amount")
        return AgendaItem(
            request_id=row["request_id"],
            number=row["number"],
            person_id=row["person_id"],
            person_name=row["person_name"],
            subdistrict_code=row["subdistrict_code"],
            status=RequestStatus(row["status"]),
            hardship_cause=row["hardship_cause"],
            problem=content.get("report", {}).get("problem", "") or content.get("cause_fact", ""),
            diagnosis=diagnosis.get("text", ""),
            needed=None if row["needed"] is None else Baht(row["needed"]),
            proposed=None if proposed is None else Baht(proposed),
            times_this_year=row["times"],
            days_waiting=(self._today - date.fromisoformat(row["received_on"])).days,
            decision_id=row.get("decision_id") or "",
            outcome=Outcome(outcome) if outcome else None,
            approved=Baht(amount) if amount is not None else None,
            reason=row.get("decision_reason") or "",
            resolution_number=row.get("resolution_number") or "",
            recorder=row.get("recorder") or "",
            override=build(Override, from_json(row["override"])) if row.get("override") else None,
        )


def _agenda_query(year: int) -> Select[Any]:
    times = (
        select(func.count())
        .select_from(claim)
        .where(
            claim.c.unit == "person",
            claim.c.unit_id == aid_request.c.person_id,
            claim.c.aid_kind == aid_request.c.aid_kind,
            claim.c.fiscal_year == year,
        )
        .scalar_subquery()
    )
    name = person.c.title + person.c.first_name + case((person.c.last_name == "", ""), else_=" ") + person.c.last_name
    columns = [
        aid_request.c[column]
        for column in (
            "request_id",
            "number",
            "person_id",
            "subdistrict_code",
            "status",
            "hardship_cause",
            "content",
            "diagnosis",
            "needed",
            "proposed",
            "diagnosed",
            "received_on",
        )
    ]
    return select(*columns, name.label("person_name"), times.label("times")).join(
        person, person.c.person_id == aid_request.c.person_id
    )
