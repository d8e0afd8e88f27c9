"""A desk over a real office, for the screens of cases."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

from kmcase.application.cases import (
    CaseIntakeService,
    CaseNoteService,
    CasePaperService,
    CaseStayService,
    CaseTaskService,
    ConferenceService,
)
from kmcase.application.cases.files import CaseFileService
from kmcase.application.duplicates import DuplicateService
from kmcase.application.evidence import Attachments
from kmcase.application.staff import StaffService
from kmcase.documents.press import Printer
from kmcase.files.captured import CapturedPictures
from kmcase.persistence.draft_store import SqlDrafts
from tests.builders import TestOffice
from tests.case_assessment_builders import assessments, network
from tests.case_builders import cases
from tests.paying_desk import blobs_in
from tests.ui.desks import office_desk
from ui.ports import Desk


def case_desk(office: TestOffice, login: str = "social", **more: Any) -> Desk:
    """A desk whose jobs wait to be drained; `more` are services of parts."""
    work = office.work(login)
    services = SimpleNamespace(
        cases=cases(office, login),
        case_intake=CaseIntakeService(work),
        duplicates=DuplicateService(work),
        case_notes=CaseNoteService(work),
        case_files=CaseFileService(work, Printer(), _none),
        case_stays=CaseStayService(work),
        case_tasks=CaseTaskService(work),
        conferences=ConferenceService(work, Printer()),
        staff=StaffService(work, None),  # type: ignore[arg-type]
        drafts=SqlDrafts(engine=office.engine, staff_id=login, clock=office.clock),
        **{"attachments": None, "case_papers": CasePaperService(work, Printer(), _none), **more},
    )
    return office_desk(office, login, services)


def filing_desk(office: TestOffice, folder: Path, login: str = "social") -> Desk:
    """The same with a store of attachments in a folder."""
    attachments = Attachments(blobs_in(folder), CapturedPictures())
    papers = CasePaperService(office.work(login), Printer(), attachments.open)
    return case_desk(office, login, attachments=attachments, case_papers=papers)


def assessing_desk(office: TestOffice, login: str = "social") -> Desk:
    """The same with assessments and with family and resources."""
    return case_desk(office, login, case_assessments=assessments(office, login), case_network=network(office, login))


def _none(_stored: str) -> bytes:
    return b""
