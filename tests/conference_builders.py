"""Builders of case conferences."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from kmcase.application.cases import CallConference, ConferenceService, DecideOnCase
from kmcase.application.read.conferences import CaseInNeed
from kmcase.application.work import Work
from kmcase.documents.press import Printer
from kmcase.domain.cases.conferences import AgendaMoved, AgendaState, DecisionKind
from kmcase.domain.conferences import Attendee, ConferenceValues, Presence
from tests.builders import JUNE, TestOffice
from tests.case_plan_builders import AtWork

TODAY = JUNE.date()
DOCTOR = Attendee(attendee_id="", name="พญ.อรุณี", profession="จิตแพทย์", agency="โรงพยาบาลอุดรธานี", promised=True)


def conferences(office: AtWork, login: str = "social") -> ConferenceService:
    """The use cases of conferences."""
    work: Work = office.work(login)
    return ConferenceService(work, Printer())


def head(**changes: Any) -> ConferenceValues:
    """A conference of today under the director, written by the social worker."""
    values: dict[str, Any] = {
        "on": TODAY,
        "at_time": "09:30",
        "place": "ห้องประชุม",
        "chair": "director",
        "writer": "social",
    }
    return ConferenceValues(**{**values, **changes})


def a_conference(office: AtWork, *case_ids: str, login: str = "social", **changes: Any) -> str:
    """A conference with these cases on its agenda; gives the id."""
    return conferences(office, login).call(CallConference(values=head(**changes), case_ids=case_ids)).value


def came(office: AtWork, conference_id: str, login: str = "social") -> None:
    """All of the office who were invited came."""
    service = conferences(office, login)
    attendees = service.page(conference_id).conference.attendees
    service.attend(conference_id, [replace(each, presence=Presence.PRESENT) for each in attendees])


def decide(
    office: AtWork, conference_id: str, case_id: str, kind: DecisionKind, login: str = "social", **more: Any
) -> str:
    """A decision; gives its id."""
    values: dict[str, Any] = {"text": "ปรับแผนด้านสุขภาพ", **more}
    return (
        conferences(office, login)
        .decide(DecideOnCase(conference_id=conference_id, case_id=case_id, kind=kind, **values))
        .value
    )


def put_off_apart(office: TestOffice, conference_id: str, case_id: str) -> None:
    """What somebody enters at another place, who does not know of a decision."""
    moved = AgendaMoved(case_id=case_id, conference_id=conference_id, state=AgendaState.PUT_OFF, reason="รอผลตรวจ")
    with office.work("social").begin("conferences.agenda") as unit:
        unit.record(moved)
        unit.commit(None)


def needs(office: AtWork, login: str = "social") -> dict[str, CaseInNeed]:
    """The cases that need a conference, by id, in their order."""
    return {item.case_id: item for item in conferences(office, login).needs().items}
