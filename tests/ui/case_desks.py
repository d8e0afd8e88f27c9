"""A desk over a real office, for the screens of cases."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from kmcase.application.cases import CaseNoteService, CaseTaskService
from kmcase.application.permissions import allowed
from kmcase.application.staff import StaffService
from kmcase.persistence.draft_store import SqlDrafts
from kmcase.thai.calendar import bangkok_date
from tests.builders import TestOffice
from tests.case_builders import cases
from tests.ui.desks import a_desk
from ui.ports import Desk


def case_desk(office: TestOffice, login: str = "social", **more: Any) -> Desk:
    """A desk whose jobs wait to be drained; `more` are services of parts."""
    work = office.work(login)
    services = SimpleNamespace(
        cases=cases(office, login),
        case_notes=CaseNoteService(work),
        case_tasks=CaseTaskService(work),
        staff=StaffService(work, None),  # type: ignore[arg-type]
        drafts=SqlDrafts(engine=office.engine, staff_id=login, clock=office.clock),
        **more,
    )
    return a_desk(
        services,
        actor=work.actor,
        today=lambda: bangkok_date(office.clock.now()),
        may=lambda use_case: allowed(use_case, work.actor.roles),
    )
