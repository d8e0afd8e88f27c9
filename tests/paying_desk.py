"""A desk over a real office, for the screens of money: services in somebody's name, blobs in a folder."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

from kmcase.application.batches import BatchService
from kmcase.application.budgets import BudgetService
from kmcase.application.checkouts import CheckoutService
from kmcase.application.evidence import Attachments
from kmcase.application.followups import FollowUpService
from kmcase.application.payments import PaymentService
from kmcase.application.printing import PrintingService
from kmcase.application.receipts import ReceiptService
from kmcase.application.samples import SampleService
from kmcase.application.scans import ScanService
from kmcase.bootstrap.forms import shipped_forms
from kmcase.documents.press import Printer
from kmcase.files.captured import CapturedPictures
from kmcase.files.scans import read_scans
from kmcase.persistence.blobs import BlobStore
from kmcase.persistence.key_wrapping import sub_keys
from kmcase.thai.calendar import bangkok_date
from tests.builders import TestOffice
from tests.ui.desks import a_desk
from ui.ports import Desk


def blobs_in(folder: Path) -> BlobStore:
    """A store of attachments with keys for tests."""
    photos = folder / "photos"
    photos.mkdir(parents=True, exist_ok=True)
    return BlobStore(photos, sub_keys(bytes(32)))


def money_services(office: TestOffice, folder: Path, login: str = "finance") -> Any:
    """The services that the screens of money ask."""
    work = office.work(login)
    attachments = Attachments(blobs_in(folder), CapturedPictures())
    return SimpleNamespace(
        batches=BatchService(work),
        payments=PaymentService(work),
        receipts=ReceiptService(work),
        checkouts=CheckoutService(work),
        budgets=BudgetService(work),
        followups=FollowUpService(work),
        samples=SampleService(work),
        attachments=attachments,
        scans=ScanService(work, attachments, read_scans),
        printing=PrintingService(work, Printer(), None, attachments.open, shipped_forms()),  # type: ignore[arg-type]
    )


def paying_desk(office: TestOffice, folder: Path, login: str = "finance") -> Desk:
    """A desk whose jobs wait to be drained."""
    work = office.work(login)
    return a_desk(
        money_services(office, folder, login),
        actor=work.actor,
        today=lambda: bangkok_date(office.clock.now()),
    )
