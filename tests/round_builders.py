"""Short ways to a closed round, its lessons and its publicity."""

from __future__ import annotations

import hashlib
from pathlib import Path

from kmcase.application.evidence import Attachments
from kmcase.application.lessons import LessonService, WriteLesson
from kmcase.application.people import ChangePerson
from kmcase.application.publicity import PublicityService, RecordConsent, WritePublicity
from kmcase.domain.dates import PartialDate
from kmcase.domain.evidence import Attachment, EvidenceKind
from kmcase.domain.payments import SignatureMark
from kmcase.domain.publicity import PublicityValues
from kmcase.files.captured import CapturedPictures
from tests.builders import TestOffice
from tests.money_builders import (
    SIGNATURE,
    approved,
    drawn_batch,
    pay,
    payments,
    prepared_run,
    receipts,
    run_order,
    voucher_ids,
)
from tests.pictures import photograph
from tests.request_builders import TODAY


class HeldBlobs:
    """Contents in memory."""

    def __init__(self) -> None:
        self.contents: dict[str, bytes] = {}

    def put(self, content: bytes) -> str:
        name = hashlib.sha256(content).hexdigest()
        self.contents[name] = content
        return name

    def get(self, sha256: str) -> bytes:
        return self.contents[sha256]


def lessons(office: TestOffice, login: str = "officer") -> LessonService:
    """The use cases of lessons in somebody's name."""
    return LessonService(office.work(login))


def publicity(office: TestOffice, login: str = "officer", blobs: HeldBlobs | None = None) -> PublicityService:
    """The use cases of publicity in somebody's name."""
    pictures = CapturedPictures()
    return PublicityService(office.work(login), Attachments(blobs or HeldBlobs(), pictures), pictures)


def closed_round(office: TestOffice, count: int = 2, photo: Attachment | None = None) -> str:
    """A run that is paid and closed; `photo` is taken at the first hand-over."""
    run_id = prepared_run(office, count)
    for number, voucher_id in enumerate(voucher_ids(office, run_id)):
        pay(office, voucher_id, photo=photo if number == 0 else None)
    receipts(office).close(run_id)
    return run_id


def two_runs(office: TestOffice) -> tuple[str, str]:
    """Two open runs of one payee each."""
    one, other = approved(office, 2)
    first, second = (
        payments(office).prepare(run_order(drawn_batch(office, (request_id,), number), (request_id,))).value
        for request_id, number in ((one, "ฎ 1/2567"), (other, "ฎ 2/2567"))
    )
    return first, second


def lesson_of(run_id: str, **changes: object) -> WriteLesson:
    """A lesson with two proposals."""
    whole: dict[str, object] = {
        "run_id": run_id,
        "title": "ผู้สูงอายุรอนาน",
        "expected": "จ่ายเสร็จก่อนเที่ยง",
        "happened": "เก้าอี้ไม่พอ ผู้สูงอายุยืนรอสองชั่วโมง",
        "why": "นัดทุกคนเวลาเดียวกัน",
        "next_time": "นัดเป็นช่วงเวลา",
        "topics": ("การนัดหมาย", " วันจ่ายเงิน ", "การนัดหมาย"),
        "participants": ("นายอาทิตย์",),
        "proposals": ("นัดเป็นช่วงละสิบคน", "ยืมเก้าอี้จากวัด"),
    }
    return WriteLesson(**{**whole, **changes})  # type: ignore[arg-type]


def text_of(run_id: str, **changes: object) -> WritePublicity:
    """A text that names nobody."""
    given = {name: changes.pop(name) for name in ("publicity_id", "seen") if name in changes}
    values = PublicityValues(**{"title": "มอบเงินสงเคราะห์", "text": "ช่วยเหลือครอบครัวที่เดือดร้อน", **changes})  # type: ignore[arg-type]
    return WritePublicity(run_id=run_id, values=values, **given)  # type: ignore[arg-type]


def first_payee(office: TestOffice, run_id: str) -> str:
    """The person of a run's first number, born in a year that makes an adult."""
    person_id = payments(office).run(run_id).vouchers[0].person_id
    born(office, person_id, 1960)
    return person_id


def born(office: TestOffice, person_id: str, year: int) -> None:
    """The birth date of a person is known."""
    seen = office.people().page(person_id).seen
    values = {"birth": PartialDate(year, 5, 4)}
    office.people().change(ChangePerson(person_id=person_id, values=values, seen=seen))


def consent_of(person_id: str, **changes: object) -> RecordConsent:
    """Asked today and signed by hand."""
    whole: dict[str, object] = {
        "person_id": person_id,
        "asked_on": TODAY,
        "signed_by": "นางบุญมี",
        "signature": SignatureMark(strokes=SIGNATURE),
    }
    return RecordConsent(**{**whole, **changes})  # type: ignore[arg-type]


def located_photograph(blobs: HeldBlobs, folder: Path) -> Attachment:
    """A picture of a hand-over whose bytes are held, with the place where it was taken still in them."""
    content = photograph(folder / "taken.jpg").read_bytes()
    stored = blobs.put(content)
    return Attachment(
        sha256=stored,
        stored_sha256=stored,
        kind=EvidenceKind.HANDOVER_PHOTO,
        media_type="image/jpeg",
        size=len(content),
    )
