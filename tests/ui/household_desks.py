"""A desk over a real office, for the screen of household plans."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

from kmcase.application.evidence import Attachments
from kmcase.application.printing.household_papers import HouseholdPapers
from kmcase.documents.press import Printer
from kmcase.files.captured import CapturedPictures
from kmcase.persistence.draft_store import SqlDrafts
from tests.builders import TestOffice
from tests.household_builders import building, plans
from tests.paying_desk import blobs_in
from tests.ui.desks import office_desk
from ui.ports import Desk


def household_desk(office: TestOffice, folder: Path, login: str = "officer") -> Desk:
    """A desk whose jobs wait to be drained."""
    work = office.work(login)
    services = SimpleNamespace(
        household_plans=plans(office, login),
        house_building=building(office, login),
        printing=SimpleNamespace(households=HouseholdPapers(work, Printer())),
        people=office.people(login),
        attachments=Attachments(blobs_in(folder), CapturedPictures()),
        drafts=SqlDrafts(engine=office.engine, staff_id=login, clock=office.clock),
    )
    return office_desk(office, login, services)
