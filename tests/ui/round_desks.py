"""A desk over a real office, for the screens of what follows a round."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

from kmcase.application.evidence import Attachments
from kmcase.application.printing import PrintingService
from kmcase.bootstrap.forms import shipped_forms
from kmcase.documents.press import Printer
from kmcase.files.captured import CapturedPictures
from kmcase.persistence.draft_store import SqlDrafts
from tests.builders import TestOffice
from tests.paying_desk import blobs_in
from tests.round_builders import HeldBlobs, lessons, publicity
from tests.ui.desks import office_desk
from ui.ports import Desk


def round_desk(office: TestOffice, folder: Path, login: str = "officer", blobs: HeldBlobs | None = None) -> Desk:
    """A desk whose jobs wait to be drained."""
    work = office.work(login)
    held = blobs or blobs_in(folder)
    attachments = Attachments(held, CapturedPictures())
    services = SimpleNamespace(
        lessons=lessons(office, login),
        publicity=publicity(office, login, blobs),
        attachments=attachments,
        drafts=SqlDrafts(engine=office.engine, staff_id=login, clock=office.clock),
        printing=PrintingService(work, Printer(), None, attachments.open, shipped_forms()),  # type: ignore[arg-type]
    )
    return office_desk(office, login, services)
